/** BITMAPCOREHEADER (12 bytes, 16 bits a side) or BITMAPINFOHEADER and its successors (32 bits; a height below 0 is upside down). */
import { startsWith, u32le } from '@/utils/engine/bytes';
import { malformedPicture, type PixelProblem, type Size } from '../problem';

const CORE_HEADER_BYTES = 12;

export function readBmpSize(bytes: Uint8Array): Size | PixelProblem {
  if (!startsWith(bytes, 'BM') || bytes.length < 26) return malformedPicture('This is no BMP.');
  return u32le(bytes, 14) === CORE_HEADER_BYTES
    ? { width: u32le(bytes, 18) & 0xffff, height: u32le(bytes, 20) & 0xffff }
    : { width: Math.abs(u32le(bytes, 18) | 0), height: Math.abs(u32le(bytes, 22) | 0) };
}
