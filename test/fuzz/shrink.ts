import type { Trial } from './properties';

type Cut = Pick<Trial, 'medium' | 'at'>;

/** Tries that a find is worth; at the end of them it is as small as it has become. */
const TRIES = 1_500;

/**
 * A smaller medium that breaks the same property: slices are taken out, the longest first, then bytes set to 0.
 * @param isBroken Whether a medium breaks it in the same way.
 */
export async function shrink(found: Cut, isBroken: (cut: Cut) => Promise<boolean>): Promise<Cut> {
  let best = found;
  let tries = 0;
  const keep = async (cut: Cut): Promise<boolean> => {
    if (tries++ >= TRIES || !(await isBroken(cut))) return false;
    best = cut;
    return true;
  };
  for (let length = best.medium.length >> 1; length > 0; length >>= 1) {
    for (let from = best.medium.length - length; from >= 0; from -= length) {
      await keep(without(best, Math.min(from, best.medium.length), length));
    }
  }
  for (let at = 0; at < best.medium.length && tries < TRIES; at++) {
    if (best.medium[at] === 0) continue;
    const medium = Uint8Array.from(best.medium);
    medium[at] = 0;
    await keep({ ...best, medium });
  }
  return best;
}

/** The place that the property looks at moves with the bytes before it. */
function without({ medium, at }: Cut, from: number, length: number): Cut {
  const shorter = new Uint8Array(medium.length - Math.min(length, medium.length - from));
  shorter.set(medium.subarray(0, from));
  shorter.set(medium.subarray(from + length), from);
  return { medium: shorter, at: at <= from ? at : Math.max(from, at - length) };
}
