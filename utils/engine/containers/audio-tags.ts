/** Tags that stand before and behind the frames of MP3, ADTS and FLAC, in whatever order writers left them. */
import { placesOf } from '../bytes';
import { LIMITS } from '../limits';
import type { Ending, Walk, WalkContext } from '../walk';
import { malformed, tooLarge, truncated } from './endings';
import { syncsafe, walkId3 } from './id3-tag';
import { mediaSize } from './media-size';
import { Window } from './window';

/** Tags on either side: two or three are written, more is a loop of something hostile. */
const TAGS = 16;
const TAIL_BYTES = 16 * 1024;
const ID3_HEADER_BYTES = 10;
const ID3V1_BYTES = 128;
/** `TAG+`, a longer form that stands before ID3v1. */
const ENHANCED_BYTES = 227;
const APE_FOOTER_BYTES = 32;
const APE_HAS_HEADER = 0x80000000;
/** In a header, where footers have it unset. */
const APE_IS_HEADER = 0x20000000;

interface Tags {
  /** Behind the tags before the frames. */
  readonly end: number;
  /** What kept one of them from being read whole. */
  readonly ending: Ending | undefined;
}

/**
 * The walk of a file whose frames may stand between tags. What kept a tag before them from being read whole is what the
 * walk ends with, however the rest went.
 *
 * @param walkBehind What follows the tags before the frames, from there on.
 */
export function* walkTagged(
  context: WalkContext,
  walkBehind: (context: WalkContext, window: Window, from: number) => Walk<Ending>,
): Walk<Ending> {
  const window = new Window();
  yield* window.load(0, 1, LIMITS.firstReadBytes);
  const leading = yield* walkLeadingTags(context, window);
  if (leading.ending?.kind === 'truncated') return leading.ending;
  const ending = yield* walkBehind(context, window, leading.end);
  return leading.ending ?? ending;
}

function* walkLeadingTags(context: WalkContext, window: Window): Walk<Tags> {
  let end = 0;
  let ending: Ending | undefined;
  for (let count = 0; count < TAGS; count++) {
    const tag =
      (yield* walkId3(context, window, { at: end, place: 'ID3v2' })) ?? (yield* walkApe(context, window, end));
    if (tag === undefined) break;
    end = tag.end;
    ending ??= tag.ending;
    if (tag.ending?.kind === 'truncated') break;
  }
  return { end, ending };
}

/** An APEv2 tag that begins with its header, as some writers put before the frames. */
function* walkApe(context: WalkContext, window: Window, at: number): Walk<Tags | undefined> {
  if ((yield* window.load(at, APE_FOOTER_BYTES)) < APE_FOOTER_BYTES) return undefined;
  if (!window.startsWith(at, 'APETAGEX')) return undefined;
  // The stated size counts items and footer.
  const lengthBytes = window.u32le(at + 12);
  const end = at + APE_FOOTER_BYTES + lengthBytes;
  return { end, ending: yield* emitApe(context, window, at + APE_FOOTER_BYTES, end - APE_FOOTER_BYTES) };
}

function* emitApe(context: WalkContext, window: Window, at: number, end: number): Walk<Ending | undefined> {
  const lengthBytes = Math.max(0, end - at);
  if (lengthBytes > LIMITS.blockBytes) return tooLarge('The APEv2 tag', at, LIMITS.blockBytes);
  if ((yield* window.load(at, lengthBytes)) < lengthBytes) return truncated('The APEv2 tag', at);
  context.emit({ kind: 'apev2', place: 'APEv2', payload: window.slice(at, lengthBytes), offset: at });
  return undefined;
}

/**
 * Reads the tags behind the frames, from the medium's end backwards. A tag of which the end is cut off is known by
 * its header.
 *
 * @param from Where the frames begin.
 */
export function* walkTrailingTags(context: WalkContext, window: Window, from: number): Walk<Ending | undefined> {
  const size = yield* mediaSize(context, window, from);
  const tail = { from: Math.max(from, size - TAIL_BYTES), size };
  let ending: Ending | undefined;
  let end = size;
  for (let count = 0; count < TAGS && end > from; count++) {
    yield* window.load(tail.from, tail.size - tail.from);
    const tag = yield* walkTagBefore(context, window, { from, tailFrom: tail.from, end });
    if (tag === undefined) return ending ?? (end === size ? cutTag(window, tail) : undefined);
    ending ??= tag.ending;
    end = tag.start;
  }
  return ending;
}

/** A header in the tail whose tag goes on beyond the end: eight or ten bytes that frames do not hold by chance. */
function cutTag(window: Window, { from, size }: { readonly from: number; readonly size: number }): Ending | undefined {
  const tail = window.slice(from, size - from);
  for (const place of placesOf(tail, 'APETAGEX')) {
    const at = from + place;
    if (isApeHeader(window, at) && at + APE_FOOTER_BYTES + window.u32le(at + 12) > size) {
      return truncated('The APEv2 tag', at);
    }
  }
  for (const place of placesOf(tail, 'ID3')) {
    const at = from + place;
    const version = window.byte(at + 3);
    if (version < 2 || version > 4 || window.byte(at + 4) !== 0) continue;
    const lengthBytes = syncsafe(window.u32(at + 6));
    if (lengthBytes !== undefined && at + ID3_HEADER_BYTES + lengthBytes > size) return truncated('The ID3v2 tag', at);
  }
  return undefined;
}

const isApeHeader = (window: Window, at: number): boolean => (window.u32le(at + 20) & APE_IS_HEADER) !== 0;

interface Before {
  readonly from: number;
  readonly tailFrom: number;
  readonly end: number;
}

interface TrailingTag {
  readonly start: number;
  readonly ending: Ending | undefined;
}

function* walkTagBefore(context: WalkContext, window: Window, before: Before): Walk<TrailingTag | undefined> {
  const { from, end } = before;
  const start = end - ID3V1_BYTES;
  // The header of an APEv2 tag of 131 bytes has the same letters in the same place.
  if (start >= from && window.startsWith(start, 'TAG') && !window.startsWith(start - 3, 'APETAGEX')) {
    const payload = window.slice(start, ID3V1_BYTES);
    context.emit({ kind: 'id3', variant: '1', place: 'ID3v1', payload, offset: start });
    const hasLongerForm = start - ENHANCED_BYTES >= from && window.startsWith(start - ENHANCED_BYTES, 'TAG+');
    return { start: hasLongerForm ? start - ENHANCED_BYTES : start, ending: undefined };
  }
  const lyrics = lyricsStart(window, end);
  if (lyrics !== undefined && lyrics >= from) return { start: lyrics, ending: undefined };
  return (yield* walkApeBefore(context, window, before)) ?? (yield* walkId3Before(context, window, before));
}

/** Lyrics3v2: six digits and `LYRICS200` behind what they count. */
function lyricsStart(window: Window, end: number): number | undefined {
  if (!window.startsWith(end - 9, 'LYRICS200')) return undefined;
  const digits = window.text(end - 15, 6);
  return /^\d{6}$/.test(digits) ? end - 15 - Number(digits) : undefined;
}

function* walkApeBefore(context: WalkContext, window: Window, { from, end }: Before): Walk<TrailingTag | undefined> {
  const footerAt = end - APE_FOOTER_BYTES;
  if (footerAt < from || !window.startsWith(footerAt, 'APETAGEX') || isApeHeader(window, footerAt)) return undefined;
  const itemsAt = end - window.u32le(footerAt + 12);
  const start = window.u32le(footerAt + 20) & APE_HAS_HEADER ? itemsAt - APE_FOOTER_BYTES : itemsAt;
  if (start < from || itemsAt > footerAt) {
    return { start: footerAt, ending: malformed('An APEv2 tag of impossible size', footerAt) };
  }
  return { start, ending: yield* emitApe(context, window, itemsAt, footerAt) };
}

/**
 * ID3v2 behind the frames has a footer that says where it begins (ID3v2.4 3.4); a tag without one is known by a header
 * whose size fits exactly.
 */
function* walkId3Before(context: WalkContext, window: Window, before: Before): Walk<TrailingTag | undefined> {
  const start = footedStart(window, before.end) ?? fittingStart(window, before);
  if (start === undefined || start < before.from) return undefined;
  const tag = yield* walkId3(context, window, { at: start, place: 'ID3v2' });
  return tag && { start, ending: tag.ending };
}

function footedStart(window: Window, end: number): number | undefined {
  if (!window.startsWith(end - ID3_HEADER_BYTES, '3DI')) return undefined;
  const lengthBytes = syncsafe(window.u32(end - 4));
  return lengthBytes === undefined ? undefined : end - 2 * ID3_HEADER_BYTES - lengthBytes;
}

/** Of several, the last one. */
function fittingStart(window: Window, { tailFrom, end }: Before): number | undefined {
  let start: number | undefined;
  for (const place of placesOf(window.slice(tailFrom, end - tailFrom), 'ID3')) {
    const at = tailFrom + place;
    const lengthBytes = syncsafe(window.u32(at + 6));
    if (lengthBytes !== undefined && at + ID3_HEADER_BYTES + lengthBytes === end) start = at;
  }
  return start;
}
