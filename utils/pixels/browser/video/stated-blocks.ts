/**
 * How many frames stand in a cluster of a Matroska file (RFC 9559). The demuxer makes an object of each in the cluster in
 * which it looks: of a block of six bytes one, and of eight bytes with a lace (10.3) 256.
 */
import { u32 } from '@/utils/engine/bytes';
import { EBML } from '@/utils/engine/ebml';
import { PIXEL_LIMITS } from '../../limits';
import { type PixelProblem, tooLargePicture } from '../../problem';

/** Elements behind which no cluster goes on, whatever size it states. */
const BESIDE_CLUSTERS: ReadonlySet<number> = new Set([
  ...[EBML.header, EBML.segment, EBML.seekHead, EBML.info, EBML.cluster, EBML.tags],
  ...[0x1654ae6b, 0x1c53bb6b, 0x1941a469, 0x1043a770], // Tracks, Cues, Attachments, Chapters
]);

/** SimpleBlock and Block. */
const BLOCKS: ReadonlySet<number> = new Set([0xa3, 0xa1]);

/** Elements of elements, in which the demuxer reads blocks wherever they stand. */
const MASTERS: ReadonlySet<number> = new Set([
  ...[0xa0, 0xa6, 0x75a1], // BlockGroup, BlockMore, BlockAdditions
  ...[0xae, 0xe0, 0xe1, 0x55b0, 0x7670, 0x6d80, 0x6240, 0x5034], // of Tracks
  ...[0xbb, 0xb7, EBML.seek, EBML.tag, EBML.simpleTag, 0x63c0, 0x61a7], // of Cues, SeekHead, Tags, Attachments
]);

/** Flags of a block (10.2): how its frames are laced. */
const LACING = 0x06;

/** @param bytes A whole file. Nothing is said of other formats. */
export function refuseTooManyBlocks(bytes: Uint8Array): PixelProblem | undefined {
  if (u32(bytes, 0) !== EBML.header) return undefined;
  const first = EBML.cluster >>> 24;
  const walked = { elements: 0 };
  // By their identifier alone: an index may lead to what stands in other elements.
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (u32(bytes, at) !== EBML.cluster) continue;
    const frames = framesIn(bytes, at + 4, walked);
    if (frames > PIXEL_LIMITS.clusterFrames || walked.elements > PIXEL_LIMITS.elements) {
      return tooLargePicture(
        `The video states more frames in one place than the ${PIXEL_LIMITS.clusterFrames} that are read.`,
      );
    }
  }
  return undefined;
}

/** @param sizeAt Where the cluster's size stands. @param walked Elements of all clusters, for they may overlap. */
function framesIn(bytes: Uint8Array, sizeAt: number, walked: { elements: number }): number {
  const sizeBytes = widthAt(bytes, sizeAt);
  const end = Math.min(
    bytes.length,
    sizeAt + sizeBytes + (valueAt(bytes, sizeAt, sizeBytes) ?? Number.POSITIVE_INFINITY),
  );
  let frames = 0;
  for (let at = sizeAt + sizeBytes; at < end; ) {
    const idBytes = widthAt(bytes, at);
    const lengthBytes = widthAt(bytes, at + idBytes);
    const length = valueAt(bytes, at + idBytes, lengthBytes);
    if (idBytes > 8 || lengthBytes > 8 || length === undefined) break;
    const id = idAt(bytes, at, idBytes);
    if (BESIDE_CLUSTERS.has(id)) break;
    if (++walked.elements > PIXEL_LIMITS.elements || frames > PIXEL_LIMITS.clusterFrames) break;
    const payload = at + idBytes + lengthBytes;
    if (BLOCKS.has(id)) frames += framesOf(bytes, payload);
    at = MASTERS.has(id) ? payload : payload + length;
  }
  return frames;
}

/** Behind the track's number and a time of two bytes come the flags; in a lace, one less than its frames. */
function framesOf(bytes: Uint8Array, block: number): number {
  const flagsAt = block + widthAt(bytes, block) + 2;
  return ((bytes[flagsAt] ?? 0) & LACING) === 0 ? 1 : 1 + (bytes[flagsAt + 1] ?? 0);
}

/** Bytes of an EBML number (RFC 8794 4): 1 to 8, and 9 where it is none. */
const widthAt = (bytes: Uint8Array, at: number): number => Math.clz32(bytes[at] ?? 0) - 23;

/** With its marker, as identifiers are written. */
function idAt(bytes: Uint8Array, at: number, width: number): number {
  let id = 0;
  for (let index = 0; index < width; index++) id = id * 256 + (bytes[at + index] ?? 0);
  return id;
}

/** `undefined` where the size is left open: all ones, in one byte or in eight. */
function valueAt(bytes: Uint8Array, at: number, width: number): number | undefined {
  const value = idAt(bytes, at, width) - 2 ** (7 * width);
  return (width === 1 || width === 8) && value >= 2 ** (7 * width) - 1 ? undefined : value;
}
