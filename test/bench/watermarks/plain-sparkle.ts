/**
 * The search for Google AI's star as its description reads: each window is cut out, the shape drawn into it at its size, and
 * both gradients taken over all of it. What `utils/pixels/visible/sparkle` is measured against.
 */
import type { Picture } from '../../../utils/pixels/picture';
import { star } from '../../../utils/pixels/visible/sparkle/star';

const RATIOS = [2 / 3, 1.5, 2];
const STEP = 1.04;
const WORTH_REFINING = 0.25;

type Lines = readonly Float32Array[];

/** @returns the best fit of all sizes and places. */
export function plainSparkleFit(picture: Picture<Uint8Array>): number {
  const most = Math.min(128, Math.floor(Math.min(picture.width, picture.height) / 4));
  let best = 0;
  for (let size = 16; size <= most; size = Math.ceil(size * STEP)) {
    for (const ratio of RATIOS) {
      const margin = Math.round(size * ratio);
      const fit = fitAt(picture, size, margin);
      best = Math.max(best, fit >= WORTH_REFINING ? refined(picture, size, margin) : fit);
    }
  }
  return best;
}

function refined(picture: Picture<Uint8Array>, size: number, margin: number): number {
  const offsets = [-2, -1, 0, 1, 2];
  return Math.max(...offsets.flatMap((more) => offsets.map((away) => fitAt(picture, size + more, margin + away))));
}

function fitAt(picture: Picture<Uint8Array>, size: number, margin: number): number {
  const shape = star(size);
  const side = shape.width;
  const alpha = linesOf(side, (x, y) => shape.values[y * side + x] ?? 0);
  const [left, top] = [picture.width - margin - size - 2, picture.height - margin - size - 2];
  if (left < 0 || top < 0) return 0;
  const luma = linesOf(side, (x, y) => {
    const at = 4 * ((top + y) * picture.width + left + x);
    const [red = 0, green = 0, blue = 0] = picture.rgba.subarray(at, at + 3);
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });
  let [product, ofLuma, ofAlpha] = [0, 0, 0];
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const [lx, ly] = gradient(luma, x, y);
      const [ax, ay] = gradient(alpha, x, y);
      product += lx * ax + ly * ay;
      ofLuma += lx * lx + ly * ly;
      ofAlpha += ax * ax + ay * ay;
    }
  }
  return ofLuma === 0 ? 0 : product / Math.sqrt(ofLuma * ofAlpha);
}

const linesOf = (side: number, valueAt: (x: number, y: number) => number): Lines =>
  Array.from({ length: side }, (_, y) => Float32Array.from({ length: side }, (_, x) => valueAt(x, y)));

const gradient = (lines: Lines, x: number, y: number): readonly [number, number] => [
  ((lines[y]?.[x + 1] ?? 0) - (lines[y]?.[x - 1] ?? 0)) / 2,
  ((lines[y + 1]?.[x] ?? 0) - (lines[y - 1]?.[x] ?? 0)) / 2,
];
