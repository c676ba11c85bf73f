/** A PNG writer for tests: every colour type, depth, filter and interlacing, as PNG 3 describes them. */
import { deflateSync } from 'node:zlib';
import { ascii, concat, u32be } from '../../../fixtures/write/bytes';
import { chunk } from '../../../fixtures/write/png';

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
  readonly isInterlaced?: boolean;
  /** Of a line: its number in the picture data. */
  readonly filterOf?: (line: number) => number;
  readonly sample: (x: number, y: number, channel: number) => number;
  readonly palette?: Uint8Array;
  readonly transparency?: Uint8Array;
  /** Bytes of one IDAT; default: all in one. */
  readonly chunkBytes?: number;
  /** 0 stores. */
  readonly level?: number;
}

export const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Which of the seven passes a pixel belongs to, by row and column within eight (PNG 3 8.1). */
const ADAM7 = ['16462646', '77777777', '56565656', '77777777', '36463646', '77777777', '56565656', '77777777'];

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

/** The pixels of each line that is written, by row and columns. */
function linesOf({
  width,
  height,
  isInterlaced,
}: Drawing): readonly (readonly { y: number; xs: readonly number[] }[])[] {
  const rows = range(height);
  if (!isInterlaced) return [rows.map((y) => ({ y, xs: range(width) }))];
  return range(7).map((pass) =>
    rows
      .map((y) => ({ y, xs: range(width).filter((x) => ADAM7[y % 8]?.[x % 8] === `${pass + 1}`) }))
      .filter(({ xs }) => xs.length > 0),
  );
}

export function picturePart(drawing: Drawing): Uint8Array {
  const { depth, colourType, sample, filterOf = () => 0 } = drawing;
  const channels = CHANNELS[colourType] ?? 0;
  const pixelBytes = Math.max(1, (depth * channels) / 8);
  let count = 0;
  const parts: Uint8Array[] = [];
  for (const pass of linesOf(drawing)) {
    let above: Uint8Array | undefined;
    for (const { y, xs } of pass) {
      const bits = xs
        .flatMap((x) => range(channels).map((channel) => sample(x, y, channel).toString(2).padStart(depth, '0')))
        .join('');
      const line = Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
      const filter = filterOf(count++);
      parts.push(Uint8Array.of(filter), filtered(filter, line, above ?? new Uint8Array(line.length), pixelBytes));
      above = line;
    }
  }
  return concat(...parts);
}

function filtered(filter: number, line: Uint8Array, above: Uint8Array, pixelBytes: number): Uint8Array {
  return line.map((value, at) => {
    const a = at < pixelBytes ? 0 : (line[at - pixelBytes] ?? 0);
    const b = above[at] ?? 0;
    const c = at < pixelBytes ? 0 : (above[at - pixelBytes] ?? 0);
    return value - ([0, a, b, Math.floor((a + b) / 2), paeth(a, b, c)][filter] ?? 0);
  });
}

/** In the words of PNG 3 9.4. */
function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

export const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export const ihdr = ({ width, height, depth, colourType, isInterlaced = false }: Omit<Drawing, 'sample'>): Uint8Array =>
  chunk('IHDR', concat(u32be(width), u32be(height), Uint8Array.of(depth, colourType, 0, 0, isInterlaced ? 1 : 0)));

export const idats = (packed: Uint8Array, chunkBytes = packed.length): readonly Uint8Array[] =>
  range(Math.ceil(packed.length / chunkBytes)).map((at) =>
    chunk('IDAT', packed.subarray(at * chunkBytes, (at + 1) * chunkBytes)),
  );

export const png = (...chunks: readonly Uint8Array[]): Uint8Array =>
  concat(SIGNATURE, ...chunks, chunk('IEND', ascii('')));

export const writePng = (drawing: Drawing): Uint8Array =>
  png(
    ihdr(drawing),
    ...(drawing.palette === undefined ? [] : [chunk('PLTE', drawing.palette)]),
    ...(drawing.transparency === undefined ? [] : [chunk('tRNS', drawing.transparency)]),
    ...idats(deflateSync(picturePart(drawing), { level: drawing.level ?? 6 }), drawing.chunkBytes),
  );

/** What the picture's values are, by the words of PNG 3 11.2.1, 11.3.1.1 and 13.12. @param bits Of a value. */
export function expectedRgba(drawing: Drawing, bits: 8 | 16): readonly number[] {
  const { width, height, depth, colourType, sample, palette, transparency } = drawing;
  const most = 2 ** bits - 1;
  const scale = (value: number, from = depth): number =>
    from > bits ? Math.floor(value / 256) : Math.round((value * most) / (2 ** from - 1));
  const clear = (...values: readonly number[]): number => {
    if (transparency === undefined) return most;
    const isClear = values.every((value, at) => {
      const stated = (transparency[2 * at] ?? 0) * 256 + (transparency[2 * at + 1] ?? 0);
      return value === stated % 2 ** depth;
    });
    return isClear ? 0 : most;
  };
  return range(height).flatMap((y) =>
    range(width).flatMap((x) => {
      const [a = 0, b = 0, c = 0, d = 0] = range(CHANNELS[colourType] ?? 0).map((channel) => sample(x, y, channel));
      switch (colourType) {
        case 0:
          return [scale(a), scale(a), scale(a), clear(a)];
        case 2:
          return [scale(a), scale(b), scale(c), clear(a, b, c)];
        case 3: {
          const [red = 0, green = 0, blue = 0] = palette?.subarray(3 * a, 3 * a + 3) ?? [];
          return [red, green, blue, transparency?.[a] ?? 255].map((value) => scale(value, 8));
        }
        case 4:
          return [scale(a), scale(a), scale(a), scale(b)];
        default:
          return [scale(a), scale(b), scale(c), scale(d)];
      }
    }),
  );
}
