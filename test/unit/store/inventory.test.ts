import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { unreadableReport } from '@/utils/engine/make-report';
import type { LabelReport, Status } from '@/utils/engine/report';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import { readInventory, watchInventory } from '@/utils/store/inventory';
import {
  type FrameFacts,
  withChecking,
  withDocuments,
  withFrame,
  withMedia,
  withoutFrame,
  withoutReports,
  withReports,
} from '@/utils/store/inventory-changes';
import { countInventory } from '@/utils/store/inventory-counts';
import { fitInventory } from '@/utils/store/inventory-fit';
import { inventoryKey, type TabInventory } from '@/utils/store/inventory-types';
import { createInventoryWriter } from '@/utils/store/inventory-writer';
import { mediumOnPage as medium } from '../medium-on-page';

const TAB = 3;

const frame = (patch: Partial<FrameFacts> = {}): FrameFacts => ({
  tabId: TAB,
  frameId: 0,
  frameHost: 'a.example',
  documentId: 'top',
  origin: 'https://a.example',
  topAddress: 'https://a.example/',
  topTitle: 'Tab title',
  title: 'Title',
  overlayRefused: false,
  ...patch,
});

const report = (status: Status, patch: Partial<LabelReport['verdict']> = {}): LabelReport => ({
  ...unreadableReport('', 'empty', ''),
  verdict: { status, assurance: 'declared', disagreement: false, ...patch },
  error: null,
});

const top = withFrame(null, frame());
const sub = frame({ frameId: 7, documentId: 'sub', origin: 'https://b.example', frameHost: 'b.example', title: 'Ad' });

const brief = (inventory: TabInventory | null) =>
  inventory?.media.map(({ frameId, id, state, gone, report: of }) =>
    [frameId, id, state, gone ? 'gone' : 'here', of?.verdict.status ?? null].join(' '),
  );

describe('changes of an inventory', () => {
  it('list what frames tell, with the host of each', () => {
    const both = withMedia(withFrame(withMedia(top, frame(), [medium(1)], []), sub), sub, [medium(1), medium(2)], []);
    expect(both.media.map(({ frameId, frameHost, id }) => [frameId, frameHost, id])).toEqual([
      [0, 'a.example', 1],
      [7, 'b.example', 1],
      [7, 'b.example', 2],
    ]);
    expect(both).toMatchObject({ title: 'Title', address: 'https://a.example/' });
  });

  it('take title and refusal from the top frame only', () => {
    expect(withFrame(null, { ...sub, overlayRefused: true })).toMatchObject({
      title: 'Tab title',
      overlayRefused: false,
    });
    expect(withFrame(top, { ...sub, overlayRefused: true })).toMatchObject({ title: 'Title', overlayRefused: false });
    expect(withFrame(null, frame({ overlayRefused: true })).overlayRefused).toBe(true);
  });

  it('keep a report as long as its medium shows the same address', () => {
    const done = withReports(withMedia(top, frame(), [medium(1), medium(2)], []), 0, [
      { id: 1, address: medium(1).address, report: report('captured') },
      { id: 2, address: medium(2).address, report: report('captured') },
    ]);
    const moved = medium(2, { address: 'https://cdn.example/other.jpg' });
    const next = withMedia(done, frame(), [medium(1, { width: 640 }), moved], []);
    expect(brief(next)).toEqual(['0 1 done here captured', '0 2 waiting here ']);
    expect(next.media[0]?.width).toBe(640);
  });

  it('drop a report of an address that its medium shows no more', () => {
    const listed = withMedia(top, frame(), [medium(1)], []);
    const late = { id: 1, address: 'https://cdn.example/before.jpg', report: report('ai-generated') };
    expect(brief(withReports(listed, 0, [late]))).toEqual(['0 1 waiting here ']);
  });

  it('do not confuse the same id in two frames', () => {
    const both = withMedia(withFrame(withMedia(top, frame(), [medium(1)], []), sub), sub, [medium(1)], []);
    const done = withReports(both, 7, [{ id: 1, address: medium(1).address, report: report('captured') }]);
    expect(brief(done)).toEqual(['0 1 waiting here ', '7 1 done here captured']);
    expect(brief(withMedia(done, sub, [], [1]))).toEqual(['0 1 waiting here ', '7 1 done gone captured']);
    expect(brief(withChecking(done, 0, new Set([1])))).toEqual(['0 1 checking here ', '7 1 done here captured']);
  });

  it('keep media that went, and take them back when they return', () => {
    const gone = withMedia(withMedia(top, frame(), [medium(1)], []), frame(), [], [1]);
    expect(brief(gone)).toEqual(['0 1 waiting gone ']);
    expect(brief(withMedia(gone, frame(), [medium(1)], []))).toEqual(['0 1 waiting here ']);
  });

  it('forget what an earlier document told in the same frame', () => {
    const listed = withMedia(top, frame(), [medium(1)], []);
    expect(brief(withFrame(listed, frame()))).toEqual(['0 1 waiting here ']);
    expect(brief(withFrame(listed, frame({ documentId: 'next' })))).toEqual([]);
  });

  it('end with the last frame', () => {
    const both = withMedia(withFrame(withMedia(top, frame(), [medium(1)], []), sub), sub, [medium(1)], []);
    const one = withoutFrame(both, 7);
    expect(brief(one)).toEqual(['0 1 waiting here ']);
    expect(one && withoutFrame(one, 0)).toBeNull();
  });

  it.each([
    ['the same top document', [[0, 'top']], ['0 1 waiting here ', '7 1 waiting here ']],
    [
      'another top document',
      [
        [0, 'next'],
        [7, 'sub'],
      ],
      ['7 1 waiting here '],
    ],
    ['a page closed to extensions', [], undefined],
  ] as const)('know a navigation to %s', (_, present, left) => {
    const both = withMedia(withFrame(withMedia(top, frame(), [medium(1)], []), sub), sub, [medium(1)], []);
    expect(brief(withDocuments(both, new Map(present)))).toEqual(left);
  });

  it('know a navigation away from a page whose top document told nothing', () => {
    const framed = withMedia(withFrame(null, sub), sub, [medium(1)], []);
    expect(withDocuments(framed, new Map([[0, 'next']]))).toBeNull();
    expect(
      brief(
        withDocuments(
          framed,
          new Map([
            [0, 'next'],
            [7, 'sub'],
          ]),
        ),
      ),
    ).toEqual(['7 1 waiting here ']);
  });

  it('make every medium wait again', () => {
    const done = withReports(withMedia(top, frame(), [medium(1)], []), 0, [
      { id: 1, address: medium(1).address, report: report('captured') },
    ]);
    expect(brief(withoutReports(done))).toEqual(['0 1 waiting here ']);
  });

  it('bound the list of a tab, media that went first', () => {
    const many = Array.from({ length: MESSAGE_LIMITS.mediaPerTab }, (_, index) => medium(index + 1));
    const full = withMedia(top, frame(), many, []);
    const over = withMedia(full, frame(), [medium(9_001), medium(9_002)], [1]);
    expect(over.media).toHaveLength(MESSAGE_LIMITS.mediaPerTab);
    expect(over.media.some(({ id }) => id === 1)).toBe(false);
    expect(over.media.at(-1)?.id).toBe(9_001);
  });
});

describe('counting', () => {
  const listed = (...entries: readonly (readonly [address: string, LabelReport | null, gone?: boolean])[]) => ({
    ...top,
    media: entries.map(([address, of, gone = false], index) => ({
      ...medium(index + 1, { address }),
      frameId: 0,
      frameHost: '',
      state: 'done' as const,
      report: of,
      gone,
    })),
  });

  it('counts distinct addresses that are still there', () => {
    const inventory = listed(
      ['https://a/1', report('ai-generated')],
      ['https://a/1', null],
      ['https://a/2', report('suspected-ai')],
      ['https://a/3', report('ai-edited', { assurance: 'broken' })],
      ['https://a/4', report('captured')],
      ['https://a/5', report('unreadable')],
      ['https://a/6', null],
      ['https://a/7', report('possibly-ai'), true],
    );
    expect(countInventory(inventory)).toEqual({ media: 6, ai: 2, unreadable: 1 });
  });

  it('does not merge shortened data addresses that are spelled alike', () => {
    const address = 'data:image/png (10 bytes)';
    expect(countInventory(listed([address, report('ai-generated')], [address, report('ai-generated')])).ai).toBe(2);
  });
});

describe('fitting into session storage', () => {
  const withText = (id: number, characters: number, gone = false) => ({
    ...medium(id),
    frameId: 0,
    frameHost: '',
    state: 'done' as const,
    gone,
    report: {
      ...report('ai-generated'),
      findings: [
        {
          mark: 'generator',
          status: 'ai-generated',
          assurance: 'declared',
          place: 'PNG tEXt parameters',
          fields: { Prompt: 'x'.repeat(characters) },
          deviations: [],
        } as const,
      ],
    },
  });

  it('leaves a list that fits as it is', () => {
    const inventory = { ...top, media: [withText(1, 4_000)] };
    expect(fitInventory(inventory, 10_000)).toBe(inventory);
  });

  it('shortens the largest reports and keeps every verdict', () => {
    const inventory = { ...top, media: [withText(1, 100), withText(2, 9_000), withText(3, 4_000)] };
    const fitted = fitInventory(inventory, 8_000);
    expect(fitted.media.map(({ report: of }) => of?.findings[0]?.fields.Prompt?.length)).toEqual([100, 201, 4_000]);
    expect(fitted.media.map(({ report: of }) => of?.verdict.status)).toEqual(Array(3).fill('ai-generated'));
  });

  it('then leaves out media that went, then the last', () => {
    const inventory = { ...top, media: [1, 2, 3, 4, 5].map((id) => withText(id, 150, id === 2)) };
    const size = JSON.stringify(inventory.media[0]).length;
    const left = fitInventory(inventory, size * 3.5).media.map(({ id }) => id);
    expect(left).toEqual([1, 3, 4]);
  });
});

describe('the writer', () => {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.restoreAllMocks();
  });

  const stored = async () => (await fakeBrowser.storage.session.get(inventoryKey(TAB)))[inventoryKey(TAB)];

  it('has written what it says is updated', async () => {
    await createInventoryWriter().update(TAB, () => top);
    expect(await stored()).toEqual(top);
    expect(await readInventory(TAB)).toEqual(top);
  });

  it('knows again what an earlier background wrote', async () => {
    await createInventoryWriter().update(TAB, () => top);
    const next = createInventoryWriter();
    expect(await next.read(TAB)).toEqual(top);
    await next.update(TAB, (before) => before && withMedia(before, frame(), [medium(1)], []));
    expect(brief((await stored()) as TabInventory)).toEqual(['0 1 waiting here ']);
  });

  it('gathers changes while a write is under way, and loses none', async () => {
    const writer = createInventoryWriter();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    await writer.update(TAB, () => top);
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        writer.update(TAB, (before) => before && withMedia(before, frame(), [medium(index + 1)], [])),
      ),
    );
    expect(((await stored()) as TabInventory).media).toHaveLength(50);
    expect(set.mock.calls.length).toBeLessThan(10);
  });

  it('rests behind the write of a long list, and then writes the last state', async () => {
    vi.useFakeTimers();
    const writer = createInventoryWriter();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    const long = Array.from({ length: 800 }, (_, index) => medium(index + 1));
    await writer.update(TAB, () => withMedia(top, frame(), long, []));
    const later = ['one', 'two'].map((title) => writer.update(TAB, (before) => before && { ...before, title }));
    await vi.advanceTimersByTimeAsync(199);
    expect(set).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    await Promise.all(later);
    vi.useRealTimers();
    expect(set).toHaveBeenCalledTimes(2);
    expect(((await stored()) as TabInventory).title).toBe('two');
  });

  it('takes a cleared list out of storage', async () => {
    const writer = createInventoryWriter();
    await writer.update(TAB, () => top);
    await writer.update(TAB, () => null);
    expect(await readInventory(TAB)).toBeNull();
    await writer.update(TAB, () => top);
    expect(await readInventory(TAB)).toEqual(top);
  });

  it('goes on from memory where storage is full', async () => {
    const writer = createInventoryWriter();
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    await writer.update(TAB, () => top);
    expect(await writer.read(TAB)).toEqual(top);
  });

  it('tells its listeners and the pages that watch', async () => {
    const writer = createInventoryWriter();
    const heard: (TabInventory | null)[] = [];
    const seen: (TabInventory | null)[] = [];
    writer.onChanged((tabId, inventory) => tabId === TAB && heard.push(inventory));
    const unwatch = watchInventory(TAB, (inventory) => seen.push(inventory));
    await writer.update(TAB, () => top);
    await writer.update(TAB, (before) => before);
    await writer.update(TAB, () => null);
    unwatch();
    await writer.update(TAB, () => top);
    expect(heard).toEqual([top, null, top]);
    expect(seen).toEqual([top, null]);
  });
});
