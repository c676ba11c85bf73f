/** Changes to a medium that an enemy, a broken writer or a bad line might make. All chance comes from outside. */
import { bytes } from '../unit/engine/byte-builders';
import { DICTIONARY } from './dictionary';
import { numberAt, type Shape, shapeOf, withLongerSpans, withNumber } from './length-fields';
import type { Random } from './random';

/** Media stay so small that a million of them are tried in minutes. */
const MOST_BYTES = 256 * 1024;
const LONGEST_SLICE = 512;

/** What a change draws on. */
interface Means {
  readonly random: Random;
  /** Another seed, to take pieces from. */
  readonly other: Uint8Array;
  /** The seed's: later changes may have moved what it names. */
  readonly shape: Shape;
}

type Mutator = (medium: Uint8Array, means: Means) => Uint8Array;

/** @returns A copy with other bytes from an offset on. */
function over(medium: Uint8Array, at: number, piece: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(medium);
  changed.set(piece.subarray(0, medium.length - at), at);
  return changed;
}

interface Cut {
  readonly at: number;
  readonly removed?: number;
  readonly piece?: Uint8Array;
}

/** Puts a piece in the place of bytes; often the lengths around it are mended, so that walks go on to it. */
function spliced(medium: Uint8Array, { random, shape }: Means, { at, removed = 0, piece = bytes() }: Cut): Uint8Array {
  const changed = bytes(medium.subarray(0, at), piece, medium.subarray(at + removed));
  if (changed.length > MOST_BYTES) return medium;
  if (random.once(3)) return changed;
  const around = shape.spans.filter((span) => span.at + span.width <= at && span.end >= at + removed);
  return withLongerSpans(changed, around, changed.length - medium.length);
}

/** Structure stands at the ends of media more often than in the middle of a long one. */
function position({ length }: Uint8Array, random: Random): number {
  const fromEnd = random.below(Math.min(length, 400));
  return random.pick([fromEnd, length - 1 - fromEnd, random.below(length)]);
}

interface Slice {
  readonly at: number;
  readonly length: number;
}

function slice(medium: Uint8Array, random: Random): Slice {
  const at = position(medium, random);
  return { at, length: 1 + random.below(Math.min(LONGEST_SLICE, medium.length - at)) };
}

const pieceOf = (medium: Uint8Array, { at, length }: Slice): Uint8Array => medium.subarray(at, at + length);

const flipBit: Mutator = (medium, { random }) => {
  const at = position(medium, random);
  return over(medium, at, Uint8Array.of((medium[at] ?? 0) ^ (1 << random.below(8))));
};
const changeByte: Mutator = (medium, { random }) =>
  over(medium, position(medium, random), Uint8Array.of(random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)])));
const remove: Mutator = (medium, means) => {
  const { at, length } = slice(medium, means.random);
  return spliced(medium, means, { at, removed: length });
};
const truncate: Mutator = (medium, { random }) => medium.subarray(0, position(medium, random));
const insertNoise: Mutator = (medium, means) =>
  spliced(medium, means, { at: position(medium, means.random), piece: means.random.bytes(1 + means.random.below(24)) });
const swap: Mutator = (medium, { random }) => {
  const one = slice(medium, random);
  const two = slice(medium, random);
  const [first, second] = one.at < two.at ? [one, two] : [two, one];
  const length = Math.min(first.length, second.length, second.at - first.at);
  const moved = over(medium, first.at, pieceOf(medium, { at: second.at, length }));
  return over(moved, second.at, pieceOf(medium, { at: first.at, length }));
};

/** Changes that bring in nothing but chance: they write no label into a medium that has none. */
const BLIND: readonly Mutator[] = [flipBit, flipBit, changeByte, remove, truncate, insertNoise, swap];

const duplicate: Mutator = (medium, means) => {
  const { random } = means;
  const one = slice(medium, random);
  const times = random.once(16) ? 1 + random.below(200) : 1;
  const piece = bytes(...Array<Uint8Array>(times).fill(pieceOf(medium, one)));
  return spliced(medium, means, { at: one.at + one.length, piece });
};
const move: Mutator = (medium, means) => {
  const piece = pieceOf(medium, slice(medium, means.random));
  return spliced(medium, means, { at: position(medium, means.random), piece });
};
const splice: Mutator = (medium, { random, other }) =>
  bytes(medium.subarray(0, position(medium, random)), other.subarray(position(other, random)));
const graft: Mutator = (medium, means) => {
  const piece = pieceOf(means.other, slice(means.other, means.random));
  return spliced(medium, means, { at: position(medium, means.random), piece });
};
const word: Mutator = (medium, means) => {
  const piece = means.random.pick(DICTIONARY);
  const at = position(medium, means.random);
  return means.random.once(2) ? over(medium, at, piece) : spliced(medium, means, { at, piece });
};
const append: Mutator = (medium, { random, other }) =>
  bytes(medium, random.pick([random.bytes(1 + random.below(64)), new Uint8Array(1 + random.below(40)), other]));

/** 0, 1, the largest of either sign, what is there and one more or less: written where a length seems to stand. */
const hostileNumber: Mutator = (medium, { random, shape }) => {
  const anywhere = { at: position(medium, random), width: random.pick([1, 2, 4, 8]), isLittle: random.once(2) };
  const field = shape.lengths.length === 0 || random.once(4) ? anywhere : random.pick(shape.lengths);
  const value = numberAt(medium, field);
  const largest = 2 ** (8 * field.width) - 1;
  const number = random.pick([
    ...[0, 1, 2, 7, 8, value - 1, value + 1, value * 2, medium.length, medium.length - field.at],
    ...[largest, largest - 1, largest - 7, (largest - 1) / 2, (largest + 1) / 2, random.below(largest)],
  ]);
  return withNumber(medium, field, Math.max(0, Math.floor(number)));
};

const ALL: readonly Mutator[] = [
  ...BLIND,
  ...[hostileNumber, hostileNumber, hostileNumber, hostileNumber],
  ...[duplicate, move, splice, graft, graft, word, word, append],
];

/** One change and often more. @param kind `blind` brings in chance alone. */
export function mutate(
  seed: Uint8Array,
  random: Random,
  { other, kind }: { readonly other: Uint8Array; readonly kind: 'any' | 'blind' },
): Uint8Array {
  const mutators = kind === 'blind' ? BLIND : ALL;
  const means = { random, other, shape: shapeOf(seed) };
  let medium = seed;
  do {
    if (medium.length === 0) return medium;
    medium = random.pick(mutators)(medium, means);
  } while (random.once(2));
  return medium.subarray(0, MOST_BYTES);
}
