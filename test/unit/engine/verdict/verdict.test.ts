import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AI_STATUSES,
  ASSURANCES,
  type Assurance,
  type Finding,
  type LabelStatus,
  MARKS,
  type MarkName,
  STATUSES,
  type Status,
} from '../../../../utils/engine/report';
import { byStrength, compareStatus, verdictOf } from '../../../../utils/engine/verdict';

const finding = (
  status: LabelStatus,
  assurance: Assurance = 'declared',
  mark: MarkName = 'iptc',
  place = 'p',
): Finding => ({
  mark,
  status,
  assurance,
  place,
  fields: {},
  deviations: [],
});

describe('the verdict', () => {
  it.each<readonly [string, readonly Finding[], Status, Assurance | null, boolean]>([
    ['one finding', [finding('ai-edited')], 'ai-edited', 'declared', false],
    ['two statuses', [finding('labelled-other'), finding('suspected-ai')], 'suspected-ai', 'declared', false],
    [
      'a weak and a strong assurance',
      [finding('ai-generated'), finding('ai-generated', 'intact')],
      'ai-generated',
      'intact',
      false,
    ],
    [
      'a broken and a declared one',
      [finding('ai-generated', 'broken'), finding('ai-generated')],
      'ai-generated',
      'declared',
      false,
    ],
    [
      'only a broken one of the strongest status',
      [finding('ai-generated', 'broken'), finding('ai-edited', 'verified')],
      'ai-generated',
      'broken',
      false,
    ],
    ['capture and AI', [finding('captured', 'verified'), finding('ai-generated')], 'ai-generated', 'declared', true],
    ['capture and a suspicion', [finding('captured'), finding('suspected-ai')], 'suspected-ai', 'declared', true],
    ['capture and another label', [finding('captured'), finding('labelled-other')], 'captured', 'declared', false],
    ['two AI statuses', [finding('ai-generated'), finding('ai-edited')], 'ai-generated', 'declared', false],
    [
      'a page that says more than the file',
      [finding('ai-generated', 'declared', 'page'), finding('captured')],
      'captured',
      'declared',
      false,
    ],
    ['a page alone', [finding('ai-generated', 'declared', 'page')], 'ai-generated', 'declared', false],
  ])('of %s', (_name, findings, status, assurance, disagreement) => {
    expect(verdictOf(findings, true)).toEqual({ status, assurance, disagreement });
    expect(verdictOf(findings, false)).toEqual({ status, assurance, disagreement });
  });

  it('goes by an order of statuses that the marks go by, too', () => {
    expect(compareStatus('captured', 'ai-edited')).toBeGreaterThan(0);
    expect(compareStatus('captured', 'labelled-other')).toBeLessThan(0);
    expect(compareStatus('ai-generated', 'possibly-ai')).toBeLessThan(0);
    expect(compareStatus('captured', 'captured')).toBe(0);
  });

  it('of no finding is unlabelled only where everything was read', () => {
    expect(verdictOf([], true)).toEqual({ status: 'unlabelled', assurance: null, disagreement: false });
    expect(verdictOf([], false)).toEqual({ status: 'unreadable', assurance: null, disagreement: false });
  });
});

const labels = STATUSES.filter((status): status is LabelStatus => status !== 'unlabelled' && status !== 'unreadable');
const anyFinding = fc
  .record({
    status: fc.constantFrom(...labels),
    assurance: fc.constantFrom(...ASSURANCES),
    mark: fc.constantFrom(...MARKS),
    place: fc.constantFrom('a', 'b', 'c'),
  })
  .map(({ status, assurance, mark, place }) => finding(status, assurance, mark, place));
const fromFile = anyFinding.filter(({ mark }) => mark !== 'page');
const rank = (status: Status) => STATUSES.indexOf(status);
const seeded = { seed: 7, numRuns: 300 };

describe('for any findings', () => {
  it('their order never matters', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyFinding, { maxLength: 8 })
          .chain((findings) =>
            fc.tuple(fc.constant(findings), fc.shuffledSubarray(findings, { minLength: findings.length })),
          ),
        ([findings, shuffled]) => {
          expect(verdictOf(shuffled, true)).toEqual(verdictOf(findings, true));
          expect([...shuffled].sort(byStrength)).toEqual([...findings].sort(byStrength));
        },
      ),
      seeded,
    );
  });

  it('a further one never weakens what they say', () => {
    fc.assert(
      fc.property(fc.array(fromFile, { maxLength: 8 }), fromFile, (findings, further) => {
        const before = verdictOf(findings, true);
        const after = verdictOf([...findings, further], true);
        expect(rank(after.status)).toBeLessThanOrEqual(rank(before.status));
        if (before.disagreement) expect(after.disagreement).toBe(true);
        if (after.status === before.status && before.assurance && after.assurance) {
          expect(ASSURANCES.indexOf(after.assurance)).toBeGreaterThanOrEqual(ASSURANCES.indexOf(before.assurance));
        }
      }),
      seeded,
    );
  });

  it('the verdict is broken only where no other finding has its status', () => {
    fc.assert(
      fc.property(fc.array(fromFile, { minLength: 1, maxLength: 8 }), (findings) => {
        const { status, assurance } = verdictOf(findings, true);
        const others = findings.filter((one) => one.status === status && one.assurance !== 'broken');
        expect(assurance === 'broken').toBe(others.length === 0);
      }),
      seeded,
    );
  });

  it('the page changes nothing beside the file', () => {
    const page = anyFinding.map((one): Finding => ({ ...one, mark: 'page' }));
    fc.assert(
      fc.property(
        fc.array(fromFile, { minLength: 1, maxLength: 5 }),
        fc.array(page, { maxLength: 5 }),
        (ofFile, ofPage) => {
          expect(verdictOf([...ofPage, ...ofFile], true)).toEqual(verdictOf(ofFile, true));
        },
      ),
      seeded,
    );
  });

  it('disagreement needs a capture and an AI status', () => {
    fc.assert(
      fc.property(fc.array(fromFile, { maxLength: 8 }), (findings) => {
        const said = findings.map(({ status }) => status);
        const expected = said.includes('captured') && said.some((status) => AI_STATUSES.includes(status));
        expect(verdictOf(findings, true).disagreement).toBe(expected);
      }),
      seeded,
    );
  });
});
