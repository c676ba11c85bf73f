/** Text recovery that every decoder shares: each value is decoded once, and says how. */
import type { TextField } from '../fields';

export interface DecodedText {
  readonly value: string;
  readonly encoding: TextField['encoding'];
  /** The bytes that `value` was made from. */
  readonly raw: Uint8Array;
}

const UTF8_STRICT = new TextDecoder('utf-8', { fatal: true });
const UTF8_LOSSY = new TextDecoder('utf-8');
const WINDOWS_1252 = new TextDecoder('windows-1252');
/** What Windows-1252 has at 0x80 … 0x9F: some releases of Node decode these as ISO 8859-1. */
const C1_AS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const UTF16_LE = new TextDecoder('utf-16le');
const UTF16_BE = new TextDecoder('utf-16be');

/** `undefined` where the bytes are no UTF-8. A byte-order mark is dropped. */
export function decodeUtf8Strict(bytes: Uint8Array): string | undefined {
  try {
    return UTF8_STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Broken sequences become U+FFFD, so that the sound rest stays readable. */
export function decodeUtf8Lossy(bytes: Uint8Array): string {
  return UTF8_LOSSY.decode(bytes);
}

/** NUL padding on either side is cut. */
export function decodeUtf16(bytes: Uint8Array, order: ByteOrder): string {
  return trimNulCharacters((order === 'le' ? UTF16_LE : UTF16_BE).decode(bytes));
}

export type ByteOrder = 'le' | 'be';

/** What a byte-order mark says of a text in UTF-16; it is dropped where that is decoded. */
export function markedOrder([first, second]: Uint8Array): ByteOrder | undefined {
  if (first === 0xfe && second === 0xff) return 'be';
  return first === 0xff && second === 0xfe ? 'le' : undefined;
}

/** A text that is known to be UTF-16; a last byte without its other half is no part of it. */
export function utf16Text(bytes: Uint8Array, order: ByteOrder): DecodedText {
  const raw = bytes.subarray(0, bytes.length & ~1);
  return { value: decodeUtf16(raw, order), encoding: 'utf-16', raw };
}

/** By hand: a regular expression for trailing NULs tries again at each of those that stand inside. */
function trimNulCharacters(text: string): string {
  let start = 0;
  let end = text.length;
  while (end > start && text.charCodeAt(end - 1) === 0) end -= 1;
  while (start < end && text.charCodeAt(start) === 0) start += 1;
  return text.slice(start, end);
}

/**
 * UTF-8 where the bytes allow it, UTF-16 where a byte-order mark or the zeros of Latin letters show it, else
 * Windows-1252: what formats that promise Latin-1 or ASCII hold in practice. NUL padding on either side is cut (NovelAI
 * writes leading NULs).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const raw = trimNuls(bytes);
  const order = utf16Order(bytes, raw);
  if (order !== undefined) return utf16Text(bytes, order);
  const utf8 = decodeUtf8Strict(raw);
  if (utf8 !== undefined) return { value: utf8, encoding: 'utf-8', raw };
  return { value: decodeWindows1252(raw), encoding: 'latin1', raw };
}

const SAMPLED_BYTES = 1_024;

/** @param trimmed The same without NULs on either side: texts without one inside are no UTF-16. */
function utf16Order(bytes: Uint8Array, trimmed: Uint8Array): ByteOrder | undefined {
  const marked = markedOrder(bytes);
  if (marked !== undefined) return marked;
  if (!trimmed.includes(0)) return undefined;
  const sample = bytes.subarray(0, Math.min(trimmed.byteOffset - bytes.byteOffset + trimmed.length, SAMPLED_BYTES));
  const { even, odd } = zerosByParity(sample);
  // Latin letters have their zeros on one side; a text of which they are the smaller part is no label's.
  if (Math.min(even, odd) > 0 || Math.max(even, odd) * 4 < sample.length) return undefined;
  return even > odd ? 'be' : 'le';
}

/** How many of the bytes at even and at odd places are zero. */
export function zerosByParity(bytes: Uint8Array): { readonly even: number; readonly odd: number } {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  return { even, odd };
}

function decodeWindows1252(bytes: Uint8Array): string {
  return WINDOWS_1252.decode(bytes).replace(/[\u0080-\u009f]/g, (c) => C1_AS_1252.charAt(c.charCodeAt(0) - 0x80));
}

export function trimNuls(bytes: Uint8Array): Uint8Array {
  let start = 0;
  let end = bytes.length;
  while (end > start && bytes[end - 1] === 0) end -= 1;
  while (start < end && bytes[start] === 0) start += 1;
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
}
