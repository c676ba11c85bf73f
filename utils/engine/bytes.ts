/** Bytes as signatures, numbers and digits, and joined: what walkers and decoders share. */

/** More arguments than this overflow the stack of some engines. */
const STEP = 8192;

/** One character per byte (the platform's `latin1` is Windows-1252), for signatures and keywords; never for prose. */
export function latin1(bytes: Uint8Array, start = 0, length = bytes.length): string {
  const end = Math.min(start + length, bytes.length);
  let text = '';
  // `apply`, because a spread goes through the array's iterator: several times slower.
  for (let at = start; at < end; at += STEP) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, Math.min(at + STEP, end)) as unknown as number[]);
  }
  return text;
}

/** What `latin1` undoes: one byte per character, of which none may be above U+00FF. */
export const bytesOfLatin1 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (one) => one.charCodeAt(0));

/** @param from Where the signature is to stand. */
export function startsWith(bytes: Uint8Array, signature: string, from = 0): boolean {
  if (bytes.length - from < signature.length) return false;
  for (let at = 0; at < signature.length; at++) if (bytes[from + at] !== signature.charCodeAt(at)) return false;
  return true;
}

/** Where a signature stands last, beginning at `from` or before; -1 where it does not. */
export function lastIndexOf(bytes: Uint8Array, signature: string, from = bytes.length): number {
  const first = signature.charCodeAt(0);
  // The platform's own search for one byte is several times faster than a loop.
  let at = bytes.lastIndexOf(first, from);
  while (at >= 0 && !startsWith(bytes, signature, at)) at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1);
  return at;
}

/** Where a signature stands, from first to last. */
export function* placesOf(bytes: Uint8Array, signature: string): Generator<number> {
  const first = signature.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, signature, at)) yield at;
  }
}

/** Whether a word stands in the bytes, its ASCII letters in either case. @param word In lower case. */
export function includesWord(bytes: Uint8Array, word: string): boolean {
  const lower = word.charCodeAt(0);
  return [lower, lower - 0x20].some((first) => {
    for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
      let length = 1;
      while (length < word.length && ((bytes[at + length] ?? 0) | 0x20) === word.charCodeAt(length)) length += 1;
      if (length === word.length) return true;
    }
    return false;
  });
}

/** Without a copy where there is one part only. */
export function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Big-endian; 0 stands for what lies beyond the end. */
export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Big-endian; 0 stands for what lies beyond the end. */
export function u32(bytes: Uint8Array, at: number): number {
  return ((u16(bytes, at) << 16) | u16(bytes, at + 2)) >>> 0;
}

/** Little-endian; 0 stands for what lies beyond the end. */
export function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** Little-endian; 0 stands for what lies beyond the end. */
export function u32le(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}

/** Big-endian, as long as the bytes are; exact up to 2^53, beyond which no size can be met. */
export function unsigned(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Two lower-case digits per byte. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += DIGITS[byte];
  return text;
}
