import { describe, expect, it } from 'vitest';
import type { Attempt, KeptList } from '@/utils/trust/database';
import { TRUST_TIMES } from '@/utils/trust/limits';
import { afterFailure, afterSuccess, isDue } from '@/utils/trust/schedule';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 1_800_000_000_000;

const kept = (ageMs: number): KeptList => ({
  id: 'official',
  texts: {},
  sha256: '',
  certificates: 1,
  fetchedAt: NOW - ageMs,
  source: 'publisher',
});
const attempt = (nextAt: number, failures = 0): Attempt => ({
  id: 'official',
  triedAt: 0,
  nextAt,
  failures,
  refusal: null,
});

describe('a publisher is asked', () => {
  it.each<[string, boolean, KeptList | undefined, Attempt | undefined, boolean]>([
    ['when nothing is at hand', true, undefined, undefined, false],
    ['when nothing is at hand, though data should be saved', true, undefined, undefined, true],
    ['not before its time', false, kept(DAY), attempt(NOW + 1), false],
    ['at its time', true, kept(7 * DAY), attempt(NOW), false],
    ['not at its time where data should be saved', false, kept(7 * DAY), attempt(NOW), true],
    ['in the end, though data should be saved', true, kept(28 * DAY), attempt(NOW), true],
    ['not after a failure before the retry', false, undefined, attempt(NOW + HOUR, 1), false],
    ['at once where the list that was taken is not at hand: damaged', true, undefined, attempt(NOW + DAY), false],
    ['when a packaged list is a week old', true, kept(7 * DAY), undefined, false],
    ['not when a packaged list is newer', false, kept(6 * DAY), undefined, false],
    ['when a wrong clock had put it off for years', true, kept(-400 * DAY), attempt(NOW + 400 * DAY), false],
  ])('%s: %s', (_, due, list, last, isSparing) => {
    expect(isDue('official', list, last, { now: NOW, isSparing })).toBe(due);
  });

  it('never again for a frozen list', () => {
    const moment = { now: NOW, isSparing: false };
    expect(isDue('interim', { ...kept(400 * DAY), id: 'interim' }, attempt(0), moment)).toBe(false);
    expect(isDue('interim', undefined, undefined, moment)).toBe(true);
  });

  it('at most weekly, and not by everybody in one minute', () => {
    expect(afterSuccess(NOW, 0)).toBe(NOW + 7 * DAY);
    expect(afterSuccess(NOW, 1)).toBe(NOW + 7 * DAY + TRUST_TIMES.spreadMs);
  });

  it('ever later after failures, up to a week', () => {
    const waits = [1, 2, 3, 8, 9, 50].map((failures) => (afterFailure(NOW, failures, 0) - NOW) / HOUR);
    expect(waits).toEqual([1, 2, 4, 128, 168, 168]);
    expect(afterFailure(NOW, 1, 1)).toBe(NOW + 1.5 * HOUR);
  });
});
