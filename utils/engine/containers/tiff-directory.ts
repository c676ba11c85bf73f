/** Image file directories of TIFF 6.0 and BigTIFF, read over a window; entries are checked, values stay where they are. */
import { TYPE_SIZES } from '../decoders/tiff-tags';
import { LIMITS } from '../limits';
import type { Ending, Walk } from '../walk';
import { truncated } from './endings';
import type { Window } from './window';

/** What the first bytes say about all others. */
export interface Form {
  readonly isLittleEndian: boolean;
  readonly isBig: boolean;
}

export interface DirectoryEntry {
  readonly tag: number;
  readonly type: number;
  /** Bytes of the value. */
  readonly length: number;
  /** Where the value stands in the medium: inside the entry when it is short. */
  readonly valueAt: number;
}

export interface Directory {
  readonly entries: readonly DirectoryEntry[];
  /** Of the next directory in the chain; 0 where it ends. */
  readonly next: number;
  /** What stood beyond the end, or a limit: the entries are then not all there were. */
  readonly problem?: Ending;
}

/** Types that only BigTIFF has: LONG8, SLONG8, IFD8. */
const LONG8_BYTES = 8;
const isLong8 = (type: number): boolean => type >= 16 && type <= 18;

/** Read along with a directory that is not at hand: a sane one has so many entries, and its values stand close. */
const AHEAD_BYTES = 4 * 1024;

export function* readDirectory(window: Window, form: Form, at: number): Walk<Directory | Ending> {
  const countBytes = form.isBig ? 8 : 2;
  const entryBytes = form.isBig ? 20 : 12;
  const pointerBytes = form.isBig ? 8 : 4;
  if ((yield* window.load(at, countBytes, AHEAD_BYTES)) < countBytes) return truncated('The TIFF directory', at);
  const stated = form.isBig ? unsigned(window, form, at, 8) : unsigned(window, form, at, 2);
  const count = Math.min(stated, LIMITS.ifdEntries);
  const wanted = countBytes + count * entryBytes + (stated > count ? 0 : pointerBytes);
  const available = yield* window.load(at, wanted, AHEAD_BYTES);
  const fitting = Math.min(count, Math.floor((available - countBytes) / entryBytes));
  const entries: DirectoryEntry[] = [];
  for (let index = 0; index < fitting; index++) {
    const entry = readEntry(window, form, at + countBytes + index * entryBytes);
    if (entry !== undefined) entries.push(entry);
  }
  if (stated > count) {
    const message = `The TIFF directory at byte ${at} has more than ${LIMITS.ifdEntries} entries.`;
    return { entries, next: 0, problem: { kind: 'over-budget', offset: at, message } };
  }
  if (available < wanted) return { entries, next: 0, problem: truncated('The TIFF directory', at) };
  return { entries, next: unsigned(window, form, at + countBytes + count * entryBytes, pointerBytes) };
}

/** @returns `undefined` for an entry of an unknown type, or without a value. */
function readEntry(window: Window, form: Form, at: number): DirectoryEntry | undefined {
  const type = unsigned(window, form, at + 2, 2);
  const size = form.isBig && isLong8(type) ? LONG8_BYTES : TYPE_SIZES.get(type);
  if (size === undefined) return undefined;
  const inlineBytes = form.isBig ? 8 : 4;
  const length = unsigned(window, form, at + 4, inlineBytes) * size;
  const fieldAt = at + 4 + inlineBytes;
  const valueAt = length <= inlineBytes ? fieldAt : unsigned(window, form, fieldAt, inlineBytes);
  return length > 0 ? { tag: unsigned(window, form, at, 2), type, length, valueAt } : undefined;
}

/** A number of 2, 4 or 8 bytes; beyond 2⁵³ inexact, and so beyond every medium's end. */
export function unsigned(window: Window, { isLittleEndian }: Form, at: number, length: number): number {
  if (length === 8) return isLittleEndian ? window.u64le(at) : window.u64(at);
  if (length === 2) return isLittleEndian ? window.byte(at) | (window.byte(at + 1) << 8) : window.u16(at);
  return isLittleEndian ? window.u32le(at) : window.u32(at);
}

/** Offsets of further directories that an entry names. One writer states a count of 4 for a single pointer. */
export function* pointersOf(window: Window, form: Form, entry: DirectoryEntry, isSingle: boolean): Walk<number[]> {
  const size = isLong8(entry.type) ? LONG8_BYTES : 4;
  if (entry.type !== 4 && entry.type !== 13 && !isLong8(entry.type)) return [];
  if (isSingle && entry.length > size) return [entry.valueAt];
  const length = Math.min(entry.length, size * LIMITS.ifds);
  const available = yield* window.load(entry.valueAt, length);
  const offsets: number[] = [];
  for (let at = 0; at + size <= available; at += size) offsets.push(unsigned(window, form, entry.valueAt + at, size));
  return offsets;
}
