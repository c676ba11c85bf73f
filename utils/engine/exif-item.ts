import { startsWith } from './bytes';

const OFFSET_BYTES = 4;

/**
 * The TIFF stream of an `Exif` item or box (ISO/IEC 23008-12 A.2.1, ISO/IEC 18181-2 9.5): a 32-bit offset stands
 * before it, counted from behind itself. Writers leave it out, or get it wrong.
 */
export function tiffOfExifItem(payload: Uint8Array): Uint8Array {
  if (isTiff(payload) || payload.length < OFFSET_BYTES) return payload;
  const offset = new DataView(payload.buffer, payload.byteOffset).getUint32(0);
  const stated = payload.subarray(Math.min(OFFSET_BYTES + offset, payload.length));
  return isTiff(stated) ? stated : withoutExifSignature(payload.subarray(isExif(payload) ? 0 : OFFSET_BYTES));
}

/** Some writers put the signature that EXIF has in JPEG before its TIFF stream in other containers, too. */
export function withoutExifSignature(payload: Uint8Array): Uint8Array {
  return isExif(payload) ? payload.subarray(6) : payload;
}

function isTiff(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*');
}

function isExif(bytes: Uint8Array): boolean {
  return startsWith(bytes, 'Exif\0');
}
