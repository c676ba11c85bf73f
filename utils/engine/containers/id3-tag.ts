/**
 * ID3v2 tags (id3.org: 2.2, 2.3.0, 2.4.0), wherever they stand. Frames are hopped over one by one, so that a cover
 * picture is not read; each frame that can hold text, XMP or a manifest store is a block of its own, header included.
 */
import { LIMITS } from '../limits';
import { withoutUnsynchronisation } from '../unsynchronisation';
import type { Ending, Walk, WalkContext } from '../walk';
import { malformed, tooLarge, tooMany, truncated, unsupported } from './endings';
import { isBeyond } from './media-size';
import { Window } from './window';

const HEADER_BYTES = 10;
const HOP_BYTES = 1024;

/** Flags of the tag's header. */
const UNSYNCHRONISED = 0x80;
/** In version 2.2 the same bit says that the tag is compressed in a way that was never defined. */
const EXTENDED_HEADER = 0x40;
const FOOTER = 0x10;

export interface Id3Tag {
  /** Behind the tag and its footer. */
  readonly end: number;
  /** What kept the tag from being read whole; `truncated` where the medium ends inside. */
  readonly ending?: Ending;
}

/**
 * Emits the frames of the tag at a place. @param place `ID3v2`, with what encloses the tag before it.
 * @returns `undefined` where no tag begins.
 */
export function* walkId3(
  context: WalkContext,
  window: Window,
  { at, place }: { readonly at: number; readonly place: string },
): Walk<Id3Tag | undefined> {
  const available = yield* window.load(at, HEADER_BYTES, HOP_BYTES);
  if (!window.startsWith(at, 'ID3')) return undefined;
  if (available < HEADER_BYTES) return { end: at + available, ending: truncated('The ID3v2 tag', at) };
  const version = window.byte(at + 3);
  const flags = window.byte(at + 5);
  const stated = window.u32(at + 6);
  // Some writers state a plain number: a byte of more than seven bits gives them away.
  const lengthBytes = syncsafe(stated) ?? stated;
  const tag: Tag = { version, flags, at: at + HEADER_BYTES, end: at + HEADER_BYTES + lengthBytes, place };
  const end = tag.end + (version === 4 && flags & FOOTER ? HEADER_BYTES : 0);
  if (version < 2 || version > 4 || (version === 2 && flags & EXTENDED_HEADER)) {
    return { end, ending: unsupported('The ID3v2 tag', at) };
  }
  // Before 2.4 the sizes of frames count what the tag was before it was unsynchronised.
  const ending =
    version < 4 && flags & UNSYNCHRONISED
      ? yield* walkUnsynchronised(context, window, tag)
      : yield* walkFrames(window, tag, (frame) => context.emit(frame));
  if (ending === undefined && isBeyond(context, tag.end)) {
    return { end, ending: truncated('The ID3v2 tag', at) };
  }
  return ending === undefined ? { end } : { end, ending };
}

interface Tag {
  readonly version: number;
  readonly flags: number;
  /** Behind the header. */
  readonly at: number;
  /** Exclusive, without a footer. */
  readonly end: number;
  readonly place: string;
}

type Emit = WalkContext['emit'];

function* walkUnsynchronised(context: WalkContext, window: Window, tag: Tag): Walk<Ending | undefined> {
  const lengthBytes = tag.end - tag.at;
  if (lengthBytes > LIMITS.blockBytes) return tooLarge('The ID3v2 tag', tag.at, LIMITS.blockBytes);
  const available = yield* window.load(tag.at, lengthBytes);
  const bytes = withoutUnsynchronisation(window.slice(tag.at, available));
  const frames = walkFrames(new Window(), { ...tag, at: 0, end: bytes.length }, (frame) =>
    context.emit({ ...frame, offset: tag.at + frame.offset }),
  );
  const ending = overBytes(frames, bytes);
  return available < lengthBytes ? truncated('The ID3v2 tag', tag.at) : ending;
}

/** Runs a walk over bytes that are already in memory. */
function overBytes<Result>(walk: Walk<Result>, bytes: Uint8Array): Result {
  let step = walk.next();
  while (!step.done) step = walk.next(bytes.subarray(step.value.offset, step.value.offset + step.value.length));
  return step.value;
}

function* walkFrames(window: Window, tag: Tag, emit: Emit): Walk<Ending | undefined> {
  const headerBytes = tag.version === 2 ? 6 : HEADER_BYTES;
  let at = tag.at + (tag.flags & EXTENDED_HEADER ? yield* extendedHeaderBytes(window, tag) : 0);
  if (at > tag.end) return malformed('An extended ID3v2 header larger than its tag', tag.at);
  for (let count = 0; at + headerBytes <= tag.end; count++) {
    if (count >= LIMITS.structures) return tooMany('frames', at);
    if ((yield* window.load(at, headerBytes, HOP_BYTES)) < headerBytes) return truncated('The ID3v2 tag', tag.at);
    // Padding.
    if (window.byte(at) === 0) return undefined;
    const id = frameId(window, at, tag.version);
    if (id === undefined) return malformed('No ID3v2 frame', at);
    const lengthBytes = yield* frameLength(window, at, tag);
    const end = at + headerBytes + lengthBytes;
    if (end > tag.end) return malformed(`An ID3v2 frame ${id} larger than its tag`, at);
    const ending = yield* walkFrame(window, { id, at, headerBytes, lengthBytes }, tag, emit);
    if (ending !== undefined) return ending;
    at = end;
  }
  return undefined;
}

/** 2.3 states its length without the four bytes of the statement, 2.4 with them and syncsafe. */
function* extendedHeaderBytes(window: Window, { at, version }: Tag): Walk<number> {
  yield* window.load(at, 4, HOP_BYTES);
  const stated = window.u32(at);
  return version === 3 ? 4 + stated : Math.max(6, syncsafe(stated) ?? stated);
}

/** iTunes has put identifiers of 2.2 into tags of 2.3, filled up with a NUL or a space. */
function frameId(window: Window, at: number, version: number): string | undefined {
  const id = window.text(at, version === 2 ? 3 : 4);
  return /^[A-Z0-9]{3}[A-Z0-9\0 ]?$/.test(id) ? id.replace(/[\0 ]$/, '') : undefined;
}

function* frameLength(window: Window, at: number, { version, end }: Tag): Walk<number> {
  if (version === 2) return window.u32(at + 2) & 0xffffff;
  const plain = window.u32(at + 4);
  const safe = syncsafe(plain);
  if (version === 3 || safe === undefined || safe === plain) return plain;
  // iTunes writes plain sizes into 2.4: right is what a frame, padding or the tag's end follows.
  if (yield* isBoundary(window, at + HEADER_BYTES + safe, end)) return safe;
  const isPlain = yield* isBoundary(window, at + HEADER_BYTES + plain, end);
  yield* window.load(at, HEADER_BYTES, HOP_BYTES);
  return isPlain ? plain : safe;
}

function* isBoundary(window: Window, at: number, end: number): Walk<boolean> {
  if (at >= end) return at === end;
  const available = yield* window.load(at, Math.min(4, end - at), HOP_BYTES);
  return available > 0 && (window.byte(at) === 0 || frameId(window, at, 4) !== undefined);
}

interface Frame {
  readonly id: string;
  readonly at: number;
  readonly headerBytes: number;
  readonly lengthBytes: number;
}

const XMP_OWNER = 'XMP\0';

function* walkFrame(
  window: Window,
  { id, at, headerBytes, lengthBytes }: Frame,
  tag: Tag,
  emit: Emit,
): Walk<Ending | undefined> {
  const limitBytes = frameLimit(id);
  if (limitBytes === undefined || lengthBytes === 0) return undefined;
  if (id === 'PRIV') {
    const isPlain = (yield* window.load(at, headerBytes + XMP_OWNER.length, HOP_BYTES)) > 0 && !window.byte(at + 9);
    if (isPlain && !window.startsWith(at + headerBytes, XMP_OWNER)) return undefined;
  }
  if (lengthBytes > limitBytes) return tooLarge(`The ID3v2 frame ${id}`, at, limitBytes);
  const wanted = headerBytes + lengthBytes;
  if ((yield* window.load(at, wanted, wanted + HEADER_BYTES)) < wanted) return truncated('The ID3v2 tag', tag.at);
  const isUnsynchronised = tag.version === 4 && (tag.flags & UNSYNCHRONISED) !== 0;
  const variant = isUnsynchronised ? '2.4 unsynchronised' : `2.${tag.version}`;
  emit({ kind: 'id3', variant, place: tag.place, payload: window.slice(at, wanted), offset: at });
  return undefined;
}

/** Texts, addresses, objects and private data; pictures and tables hold no label. */
function frameLimit(id: string): number | undefined {
  if (/^(?:[TW]|COMM?$|USLT$|ULT$)/.test(id)) return LIMITS.textBytes;
  if (/^GEOB?$/.test(id)) return LIMITS.c2paStoreBytes;
  return id === 'PRIV' ? LIMITS.xmpBytes : undefined;
}

/** Four bytes of seven bits (ID3v2.4 6.2); `undefined` where one has eight. */
export function syncsafe(value: number): number | undefined {
  if (value & 0x80808080) return undefined;
  return ((value & 0x7f000000) >>> 3) | ((value & 0x7f0000) >>> 2) | ((value & 0x7f00) >>> 1) | (value & 0x7f);
}
