/**
 * How well a message fits a picture's blocks. A block carries one bit: what is left of |v| by 36 was set to 27 (1) or 9 (0).
 * The reference decoder counts what lies above 18, block by block, and mostly fails on its own pictures: about a fifth of the
 * blocks read as the picture has it, and all alike. So the bits' means are compared with the message's bits around
 * *their own* mean, which takes the picture's share away.
 */
import { centred } from './centred';
import type { Coefficients } from './coefficients';
import type { Message } from './messages';

const STEP = 36;

/** Of each block, what its bit would be: 1 or −1 for sure, 0 for either. */
export interface Votes {
  /** −sin(2π r ÷ 36): best on clean pictures. */
  readonly soft: Float64Array;
  /** The sign alone: best where JPEG has moved the remainders far. */
  readonly hard: Float64Array;
}

export function votesOf(coefficients: Coefficients): Votes {
  const soft = new Float64Array(coefficients.length);
  const hard = new Float64Array(coefficients.length);
  for (let block = 0; block < coefficients.length; block++) {
    const remainder = (coefficients[block] ?? 0) % STEP;
    soft[block] = -Math.sin((2 * Math.PI * remainder) / STEP);
    hard[block] = remainder > STEP / 2 ? 1 : -1;
  }
  return { soft, hard };
}

/** A message's bits of a picture: the mean of their votes, centred. */
export interface ReadBits {
  readonly soft: Float64Array;
  readonly hard: Float64Array;
}

export const readBits = ({ soft, hard }: Votes, { bits, period }: Message): ReadBits => ({
  soft: centred(means(soft, bits.length), period),
  hard: centred(means(hard, bits.length), period),
});

/** Block n carries bit n mod `count`. */
function means(votes: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  let bit = 0;
  for (let block = 0; block < votes.length; block++) {
    sums[bit] = (sums[bit] ?? 0) + (votes[block] ?? 0);
    bit += 1;
    if (bit === count) bit = 0;
  }
  const rounds = Math.floor(votes.length / count);
  const more = votes.length % count;
  return sums.map((sum, at) => sum / (rounds + (at < more ? 1 : 0)));
}

/** What is left to chance once each mean was taken away, and the scale. */
export const freedomOf = ({ bits, period }: Message): number => bits.length - period - 1;

/** The tests that one correlation is: it is the larger of two. */
export const TESTS = 2;

/** Below this a picture has nothing to tell bits by: one colour, a drawing. */
const LEAST_VARIANCE = 1e-12;

/** @param shift The picture's first block carries this bit of the message. @returns −1 … 1. */
export const correlation = ({ soft, hard }: ReadBits, message: Message, shift = 0): number =>
  Math.max(pearson(soft, message, shift), pearson(hard, message, shift));

/** @param read Centred. */
export function pearson(read: Float64Array, { pattern }: Message, shift: number): number {
  let [product, square, patternSquare] = [0, 0, 0];
  for (let at = 0; at < read.length; at++) {
    const value = read[at] ?? 0;
    const other = pattern[(at + shift) % pattern.length] ?? 0;
    product += value * other;
    square += value * value;
    patternSquare += other * other;
  }
  return square < LEAST_VARIANCE * read.length ? 0 : product / Math.sqrt(square * patternSquare);
}

/** Bits on the message's side of their mean, of those that can tell: where all bits of a text are alike, none can. */
export function matchingBits(
  { soft }: ReadBits,
  { pattern }: Message,
  shift: number,
): { readonly matching: number; readonly telling: number } {
  let [matching, telling] = [0, 0];
  for (let at = 0; at < soft.length; at++) {
    const other = pattern[(at + shift) % pattern.length] ?? 0;
    if (other === 0) continue;
    telling += 1;
    if ((soft[at] ?? 0) > 0 === other > 0) matching += 1;
  }
  return { matching, telling };
}
