/**
 * The values that the message was put into. `dwtDct` of `invisible-watermark` (ShieldMnt, `imwatermark/maxDct.py`), in spite
 * of its name, makes no DCT: it takes one Haar step of the chroma U, whose LL band has half the sum of each 2 × 2 pixels;
 * in each block of 4 × 4 of these (8 × 8 pixels) it changes the largest by size, the first one never among them.
 */
import type { Picture } from '../picture';
import type { Domain } from './messages';

/** Pixels of a block's side. */
const BLOCK = 8;
/** LL values of a block's side, and of a block. */
const SIDE = 4;
const VALUES = SIDE * SIDE;

type Pixels = Picture<Uint8Array>;

/** Of each whole block, line by line from the top left, the largest |LL|. */
export type Coefficients = Float64Array<ArrayBuffer>;

export const blockColumns = ({ width }: { readonly width: number }): number => Math.floor(width / BLOCK);
export const blockRows = ({ height }: { readonly height: number }): number => Math.floor(height / BLOCK);

/** @returns one for each domain asked for. */
export const coefficientsOf = (pixels: Pixels, domains: ReadonlySet<Domain>): ReadonlyMap<Domain, Coefficients> =>
  new Map<Domain, Coefficients>([
    ...(domains.has('u8') ? [['u8', byteCoefficients(pixels)] as const] : []),
    ...(domains.has('f32') || domains.has('f32-swapped') ? floatCoefficients(pixels) : []),
  ]);

/** OpenCV's `COLOR_BGR2YUV` of bytes: 14 bits behind the point, U from 0 to 255 around 128. */
function byteCoefficients(pixels: Pixels): Coefficients {
  const { rgba, width } = pixels;
  const u = (at: number): number => {
    const red = rgba[at] ?? 0;
    const green = rgba[at + 1] ?? 0;
    const blue = rgba[at + 2] ?? 0;
    const y = (4899 * red + 9617 * green + 1868 * blue + 8192) >> 14;
    const value = (8061 * (blue - y) + 2105344) >> 14;
    return value < 0 ? 0 : value > 255 ? 255 : value;
  };
  const largest = new Float64Array(blockColumns(pixels) * blockRows(pixels));
  const line = 4 * width;
  let block = 0;
  for (let top = 0; top + BLOCK <= pixels.height; top += BLOCK) {
    for (let left = 0; left + BLOCK <= width; left += BLOCK) {
      let most = 0;
      for (let value = 1; value < VALUES; value++) {
        const at = 4 * ((top + 2 * (value >> 2)) * width + left + 2 * (value & 3));
        const sum = u(at) + u(at + 4) + u(at + line) + u(at + line + 4);
        if (sum > most) most = sum;
      }
      largest[block++] = most / 2;
    }
  }
  return largest;
}

/**
 * OpenCV's of floats: U = 0.492 (B − Y) + 0.5 with Y = 0.299 R + 0.587 G + 0.114 B, so U is linear but for its offset, and
 * the sums of whole numbers are exact: 1000 (B − Y) = 886 B − 299 R − 587 G. Around 0 the largest by size is the largest
 * or the least.
 */
function floatCoefficients(pixels: Pixels): readonly (readonly [Domain, Coefficients])[] {
  const { rgba, width } = pixels;
  const straight = new Float64Array(blockColumns(pixels) * blockRows(pixels));
  const swapped = new Float64Array(straight.length);
  const line = 4 * width;
  let block = 0;
  for (let top = 0; top + BLOCK <= pixels.height; top += BLOCK) {
    for (let left = 0; left + BLOCK <= width; left += BLOCK) {
      let [most, least, mostSwapped, leastSwapped] = [FAR_BELOW, FAR_ABOVE, FAR_BELOW, FAR_ABOVE];
      for (let value = 1; value < VALUES; value++) {
        const at = 4 * ((top + 2 * (value >> 2)) * width + left + 2 * (value & 3));
        const below = at + line;
        const red = (rgba[at] ?? 0) + (rgba[at + 4] ?? 0) + (rgba[below] ?? 0) + (rgba[below + 4] ?? 0);
        const green = (rgba[at + 1] ?? 0) + (rgba[at + 5] ?? 0) + (rgba[below + 1] ?? 0) + (rgba[below + 5] ?? 0);
        const blue = (rgba[at + 2] ?? 0) + (rgba[at + 6] ?? 0) + (rgba[below + 2] ?? 0) + (rgba[below + 6] ?? 0);
        const sum = 886 * blue - 299 * red - 587 * green;
        const sumSwapped = 886 * red - 299 * blue - 587 * green;
        if (sum > most) most = sum;
        if (sum < least) least = sum;
        if (sumSwapped > mostSwapped) mostSwapped = sumSwapped;
        if (sumSwapped < leastSwapped) leastSwapped = sumSwapped;
      }
      straight[block] = largerBySize(most, least);
      swapped[block++] = largerBySize(mostSwapped, leastSwapped);
    }
  }
  return [
    ['f32', straight],
    ['f32-swapped', swapped],
  ];
}

/** Beyond what four pixels can sum up to. */
const FAR_BELOW = -(2 ** 30);
const FAR_ABOVE = 2 ** 30;

/** Half of four times the offset 0.5. */
const LL_OFFSET = 1;
const ll = (sum: number): number => (0.492 / 1000 / 2) * sum + LL_OFFSET;
const largerBySize = (most: number, least: number): number => Math.max(ll(most), -ll(least));
