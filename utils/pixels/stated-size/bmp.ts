/** BITMAPCOREHEADER (12 bytes, 16 bits a side) or BITMAPINFOHEADER and its successors (32 bits; a height below 0 is upside down). */
import { startsWith, u16le, u32le } from '@/utils/engine/bytes';
import { malformedPicture, type PixelProblem } from '../problem';
import type { Size } from '../size';

const CORE_HEADER_BYTES = 12;

export function readBmpSize(bytes: Uint8Array): Size | PixelProblem {
  if (!startsWith(bytes, 'BM') || bytes.length < 26) return malformedPicture('This is no BMP.');
  return u32le(bytes, 14) === CORE_HEADER_BYTES
    ? { width: u16le(bytes, 18), height: u16le(bytes, 20) }
    : { width: Math.abs(u32le(bytes, 18) | 0), height: Math.abs(u32le(bytes, 22) | 0) };
}
