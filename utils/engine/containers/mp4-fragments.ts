/**
 * Fragmented films (ISO/IEC 14496-12 8.8): thousands of fragments of media, each a header and its data. Labels stand
 * before the first and behind the last; where that ends is asked of an index, or of the file's end, so that a film of
 * any length costs a few reads.
 */
import { LIMITS } from '../limits';
import type { Ending, Walk, WalkContext } from '../walk';
import { type Box, childrenOf, HOP_BYTES, isEnding, readBox } from './bmff';
import { truncated } from './endings';
import type { Window } from './window';

/** Size, type, and a size of 64 bits (4.2). */
const LONG_HEADER_BYTES = 16;

export class Fragments {
  /** Behind the media that the segment indexes refer to. */
  #indexedEnd = 0;
  #indexBytes = 0;
  /** Hops between fragments that cost a read. */
  #hops = 0;

  constructor(
    private readonly context: WalkContext,
    private readonly window: Window,
  ) {}

  /**
   * A segment index (8.16.3): version and flags, reference, time scale, two numbers of 32 or 64 bits by version, count,
   * entries of 12 bytes. Long ones are passed over.
   */
  *noteIndex({ payloadAt, end }: Box): Walk<void> {
    const { window } = this;
    const lengthBytes = end - payloadAt;
    this.#indexBytes += lengthBytes;
    if (this.#indexBytes > LIMITS.fragmentIndexBytes) return;
    if ((yield* window.load(payloadAt, lengthBytes)) < lengthBytes) return;
    const isWide = window.byte(payloadAt) > 0;
    const offsetAt = payloadAt + (isWide ? 20 : 16);
    const countAt = offsetAt + (isWide ? 10 : 6);
    let indexedEnd = end + (isWide ? window.u64(offsetAt) : window.u32(offsetAt));
    for (let entry = 0, at = countAt + 2; entry < window.u16(countAt) && at + 12 <= end; entry++, at += 12) {
      indexedEnd += window.u32(at) & 0x7fffffff;
    }
    this.#indexedEnd = Math.max(this.#indexedEnd, indexedEnd);
  }

  /**
   * Where the walk goes on behind a box among fragments; `undefined` where nothing better is known than the next box.
   * @param from Where that one begins.
   */
  *nextAt(from: number): Walk<number | Ending | undefined> {
    const size = this.context.size();
    if (size !== undefined && from >= size) return undefined;
    // As much as the reading of a box asks for.
    if (this.window.covers(from, Math.min(LONG_HEADER_BYTES, (size ?? Number.MAX_SAFE_INTEGER) - from)))
      return undefined;
    this.#hops += 1;
    // The file's end tells more than large reads among fragments, however small they are.
    if (size !== undefined && this.#hops <= LIMITS.fragmentHops) this.window.forgetSkips();
    if (this.#hops === 1) return (yield* this.#behindIndexed(from)) ?? (yield* this.#lastFragment(from));
    return this.#hops === LIMITS.fragmentHops && size !== undefined ? yield* this.#boxesAtEnd(from, size) : undefined;
  }

  *#behindIndexed(from: number): Walk<number | Ending | undefined> {
    const size = this.context.size();
    const at = this.#indexedEnd;
    if (at <= from) return undefined;
    if (size !== undefined && at > size) return truncated('The media that its segment index refers to', from);
    if (at === size) return at;
    // An index that points elsewhere is not believed at all.
    const next = yield* readBox(this.window, { at, end: size, isTopLevel: true });
    return next === undefined || isEnding(next) ? undefined : at;
  }

  /** The last fragment that the random access box at the file's end (8.8.9 to 8.8.11) knows. */
  *#lastFragment(from: number): Walk<number | undefined> {
    const size = this.context.size();
    if (size === undefined) return undefined;
    const { window } = this;
    yield* this.#loadEnd(from, size);
    if (window.u32(size - 16) !== 16 || !window.startsWith(size - 12, 'mfro')) return undefined;
    const at = size - window.u32(size - 4);
    if (at < from) return undefined;
    const access = yield* readBox(window, { at, end: size, isTopLevel: true });
    if (access === undefined || isEnding(access) || access.type !== 'mfra') return undefined;
    const { boxes } = yield* childrenOf(window, { at: access.payloadAt, end: access.end }, ['tfra']);
    let last = 0;
    for (const tfra of boxes) last = Math.max(last, yield* this.#lastEntry(tfra));
    if (last <= from || last >= at) return undefined;
    yield* window.load(last, 8, HOP_BYTES);
    return window.startsWith(last + 4, 'moof') ? last : undefined;
  }

  /** Version and flags, track, lengths of the numbers behind each entry, count, entries: time, offset of the fragment. */
  *#lastEntry({ payloadAt, end }: Box): Walk<number> {
    const { window } = this;
    if ((yield* window.load(payloadAt, 16)) < 16) return 0;
    const isWide = window.byte(payloadAt) > 0;
    const lengths = window.u32(payloadAt + 8);
    const numbersBytes = 3 + ((lengths >> 4) & 3) + ((lengths >> 2) & 3) + (lengths & 3);
    const entryBytes = (isWide ? 16 : 8) + numbersBytes;
    const count = window.u32(payloadAt + 12);
    const at = payloadAt + 16 + (count - 1) * entryBytes;
    if (count === 0 || at + entryBytes > end || (yield* window.load(at, entryBytes)) < entryBytes) return 0;
    return isWide ? window.u64(at + 8) : window.u32(at + 4);
  }

  /**
   * The first of the boxes that fill the file's end exactly, but for zeros behind them; the end itself where media data
   * reach it, and `undefined` where it looks like that of a packet which is longer than what was read.
   */
  *#boxesAtEnd(from: number, size: number): Walk<number | undefined> {
    const start = yield* this.#loadEnd(from, size);
    const { window } = this;
    let contentEnd = size;
    while (contentEnd > start && window.byte(contentEnd - 1) === 0) contentEnd -= 1;
    const isBox = new Uint8Array(size - start + 1).fill(1, contentEnd - start);
    let first = size;
    for (let at = size - 8; at >= start; at--) {
      const lengthBytes = window.u32(at);
      if (lengthBytes < 8 || at + lengthBytes > size || isBox[at + lengthBytes - start] !== 1) continue;
      if (!/^[\x20-\x7e]{4}$/.test(window.text(at + 4, 4))) continue;
      isBox[at - start] = 1;
      if (TOP_LEVEL.has(window.text(at + 4, 4))) first = at;
    }
    while (contentEnd > start && BLANKS.has(window.byte(contentEnd - 1))) contentEnd -= 1;
    return first === size && window.startsWith(contentEnd - 1, '>') ? undefined : first;
  }

  /** @returns where what was read begins. */
  *#loadEnd(from: number, size: number): Walk<number> {
    const start = Math.max(from, size - LIMITS.firstReadBytes);
    yield* this.window.load(start, size - start);
    return start;
  }
}

/** What may follow fragments at top level (ISO/IEC 14496-12 table 1, ISO/IEC 23009-1). */
const TOP_LEVEL = new Set([
  'moof',
  'mdat',
  'mfra',
  'styp',
  'sidx',
  'ssix',
  'prft',
  'emsg',
  'moov',
  'meta',
  'meco',
  'uuid',
  'udta',
  'free',
  'skip',
  'sefd',
]);

/** What may stand behind the last bracket of an XMP packet. */
const BLANKS = new Set([0x09, 0x0a, 0x0d, 0x20]);
