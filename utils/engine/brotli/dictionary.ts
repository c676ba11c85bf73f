/** The words that every Brotli stream may point to (RFC 7932 Appendix A). */
import PACKED from 'brotli/dec/dictionary.bin.js';
import { bytesOfLatin1 } from '../bytes';

/** How many bits number the words of each length; their lists follow one another, the shortest words first. */
const WIDTHS: readonly number[] = [0, 0, 0, 0, 10, 10, 11, 11, 10, 10, 10, 10, 10, 9, 9, 8, 7, 7, 8, 7, 7, 6, 6, 5, 5];

const OFFSETS: readonly number[] = WIDTHS.map((_, length) =>
  WIDTHS.slice(0, length).reduce((sum, width, shorter) => sum + (width === 0 ? 0 : shorter << width), 0),
);

export const DICTIONARY_BYTES = 122_784;

/** The dictionary as a stream that needs none. */
export const packedDictionary = (): Uint8Array => bytesOfLatin1(atob(PACKED));

export interface Reference {
  readonly start: number;
  readonly transform: number;
}

/** Where in the dictionary a word stands. @returns `undefined` where it has no words of that length. */
export function wordAt(length: number, number: number): Reference | undefined {
  const width = WIDTHS[length] ?? 0;
  if (width === 0) return undefined;
  const index = number & ((1 << width) - 1);
  return { start: (OFFSETS[length] ?? 0) + index * length, transform: number >>> width };
}
