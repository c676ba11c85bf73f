/** ImageMagick's `Raw profile type …` texts: a name, a length, and another format's bytes in hexadecimal lines. */

import type { Block } from '../blocks';
import { latin1, startsWith } from '../bytes';
import { LIMITS } from '../limits';

export const RAW_PROFILE = 'raw profile type ';

const EXIF_HEADER = 'Exif\0\0';
const XMP_HEADER = 'http://ns.adobe.com/xap/1.0/\0';

/**
 * The block that a profile holds; `undefined` for profiles without metadata (`icc`) and for texts that are none.
 * What it is, its first bytes say: under `APP1` both EXIF and XMP occur.
 */
export function rawProfileBlock(type: string, text: Uint8Array, chunk: Block): Block | undefined {
  const bytes = decodeHexLines(text);
  if (bytes === undefined) return undefined;
  const block = (kind: Block['kind'], name: string, skip: number): Block => ({
    kind,
    place: name === '' ? chunk.place : `${chunk.place} ${name}`,
    payload: bytes.subarray(skip),
    offset: chunk.offset,
  });
  switch (type) {
    case 'exif':
    case 'app1':
      if (startsWith(bytes, EXIF_HEADER)) return block('tiff', 'EXIF', EXIF_HEADER.length);
      if (startsWith(bytes, XMP_HEADER)) return block('xmp', 'XMP', XMP_HEADER.length);
      return block('tiff', 'EXIF', 0);
    case 'xmp':
      return block('xmp', 'XMP', startsWith(bytes, XMP_HEADER) ? XMP_HEADER.length : 0);
    case 'iptc':
    case '8bim':
      return bytes[0] === 0x1c ? block('iptc-iim', 'IPTC', 0) : block('photoshop', '', 0);
    default:
      return undefined;
  }
}

const LINE_FEED = 0x0a;
/** Digits of any length that an unsigned 32-bit number can have. */
const LENGTH_DIGITS = 10;

function decodeHexLines(text: Uint8Array): Uint8Array | undefined {
  // "\n<name>\n<blanks><length>\n<hex…>"
  const nameStart = text[0] === LINE_FEED ? 1 : 0;
  const nameEnd = text.indexOf(LINE_FEED, nameStart);
  const lengthEnd = nameEnd < 0 ? -1 : text.indexOf(LINE_FEED, nameEnd + 1);
  if (lengthEnd < 0 || lengthEnd - nameEnd > 4 * LENGTH_DIGITS) return undefined;
  const stated = latin1(text, nameEnd + 1, lengthEnd - nameEnd - 1).trim();
  if (!/^\d{1,10}$/.test(stated)) return undefined;
  const length = Math.min(Number(stated), (text.length - lengthEnd) >> 1, LIMITS.textBytes);
  const bytes = new Uint8Array(length);
  let filled = 0;
  let high = -1;
  for (let at = lengthEnd + 1; at < text.length && filled < length; at += 1) {
    const digit = hexDigit(text[at] ?? 0);
    if (digit < 0) continue;
    if (high < 0) high = digit;
    else {
      bytes[filled] = (high << 4) | digit;
      filled += 1;
      high = -1;
    }
  }
  return filled === 0 ? undefined : bytes.subarray(0, filled);
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const upper = code & ~0x20;
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : -1;
}
