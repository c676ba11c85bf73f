import type { Block } from '../blocks';
import { startsWith } from '../bytes';
import { withoutExifSignature } from '../exif-item';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated } from './endings';
import { isBeyond } from './media-size';
import { Window } from './window';

const FILE_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

/** Chunks that hold metadata, by their letters alone: `XMP ` is also written `XMP\0`, `EXIF` also `Exif`. */
const METADATA: ReadonlyMap<string, Pick<Block, 'kind' | 'place'> & { readonly limitBytes: number }> = new Map([
  ['EXIF', { kind: 'tiff', place: 'WebP EXIF', limitBytes: LIMITS.blockBytes }],
  ['XMP', { kind: 'xmp', place: 'WebP XMP', limitBytes: LIMITS.xmpBytes }],
  ['C2PA', { kind: 'jumbf', place: 'WebP C2PA', limitBytes: LIMITS.c2paStoreBytes }],
]);

/** Flags of VP8X (RFC 9649 2.7.1). Writers forget them, so they tell of what is missing, never of what need not be looked for. */
const ANNOUNCED: readonly (readonly [bit: number, name: string])[] = [
  [0x08, 'EXIF'],
  [0x04, 'XMP'],
];

/** WebP (RFC 9649). Metadata stands behind the picture, whatever the flags in VP8X say. */
export const webp: Container = {
  recognise: (head) =>
    startsWith(head, 'RIFF') && startsWith(head.subarray(8), 'WEBP') ? { name: 'webp', kind: 'image' } : null,
  walk,
};

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  if ((yield* window.load(0, FILE_HEADER_BYTES, LIMITS.firstReadBytes)) < FILE_HEADER_BYTES) {
    return endsBefore('its first chunk', 0);
  }
  const riffEnd = statedEnd(window.u32le(4));
  let at = FILE_HEADER_BYTES;
  let ahead = CHUNK_HEADER_BYTES;
  let last: Chunk | undefined;
  const announced = new Set<string>();
  for (let count = 0; ; count++) {
    if (count >= LIMITS.structures) return tooMany('chunks', at);
    const size = context.size();
    const remaining = (size ?? riffEnd) - at;
    // Where nobody has stated the size, only a read behind the last chunk tells whether it is whole.
    if (remaining <= 0 && size !== undefined) break;
    // What is left of the file is metadata or its end: in one read when it is short.
    const isTail = remaining > 0 && remaining <= LIMITS.firstReadBytes;
    const headerBytes = yield* window.load(at, CHUNK_HEADER_BYTES, isTail ? remaining : ahead);
    if (headerBytes < CHUNK_HEADER_BYTES) {
      const isBegun = window.slice(at, headerBytes).some((byte) => byte !== 0);
      if (isBegun && riffEnd === Number.POSITIVE_INFINITY) return endsBefore('the end of a chunk header', at);
      break;
    }
    const fourcc = window.text(at, 4);
    const lengthBytes = window.u32le(at + 4);
    const end = at + CHUNK_HEADER_BYTES + lengthBytes;
    const chunk = { at, fourcc, lengthBytes };
    if (!/^[\x20-\x7e]{3}[\x20-\x7e\0]$/.test(fourcc)) {
      if (at < riffEnd) return malformed('No RIFF chunk', at);
      context.note('trailer');
      return COMPLETE;
    }
    if (isBeyond(context, end)) return cutIn(context, chunk, riffEnd);
    const ending = yield* walkChunk(context, window, chunk);
    if (ending) return ending;
    for (const [bit, name] of ANNOUNCED) {
      if (fourcc === 'VP8X' && (window.byte(at + CHUNK_HEADER_BYTES) & bit) !== 0) announced.add(name);
    }
    announced.delete(metadataName(fourcc));
    last = chunk;
    ahead = window.aheadBehind(lengthBytes, CHUNK_HEADER_BYTES);
    at = end + (lengthBytes % 2);
  }
  if (last === undefined) return endsBefore('its first chunk', at);
  if (isBeyond(context, last.at + CHUNK_HEADER_BYTES + last.lengthBytes)) return cutIn(context, last, riffEnd);
  // A file whose size was left open may have been cut between two chunks; what is announced tells.
  const [missing] = announced;
  if (riffEnd === Number.POSITIVE_INFINITY && missing !== undefined) {
    return endsBefore(`its chunk ${missing}, which VP8X announces`, at);
  }
  // The pad byte behind a last odd chunk is sometimes missing.
  const size = context.size() ?? at;
  if (riffEnd !== Number.POSITIVE_INFINITY && Math.max(at, size) < riffEnd) {
    return endsBefore(`byte ${riffEnd}, where its RIFF header says it ends`, size);
  }
  return COMPLETE;
}

/** Behind what the RIFF header counts, only metadata is known to be a chunk and no trailer. */
function cutIn(context: WalkContext, { at, fourcc }: Chunk, riffEnd: number): Ending {
  if (at < riffEnd || metadataOf(fourcc)) return truncated(`The WebP chunk ${fourcc.trim()}`, at);
  context.note('trailer');
  return COMPLETE;
}

const metadataName = (fourcc: string): string => fourcc.replace(/[ \0]+$/, '').toUpperCase();
const metadataOf = (fourcc: string) => METADATA.get(metadataName(fourcc));

/** A size that a streaming writer left open (0 or all ones) means the end of the file. */
function statedEnd(riffSize: number): number {
  return riffSize === 0 || riffSize === 0xffffffff ? Number.POSITIVE_INFINITY : CHUNK_HEADER_BYTES + riffSize;
}

interface Chunk {
  readonly at: number;
  readonly fourcc: string;
  readonly lengthBytes: number;
}

function* walkChunk(
  context: WalkContext,
  window: Window,
  { at, fourcc, lengthBytes }: Chunk,
): Walk<Ending | undefined> {
  const metadata = metadataOf(fourcc);
  if (metadata === undefined) return undefined;
  const { kind, place, limitBytes } = metadata;
  if (lengthBytes > limitBytes) return tooLarge(`The chunk ${place}`, at, limitBytes);
  const wanted = CHUNK_HEADER_BYTES + lengthBytes;
  if ((yield* window.load(at, wanted)) < wanted) return truncated(`The chunk ${place}`, at);
  const payload = window.slice(at + CHUNK_HEADER_BYTES, lengthBytes);
  const content = kind === 'tiff' ? withoutExifSignature(payload) : payload;
  context.emit({ kind, place, payload: content, offset: at + CHUNK_HEADER_BYTES + lengthBytes - content.length });
  return undefined;
}
