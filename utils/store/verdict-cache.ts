/**
 * Verdicts of media that were read over the network, in IndexedDB: bounded by count and age, keyed by address, with the
 * validators of the answer. An address is kept as its hash, so that the cache does not tell which pages were visited.
 *
 * Bytes that came from the page itself are not cached here: they may differ from person to person behind one address,
 * and reading them again costs no request. Every failure degrades to no caching.
 */
import type { DBSchema, IDBPDatabase } from 'idb';
import type { ErrorCode, LabelReport } from '@/utils/engine/report';
import { inTime } from '@/utils/in-time';
import { withoutFragment } from '@/utils/media-request';
import type { CheckedReport, Validators } from '@/utils/messages/inspector';
import { databaseOf } from '@/utils/open-database';
import type { PixelReading } from '@/utils/pixels/reading';
import { sha256Hex } from '@/utils/sha256';
import { VERDICT_LIMITS } from './verdict-limits';

/** To be raised whenever the engine's reports change for the same bytes: older verdicts are then forgotten. */
const VERDICT_VERSION = 6;

const DATABASE = 'verdicts';
const STORE = 'verdicts';

/** What a medium states, before anything that is signed in it was checked. */
export interface StatedReport {
  readonly report: LabelReport;
  readonly canBeChecked: boolean;
}

interface StoredVerdict extends StatedReport {
  /** SHA-256 of the address, hex. */
  readonly key: string;
  /** What a check of the whole medium made of it, with the lists that it was checked against. */
  readonly checked: CheckedReport | null;
  /** What its pixels say: apart, so that it holds whatever a check makes of the rest. */
  readonly pixels: PixelReading | null;
  readonly validators: Validators;
  /** When the server last gave or confirmed it; milliseconds since 1970. */
  readonly confirmedAt: number;
  readonly usedAt: number;
}

interface VerdictDatabase extends DBSchema {
  [STORE]: { key: string; value: StoredVerdict; indexes: { usedAt: number } };
}

export interface CachedVerdict extends StatedReport {
  readonly checked: CheckedReport | null;
  readonly pixels: PixelReading | null;
  readonly validators: Validators;
  /** May be used unasked; else only once the server has said that the validators still hold. */
  readonly isFresh: boolean;
}

export interface VerdictCache {
  /** `null` where there is none, it is too old, or the cache fails. */
  readonly get: (address: string) => Promise<CachedVerdict | null>;
  readonly put: (address: string, stated: StatedReport, validators: Validators) => Promise<void>;
  /** Beside the kept verdict of the same answer, by its validators; else nothing is kept. */
  readonly putChecked: (address: string, checked: CheckedReport, validators: Validators) => Promise<void>;
  /** Like `putChecked`. */
  readonly putPixels: (address: string, pixels: PixelReading, validators: Validators) => Promise<void>;
  /** The server said that it still holds. */
  readonly confirm: (address: string) => Promise<void>;
}

/** What a connection or a server did wrong once says nothing about the next time. */
const PASSING_ERRORS: readonly ErrorCode[] = ['network', 'timeout', 'http-status', 'blocked', 'crashed', 'truncated'];

const open = databaseOf<VerdictDatabase>(DATABASE, VERDICT_VERSION, (database) => {
  if (database.objectStoreNames.contains(STORE)) database.deleteObjectStore(STORE);
  database.createObjectStore(STORE, { keyPath: 'key' }).createIndex('usedAt', 'usedAt');
});

export interface CacheBounds {
  readonly cachedVerdicts: number;
  /** How many go at once when it is full. */
  readonly cacheTrim: number;
}

export const createVerdictCache = (
  now: () => number = Date.now,
  bounds: CacheBounds = VERDICT_LIMITS,
): VerdictCache => ({
  get: (address) =>
    orNothing(async () => {
      const db = await open();
      const stored = await db.get(STORE, await keyOf(address));
      if (!stored) return null;
      const age = now() - stored.confirmedAt;
      const hasValidators = Object.keys(stored.validators).length > 0;
      const isFresh = age >= 0 && age < VERDICT_LIMITS.verdictFreshMs;
      if (!isFresh && (!hasValidators || age >= VERDICT_LIMITS.verdictKeptMs)) {
        await db.delete(STORE, stored.key);
        return null;
      }
      await db.put(STORE, { ...stored, usedAt: now() });
      const { report, canBeChecked, checked, pixels, validators } = stored;
      return {
        report: { ...report, input: address },
        canBeChecked,
        checked: checked && { ...checked, report: { ...checked.report, input: address } },
        pixels,
        validators,
        isFresh,
      };
    }, null),

  put: (address, { report, canBeChecked }, validators) =>
    orNothing(async () => {
      if (report.error && PASSING_ERRORS.includes(report.error.code)) return;
      if (isTooLarge(report)) return;
      const key = await keyOf(address);
      const db = await open();
      await db.put(STORE, {
        key,
        report: { ...report, input: '' },
        canBeChecked,
        checked: null,
        pixels: null,
        validators,
        confirmedAt: now(),
        usedAt: now(),
      });
      if ((await db.count(STORE)) > bounds.cachedVerdicts) await trim(db, bounds.cacheTrim);
    }, undefined),

  putChecked: (address, { report, lists }, validators) =>
    orNothing(async () => {
      const checked = { report: { ...report, input: '' }, lists };
      if (!isTooLarge(report)) await add(address, { checked, usedAt: now() }, validators);
    }, undefined),

  putPixels: (address, pixels, validators) =>
    orNothing(async () => {
      if (!isTooLarge(pixels)) await add(address, { pixels, usedAt: now() }, validators);
    }, undefined),

  confirm: (address) =>
    orNothing(async () => {
      const db = await open();
      const stored = await db.get(STORE, await keyOf(address));
      if (stored) await db.put(STORE, { ...stored, confirmedAt: now(), usedAt: now() });
    }, undefined),
});

/** To the kept verdict of the same answer. */
const add = async (address: string, patch: Partial<StoredVerdict>, validators: Validators): Promise<void> => {
  const key = await keyOf(address);
  const transaction = (await open()).transaction(STORE, 'readwrite');
  const stored = await transaction.store.get(key);
  if (stored && isSameAnswer(stored.validators, validators)) await transaction.store.put({ ...stored, ...patch });
  await transaction.done;
};

const isTooLarge = (kept: LabelReport | PixelReading): boolean =>
  JSON.stringify(kept).length > VERDICT_LIMITS.cachedReportCharacters;

const isSameAnswer = (one: Validators, other: Validators): boolean =>
  one.etag === other.etag && one.lastModified === other.lastModified;

/** Lets the longest unused go, several at once so that a full cache does not trim at every entry. */
const trim = async (db: IDBPDatabase<VerdictDatabase>, most: number): Promise<void> => {
  const transaction = db.transaction(STORE, 'readwrite');
  let cursor = await transaction.store.index('usedAt').openCursor();
  for (let trimmed = 0; cursor && trimmed < most; trimmed++) {
    await cursor.delete();
    cursor = await cursor.continue();
  }
  await transaction.done;
};

/** For the options page. @throws where the cache cannot be read. */
export const countVerdicts = async (): Promise<number> => (await open()).count(STORE);

/** For the options page. @throws where the cache cannot be written. */
export const clearVerdicts = async (): Promise<void> => (await open()).clear(STORE);

const keyOf = (address: string): Promise<string> => sha256Hex(withoutFragment(address));

/** A cache that fails, or does not answer, is as good as none: nobody waits for it and nobody hears of it. */
const orNothing = <T>(use: () => Promise<T>, nothing: T): Promise<T> =>
  inTime(
    use().catch(() => nothing),
    VERDICT_LIMITS.cacheAnswerMs,
    nothing,
  );
