/** How a JPEG asks to be turned (EXIF 2.32, 4.6.4, tag Orientation); its decoder here gives lines as they are stored. */
import { startsWith, u16 } from '@/utils/engine/bytes';

/** What is done to the stored lines to show them; 1 is nothing. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** EXIF stands in one of the first segments. */
const SEGMENTS = 32;
const APP1 = 0xffe1;
const START_OF_SCAN = 0xffda;
const ORIENTATION = 0x0112;
const HEAD = 'Exif\0\0';
const ENTRY_BYTES = 12;
const ENTRIES = 256;

/** @param bytes A whole file of any format. @returns 1 where nothing is said, or nothing that EXIF knows. */
export function orientationOf(bytes: Uint8Array): Orientation {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return 1;
  let at = 2;
  for (let count = 0; count < SEGMENTS && at + 4 <= bytes.length; count++) {
    const marker = u16(bytes, at);
    if (marker < 0xff00 || marker === START_OF_SCAN) return 1;
    const segment = bytes.subarray(at + 4, at + 2 + u16(bytes, at + 2));
    if (marker === APP1 && startsWith(segment, HEAD)) return inTiff(segment.subarray(HEAD.length));
    at += 2 + u16(bytes, at + 2);
  }
  return 1;
}

/** The first directory alone speaks of the picture (TIFF 6.0, 2). */
function inTiff(tiff: Uint8Array): Orientation {
  if (tiff.length < 8) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const isLittleEndian = tiff[0] === 0x49;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > tiff.length) return 1;
  const count = Math.min(view.getUint16(directory, isLittleEndian), ENTRIES);
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + ENTRY_BYTES * index;
    if (entry + ENTRY_BYTES > tiff.length) return 1;
    if (view.getUint16(entry, isLittleEndian) !== ORIENTATION) continue;
    const value = view.getUint16(entry + 8, isLittleEndian);
    return isOrientation(value) ? value : 1;
  }
  return 1;
}

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8;
