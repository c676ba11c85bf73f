/** What becomes of a word of the dictionary (RFC 7932 8). */
import { bytesOfLatin1, join } from '../bytes';

type Operation =
  | 'word'
  | 'Word'
  | 'WORD'
  /** Without its first, or its last, so many bytes. */
  | `first ${1 | 2 | 3 | 4 | 5 | 6 | 7 | 9}`
  | `last ${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/** RFC 7932 Appendix B, in its order: what stands before, what is done, what stands behind; one character per byte. */
// biome-ignore format: a table.
const TRANSFORMS: readonly (readonly [before: string, operation: Operation, behind: string])[] = [
  ['', 'word', ''], ['', 'word', ' '], [' ', 'word', ' '], ['', 'first 1', ''], ['', 'Word', ' '],
  ['', 'word', ' the '], [' ', 'word', ''], ['s ', 'word', ' '], ['', 'word', ' of '], ['', 'Word', ''],
  ['', 'word', ' and '], ['', 'first 2', ''], ['', 'last 1', ''], [', ', 'word', ' '], ['', 'word', ', '],
  [' ', 'Word', ' '], ['', 'word', ' in '], ['', 'word', ' to '], ['e ', 'word', ' '], ['', 'word', '"'],
  ['', 'word', '.'], ['', 'word', '">'], ['', 'word', '\n'], ['', 'last 3', ''], ['', 'word', ']'],
  ['', 'word', ' for '], ['', 'first 3', ''], ['', 'last 2', ''], ['', 'word', ' a '], ['', 'word', ' that '],
  [' ', 'Word', ''], ['', 'word', '. '], ['.', 'word', ''], [' ', 'word', ', '], ['', 'first 4', ''],
  ['', 'word', ' with '], ['', 'word', "'"], ['', 'word', ' from '], ['', 'word', ' by '], ['', 'first 5', ''],
  ['', 'first 6', ''], [' the ', 'word', ''], ['', 'last 4', ''], ['', 'word', '. The '], ['', 'WORD', ''],
  ['', 'word', ' on '], ['', 'word', ' as '], ['', 'word', ' is '], ['', 'last 7', ''], ['', 'last 1', 'ing '],
  ['', 'word', '\n\t'], ['', 'word', ':'], [' ', 'word', '. '], ['', 'word', 'ed '], ['', 'first 9', ''],
  ['', 'first 7', ''], ['', 'last 6', ''], ['', 'word', '('], ['', 'Word', ', '], ['', 'last 8', ''],
  ['', 'word', ' at '], ['', 'word', 'ly '], [' the ', 'word', ' of '], ['', 'last 5', ''], ['', 'last 9', ''],
  [' ', 'Word', ', '], ['', 'Word', '"'], ['.', 'word', '('], ['', 'WORD', ' '], ['', 'Word', '">'],
  ['', 'word', '="'], [' ', 'word', '.'], ['.com/', 'word', ''], [' the ', 'word', ' of the '], ['', 'Word', "'"],
  ['', 'word', '. This '], ['', 'word', ','], ['.', 'word', ' '], ['', 'Word', '('], ['', 'Word', '.'],
  ['', 'word', ' not '], [' ', 'word', '="'], ['', 'word', 'er '], [' ', 'WORD', ' '], ['', 'word', 'al '],
  [' ', 'WORD', ''], ['', 'word', "='"], ['', 'WORD', '"'], ['', 'Word', '. '], [' ', 'word', '('],
  ['', 'word', 'ful '], [' ', 'Word', '. '], ['', 'word', 'ive '], ['', 'word', 'less '], ['', 'WORD', "'"],
  ['', 'word', 'est '], [' ', 'Word', '.'], ['', 'WORD', '">'], [' ', 'word', "='"], ['', 'Word', ','],
  ['', 'word', 'ize '], ['', 'WORD', '.'], ['\xc2\xa0', 'word', ''], [' ', 'word', ','], ['', 'Word', '="'],
  ['', 'WORD', '="'], ['', 'word', 'ous '], ['', 'WORD', ', '], ['', 'Word', "='"], [' ', 'Word', ','],
  [' ', 'WORD', '="'], [' ', 'WORD', ', '], ['', 'WORD', ','], ['', 'WORD', '('], ['', 'WORD', '. '],
  [' ', 'WORD', '.'], ['', 'WORD', "='"], [' ', 'WORD', '. '], [' ', 'Word', '="'], [' ', 'WORD', "='"],
  [' ', 'Word', "='"],
];

const lower = (byte: number): boolean => byte >= 0x61 && byte <= 0x7a;

/** Turns the character at a place to its capital, after the rule of the appendix; returns its length in bytes. */
function capitalise(word: Uint8Array, at: number): number {
  const byte = word[at] ?? 0;
  if (byte < 0xc0) {
    if (lower(byte)) word[at] = byte ^ 0x20;
    return 1;
  }
  const length = byte < 0xe0 ? 2 : 3;
  const changed = at + length - 1;
  if (changed < word.length) word[changed] = (word[changed] ?? 0) ^ (length === 2 ? 0x20 : 5);
  return length;
}

function operate(word: Uint8Array, operation: Operation): Uint8Array {
  if (operation === 'word') return word;
  const [side, count] = operation.split(' ');
  if (side === 'first') return word.subarray(Number(count));
  if (side === 'last') return word.subarray(0, Math.max(0, word.length - Number(count)));
  const changed = word.slice();
  for (let at = 0; at < changed.length; ) {
    at += capitalise(changed, at);
    if (operation === 'Word') break;
  }
  return changed;
}

/** @returns `undefined` where there is no transform of that number. */
export function transformed(word: Uint8Array, number: number): Uint8Array | undefined {
  const transform = TRANSFORMS[number];
  if (transform === undefined) return undefined;
  const [before, operation, behind] = transform;
  return join([bytesOfLatin1(before), operate(word, operation), bytesOfLatin1(behind)]);
}
