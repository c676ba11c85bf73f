/** What stands before a JPEG's picture data (ITU-T T.81 B.2): nothing is decoded. */
import { join, startsWith, u16 } from '@/utils/engine/bytes';
import { malformedPicture, type PixelProblem, type Size, truncatedPicture } from '../problem';

export interface JpegFrame extends Size {
  /**
   * The file without its EXIF: browsers turn a picture by what stands there, and cannot be told not to. Marks stand in the
   * pixels as they are stored. In one piece, for Firefox takes a Blob whose first part is short for no JPEG.
   */
  readonly unturned: Uint8Array<ArrayBuffer>;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
/** SOF0 to SOF15, but for DHT, JPG and DAC, which have numbers among them. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** TEM and RST0 to RST7. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

export function readJpegFrame(bytes: Uint8Array<ArrayBuffer>): JpegFrame | PixelProblem {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return malformedPicture('This is no JPEG.');
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let keptFrom = 0;
  let size: Size | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return malformedPicture('A JPEG segment begins without a marker.');
    const marker = bytes[at + 1] ?? 0;
    // 0xff may be repeated before a marker.
    if (marker === 0xff || isAlone(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === EOI || marker === SOS) {
      if (size === undefined) return malformedPicture('The JPEG states no size before its picture data.');
      return { ...size, unturned: join([...kept, bytes.subarray(keptFrom)]) as Uint8Array<ArrayBuffer> };
    }
    const end = at + 2 + Math.max(2, u16(bytes, at + 2));
    if (isFrame(marker)) size ??= { height: u16(bytes, at + 5), width: u16(bytes, at + 7) };
    if (marker === APP1 && startsWith(bytes.subarray(at + 4), 'Exif\0')) {
      kept.push(bytes.subarray(keptFrom, at));
      keptFrom = end;
    }
    at = end;
  }
  return truncatedPicture('The JPEG ends before its picture data.');
}
