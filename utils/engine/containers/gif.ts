import type { Block } from '../blocks';
import { join, startsWith } from '../bytes';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated } from './endings';
import { Window } from './window';

const HEADER_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
const IMAGE_DESCRIPTOR_BYTES = 9;
const GRAPHIC_CONTROL_BYTES = 8;
/** Identifier and authentication code. */
const APPLICATION_BYTES = 11;

/** Picture data have a length byte every 255 bytes and no length as a whole: they are read through. */
const AHEAD_BYTES = 4 * LIMITS.firstReadBytes;

/** GIF87a and GIF89a. Comments and applications' data may stand behind the pictures, so the walk goes to the trailer. */
export const gif: Container = {
  recognise: (head) =>
    startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a') ? { name: 'gif', kind: 'image' } : null,
  walk,
};

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  if ((yield* window.load(0, HEADER_BYTES, LIMITS.firstReadBytes)) < HEADER_BYTES) {
    return endsBefore('its logical screen descriptor', 0);
  }
  const search: MagicSearch = { doneUntil: 0 };
  let at = HEADER_BYTES + colourTableBytes(window.byte(10));
  for (let count = 0; count < LIMITS.structures; count++) {
    // Label and size of an extension, descriptor of a picture.
    const available = yield* window.load(at, 1 + IMAGE_DESCRIPTOR_BYTES + 1, AHEAD_BYTES);
    if (available < 1) return endsBefore('its trailer', at);
    const introducer = window.byte(at);
    if (introducer === TRAILER) {
      const size = context.size();
      if (size !== undefined && size > at + 1) context.note('trailer');
      return COMPLETE;
    }
    // Some writers close a block twice.
    if (introducer === 0) {
      at += 1;
      continue;
    }
    const next = yield* walkBlock(context, window, { at, introducer, available, search });
    if (typeof next !== 'number') return next;
    at = next;
  }
  return tooMany('blocks', at);
}

interface Introduced {
  readonly at: number;
  readonly introducer: number;
  readonly available: number;
  readonly search: MagicSearch;
}

/** @returns where the next block begins, or an ending. */
function* walkBlock(
  context: WalkContext,
  window: Window,
  { at, introducer, available, search }: Introduced,
): Walk<number | Ending> {
  if (introducer === IMAGE) {
    if (available <= IMAGE_DESCRIPTOR_BYTES) return truncated('The GIF image descriptor', at);
    const dataAt = at + 1 + IMAGE_DESCRIPTOR_BYTES + colourTableBytes(window.byte(at + IMAGE_DESCRIPTOR_BYTES));
    // The minimum code size stands before the sub-blocks.
    return (yield* endOfSubBlocks(window, dataAt + 1)) ?? truncated('The GIF picture data', at);
  }
  if (introducer !== EXTENSION) return malformed('No GIF block', at);
  if (available < 2) return truncated('The GIF extension', at);
  const label = window.byte(at + 1);
  // Its size is fixed (GIF89a 23), and decoders pass over it so, whatever its length byte says.
  const isFixed = label === GRAPHIC_CONTROL && available >= GRAPHIC_CONTROL_BYTES;
  if (isFixed && window.byte(at + GRAPHIC_CONTROL_BYTES - 1) === 0) return at + GRAPHIC_CONTROL_BYTES;
  const end = yield* endOfSubBlocks(window, at + 2);
  if (label === COMMENT) {
    if (end === undefined) return truncated('The GIF comment', at);
    return (yield* emitComment(context, window, at + 2, end)) ?? end;
  }
  if (label === APPLICATION) return yield* walkApplication(context, window, { at, end, search });
  return end ?? truncated('The GIF extension', at);
}

/** Size of the colour table that a packed field announces. */
function colourTableBytes(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

/** Behind the block terminator; `undefined` where the medium ends before it. */
function* endOfSubBlocks(window: Window, from: number): Walk<number | undefined> {
  for (let at = from; ; ) {
    if ((yield* window.load(at, 1, AHEAD_BYTES)) < 1) return undefined;
    const lengthBytes = window.byte(at);
    at += 1 + lengthBytes;
    if (lengthBytes === 0) return at;
  }
}

function* emitComment(context: WalkContext, window: Window, from: number, end: number): Walk<Ending | undefined> {
  if (end - from > LIMITS.textBytes) return tooLarge('The GIF comment', from, LIMITS.textBytes);
  yield* window.load(from, end - from);
  const payload = joinSubBlocks(window.slice(from, end - from));
  context.emit({ kind: 'text', variant: 'comment', place: 'GIF comment', payload, offset: from + 1 });
  return undefined;
}

/** @param chain Whole sub-blocks with their length bytes, and the terminator. */
function joinSubBlocks(chain: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < chain.length; ) {
    const lengthBytes = chain[at] ?? 0;
    if (lengthBytes === 0) break;
    parts.push(chain.subarray(at + 1, at + 1 + lengthBytes));
    at += 1 + lengthBytes;
  }
  return join(parts);
}

interface ApplicationExtension {
  readonly at: number;
  /** Behind the terminator of its sub-blocks, where there is one. */
  readonly end: number | undefined;
  readonly search: MagicSearch;
}

function* walkApplication(
  context: WalkContext,
  window: Window,
  { at, end, search }: ApplicationExtension,
): Walk<number | Ending> {
  const dataAt = at + 3 + APPLICATION_BYTES;
  yield* window.load(at, 3 + APPLICATION_BYTES);
  const application = window.text(at + 3, APPLICATION_BYTES);
  const isApplication = window.byte(at + 2) === APPLICATION_BYTES;
  if (isApplication && application === 'XMP DataXMP')
    return yield* emitXmp(context, window, { at, dataAt, end, search });
  if (end === undefined) return truncated('The GIF application extension', at);
  const frame = isApplication ? APPLICATIONS.find(({ signature }) => application.startsWith(signature)) : undefined;
  if (frame === undefined) return end;
  const { place, limitBytes } = frame;
  if (end - dataAt > limitBytes) return tooLarge(`The extension ${place}`, at, limitBytes);
  yield* window.load(dataAt, end - dataAt);
  const payload = joinSubBlocks(window.slice(dataAt, end - dataAt));
  const kind = frame.kindOf(payload);
  if (kind !== undefined) context.emit({ kind, place, payload, offset: dataAt + 1 });
  return end;
}

interface Application {
  readonly signature: string;
  readonly place: string;
  readonly limitBytes: number;
  readonly kindOf: (payload: Uint8Array) => Block['kind'] | undefined;
}

const APPLICATIONS: readonly Application[] = [
  // C2PA 2.x A.3.5.
  { signature: 'C2PA_GIF', place: 'GIF C2PA_GIF', limitBytes: LIMITS.c2paStoreBytes, kindOf: () => 'jumbf' },
  {
    // ImageMagick keeps profiles of other formats so.
    signature: 'MGK',
    place: 'GIF MGK',
    limitBytes: LIMITS.blockBytes,
    kindOf: (payload) => {
      if (startsWith(payload, '8BIM')) return 'photoshop';
      return payload[0] === 0x1c ? 'iptc-iim' : undefined;
    },
  },
];

/** `01 FF FE … 01 00 00`: wherever a reader of sub-blocks steps into it, it comes out at the end. */
const MAGIC_BYTES = 258;

/** Up to where no magic trailer begins, so that many broken packets are searched once. */
interface MagicSearch {
  doneUntil: number;
}

interface XmpExtension extends ApplicationExtension {
  readonly dataAt: number;
}

/** XMP Specification Part 3, 1.1.2: the raw packet, not in sub-blocks, and a magic trailer. */
function* emitXmp(
  context: WalkContext,
  window: Window,
  { at, dataAt, end, search }: XmpExtension,
): Walk<number | Ending> {
  if (end !== undefined && end - dataAt > LIMITS.xmpBytes + MAGIC_BYTES) {
    return tooLarge('The GIF XMP packet', at, LIMITS.xmpBytes);
  }
  if (end !== undefined) yield* window.load(dataAt, end - dataAt);
  const chain = end === undefined ? undefined : window.slice(dataAt, end - dataAt);
  if (chain !== undefined && end !== undefined && isMagic(chain, chain.length - MAGIC_BYTES)) {
    const payload = chain.subarray(0, chain.length - MAGIC_BYTES);
    context.emit({ kind: 'xmp', place: 'GIF XMP', payload, offset: dataAt });
    return end;
  }
  // A packet in UTF-16 has zeros, at which the chain ended too early.
  const wanted = LIMITS.xmpBytes + MAGIC_BYTES;
  const available = yield* window.load(dataAt, MAGIC_BYTES, AHEAD_BYTES);
  const isRaw = available > 0 && !isMarkupBehindLength(window.slice(dataAt, 8));
  if (isRaw) {
    const rest = window.slice(dataAt, yield* window.load(dataAt, wanted));
    const from = Math.max(0, search.doneUntil - dataAt);
    for (let magicAt = rest.indexOf(0x01, from); magicAt >= 0; magicAt = rest.indexOf(0x01, magicAt + 1)) {
      if (!isMagic(rest, magicAt)) continue;
      context.emit({ kind: 'xmp', place: 'GIF XMP', payload: rest.subarray(0, magicAt), offset: dataAt });
      return dataAt + magicAt + MAGIC_BYTES;
    }
    search.doneUntil = Math.max(search.doneUntil, dataAt + rest.length - MAGIC_BYTES);
  }
  if (chain === undefined || end === undefined) return truncated('The GIF XMP packet', at);
  // Written as sub-blocks, against the specification, or without the trailer.
  const payload = isRaw ? chain : joinSubBlocks(chain);
  context.emit({ kind: 'xmp', place: 'GIF XMP', payload, offset: dataAt });
  return end;
}

function isMagic(bytes: Uint8Array, at: number): boolean {
  if (at < 0 || at + MAGIC_BYTES > bytes.length || bytes[at] !== 0x01 || bytes[at + MAGIC_BYTES - 1] !== 0)
    return false;
  for (let index = 1; index <= 256; index++) if (bytes[at + index] !== 256 - index) return false;
  return true;
}

/** A length byte, then `<` or a byte-order mark: a packet cut into sub-blocks. */
function isMarkupBehindLength([length = 0, first = 0, second = 0]: Uint8Array): boolean {
  // A raw packet begins with `<` itself, or, in UTF-16, with a zero.
  if (length === 0 || (length === 0x3c && first !== 0x3c)) return false;
  return first === 0x3c || (first === 0xef && second === 0xbb) || (first === 0xfe && second === 0xff);
}
