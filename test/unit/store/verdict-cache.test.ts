import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unreadableReport } from '@/utils/engine/make-report';
import type { ErrorCode, LabelReport } from '@/utils/engine/report';
import { VERDICT_LIMITS } from '@/utils/store/verdict-limits';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ETAG = { etag: '"1"' };

const unlabelled = (input = 'https://a.example/1'): LabelReport => ({
  ...unreadableReport(input, 'empty', ''),
  verdict: { status: 'unlabelled', assurance: null, disagreement: false },
  error: null,
});

const stated = (report: LabelReport) => ({ report, canBeChecked: false });

/** A module of its own for each test, as after the background's death. */
const load = async () => {
  vi.resetModules();
  return import('@/utils/store/verdict-cache');
};

let time: number;
const now = () => time;

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  time = 1_800_000_000_000;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the verdict cache', () => {
  it('keeps a verdict beyond the life of the background, under the address that asks', async () => {
    const before = (await load()).createVerdictCache(now);
    await before.put('https://a.example/1', stated(unlabelled()), ETAG);
    const after = (await load()).createVerdictCache(now);
    expect(await after.get('https://a.example/1#part')).toEqual({
      report: unlabelled('https://a.example/1#part'),
      canBeChecked: false,
      checked: null,
      pixels: null,
      validators: ETAG,
      isFresh: true,
    });
    expect(await after.get('https://a.example/2')).toBeNull();
  });

  it.each([
    ['with validators', ETAG, HOUR - 1, true],
    ['with validators', ETAG, HOUR, false],
    ['with validators', ETAG, 7 * DAY - 1, false],
    ['with validators', ETAG, 7 * DAY, null],
    ['without validators', {}, HOUR - 1, true],
    ['without validators', {}, HOUR, null],
    ['from a clock that was set back', {}, -1, null],
  ] as const)('%s (%o) after %i ms is fresh: %s', async (_, validators, age, isFresh) => {
    const cache = (await load()).createVerdictCache(now);
    await cache.put('https://a.example/1', stated(unlabelled()), validators);
    time += age;
    expect((await cache.get('https://a.example/1'))?.isFresh ?? null).toBe(isFresh);
  });

  describe('beside what a medium states', () => {
    const ADDRESS = 'https://a.example/1';
    const checked = { report: unlabelled(), lists: 'lists of today' };
    const signed = { report: unlabelled(), canBeChecked: true };

    it('keeps what a check made of it, and with which lists', async () => {
      const cache = (await load()).createVerdictCache(now);
      await cache.put(ADDRESS, signed, ETAG);
      expect(await cache.get(ADDRESS)).toMatchObject({ canBeChecked: true, checked: null });
      await cache.putChecked(`${ADDRESS}#part`, checked, ETAG);
      expect(await cache.get(ADDRESS)).toMatchObject({ canBeChecked: true, checked });
    });

    it('keeps what the pixels say, whatever a check makes of the rest, and forgets both with a new reading', async () => {
      const cache = (await load()).createVerdictCache(now);
      const pixels = { findings: [], hasUntried: true } as const;
      await cache.put(ADDRESS, signed, ETAG);
      await Promise.all([cache.putPixels(`${ADDRESS}#part`, pixels, ETAG), cache.putChecked(ADDRESS, checked, ETAG)]);
      expect(await cache.get(ADDRESS)).toMatchObject({ pixels, checked });
      await cache.put(ADDRESS, signed, ETAG);
      await cache.putPixels(ADDRESS, pixels, { etag: '"2"' });
      expect(await cache.get(ADDRESS)).toMatchObject({ pixels: null, checked: null });
    });

    it('forgets the check with a new reading', async () => {
      const cache = (await load()).createVerdictCache(now);
      await cache.put(ADDRESS, signed, ETAG);
      await cache.putChecked(ADDRESS, checked, ETAG);
      await cache.put(ADDRESS, signed, ETAG);
      expect((await cache.get(ADDRESS))?.checked).toBeNull();
    });

    it.each([
      ['another answer', signed, { etag: '"2"' }],
      ['an answer that names nothing', signed, {}],
      ['no known answer', null, ETAG],
    ] as const)('keeps no check of %s', async (_, before, validators) => {
      const cache = (await load()).createVerdictCache(now);
      if (before) await cache.put(ADDRESS, before, ETAG);
      await cache.putChecked(ADDRESS, checked, validators);
      expect((await cache.get(ADDRESS))?.checked ?? null).toBeNull();
    });
  });

  it('counts the age anew from the server’s confirmation', async () => {
    const cache = (await load()).createVerdictCache(now);
    await cache.put('https://a.example/1', stated(unlabelled()), ETAG);
    time += 6 * DAY;
    await cache.confirm('https://a.example/1');
    time += 6 * DAY;
    expect(await cache.get('https://a.example/1')).not.toBeNull();
  });

  it('lets the longest unused go when it is full', async () => {
    const { createVerdictCache, countVerdicts } = await load();
    const cache = createVerdictCache(now, { cachedVerdicts: 10, cacheTrim: 4 });
    const address = (index: number) => `https://a.example/${index}`;
    for (let index = 0; index < 10; index++) {
      time += 1;
      await cache.put(address(index), stated(unlabelled()), ETAG);
    }
    time += 1;
    await cache.get(address(0));
    await cache.put(address(10), stated(unlabelled()), ETAG);
    expect(await countVerdicts()).toBe(7);
    const kept = await Promise.all(Array.from({ length: 11 }, (_, index) => cache.get(address(index))));
    expect(kept.flatMap((verdict, index) => (verdict ? [index] : []))).toEqual([0, 5, 6, 7, 8, 9, 10]);
  });

  it.each<[ErrorCode, boolean]>([
    ['network', false],
    ['timeout', false],
    ['http-status', false],
    ['blocked', false],
    ['crashed', false],
    ['truncated', false],
    ['malformed', true],
    ['not-media', true],
    ['over-budget', true],
    ['unsupported', true],
  ])('keeps a medium that ended with %s: %s', async (code, isKept) => {
    const cache = (await load()).createVerdictCache(now);
    await cache.put('https://a.example/1', stated(unreadableReport('https://a.example/1', code, '')), ETAG);
    expect((await cache.get('https://a.example/1')) !== null).toBe(isKept);
  });

  it('does not keep a report of unusual size', async () => {
    const cache = (await load()).createVerdictCache(now);
    const finding = { mark: 'iptc', status: 'captured', assurance: 'declared', place: 'x', deviations: [] } as const;
    const large = { ...unlabelled(), findings: [{ ...finding, fields: { a: 'x'.repeat(70_000) } }] };
    await cache.put('https://a.example/1', stated(large), ETAG);
    expect(await cache.get('https://a.example/1')).toBeNull();
  });

  it('does not hold the addresses that were visited', async () => {
    const cache = (await load()).createVerdictCache(now);
    await cache.put('https://a.example/secret-path', stated(unlabelled('https://a.example/secret-path')), ETAG);
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('verdicts');
      request.onsuccess = () => resolve(request.result);
    });
    const all = await new Promise<unknown>((resolve) => {
      const request = db.transaction('verdicts').objectStore('verdicts').getAll();
      request.onsuccess = () => resolve(request.result);
    });
    expect(all).toHaveLength(1);
    expect(JSON.stringify(all)).not.toContain('secret-path');
  });

  it('is counted and cleared from the options page', async () => {
    const { createVerdictCache, countVerdicts, clearVerdicts } = await load();
    const cache = createVerdictCache(now);
    await cache.put('https://a.example/1', stated(unlabelled()), ETAG);
    await cache.put('https://a.example/2', stated(unlabelled()), ETAG);
    expect(await countVerdicts()).toBe(2);
    await clearVerdicts();
    expect(await countVerdicts()).toBe(0);
    expect(await cache.get('https://a.example/1')).toBeNull();
  });

  it.each([
    [
      'cannot be opened',
      () => ({
        open: () => {
          throw new Error('no disk');
        },
      }),
    ],
    [
      'refuses to open',
      () => ({
        open: () => {
          const request = {} as { onerror?: () => void };
          return request;
        },
      }),
    ],
  ])('that %s degrades to none', async (_, broken) => {
    vi.stubGlobal('indexedDB', broken());
    vi.useFakeTimers();
    const cache = (await load()).createVerdictCache(now);
    const used = Promise.all([
      cache.put('https://a.example/1', stated(unlabelled()), ETAG),
      cache.get('https://a.example/1'),
      cache.confirm('x'),
    ]);
    await vi.advanceTimersByTimeAsync(VERDICT_LIMITS.cacheAnswerMs);
    expect(await used).toEqual([undefined, null, undefined]);
    vi.useRealTimers();
  });
});
