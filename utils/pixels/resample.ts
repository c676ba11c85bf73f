/** A picture at another size, as good resizers make one. */
import type { Picture } from './picture';

/** What a line of the result is made of. */
interface Taps {
  readonly first: number;
  /** They sum up to 1. */
  readonly weights: Float64Array;
}

/**
 * Keys' cubic (a = −½), made wider where the picture becomes smaller, so that nothing of it is left out. Opaque.
 * @param width At least 1. @param height At least 1.
 */
export function resampled(picture: Picture<Uint8Array>, width: number, height: number): Picture<Uint8Array> {
  const across = tapsOf(picture.width, width);
  const down = tapsOf(picture.height, height);
  const sums = new Float32Array(3 * width * height);
  const line = new Float32Array(3 * width);
  for (let y = 0, top = 0; y < picture.height; y++) {
    resampleLine(picture, y, across, line);
    while (top < height && isBefore(down[top], y)) top += 1;
    for (let row = top; row < height && (down[row]?.first ?? 0) <= y; row++) {
      const weight = down[row]?.weights[y - (down[row]?.first ?? 0)] ?? 0;
      const start = row * line.length;
      for (let at = 0; at < line.length; at++) sums[start + at] = (sums[start + at] ?? 0) + weight * (line[at] ?? 0);
    }
  }
  return { width, height, rgba: rounded(sums) };
}

const isBefore = (taps: Taps | undefined, y: number): boolean =>
  taps !== undefined && taps.first + taps.weights.length <= y;

function resampleLine(
  { width, rgba }: Picture<Uint8Array>,
  y: number,
  across: readonly Taps[],
  line: Float32Array,
): void {
  let out = 0;
  for (const { first, weights } of across) {
    let [red, green, blue] = [0, 0, 0];
    for (let tap = 0, at = 4 * (y * width + first); tap < weights.length; tap++, at += 4) {
      const weight = weights[tap] ?? 0;
      red += weight * (rgba[at] ?? 0);
      green += weight * (rgba[at + 1] ?? 0);
      blue += weight * (rgba[at + 2] ?? 0);
    }
    line[out] = red;
    line[out + 1] = green;
    line[out + 2] = blue;
    out += 3;
  }
}

function tapsOf(from: number, to: number): readonly Taps[] {
  const scale = from / to;
  const wide = Math.max(1, scale);
  return Array.from({ length: to }, (_, at): Taps => {
    const centre = (at + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - 2 * wide));
    const last = Math.min(from - 1, Math.floor(centre + 2 * wide));
    const weights = Float64Array.from({ length: last - first + 1 }, (_, tap) => cubic((first + tap - centre) / wide));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

function rounded(sums: Float32Array): Uint8Array {
  // Clamped, so that what the cubic throws beyond black and white does not wrap around.
  const rgba = new Uint8ClampedArray((sums.length / 3) * 4).fill(0xff);
  for (let at = 0, out = 0; at < sums.length; at += 3, out += 4) {
    rgba[out] = sums[at] ?? 0;
    rgba[out + 1] = sums[at + 1] ?? 0;
    rgba[out + 2] = sums[at + 2] ?? 0;
  }
  return new Uint8Array(rgba.buffer);
}
