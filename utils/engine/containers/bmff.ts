/** Boxes of the ISO base media file format (ISO/IEC 14496-12 4.2), which MP4, QuickTime, HEIF and JPEG XL share. */
import { LIMITS } from '../limits';
import type { Ending, Walk, WalkContext } from '../walk';
import { malformed, tooMany, truncated } from './endings';
import { isBeyond, mediaSize } from './media-size';
import type { Window } from './window';

export interface Box {
  /** Four characters, one per byte; `©` is A9. */
  readonly type: string;
  readonly offset: number;
  readonly payloadAt: number;
  /** Exclusive. */
  readonly end: number;
}

interface BoxPlace {
  readonly at: number;
  /** Where the enclosing box ends; `undefined` at top level while the medium's size is not known. */
  readonly end: number | undefined;
  readonly isTopLevel: boolean;
  /** Read along with the header. Default: so much that the headers of small boxes behind it come in the same read. */
  readonly aheadBytes?: number;
}

export const HOP_BYTES = 512;

/**
 * The box at a place. @returns `undefined` where no box follows (the end, or a terminating zero), an ending where
 * the walk cannot go on.
 */
export function* readBox(
  window: Window,
  { at, end, isTopLevel, aheadBytes }: BoxPlace,
): Walk<Box | Ending | undefined> {
  const remaining = (end ?? Number.MAX_SAFE_INTEGER) - at;
  if (remaining < 8 && !isTopLevel) return undefined;
  const ahead = Math.min(aheadBytes ?? HOP_BYTES, remaining);
  const available = yield* window.load(at, Math.min(16, Math.max(remaining, 0)), ahead);
  if (available === 0) return undefined;
  if (available < 8) {
    return isZero(window, at, available) ? undefined : truncated('A box', at);
  }
  const size = window.u32(at);
  const type = window.text(at + 4, 4);
  // QuickTime ends user data with a zero; files are padded with zeros.
  if (size === 0 && window.u32(at + 4) === 0) return undefined;
  if (!/^[\x20-\x7e\xa9][\x20-\x7e]{3}$/.test(type) && isTopLevel) return malformed('No box', at);
  const headerBytes = size === 1 ? 16 : 8;
  if (available < headerBytes) return truncated(`The box ${type}`, at);
  const lengthBytes = size === 1 ? window.u64(at + 8) : size === 0 ? remaining : size;
  if (lengthBytes < headerBytes || !Number.isSafeInteger(at + lengthBytes)) {
    return malformed(`A box ${type} of impossible size`, at);
  }
  if (lengthBytes > remaining) {
    return isTopLevel ? truncated(`The box ${type}`, at) : malformed(`A box ${type} larger than what encloses it`, at);
  }
  return { type, offset: at, payloadAt: at + headerBytes, end: at + lengthBytes };
}

export function isEnding(value: Box | Ending): value is Ending {
  return 'kind' in value;
}

/**
 * The boxes of these types in a box, from a place in it on, to the first that is none.
 * @returns also what kept the rest from being found.
 */
export function* childrenOf(
  window: Window,
  { at: from, end }: Pick<BoxPlace, 'at'> & { readonly end: number },
  types: readonly string[],
): Walk<{ readonly boxes: readonly Box[]; readonly ending: Ending | undefined }> {
  const boxes: Box[] = [];
  let at = from;
  for (let count = 0; at < end; count++) {
    if (count >= LIMITS.structures) return { boxes, ending: tooMany('boxes', at) };
    const box = yield* readBox(window, { at, end, isTopLevel: false });
    if (box === undefined) break;
    if (isEnding(box)) return { boxes, ending: box };
    if (types.includes(box.type)) boxes.push(box);
    at = box.end;
  }
  return { boxes, ending: undefined };
}

function isZero(window: Window, at: number, length: number): boolean {
  return window.slice(at, length).every((byte) => byte === 0);
}

/** What a walk over boxes of boxes needs of the walk that it serves. */
export interface BoxWalker {
  readonly context: WalkContext;
  readonly window: Window;
  /** Boxes met so far, on all levels. */
  count: number;
}

export interface BoxFormat<Walker extends BoxWalker> {
  /** Whether what was met makes a file: bytes behind it that are no box are then a trailer. */
  readonly isWhole: (walker: Walker) => boolean;
  /** @param path What encloses the box: `moov/udta`; empty at top level. */
  readonly walkBox: (walker: Walker, box: Box, path: string) => Walk<Ending | undefined>;
  /** Where the walk of the file goes on behind a box, if not with the next one. */
  readonly nextAt?: (walker: Walker, box: Box) => Walk<number | Ending | undefined>;
}

interface Level {
  readonly path: string;
  readonly at: number;
  readonly end: number | undefined;
}

/** The boxes of a file. @returns an ending where the walk cannot go on behind it. */
export function walkFile<Walker extends BoxWalker>(
  format: BoxFormat<Walker>,
  walker: Walker,
): Walk<Ending | undefined> {
  return walkLevel(format, walker, { path: '', at: 0, end: walker.context.size() });
}

/** The boxes in a box. @param path What encloses it. */
export function walkChildren<Walker extends BoxWalker>(
  format: BoxFormat<Walker>,
  walker: Walker,
  { type, payloadAt, end }: Box,
  path: string,
): Walk<Ending | undefined> {
  return walkLevel(format, walker, { path: path === '' ? type : `${path}/${type}`, at: payloadAt, end });
}

function* walkLevel<Walker extends BoxWalker>(
  format: BoxFormat<Walker>,
  walker: Walker,
  { path, at: from, end }: Level,
): Walk<Ending | undefined> {
  const { context, window } = walker;
  const isTopLevel = path === '';
  let aheadBytes = HOP_BYTES;
  let last = from;
  for (let at = from; end === undefined || at < end; ) {
    if (++walker.count > LIMITS.structures) return tooMany('boxes', at);
    const met = yield* readBox(window, { at, end, isTopLevel, aheadBytes });
    const box = met === undefined || isEnding(met) ? met : yield* withEnd(walker, met);
    // The read behind a box may be what tells that the medium ends inside it.
    if (box === undefined) return isTopLevel && isBeyond(context, at) ? truncated('The last box', last) : undefined;
    if (isEnding(box)) {
      if (box.kind !== 'malformed' || !isTopLevel || !format.isWhole(walker)) return box;
      context.note('trailer');
      return undefined;
    }
    if (isTopLevel && (yield* isCut(walker, box))) return truncated(`The box ${box.type}`, at);
    const ending = yield* format.walkBox(walker, box, path);
    if (ending) return ending;
    const next = isTopLevel && format.nextAt ? yield* format.nextAt(walker, box) : undefined;
    if (typeof next === 'object') return next;
    if (isTopLevel) aheadBytes = window.aheadBehind(box.end - box.offset, HOP_BYTES);
    last = at;
    at = next ?? box.end;
  }
  return undefined;
}

/**
 * Whether the medium ends inside a box. Where nobody has stated its size, the next box is looked for first: what stands
 * in a cut box is not taken for the whole of it, whoever sends the medium.
 */
function* isCut({ context, window }: BoxWalker, { offset, end }: Box): Walk<boolean> {
  if (context.size() === undefined && !isOpen(end) && !window.covers(offset, end - offset)) {
    yield* window.load(end, 16, HOP_BYTES);
  }
  return isBeyond(context, end) && !isOpen(end);
}

/** Of a box of length 0, which goes on to the end of a medium whose size nobody has stated. */
const isOpen = (end: number): boolean => end === Number.MAX_SAFE_INTEGER;

/** What nobody reads for labels, however long it is. */
const MEDIA_DATA: ReadonlySet<string> = new Set(['mdat', 'imda', 'jxlc', 'jxlp', 'free', 'skip']);

/** Boxes inside an open one, and lengths in it, are held against its end: without one, more would be taken for sound. */
function* withEnd({ context, window }: BoxWalker, box: Box): Walk<Box> {
  if (!isOpen(box.end) || MEDIA_DATA.has(box.type)) return box;
  return { ...box, end: yield* mediaSize(context, window, box.payloadAt) };
}
