/**
 * Each hostile store has one clear outcome: the statement never throws and is never more than `declared`; the check ends,
 * and calls broken only what the library cannot decode in a file that was read to its end.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { c2paSettings } from '@/utils/credentials/c2pa/settings';
import { inspectAndCheck } from '@/utils/credentials/check-credentials';
import { canBeChecked } from '@/utils/credentials/checkable';
import { NO_LISTS } from '@/utils/credentials/trust-lists';
import { examine, inspect } from '@/utils/engine/inspect';
import { LIMITS } from '@/utils/engine/limits';
import type { LabelReport } from '@/utils/engine/report';
import { bufferSource } from '@/utils/engine/source/buffer-source';
import { createChecker } from '../../../../cli/credentials/checker';
import { library } from '../library';
import { HOSTILE_STORES, pictureWith } from './stores';

const options = { input: 'medium', faults: 'throw' } as const;

/** A limit stopped the reading: the statement stands, and there is no check. */
const OVER_BUDGET: ReadonlySet<string> = new Set([
  '10,000 manifests',
  '10,000 manifests without a byte in them',
  '10,000 manifests of one name',
  'a chain of 400 ingredients',
  'boxes nested 10,000 times',
]);
/** What the store says can be read all the same. */
const SAYS_AI: ReadonlySet<string> = new Set([
  '10,000 manifests',
  '500 manifests',
  'a chain of 400 ingredients',
  'a manifest that is its own ingredient',
  'two manifests that are each other’s ingredient',
  'twelve manifests that are all ingredients of all',
  'forty layers, each twice an ingredient of the next',
  'names that are markup',
  'names that turn the text around',
  'a name of a million letters',
]);

const rows = Object.entries(HOSTILE_STORES).map(([name, make]) => ({ name, make }));

/** Characters that would move, hide or reorder what stands around them. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const stringsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(stringsOf) : [];
};

const expectSafe = (report: LabelReport): void => {
  for (const text of stringsOf(report)) {
    expect(text).not.toMatch(UNSAFE);
    expect(text.length).toBeLessThanOrEqual(LIMITS.reportString + 1);
  }
};

describe.each(rows)('a store with $name', ({ name, make }) => {
  const medium = pictureWith(make());

  it('is stated as what it says, and no more', async () => {
    const report = await inspect(bufferSource(medium), options);
    expect(report.verdict).toMatchObject({
      status: SAYS_AI.has(name) ? 'ai-generated' : 'labelled-other',
      assurance: 'declared',
    });
    expect(report.findings).toHaveLength(1);
    expect(report.error?.code).toBe(OVER_BUDGET.has(name) ? 'over-budget' : undefined);
    expectSafe(report);
  });

  it('is checked to an end', { timeout: 60_000 }, async () => {
    expect(canBeChecked(await examine(bufferSource(medium), options))).toBe(!OVER_BUDGET.has(name));
    const report = await inspectAndCheck(medium, options, { library, settings: c2paSettings(NO_LISTS) });
    const [finding] = report.findings;
    if (OVER_BUDGET.has(name)) {
      expect(finding).toMatchObject({ assurance: 'declared' });
      expect(finding).not.toHaveProperty('validation');
    } else {
      expect(finding).toMatchObject({ assurance: 'broken' });
      expect(finding?.codes).toContain('c2pa-malformed');
      expect(finding?.validation).toHaveLength(1);
    }
    expectSafe(report);
  });
});

describe('the command’s checker', () => {
  const checker = createChecker(NO_LISTS);
  afterAll(checker.close);

  it('outlives all of them, and judges a sound file as ever', { timeout: 120_000 }, async () => {
    const checked = async (bytes: Uint8Array): Promise<LabelReport | 'nothing to check'> => {
      const stated = await examine(bufferSource(bytes), options);
      return canBeChecked(stated) ? checker.check(stated, Uint8Array.from(bytes)) : 'nothing to check';
    };
    const reports = await Promise.all(rows.map(({ make }) => checked(pictureWith(make()))));
    expect(reports.map((report) => (typeof report === 'string' ? report : report.verdict.assurance))).toEqual(
      rows.map(({ name }) => (OVER_BUDGET.has(name) ? 'nothing to check' : 'broken')),
    );
    const sound = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../fixtures/signed/media/plain.png')));
    expect(await checked(sound)).toMatchObject({ verdict: { assurance: 'intact' } });
  });
});
