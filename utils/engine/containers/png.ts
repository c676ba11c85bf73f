import type { BlockKind } from '../blocks';
import { startsWith } from '../bytes';
import { withoutExifSignature } from '../exif-item';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated, unsupported } from './endings';
import { beginsAsLabel, GLUED_LABEL_PEEK_BYTES } from './glued-label';
import { isBeyond } from './media-size';
import { CHUNK_OVERHEAD_BYTES, FDAT, IDAT, IEND } from './png-chunks';
import { endOfPictureData } from './png-tail';
import { emitSefEntries } from './sef-trailer';
import { Window } from './window';

const SIGNATURE = '\x89PNG\r\n\x1a\n';
/** Length and type before the payload. */
const HEADER_BYTES = 8;

/** Read along behind a long piece of picture data: what follows the last one is mostly short. */
const HOP_BYTES = 4 * 1024;

interface MetadataChunk {
  readonly kind: BlockKind;
  readonly limitBytes: number;
  readonly variant?: string;
}
const text = (variant: string): MetadataChunk => ({ kind: 'png-text', variant, limitBytes: LIMITS.textBytes });
/** Chunks that hold metadata. `comf` of ComfyUI's animated PNGs is built like `tEXt`. */
const METADATA: ReadonlyMap<string, MetadataChunk> = new Map([
  ['tEXt', text('tEXt')],
  ['zTXt', text('zTXt')],
  ['iTXt', text('iTXt')],
  ['comf', text('tEXt')],
  ['eXIf', { kind: 'tiff', limitBytes: LIMITS.blockBytes }],
  ['caBX', { kind: 'jumbf', limitBytes: LIMITS.c2paStoreBytes }],
]);

/** PNG and APNG (PNG 3rd edition). Metadata chunks may follow the picture data, so the walk goes on to IEND. */
export const png: Container = {
  recognise: (head) => (startsWith(head, SIGNATURE) ? { name: 'png', kind: 'image' } : null),
  walk,
};

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  yield* window.load(0, SIGNATURE.length, LIMITS.firstReadBytes);
  let hasTriedTail = false;
  let ahead: number = LIMITS.firstReadBytes;
  let packed: Ending | undefined;
  let at = SIGNATURE.length;
  for (let count = 0; count < LIMITS.structures; count++) {
    if (!window.covers(at, HEADER_BYTES)) {
      const available = yield* window.load(at, HEADER_BYTES, ahead);
      if (available < HEADER_BYTES) return endsBefore('its IEND chunk', at);
    }
    const lengthBytes = window.u32(at);
    const type = window.u32(at + 4);
    const end = at + CHUNK_OVERHEAD_BYTES + lengthBytes;
    if (type === IEND) {
      if (isBeyond(context, end)) return truncated('The PNG chunk IEND', at);
      packed ??= yield* walkBehindIend(context, window, end);
      return packed ?? COMPLETE;
    }
    if (!isChunkType(type)) return malformed('No PNG chunk', at);
    if (type === IDAT || type === FDAT) {
      if (isBeyond(context, end)) return truncated('The PNG picture data', at);
      // A long one is hopped over; small ones would cost a request each, so the file's tail is asked first.
      const isWorthTail = lengthBytes <= LIMITS.firstReadBytes && !window.covers(end, HEADER_BYTES) && !hasTriedTail;
      if (isWorthTail) {
        hasTriedTail = true;
        at = (yield* endOfPictureData(context, window, end)) ?? end;
      } else {
        at = end;
      }
      ahead = lengthBytes > LIMITS.firstReadBytes ? HOP_BYTES : LIMITS.firstReadBytes;
      continue;
    }
    const ending = yield* walkMetadata(context, window, { at, lengthBytes });
    if (ending?.kind === 'unsupported') packed ??= ending;
    else if (ending) return ending;
    at = end;
  }
  return tooMany('chunks', at);
}

interface Chunk {
  readonly at: number;
  readonly lengthBytes: number;
}

/** Emits the chunk where it can hold metadata. @returns an ending where the walk cannot go on behind it. */
function* walkMetadata(context: WalkContext, window: Window, { at, lengthBytes }: Chunk): Walk<Ending | undefined> {
  const type = window.text(at + 4, 4);
  const isCut = isBeyond(context, at + CHUNK_OVERHEAD_BYTES + lengthBytes);
  const metadata = METADATA.get(type);
  if (metadata === undefined) {
    if (isCut) return truncated(`The PNG chunk ${type}`, at);
    if (type === 'zxIf') return unsupported('The PNG chunk zxIf', at);
    return yield* walkUnknown(context, window, { at, lengthBytes }, type);
  }
  if (lengthBytes > metadata.limitBytes && !isCut) {
    return tooLarge(`The PNG chunk ${type}`, at, metadata.limitBytes);
  }
  const { kind, variant } = metadata;
  // A text whose length is wrong is read as far as the file goes; half of another block says nothing.
  if (isCut && kind !== 'png-text') return truncated(`The PNG chunk ${type}`, at);
  const remaining = (context.size() ?? Number.MAX_SAFE_INTEGER) - at - HEADER_BYTES;
  const wanted = Math.min(lengthBytes, remaining, metadata.limitBytes);
  const ahead = wanted + CHUNK_OVERHEAD_BYTES + HEADER_BYTES;
  const available = (yield* window.load(at, HEADER_BYTES + wanted, ahead)) - HEADER_BYTES;
  const isWhole = available >= lengthBytes;
  const payload = window.slice(at + HEADER_BYTES, available);
  if (isWhole || (kind === 'png-text' && hasText(payload))) {
    const content = kind === 'tiff' ? withoutExifSignature(payload) : payload;
    const offset = at + HEADER_BYTES + payload.length - content.length;
    context.emit({ kind, place: `PNG ${type}`, payload: content, offset, ...(variant && { variant }) });
  }
  return isWhole ? undefined : truncated(`The PNG chunk ${type}`, at);
}

/** A chunk of a type that nobody registered, of which a label is the whole. */
function* walkUnknown(context: WalkContext, window: Window, chunk: Chunk, type: string): Walk<Ending | undefined> {
  const { at, lengthBytes } = chunk;
  const payloadAt = at + HEADER_BYTES;
  const peekBytes = Math.min(lengthBytes, GLUED_LABEL_PEEK_BYTES);
  yield* window.load(at, HEADER_BYTES + peekBytes, HOP_BYTES);
  if (!beginsAsLabel(window.slice(payloadAt, peekBytes))) return undefined;
  if (lengthBytes > LIMITS.textBytes) return tooLarge(`The PNG chunk ${type}`, at, LIMITS.textBytes);
  const payload = window.slice(payloadAt, yield* window.load(payloadAt, lengthBytes));
  context.emit({ kind: 'text', variant: 'glued', place: `PNG ${type}`, payload, offset: payloadAt });
  return undefined;
}

/** Something stands behind the keyword: of a chunk that is cut before, nothing says that its text was empty. */
function hasText(payload: Uint8Array): boolean {
  const nul = payload.indexOf(0);
  return nul >= 0 && nul + 1 < payload.length;
}

/** Bytes behind IEND are no part of the picture: tolerated, and looked at for labels that stand there. */
function* walkBehindIend(context: WalkContext, window: Window, end: number): Walk<Ending | undefined> {
  const size = context.size();
  if (size === undefined || size <= end) return undefined;
  context.note('trailer');
  // A short trailer comes in one read; of a long one (an appended ZIP), its beginning and end tell what it is.
  if (size - end <= LIMITS.trailerBytes) yield* window.load(end, size - end);
  if (beginsAsLabel(window.slice(end, yield* window.load(end, GLUED_LABEL_PEEK_BYTES)))) {
    const wanted = Math.min(size - end, LIMITS.gb45438Bytes);
    const payload = window.slice(end, yield* window.load(end, wanted));
    context.emit({ kind: 'text', variant: 'glued', place: 'PNG trailer', payload, offset: end });
    return undefined;
  }
  const from = Math.max(end, size - LIMITS.trailerBytes);
  if ((yield* window.load(size - 4, 4)) < 4 || !window.startsWith(size - 4, 'SEFT')) return undefined;
  const available = yield* window.load(from, size - from);
  return (yield* emitSefEntries(context, window, { from, available, place: 'PNG trailer SEF' })).problem;
}

/** Four ASCII letters (PNG 3 5.3). */
function isChunkType(type: number): boolean {
  for (let shift = 0; shift < 32; shift += 8) {
    const letter = ((type >>> shift) & 0xff) | 0x20;
    if (letter < 0x61 || letter > 0x7a) return false;
  }
  return true;
}
