/** The segments in front of a JPEG's picture data (ITU-T T.81 B.1.1, B.2.1). */
import { u16 } from '@/utils/engine/bytes';

export interface JpegSegment {
  /** The second byte of its marker. */
  readonly marker: number;
  /** Where its marker begins, in bytes. */
  readonly start: number;
  /** Where the next one begins; it may lie behind the file. */
  readonly end: number;
  /** Behind its length, as far as the file goes. */
  readonly payload: Uint8Array;
}

/** `picture`: at the first scan, or the end of the image. */
export type JpegSegmentsEnd = 'picture' | 'malformed' | 'truncated';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** TEM, RST0 to RST7 and SOI have no length (table B.1). */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= SOI);

/** SOF0 to SOF15, without DHT, JPG and DAC, whose numbers lie among them (table B.1). */
export const isJpegFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** @param bytes A whole file, of any format. Each step goes on in it, so it ends. */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment, JpegSegmentsEnd, undefined> {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return 'malformed';
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return 'malformed';
    const marker = bytes[at + 1] ?? 0;
    // 0xff may be repeated before a marker.
    if (marker === 0xff || isAlone(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === EOI || marker === SOS) return 'picture';
    const length = u16(bytes, at + 2);
    // It counts itself: what is shorter leaves the rest as unknown as where the file ends.
    if (length < 2) return 'truncated';
    const end = at + 2 + length;
    yield { marker, start: at, end, payload: bytes.subarray(at + 4, end) };
    at = end;
  }
  return 'truncated';
}
