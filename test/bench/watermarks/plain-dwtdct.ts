/**
 * A plain port of the package's decoder with the same rule behind it: one domain after the other, a whole plane and then a
 * whole band at a time, arithmetic as the formulas have it. What `utils/pixels/dwtdct` is measured against.
 */
import type { Domain, Message } from '../../../utils/pixels/dwtdct/messages';
import type { Pixels } from '../../unit/pixels/synthetic';

export function plainRhos(pixels: Pixels, domain: Domain, messages: readonly Message[]): readonly number[] {
  const remainders = remaindersOf(haarOf(uPlane(pixels, domain), pixels), pixels);
  return messages.map(({ bits }) => {
    const sums = new Array<number>(bits.length).fill(0);
    const counts = new Array<number>(bits.length).fill(0);
    for (let block = 0; block < remainders.length; block++) {
      const bit = block % bits.length;
      sums[bit] = (sums[bit] ?? 0) - Math.sin((2 * Math.PI * (remainders[block] ?? 0)) / 36);
      counts[bit] = (counts[bit] ?? 0) + 1;
    }
    return pearson(
      sums.map((sum, bit) => sum / (counts[bit] ?? 1)),
      bits,
    );
  });
}

const byte = (value: number): number => Math.max(0, Math.min(255, value));

function uPlane({ width, height, rgba }: Pixels, domain: Domain): Float32Array {
  const plane = new Float32Array(width * height);
  const [redAt, blueAt] = domain === 'f32-swapped' ? [2, 0] : [0, 2];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const red = rgba[4 * pixel + redAt] ?? 0;
    const green = rgba[4 * pixel + 1] ?? 0;
    const blue = rgba[4 * pixel + blueAt] ?? 0;
    if (domain === 'u8') {
      const y = (4899 * red + 9617 * green + 1868 * blue + 8192) >> 14;
      plane[pixel] = byte((8061 * (blue - y) + (128 << 14) + 8192) >> 14);
    } else {
      const y = 0.299 * red + 0.587 * green + 0.114 * blue;
      plane[pixel] = 0.492 * (blue - y) + 0.5;
    }
  }
  return plane;
}

function haarOf(plane: Float32Array, { width, height }: Pixels): Float32Array {
  const columns = 2 * Math.floor(width / 4);
  const rows = 2 * Math.floor(height / 4);
  const band = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = 2 * row * width + 2 * column;
      const sum = (plane[at] ?? 0) + (plane[at + 1] ?? 0) + (plane[at + width] ?? 0) + (plane[at + width + 1] ?? 0);
      band[row * columns + column] = sum / 2;
    }
  }
  return band;
}

function remaindersOf(band: Float32Array, { width, height }: Pixels): readonly number[] {
  const columns = 2 * Math.floor(width / 4);
  const remainders: number[] = [];
  for (let top = 0; top + 4 <= 2 * Math.floor(height / 4); top += 4) {
    for (let left = 0; left + 4 <= columns; left += 4) {
      let largest = 0;
      for (let at = 1; at < 16; at++) {
        const size = Math.abs(band[(top + (at >> 2)) * columns + left + (at & 3)] ?? 0);
        if (size > largest) largest = size;
      }
      remainders.push(largest % 36);
    }
  }
  return remainders;
}

function pearson(values: readonly number[], others: readonly number[]): number {
  const around = (all: readonly number[]): readonly number[] => {
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    return all.map((value) => value - mean);
  };
  const [a, b] = [around(values), around(others)];
  const product = (one: readonly number[], other: readonly number[]): number =>
    one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}
