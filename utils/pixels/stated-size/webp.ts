/** What a WebP states of its (first) picture, RFC 9649: nothing of it is decoded. */
import { latin1, startsWith, u16le, u32le } from '@/utils/engine/bytes';
import type { Exactness } from '../picture';
import { malformedPicture, type PixelProblem, truncatedPicture } from '../problem';
import type { Size } from '../size';

export interface WebpPicture extends Size {
  /** Of lossy WebP the alpha plane alone, where there is one, is coded without loss (2.7.1.2). */
  readonly exactness: Extract<Exactness, 'every-value' | 'alpha' | 'lossy'>;
}

const CHUNK_HEADER_BYTES = 8;
/** Its frame's place, size and duration stand before its own chunks (2.7.1.1). */
const ANMF_HEADER_BYTES = 16;
/** Chunks before the picture; a file has at most four known ones. */
const CHUNKS = 64;

export function readWebpPicture(bytes: Uint8Array): WebpPicture | PixelProblem {
  if (!startsWith(bytes, 'RIFF')) return malformedPicture('This is no WebP.');
  let canvas: Size | undefined;
  let hasAlpha = false;
  let at = 12;
  for (let count = 0; count < CHUNKS && at + CHUNK_HEADER_BYTES <= bytes.length; count++) {
    const payload = bytes.subarray(at + CHUNK_HEADER_BYTES);
    switch (latin1(bytes, at, 4)) {
      case 'VP8X':
        canvas = { width: 1 + u24le(payload, 4), height: 1 + u24le(payload, 7) };
        break;
      case 'ANMF':
        at += CHUNK_HEADER_BYTES + ANMF_HEADER_BYTES;
        continue;
      case 'ALPH':
        hasAlpha = true;
        break;
      case 'VP8L':
        return { ...(canvas ?? losslessSize(payload)), exactness: 'every-value' };
      case 'VP8 ':
        return { ...(canvas ?? lossySize(payload)), exactness: hasAlpha ? 'alpha' : 'lossy' };
    }
    const length = u32le(bytes, at + 4);
    at += CHUNK_HEADER_BYTES + length + (length % 2);
  }
  return truncatedPicture('The WebP ends before its picture.');
}

const SIDE_MASK = 0x3fff;

/** RFC 9649 3.4: behind the signature 0x2f, 14 bits each, less one. */
function losslessSize(payload: Uint8Array): Size {
  const bits = u32le(payload, 1);
  return { width: 1 + (bits & SIDE_MASK), height: 1 + ((bits >>> 14) & SIDE_MASK) };
}

/** RFC 6386 9.1: behind three bytes of tag and three of start code, 14 bits each; the upper two scale. */
const lossySize = (payload: Uint8Array): Size => ({
  width: u16le(payload, 6) & SIDE_MASK,
  height: u16le(payload, 8) & SIDE_MASK,
});
const u24le = (bytes: Uint8Array, at: number): number => u32le(bytes, at) & 0xffffff;
