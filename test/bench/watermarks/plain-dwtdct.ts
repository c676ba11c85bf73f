/**
 * A plain port of the package's decoder with the same rule behind it: a whole plane at a time, one domain after the other,
 * each block's values collected before the largest is sought. What `utils/pixels/dwtdct` is measured against.
 */
import type { Domain, Message } from '../../../utils/pixels/dwtdct/messages';
import type { Pixels } from '../../unit/pixels/synthetic';

export function plainRhos(pixels: Pixels, domain: Domain, messages: readonly Message[]): readonly number[] {
  const votes = blocksOf(haarOf(uPlane(pixels, domain), pixels)).map((block) => {
    const size = Math.max(...block.slice(1).map(Math.abs));
    return -Math.sin((2 * Math.PI * (size % 36)) / 36);
  });
  return messages.map(({ bits }) => {
    const means = bits.map((_, bit) => {
      const own = votes.filter((_, block) => block % bits.length === bit);
      return own.reduce((sum, vote) => sum + vote, 0) / own.length;
    });
    return pearson(means, bits);
  });
}

const byte = (value: number): number => Math.max(0, Math.min(255, value));

function uPlane({ width, height, rgba }: Pixels, domain: Domain): Float32Array {
  const plane = new Float32Array(width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [first = 0, green = 0, last = 0] = rgba.subarray(4 * pixel, 4 * pixel + 3);
    const [red, blue] = domain === 'f32-swapped' ? [last, first] : [first, last];
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

function haarOf(plane: Float32Array, { width, height }: Pixels): readonly Float32Array[] {
  return Array.from({ length: 2 * Math.floor(height / 4) }, (_, row) =>
    Float32Array.from({ length: 2 * Math.floor(width / 4) }, (_, column) => {
      const at = 2 * row * width + 2 * column;
      const sum = (plane[at] ?? 0) + (plane[at + 1] ?? 0) + (plane[at + width] ?? 0) + (plane[at + width + 1] ?? 0);
      return sum / 2;
    }),
  );
}

function blocksOf(lines: readonly Float32Array[]): readonly (readonly number[])[] {
  const blocks: (readonly number[])[] = [];
  for (let top = 0; top + 4 <= lines.length; top += 4) {
    for (let left = 0; left + 4 <= (lines[0]?.length ?? 0); left += 4) {
      blocks.push(lines.slice(top, top + 4).flatMap((line) => [...line.subarray(left, left + 4)]));
    }
  }
  return blocks;
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
