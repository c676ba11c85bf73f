/** Prefix codes (RFC 7932 3): read as lengths, decoded bit by bit, so that a code costs no table. */
import { type BitReader, StreamFault } from './bit-reader';

const MAX_LENGTH = 15;

export interface PrefixCode {
  /** How many symbols have a code of each length; none at all where one symbol takes no bits. */
  readonly counts: Uint16Array;
  /** In order of their codes. */
  readonly symbols: Uint16Array;
}

export function readSymbol(reader: BitReader, { counts, symbols }: PrefixCode): number {
  if (symbols.length === 1) return symbols[0] ?? 0;
  let code = 0;
  let first = 0;
  let index = 0;
  for (let length = 1; length <= MAX_LENGTH; length++) {
    code |= reader.bits(1);
    const count = counts[length] ?? 0;
    if (code - first < count) return symbols[index + code - first] ?? 0;
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new StreamFault('malformed');
}

/** @param lengths Of each symbol's code; 0 for symbols without one. */
function codeOf(lengths: Uint8Array): PrefixCode {
  const counts = new Uint16Array(MAX_LENGTH + 1);
  for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  const next = new Uint16Array(MAX_LENGTH + 2);
  for (let length = 1; length <= MAX_LENGTH; length++) next[length + 1] = (next[length] ?? 0) + (counts[length] ?? 0);
  const symbols = new Uint16Array(next[MAX_LENGTH + 1] ?? 0);
  for (const [symbol, length] of lengths.entries()) {
    if (length === 0) continue;
    const place = next[length] ?? 0;
    symbols[place] = symbol;
    next[length] = place + 1;
  }
  return { counts, symbols };
}

export function readPrefixCode(reader: BitReader, alphabetSize: number): PrefixCode {
  const skipped = reader.bits(2);
  return skipped === 1 ? readSimple(reader, alphabetSize) : readComplex(reader, alphabetSize, skipped);
}

/** Lengths of the codes of one, two, three and four symbols, and of four in the other shape (3.4). */
const SIMPLE_LENGTHS = [[0], [1, 1], [1, 2, 2], [2, 2, 2, 2], [1, 2, 3, 3]] as const;

function readSimple(reader: BitReader, alphabetSize: number): PrefixCode {
  const count = reader.bits(2) + 1;
  const width = 32 - Math.clz32(alphabetSize - 1);
  const symbols: number[] = [];
  for (let index = 0; index < count; index++) {
    const symbol = reader.bits(width);
    if (symbol >= alphabetSize || symbols.includes(symbol)) throw new StreamFault('malformed');
    symbols.push(symbol);
  }
  const shape = count === 4 && reader.flag() ? 4 : count - 1;
  if (count === 1) return { counts: new Uint16Array(0), symbols: Uint16Array.from(symbols) };
  const lengths = new Uint8Array(alphabetSize);
  for (const [index, symbol] of symbols.entries()) lengths[symbol] = SIMPLE_LENGTHS[shape]?.[index] ?? 0;
  return codeOf(lengths);
}

/** The order in which the lengths of the code for lengths stand (3.5). */
const LENGTH_ORDER = [1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15] as const;
const REPEAT_LENGTH = 16;
const LENGTH_SYMBOLS = 18;
/** What codes may fill: a code of length n takes 2^(15 − n) of it. */
const SPACE = 1 << MAX_LENGTH;

function readComplex(reader: BitReader, alphabetSize: number, skipped: number): PrefixCode {
  const lengthCode = readLengthCode(reader, skipped);
  const lengths = new Uint8Array(alphabetSize);
  let space = SPACE;
  let symbol = 0;
  let lastLength = 8;
  let repeatedSymbol = 0;
  let repeats = 0;
  while (symbol < alphabetSize && space > 0) {
    const length = readSymbol(reader, lengthCode);
    if (length < REPEAT_LENGTH) {
      lengths[symbol++] = length;
      if (length > 0) {
        lastLength = length;
        space -= SPACE >> length;
      }
      repeatedSymbol = 0;
      continue;
    }
    // Of repetitions in a row, each multiplies what the ones before said (3.5).
    const extraBits = length - 14;
    const before = repeatedSymbol === length ? repeats : 0;
    repeats = (before > 0 ? (before - 2) << extraBits : 0) + reader.bits(extraBits) + 3;
    repeatedSymbol = length;
    const added = repeats - before;
    if (symbol + added > alphabetSize) throw new StreamFault('malformed');
    if (length === REPEAT_LENGTH) {
      lengths.fill(lastLength, symbol, symbol + added);
      space -= added * (SPACE >> lastLength);
    }
    symbol += added;
  }
  if (space !== 0) throw new StreamFault('malformed');
  return codeOf(lengths);
}

/** By the next four bits: a length of the code for lengths, and how many of the four bits it took (3.5). */
function readLengthOfLength(reader: BitReader): number {
  const low = reader.bits(2);
  if (low === 0) return 0;
  if (low === 1) return 4;
  if (low === 2) return 3;
  if (!reader.flag()) return 2;
  return reader.flag() ? 5 : 1;
}

function readLengthCode(reader: BitReader, skipped: number): PrefixCode {
  const lengths = new Uint8Array(LENGTH_SYMBOLS);
  let space = 32;
  for (const symbol of LENGTH_ORDER.slice(skipped)) {
    const length = readLengthOfLength(reader);
    lengths[symbol] = length;
    if (length > 0) space -= 32 >> length;
    if (space <= 0) break;
  }
  const code = codeOf(lengths);
  if (space !== 0 && code.symbols.length !== 1) throw new StreamFault('malformed');
  return code;
}
