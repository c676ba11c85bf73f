/**
 * Puts messages in as the package `invisible-watermark` does (method `dwtDct`), step by step as it goes: colours to YUV, one
 * Haar step of U, one value of each block changed, and all of it back. Held to pictures that were written elsewhere
 * (`vectors.test.ts`).
 */
import type { Domain } from '@/utils/pixels/dwtdct/messages';
import type { Pixels } from '../synthetic';

type Triple = readonly [number, number, number];

interface Colours {
  readonly toYuv: (blue: number, green: number, red: number) => Triple;
  readonly toBgr: (y: number, u: number, v: number) => Triple;
  /** How a changed U is kept. */
  readonly keep: (u: number) => number;
}

const byte = (value: number): number => Math.max(0, Math.min(255, value));

const BYTES: Colours = {
  toYuv: (blue, green, red) => {
    const y = (4899 * red + 9617 * green + 1868 * blue + 8192) >> 14;
    const chroma = (factor: number, colour: number): number => byte((factor * (colour - y) + (128 << 14) + 8192) >> 14);
    return [y, chroma(8061, blue), chroma(14369, red)];
  },
  toBgr: (y, u, v) => {
    const [cb, cr] = [u - 128, v - 128];
    return [
      byte(y + ((33292 * cb + 8192) >> 14)),
      byte(y + ((-6472 * cb - 9519 * cr + 8192) >> 14)),
      byte(y + ((18678 * cr + 8192) >> 14)),
    ];
  },
  // NumPy puts a float into bytes without its fraction, and without what is beyond a byte.
  keep: (u) => Math.trunc(u) & 0xff,
};

const FLOATS: Colours = {
  toYuv: (blue, green, red) => {
    const y = 0.299 * red + 0.587 * green + 0.114 * blue;
    return [y, 0.492 * (blue - y) + 0.5, 0.877 * (red - y) + 0.5];
  },
  toBgr: (y, u, v) => {
    const [cb, cr] = [u - 0.5, v - 0.5];
    return [y + 2.032 * cb, y - 0.395 * cb - 0.581 * cr, y + 1.14 * cr];
  },
  keep: (u) => u,
};

/** How floats become a file's bytes: diffusers rounds, the scripts of SDXL and FLUX cut off. */
export type Saving = 'rounded' | 'cut';

/** A copy that carries the bits. */
export function marked(pixels: Pixels, bits: readonly number[], domain: Domain, saving: Saving = 'rounded'): Pixels {
  const { width, height, rgba } = pixels;
  const colours = domain === 'u8' ? BYTES : FLOATS;
  const [blueAt, redAt] = domain === 'f32-swapped' ? [0, 2] : [2, 0];
  const [ys, us, vs] = [0, 1, 2].map(() => new Float64Array(width * height)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = 4 * pixel;
    const yuv = colours.toYuv(rgba[at + blueAt] ?? 0, rgba[at + 1] ?? 0, rgba[at + redAt] ?? 0);
    [ys[pixel], us[pixel], vs[pixel]] = yuv;
  }
  const changed = withMessage(us, pixels, bits);
  const save = (value: number): number => byte(saving === 'rounded' ? Math.round(value) : Math.trunc(value));
  const result = Uint8Array.from(rgba);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [blue, green, red] = colours.toBgr(ys[pixel] ?? 0, colours.keep(changed[pixel] ?? 0), vs[pixel] ?? 0);
    const at = 4 * pixel;
    result[at + blueAt] = save(blue);
    result[at + 1] = save(green);
    result[at + redAt] = save(red);
  }
  return { width, height, rgba: result };
}

const SCALE = 36;

/** The channel; of sides that are no multiples of 4 the last pixels stay as they are. */
function withMessage(channel: Float64Array, { width, height }: Pixels, bits: readonly number[]): Float64Array {
  const rows = Math.floor(height / 4) * 2;
  const columns = Math.floor(width / 4) * 2;
  const result = Float64Array.from(channel);
  const at = (row: number, column: number): number => 2 * row * width + 2 * column;
  const ll = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [a, b, c, d] = cell(channel, at(row, column), width);
      ll[row * columns + column] = (a + b + c + d) / 2;
    }
  }
  let block = 0;
  for (let top = 0; top + 4 <= rows; top += 4) {
    for (let left = 0; left + 4 <= columns; left += 4) {
      const places = Array.from({ length: 15 }, (_, index) => {
        const flat = index + 1;
        return (top + (flat >> 2)) * columns + left + (flat & 3);
      });
      const sizes = places.map((place) => Math.abs(ll[place] ?? 0));
      const most = Math.max(...sizes);
      const place = places[sizes.indexOf(most)] ?? 0;
      const bit = bits[block % bits.length] ?? 0;
      const size = (Math.floor(most / SCALE) + 0.25 + 0.5 * bit) * SCALE;
      ll[place] = (ll[place] ?? 0) < 0 ? -size : size;
      block += 1;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const start = at(row, column);
      const [a, b, c, d] = cell(channel, start, width);
      // The bands of horizontal and vertical detail come back exchanged, as they do there.
      const [v, h] = [(a + b - c - d) / 2, (a - b + c - d) / 2];
      const diagonal = (a - b - c + d) / 2;
      const mean = ll[row * columns + column] ?? 0;
      result[start] = (mean + h + v + diagonal) / 2;
      result[start + 1] = (mean + h - v - diagonal) / 2;
      result[start + width] = (mean - h + v - diagonal) / 2;
      result[start + width + 1] = (mean - h - v + diagonal) / 2;
    }
  }
  return result;
}

const cell = (channel: Float64Array, start: number, width: number): readonly [number, number, number, number] => [
  channel[start] ?? 0,
  channel[start + 1] ?? 0,
  channel[start + width] ?? 0,
  channel[start + width + 1] ?? 0,
];
