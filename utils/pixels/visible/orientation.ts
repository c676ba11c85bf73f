/** How a JPEG asks to be turned (EXIF 2.32, 4.6.4, tag Orientation); its decoder here gives lines as they are stored. */
import { startsWith } from '@/utils/engine/bytes';
import { jpegSegments } from '../jpeg-segments';

/** What is done to the stored lines to show them; 1 is nothing. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** EXIF stands in one of the first segments. */
const SEGMENTS = 32;
const APP1 = 0xe1;
const ORIENTATION = 0x0112;
const HEAD = 'Exif\0\0';
const ENTRY_BYTES = 12;
const ENTRIES = 256;

/** @param bytes A whole file of any format. @returns 1 where nothing is said, or nothing that EXIF knows. */
export function orientationOf(bytes: Uint8Array): Orientation {
  let count = 0;
  for (const { marker, payload } of jpegSegments(bytes)) {
    if (marker === APP1 && startsWith(payload, HEAD)) return inTiff(payload.subarray(HEAD.length));
    count += 1;
    if (count === SEGMENTS) break;
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
