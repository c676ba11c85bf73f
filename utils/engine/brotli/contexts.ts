/** Which prefix code a symbol is read with: contexts and their maps (RFC 7932 7). */
import { type BitReader, StreamFault } from './bit-reader';
import { readPrefixCode, readSymbol } from './prefix-code';

/** One table for both bytes before a literal: its context is what the two look-ups give together. */
type Lookup = (last: number, beforeLast: number) => number;

/** Characters of ASCII in the classes of UTF8 mode, by hand: the classes follow how texts of the web are written. */
const CLASSES: readonly (readonly [context: number, characters: string])[] = [
  [4, '\t\n\r'],
  [8, ' '],
  [12, '!#$&*+-/?@\\^_`|~'],
  [16, '"\''],
  [20, '%'],
  [24, '(<[{'],
  [28, ')>]}'],
  [32, ',:;'],
  [36, '.'],
  [40, '='],
  [44, '0123456789'],
  [48, 'AEIOU'],
  [52, 'BCDFGHJKLMNPQRSTVWXYZ'],
  [56, 'aeiou'],
  [60, 'bcdfghjklmnpqrstvwxyz'],
];

const UTF8_LAST = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return (byte & 1) | (byte >= 0xc0 ? 2 : 0);
  return CLASSES.find(([, characters]) => characters.includes(String.fromCharCode(byte)))?.[0] ?? 0;
});
const UTF8_BEFORE_LAST = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return byte >= 0xe0 ? 2 : 0;
  if (byte <= 0x20 || byte === 0x7f) return 0;
  const character = String.fromCharCode(byte);
  if (/[a-z]/.test(character)) return 3;
  return /[A-Z0-9]/.test(character) ? 2 : 1;
});
/** Eight classes of size for numbers with a sign. */
const SIGNED = Uint8Array.from(
  { length: 256 },
  (_, byte) => [1, 16, 64, 128, 192, 240, 255].filter((from) => byte >= from).length,
);

export const CONTEXT_MODES: readonly Lookup[] = [
  (last) => last & 0x3f,
  (last) => last >> 2,
  (last, beforeLast) => (UTF8_LAST[last] ?? 0) | (UTF8_BEFORE_LAST[beforeLast] ?? 0),
  (last, beforeLast) => ((SIGNED[last] ?? 0) << 3) | (SIGNED[beforeLast] ?? 0),
];

/** 1 … 256: counts of block types and of prefix codes (9.2). */
export function readCount(reader: BitReader): number {
  if (!reader.flag()) return 1;
  const width = reader.bits(3);
  return 1 + (1 << width) + reader.bits(width);
}

export interface ContextMap {
  readonly codeCount: number;
  readonly codeOf: Uint8Array;
}

export function readContextMap(reader: BitReader, size: number): ContextMap {
  const codeCount = readCount(reader);
  const codeOf = new Uint8Array(size);
  if (codeCount === 1) return { codeCount, codeOf };
  const longestRun = reader.flag() ? reader.bits(4) + 1 : 0;
  const code = readPrefixCode(reader, codeCount + longestRun);
  for (let at = 0; at < size; ) {
    const symbol = readSymbol(reader, code);
    if (symbol === 0 || symbol > longestRun) {
      codeOf[at++] = symbol === 0 ? 0 : symbol - longestRun;
      continue;
    }
    at += (1 << symbol) + reader.bits(symbol);
    if (at > size) throw new StreamFault('malformed');
  }
  if (reader.flag()) undoMoveToFront(codeOf);
  return { codeCount, codeOf };
}

function undoMoveToFront(values: Uint8Array): void {
  const order = Uint8Array.from({ length: 256 }, (_, value) => value);
  for (let at = 0; at < values.length; at++) {
    const index = values[at] ?? 0;
    const value = order[index] ?? 0;
    values[at] = value;
    if (index === 0) continue;
    order.copyWithin(1, 0, index);
    order[0] = value;
  }
}
