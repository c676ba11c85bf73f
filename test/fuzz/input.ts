import { mutate } from './mutate';
import type { PropertyName, Trial } from './properties';
import { type Random, randomFrom } from './random';
import type { Seeds } from './seeds';

/** One input of a run, and what is tried on it beside that its report is sound. */
export interface Input extends Pick<Trial, 'medium' | 'at'> {
  readonly property: PropertyName;
}

/** Shares of the inputs. A server for each would cost more than all the rest. */
const SHARES: readonly (readonly [PropertyName, number])[] = [
  ['sound', 24],
  ['prefix', 9],
  ['asked', 9],
  ['repeatable', 2],
  ['valid', 2],
  ['served', 1],
];
const PROPERTY_OF_SHARE = SHARES.flatMap(([property, share]) => Array<PropertyName>(share).fill(property));
/** One in so many is noise behind a signature, a plain medium changed by chance, a long medium. */
const NOISE = 16;
const BLIND = 16;
const LONG = 256;
const NOISE_BYTES = 400;
const SIGNATURE_BYTES = 28;

/** The input of this number: of seeds, seed number and its own number alone, whoever makes it. */
export function inputOf(seeds: Seeds, seed: number, index: number): Input {
  const random = randomFrom(seeds.container, seed, index);
  const isLong = seeds.long.length > 0 && random.once(LONG);
  const from = random.pick(isLong ? seeds.long : seeds.media);
  if (random.once(NOISE)) return { medium: noiseBehind(from, random), at: 0, property: 'silent' };
  if (seeds.plain.length > 0 && random.once(BLIND)) {
    const plain = random.pick(seeds.plain);
    return { medium: mutate(plain, random, { other: plain, kind: 'blind' }), at: 0, property: 'silent' };
  }
  const medium = mutate(from, random, { other: random.pick(seeds.media), kind: 'any' });
  return { medium, at: random.below(medium.length + 1), property: random.pick(PROPERTY_OF_SHARE) };
}

function noiseBehind(medium: Uint8Array, random: Random): Uint8Array {
  const signature = medium.subarray(0, 2 + random.below(SIGNATURE_BYTES - 1));
  const noise = random.bytes(random.below(NOISE_BYTES));
  const input = new Uint8Array(signature.length + noise.length);
  input.set(signature);
  input.set(noise, signature.length);
  return input;
}
