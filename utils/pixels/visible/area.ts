/** A picture or a drawn shape that can be had in any smaller size: each pixel the mean of the area that it stands for. */
import type { Plane } from './view';

/** `sums` has (height + 1) lines of (width + 1): of all that is above and left of each corner between pixels. */
export interface Area {
  readonly width: number;
  readonly height: number;
  readonly sums: Float64Array;
}

export function areaOf(width: number, height: number, valueAt: (x: number, y: number) => number): Area {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let line = 0;
    for (let x = 0; x < width; x++) {
      line += valueAt(x, y);
      sums[(y + 1) * (width + 1) + x + 1] = line + (sums[y * (width + 1) + x + 1] ?? 0);
    }
  }
  return { width, height, sums };
}

/**
 * All of it in another size, parts of pixels counted as parts.
 * @param rim Empty pixels around it. @returns (height + 2·rim) lines of (width + 2·rim).
 */
export function drawn(area: Area, width: number, height: number, rim = 0): Plane {
  const [across, down] = [area.width / width, area.height / height];
  const stride = width + 2 * rim;
  const values = new Float32Array(stride * (height + 2 * rim));
  let above = sumsAbove(area, 0, width, across);
  for (let y = 0; y < height; y++) {
    const below = sumsAbove(area, (y + 1) * down, width, across);
    for (let x = 0; x < width; x++) {
      const sum = (below[x + 1] ?? 0) - (below[x] ?? 0) - (above[x + 1] ?? 0) + (above[x] ?? 0);
      values[(y + rim) * stride + x + rim] = sum / (across * down);
    }
    above = below;
  }
  return { width: stride, height: height + 2 * rim, values };
}

/** The sums at the corners of one line of output: between those of pixels they grow evenly. */
function sumsAbove({ width, height, sums }: Area, y: number, count: number, step: number): Float64Array {
  const upper = Math.min(Math.floor(y), height - 1);
  const share = y - upper;
  const out = new Float64Array(count + 1);
  for (let index = 0; index <= count; index++) {
    const x = index * step;
    const column = Math.min(Math.floor(x), width - 1);
    const at = upper * (width + 1) + column;
    const [left, right] = [x - column, at + 1];
    const first = (sums[at] ?? 0) * (1 - left) + (sums[right] ?? 0) * left;
    const second = (sums[at + width + 1] ?? 0) * (1 - left) + (sums[right + width + 1] ?? 0) * left;
    out[index] = first * (1 - share) + second * share;
  }
  return out;
}
