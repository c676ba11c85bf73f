import { lastIndexOf } from '../bytes';
import { LIMITS } from '../limits';
import type { Walk, WalkContext } from '../walk';
import { crc32 } from './crc32';
import { CHUNK_OVERHEAD_BYTES, FDAT, IDAT, IEND } from './png-chunks';
import type { Window } from './window';

/** The last 64 KiB and a little: the last picture data, of at most 64 KiB as a rule, must fit. */
const TAIL_BYTES = LIMITS.firstReadBytes + 8 * 1024;

/** The letters that IDAT and fdAT share, and where in a chunk they stand. */
const TYPE_ENDING = 'AT';
const TYPE_ENDING_AT = 6;

/**
 * Where the chunks behind the picture data begin, found from the file's end without reading the picture data before
 * it: from the last picture chunk on, an unbroken chain of chunks with right CRCs ends exactly with IEND at the
 * file's last byte. Used for every source, so that all give the same report.
 *
 * @param from Where the walk stands; nothing before it is looked at.
 * @returns `undefined` where there is no such chain, or the size is not known: then chunks are read in order.
 */
export function* endOfPictureData(context: WalkContext, window: Window, from: number): Walk<number | undefined> {
  const size = context.size();
  if (size === undefined) return undefined;
  const start = Math.max(from, size - TAIL_BYTES);
  const available = yield* window.load(start, size - start);
  if (available < size - start) return undefined;
  const tail = window.slice(start, available);
  let candidates = 0;
  let found = size - 2 * CHUNK_OVERHEAD_BYTES - start + TYPE_ENDING_AT;
  while (candidates < LIMITS.pngTailCandidates) {
    found = lastIndexOf(tail, TYPE_ENDING, found);
    const at = start + found - TYPE_ENDING_AT;
    if (at < start) break;
    found -= 1;
    const type = window.u32(at + 4);
    if (type !== IDAT && type !== FDAT) continue;
    candidates++;
    if (isChain(window, at, size)) return at + CHUNK_OVERHEAD_BYTES + window.u32(at);
  }
  return undefined;
}

function isChain(window: Window, from: number, size: number): boolean {
  const chunks: { readonly at: number; readonly lengthBytes: number }[] = [];
  for (let at = from; at + CHUNK_OVERHEAD_BYTES <= size; ) {
    const lengthBytes = window.u32(at);
    const type = window.u32(at + 4);
    chunks.push({ at, lengthBytes });
    at += CHUNK_OVERHEAD_BYTES + lengthBytes;
    if (type === IEND) return at === size && chunks.every((chunk) => hasRightCrc(window, chunk));
  }
  return false;
}

function hasRightCrc(
  window: Window,
  { at, lengthBytes }: { readonly at: number; readonly lengthBytes: number },
): boolean {
  return crc32(window.slice(at + 4, 4 + lengthBytes)) === window.u32(at + 8 + lengthBytes);
}
