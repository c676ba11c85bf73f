import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRows, filterRows, orderMedia, settleRows } from '@/components/media-rows';
import type { LabelStatus } from '@/utils/engine/report';
import { finding, medium, report, unreadable } from './reports';

const says = (status: LabelStatus) => report([finding({ status })]);
const broken = report([finding({ status: 'captured', assurance: 'broken' })]);
const disagreeing = report([finding()], {
  verdict: { status: 'ai-generated', assurance: 'declared', disagreement: true },
});
const ids = (rows: ReturnType<typeof orderMedia>): readonly number[] => rows.map((row) => row.medium.id);

it('a row of several occurrences tells what is known of the one that was checked', () => {
  const address = 'https://a.example/1';
  const stated = report([finding({ mark: 'c2pa' })]);
  const [row] = orderMedia([
    medium(1, { address, report: stated, check: 'on-pointing' }),
    medium(2, { address, report: broken, check: 'made' }),
    medium(3, { address }),
  ]);
  expect(row).toMatchObject({ report: broken, check: 'made', times: 3, medium: { id: 1 } });
});

describe('the order of rows', () => {
  it('puts broken and disagreeing first, then the statuses, unreadable, unlabelled, and what is not checked last', () => {
    const media = [
      medium(1),
      medium(2, { state: 'checking' }),
      medium(3, { report: report([]) }),
      medium(4, { report: unreadable('timeout') }),
      medium(5, { report: says('labelled-other') }),
      medium(6, { report: says('captured') }),
      medium(7, { report: says('suspected-ai') }),
      medium(8, { report: says('possibly-ai') }),
      medium(9, { report: says('ai-edited') }),
      medium(10, { report: says('ai-generated') }),
      medium(11, { report: disagreeing }),
      medium(12, { report: broken }),
    ];
    expect(ids(orderMedia(media))).toEqual([11, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('goes by place in the page inside one status, the top frame first', () => {
    const media = [medium(1, { order: 9 }), medium(2, { order: 3 }), medium(3, { order: 0, frameId: 7 })];
    expect(ids(orderMedia(media))).toEqual([2, 1, 3]);
  });

  it('does not depend on the order in which media were told', () => {
    const media = [1, 2, 3, 4, 5].map((id) =>
      medium(id, { report: id % 2 === 0 ? says('captured') : says('ai-edited') }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(media, { minLength: 5 }), (shuffled) => {
        expect(ids(orderMedia(shuffled))).toEqual(ids(orderMedia(media)));
      }),
    );
  });
});

describe('rows of the same address', () => {
  const twice = { address: 'https://cdn.example.com/same.jpg', report: says('ai-generated') };

  it('become one row that says how often it is shown', () => {
    const rows = orderMedia([medium(1, twice), medium(2, twice), medium(3)]);
    expect(rows.map(({ times }) => times)).toEqual([2, 1]);
  });

  it('locate the first that is still on the page', () => {
    const [row] = orderMedia([medium(1, { ...twice, gone: true }), medium(2, twice)]);
    expect([row?.medium.id, row?.isGone, row?.times]).toEqual([2, false, 1]);
  });

  it('are gone when all of them are', () => {
    const [row] = orderMedia([medium(1, { ...twice, gone: true }), medium(2, { ...twice, gone: true })]);
    expect([row?.isGone, row?.times]).toEqual([true, 1]);
  });

  it('show the report that one of them has', () => {
    const [row] = orderMedia([medium(1, { address: twice.address, state: 'checking' }), medium(2, twice)]);
    expect(row?.status).toBe('ai-generated');
  });

  it('stay apart for data: addresses, whose shortened spelling says little', () => {
    const shortened = { address: 'data:image/png, 1234 characters' };
    expect(orderMedia([medium(1, shortened), medium(2, shortened)])).toHaveLength(2);
  });
});

describe('counts and filters', () => {
  const rows = orderMedia([
    medium(1, { report: says('ai-generated') }),
    medium(2, { report: report([finding({ status: 'ai-generated', assurance: 'broken' })]) }),
    medium(3, { report: says('suspected-ai') }),
    medium(4, { report: report([]) }),
    medium(5, { report: unreadable('network') }),
    medium(6, { state: 'checking' }),
    medium(7),
    medium(8, { report: says('ai-edited'), gone: true }),
    medium(9, { report: report([finding()], { labelCheck: 'not-shown' }) }),
    medium(10, { report: report([finding()], { labelCheck: 'agrees' }) }),
  ]);

  it('count what the toolbar counts: AI labels whose check did not fail, on media still there', () => {
    expect(countRows(rows)).toEqual({ media: 9, ai: 4, unreadable: 1, pending: 2, checking: 1, checked: 7 });
  });

  it.each([
    ['all', 10],
    ['ai', 6],
    ['camera', 0],
    ['other', 0],
    ['none', 1],
    ['unread', 1],
    ['attention', 2],
  ] as const)('filter %s finds %i rows', (filter, count) => {
    expect(filterRows(rows, filter)).toHaveLength(count);
  });
});

describe('rows that are held', () => {
  const before = orderMedia([medium(1, { state: 'checking' }), medium(2, { state: 'checking' })]);
  const after = orderMedia([
    medium(1, { state: 'checking' }),
    medium(2, { report: says('ai-generated') }),
    medium(3, { report: broken }),
  ]);

  it('keep their places, get their news, and let late ones wait', () => {
    const { rows, waiting } = settleRows(before, after, true);
    expect(rows.map((row) => [row.medium.id, row.status])).toEqual([
      [1, 'checking'],
      [2, 'ai-generated'],
    ]);
    expect(waiting).toBe(1);
  });

  it('take their final order once they are let go', () => {
    const { rows, waiting } = settleRows(before, after, false);
    expect([ids(rows), waiting]).toEqual([[3, 2, 1], 0]);
  });

  it('go when the page did, however held', () => {
    expect(settleRows(before, [], true).rows).toEqual([]);
  });
});
