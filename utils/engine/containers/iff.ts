/** The walk over chunks that RIFF (WAV, AVI) and its big-endian elder, IFF (AIFF), share. */
import type { Block } from '../blocks';
import { LIMITS } from '../limits';
import type { Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated } from './endings';
import { walkId3 } from './id3-tag';
import { isBeyond } from './media-size';
import { Window } from './window';

const FORM_BYTES = 12;
const HEADER_BYTES = 8;
const HOP_BYTES = 1024;
/** A streaming writer leaves sizes open as all ones, or 0; some as the largest that fits 31 bits, less a header. */
const OPEN = 0xffffffff;
const NEARLY_OPEN = 0x7ffff000;

export interface ChunkBlock {
  readonly block: Pick<Block, 'kind' | 'place' | 'variant' | 'key'>;
  /** Bytes of the payload before the content. */
  readonly skipBytes: number;
  readonly limitBytes: number;
}

export interface IffFormat {
  /** As places spell it. */
  readonly title: string;
  readonly u32: (window: Window, offset: number) => number;
  /** @param type What the payload begins with. */
  readonly isMedia: (id: string, type: string) => boolean;
  readonly blockOf: (id: string, type: string) => ChunkBlock | undefined;
}

interface Walker {
  readonly context: WalkContext;
  readonly window: Window;
  readonly format: IffFormat;
  /** Where the form says it ends; infinite while that is open. */
  formEnd: number;
  /** Of RF64: what the 32 bits of `data` do not hold. */
  dataBytes: number | undefined;
  problem: Ending | undefined;
}

export function* walkIff(context: WalkContext, format: IffFormat): Walk<Ending> {
  const window = new Window();
  if ((yield* window.load(0, FORM_BYTES, LIMITS.firstReadBytes)) < FORM_BYTES) return endsBefore('its first chunk', 0);
  const formEnd = statedEnd(0, format.u32(window, 4));
  const walker: Walker = { context, window, format, formEnd, dataBytes: undefined, problem: undefined };
  const ending = yield* walkChunks(walker);
  return ending.kind === 'complete' ? (walker.problem ?? ending) : ending;
}

function statedEnd(at: number, lengthBytes: number): number {
  return lengthBytes === 0 || lengthBytes === OPEN ? Number.POSITIVE_INFINITY : at + HEADER_BYTES + lengthBytes;
}

interface Chunk {
  readonly at: number;
  readonly id: string;
  readonly lengthBytes: number;
  /** The first four bytes of the payload. */
  readonly type: string;
  readonly end: number;
}

function* walkChunks(walker: Walker): Walk<Ending> {
  const { context, window } = walker;
  let at = FORM_BYTES;
  let ahead = HOP_BYTES;
  let last: Chunk | undefined;
  for (let count = 0; ; count++) {
    if (count >= LIMITS.structures) return tooMany('chunks', at);
    const size = context.size() ?? Number.POSITIVE_INFINITY;
    if (at >= size) break;
    const available = yield* window.load(at, FORM_BYTES, Math.min(ahead, size - at));
    if (available < HEADER_BYTES) {
      if (walker.formEnd === Number.POSITIVE_INFINITY && !isPadding(window, at, available)) {
        return truncated('The header of a chunk', at);
      }
      break;
    }
    const chunk = readChunk(walker, at);
    const isBehindForm = at >= walker.formEnd;
    if (!isId(chunk.id)) {
      return isBehindForm ? trailerOf(walker) : malformed(`No ${walker.format.title} chunk`, at);
    }
    if (walker.format.isMedia(chunk.id, chunk.type) && (yield* isOpen(walker, chunk))) return COMPLETE;
    if (chunk.end > size) return cutIn(walker, chunk);
    const ending = yield* walkChunk(walker, chunk);
    if (ending?.kind === 'truncated') return ending;
    walker.problem ??= ending;
    ahead = window.aheadBehind(chunk.lengthBytes, HOP_BYTES);
    at = yield* nextAt(walker, chunk);
    last = chunk;
  }
  if (last === undefined) return endsBefore('its first chunk', at);
  // The read behind a chunk may be what tells that the medium ends inside it.
  return at >= last.end && isBeyond(context, last.end) ? cutIn(walker, last) : endOf(walker, at);
}

function cutIn(walker: Walker, { at, id }: Chunk): Ending {
  return at >= walker.formEnd ? trailerOf(walker) : truncated(`The ${walker.format.title} chunk ${id.trim()}`, at);
}

function trailerOf({ context, problem }: Walker): Ending {
  context.note('trailer');
  return problem ?? COMPLETE;
}

const isPadding = (window: Window, at: number, length: number): boolean =>
  window.slice(at, length).every((byte) => byte === 0);

function readChunk({ window, format, dataBytes }: Walker, at: number): Chunk {
  const id = window.text(at, 4);
  const stated = format.u32(window, at + 4);
  const lengthBytes = id === 'data' && stated === OPEN && dataBytes !== undefined ? dataBytes : stated;
  const end = at + HEADER_BYTES + lengthBytes;
  return { at, id, lengthBytes, type: window.text(at + HEADER_BYTES, 4), end };
}

const isId = (id: string): boolean => /^[\x20-\x7e]{4}$/.test(id);

/** Whether media data go on to the end of the file: their size was left open. */
function* isOpen({ context, window, format }: Walker, { at, lengthBytes, end }: Chunk): Walk<boolean> {
  if (lengthBytes === OPEN) return true;
  if (lengthBytes >= NEARLY_OPEN) return (context.size() ?? 0) < end;
  if (lengthBytes !== 0) return false;
  // Media data of no length are followed by the next chunk, or by nothing.
  const nextAt = at + HEADER_BYTES;
  if ((yield* window.load(nextAt, HEADER_BYTES, HOP_BYTES)) < HEADER_BYTES) return false;
  const nextEnd = nextAt + HEADER_BYTES + format.u32(window, nextAt + 4);
  return !isId(window.text(nextAt, 4)) || isBeyond(context, nextEnd);
}

function* walkChunk(walker: Walker, chunk: Chunk): Walk<Ending | undefined> {
  const { context, window, format } = walker;
  const { id, at, lengthBytes } = chunk;
  const place = `${format.title} ID3v2`;
  if (id === 'ds64') {
    // EBU Tech 3306: size of the form, size of `data`.
    if ((yield* window.load(at, HEADER_BYTES + 16)) < HEADER_BYTES + 16) return undefined;
    walker.formEnd = HEADER_BYTES + window.u64le(at + HEADER_BYTES);
    walker.dataBytes = window.u64le(at + HEADER_BYTES + 8);
    return undefined;
  }
  if (id.toUpperCase() === 'ID3 ') {
    const tag = yield* walkId3(context, window, { at: at + HEADER_BYTES, place });
    return tag !== undefined && tag.end > chunk.end + 1
      ? malformed('An ID3v2 tag larger than its chunk', at)
      : tag?.ending;
  }
  const found = format.blockOf(id, chunk.type);
  if (found === undefined) return undefined;
  if (lengthBytes > found.limitBytes) return tooLarge(`The chunk ${found.block.place}`, at, found.limitBytes);
  const wanted = HEADER_BYTES + lengthBytes;
  if ((yield* window.load(at, wanted, wanted + HOP_BYTES)) < wanted) {
    return truncated(`The chunk ${found.block.place}`, at);
  }
  const skipped = Math.min(found.skipBytes, lengthBytes);
  const offset = at + HEADER_BYTES + skipped;
  context.emit({ ...found.block, payload: window.slice(offset, lengthBytes - skipped), offset });
  return undefined;
}

/** Where the next chunk stands: behind a pad byte, which some writers forget, or inside a list that is entered. */
function* nextAt(walker: Walker, { at, id, type, lengthBytes, end }: Chunk): Walk<number> {
  const { window, format } = walker;
  // Further forms of a long AVI (`AVIX`), and the list of headers, in which some writers put INFO.
  if (id === 'RIFF') {
    walker.formEnd = statedEnd(at, lengthBytes);
    return at + FORM_BYTES;
  }
  if (id === 'LIST' && type === 'hdrl') return at + FORM_BYTES;
  if (lengthBytes % 2 === 0) return end;
  const available = yield* window.load(end, HEADER_BYTES + 1, HOP_BYTES);
  const isUnpadded = available >= HEADER_BYTES && window.byte(end) !== 0 && isId(window.text(end, 4));
  return isUnpadded && !isId(window.text(end + 1, 4)) && format.u32(window, end + 4) < NEARLY_OPEN ? end : end + 1;
}

/** The pad byte behind a last odd chunk is sometimes missing. */
function endOf({ context, formEnd }: Walker, at: number): Ending {
  const size = context.size() ?? at;
  if (formEnd === Number.POSITIVE_INFINITY || Math.max(at, size) >= formEnd) return COMPLETE;
  return endsBefore(`byte ${formEnd}, where its header says it ends`, size);
}
