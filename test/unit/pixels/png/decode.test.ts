import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePng, decodePng16 } from '@/utils/pixels/png';
import { isProblem } from '@/utils/pixels/problem';
import { concat, u32be } from '../../../fixtures/write/bytes';
import { chunk, tEXt } from '../../../fixtures/write/png';
import { CHANNELS, type Drawing, expectedRgba, idats, ihdr, picturePart, png, SIGNATURE, writePng } from './writer';

const FORMS = [
  [0, 1],
  [0, 2],
  [0, 4],
  [0, 8],
  [0, 16],
  [2, 8],
  [2, 16],
  [3, 1],
  [3, 2],
  [3, 4],
  [3, 8],
  [4, 8],
  [4, 16],
  [6, 8],
  [6, 16],
] as const;

const NAMES: Readonly<Record<number, string>> = { 0: 'grey', 2: 'RGB', 3: 'palette', 4: 'grey with alpha', 6: 'RGBA' };

const PALETTE = Uint8Array.from({ length: 768 }, (_, at) => (at * 37 + 11) & 0xff);

/** Any values that differ from pixel to pixel and channel to channel. */
const drawing = (colourType: number, depth: number, more: Partial<Drawing> = {}): Drawing => ({
  width: 13,
  height: 11,
  depth,
  colourType,
  sample: (x, y, channel) => (x * 7919 + y * 104729 + channel * 1299709 + ((x * y) << 3)) % 2 ** depth,
  ...(colourType === 3 && { palette: PALETTE.subarray(0, 3 * 2 ** depth) }),
  ...more,
});

const FILTERS: readonly (readonly [string, (line: number) => number])[] = [
  ['None', () => 0],
  ['Sub', () => 1],
  ['Up', () => 2],
  ['Average', () => 3],
  ['Paeth', () => 4],
  ['each in turn', (line) => (line * 3 + 1) % 5],
];

const rgba8 = (bytes: Uint8Array) => {
  const picture = decodePng(bytes);
  return isProblem(picture) ? picture.code : [...picture.rgba];
};
const rgba16 = (bytes: Uint8Array) => {
  const picture = decodePng16(bytes);
  return isProblem(picture) ? picture.code : [...picture.rgba];
};

describe.each(FORMS)('colour type %i of %i bits', (colourType, depth) => {
  describe.each([false, true])('interlaced: %s', (isInterlaced) => {
    it.each(FILTERS)(`is exact with the filter %s (${NAMES[colourType]})`, (_, filterOf) => {
      const one = drawing(colourType, depth, { isInterlaced, filterOf });
      const bytes = writePng(one);
      expect(rgba8(bytes)).toEqual(expectedRgba(one, 8));
      expect(rgba16(bytes)).toEqual(expectedRgba(one, 16));
    });

    it.each([
      [1, 1],
      [1, 9],
      [9, 1],
      [2, 3],
      [5, 5],
      [8, 8],
      [33, 2],
    ])('is exact at %i × %i pixels', (width, height) => {
      const one = drawing(colourType, depth, { isInterlaced, width, height, filterOf: (line) => line % 5 });
      expect(rgba8(writePng(one))).toEqual(expectedRgba(one, 8));
    });
  });
});

describe('transparency', () => {
  const two = (...samples: readonly number[]): Uint8Array =>
    Uint8Array.from(samples.flatMap((sample) => [sample >> 8, sample & 0xff]));

  it.each<[string, Drawing]>([
    ['of one grey', drawing(0, 2, { transparency: two(2) })],
    ['of one grey of 16 bits', drawing(0, 16, { transparency: two(7919) })],
    ['of one colour', drawing(2, 8, { transparency: two(0, (1299709 & 0xff) % 256, (2 * 1299709) % 256) })],
    ['of one colour of 16 bits', drawing(2, 16, { transparency: two(0, 1299709 % 65536, 2599418 % 65536) })],
    ['of a palette', drawing(3, 4, { transparency: Uint8Array.of(0, 128, 254) })],
    ['of a whole palette', drawing(3, 1, { transparency: Uint8Array.of(3, 4) })],
  ])('%s is exact', (_, one) => {
    const expected = expectedRgba(one, 8);
    expect(new Set(expected.filter((_, at) => at % 4 === 3)).size).toBeGreaterThan(1);
    expect(rgba8(writePng(one))).toEqual(expected);
    expect(rgba16(writePng(one))).toEqual(expectedRgba(one, 16));
  });

  it('of one colour does not hide a colour of 16 bits that has the same high bytes', () => {
    const one = drawing(2, 16, {
      width: 2,
      height: 1,
      sample: (x) => 0x1200 + x,
      transparency: two(0x1200, 0x1200, 0x1200),
    });
    expect(rgba8(writePng(one))).toEqual([0x12, 0x12, 0x12, 0, 0x12, 0x12, 0x12, 255]);
  });

  it('hides no RGB value: what lies under alpha is kept', () => {
    const one = drawing(6, 8, { width: 2, height: 1, sample: (x, _, channel) => (channel === 3 ? 0 : 127 + x) });
    expect(rgba8(writePng(one))).toEqual([127, 127, 127, 0, 128, 128, 128, 0]);
  });
});

describe('what a writer may do', () => {
  const one = drawing(6, 8, { filterOf: (line) => line % 5 });
  const expected = expectedRgba(one, 8);
  const packed = deflateSync(picturePart(one));

  it.each<[string, Uint8Array]>([
    ['picture data in chunks of one byte', writePng({ ...one, chunkBytes: 1 })],
    [
      'chunks without a byte',
      png(
        ihdr(one),
        ...idats(new Uint8Array(0), 1),
        chunk('IDAT', new Uint8Array(0)),
        ...idats(packed),
        chunk('IDAT', new Uint8Array(0)),
      ),
    ],
    ['stored blocks', writePng({ ...one, level: 0 })],
    [
      'colour management',
      png(ihdr(one), chunk('gAMA', u32be(100_000)), chunk('iCCP', new Uint8Array(40)), ...idats(packed)),
    ],
    ['texts before the picture data', png(ihdr(one), tEXt('Comment', new Uint8Array(9)), ...idats(packed))],
    [
      'more data than the picture has',
      png(ihdr(one), ...idats(deflateSync(concat(picturePart(one), new Uint8Array(500))))),
    ],
    ['bytes behind the stream', png(ihdr(one), ...idats(concat(packed, new Uint8Array(500)), 100))],
    [
      'picture data behind another chunk, which do not count',
      png(ihdr(one), ...idats(packed), tEXt('a', new Uint8Array(1)), chunk('IDAT', new Uint8Array(9))),
    ],
    ['no IEND', concat(SIGNATURE, ihdr(one), ...idats(packed))],
    [
      'an animation, of which the default picture counts',
      png(
        ihdr(one),
        chunk('acTL', new Uint8Array(8)),
        ...idats(packed),
        chunk('fcTL', new Uint8Array(26)),
        chunk('fdAT', new Uint8Array(30)),
      ),
    ],
    ['a suggested palette', png(ihdr(one), chunk('PLTE', new Uint8Array(6)), ...idats(packed))],
    ['a text with a wrong checksum', png(ihdr(one), tEXt('a', new Uint8Array(3)).fill(0, -2), ...idats(packed))],
  ])('%s', (_, bytes) => {
    expect(rgba8(bytes)).toEqual(expected);
  });
});

describe('a picture is not decoded', () => {
  const one = drawing(2, 8);
  const packed = deflateSync(picturePart(one));
  const changed = (bytes: Uint8Array, at: number): Uint8Array =>
    Uint8Array.from(bytes, (byte, index) => (index === at ? byte ^ 1 : byte));
  const header = (more: Partial<Drawing>): Uint8Array => png(ihdr({ ...one, ...more }), ...idats(packed));
  const palette = drawing(3, 8);
  const data = idats(deflateSync(picturePart(palette)));

  it.each<[string, Uint8Array, string]>([
    ['without a byte', new Uint8Array(0), 'malformed'],
    ['of another format', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'malformed'],
    ['that is a signature', SIGNATURE, 'truncated'],
    ['whose IHDR is cut', concat(SIGNATURE, ihdr(one).subarray(0, 20)), 'truncated'],
    [
      'that begins with another chunk',
      concat(SIGNATURE, tEXt('a', new Uint8Array(1)), ihdr(one), ...idats(packed)),
      'malformed',
    ],
    ['whose IHDR is changed', changed(writePng(one), 19), 'malformed'],
    ['with two IHDR', png(ihdr(one), ihdr(one), ...idats(packed)), 'malformed'],
    ['without picture data', png(ihdr(one)), 'malformed'],
    ['that ends before its picture data', concat(SIGNATURE, ihdr(one)), 'truncated'],
    ['of no width', header({ width: 0 }), 'malformed'],
    ['of no height', header({ height: 0 }), 'malformed'],
    ['of a width beyond 2^31', header({ width: 0x80000000 }), 'malformed'],
    ['of 3 bits', header({ depth: 3 }), 'malformed'],
    ['of 4 bits in RGB', header({ depth: 4 }), 'malformed'],
    ['of a colour type that does not exist', header({ colourType: 1 }), 'malformed'],
    ['named like a method of every object', header({ colourType: 255 }), 'malformed'],
    ['of 100 megapixels', header({ width: 10_000, height: 10_000 }), 'over-budget'],
    ['of more lines than other formats can have', header({ width: 1, height: 65_536 }), 'over-budget'],
    ['of longer lines than other formats can have', header({ width: 65_536, height: 1 }), 'over-budget'],
    ['of a few bytes that state 99 megapixels', header({ width: 9_900, height: 10_000 }), 'malformed'],
    [
      'with a chunk that has to be known',
      png(ihdr(one), chunk('CgBI', new Uint8Array(4)), ...idats(packed)),
      'unsupported',
    ],
    ['with a palette missing', png(ihdr(palette), ...data), 'malformed'],
    ['with a palette of no colour', png(ihdr(palette), chunk('PLTE', new Uint8Array(0)), ...data), 'malformed'],
    ['with half a colour', png(ihdr(palette), chunk('PLTE', new Uint8Array(4)), ...data), 'malformed'],
    ['with 257 colours', png(ihdr(palette), chunk('PLTE', new Uint8Array(771)), ...data), 'malformed'],
    ['with a changed palette', changed(writePng(palette), SIGNATURE.length + 25 + 12), 'malformed'],
    ['whose data do not fit their checksum', changed(writePng(one), writePng(one).length - 12 - 4 - 20), 'malformed'],
    ['whose checksum is changed', changed(writePng(one), writePng(one).length - 12 - 1), 'malformed'],
    [
      'whose data behind the stream do not fit',
      png(ihdr(one), ...idats(packed), changed(chunk('IDAT', new Uint8Array(50)), 20)),
      'malformed',
    ],
    ['that ends within its data', writePng(one).subarray(0, -60), 'truncated'],
    ['whose data are no stream', png(ihdr(one), ...idats(new Uint8Array(500).fill(0xff))), 'malformed'],
    [
      'with a block of a type that does not exist',
      png(ihdr(one), ...idats(Uint8Array.of(0x78, 0x9c, 7, 0, 0, 0))),
      'malformed',
    ],
    ['whose data are too few', png(ihdr(one), ...idats(deflateSync(picturePart(one).subarray(0, -1)))), 'malformed'],
    ['with a filter that does not exist', writePng({ ...one, filterOf: () => 5 }), 'malformed'],
  ])('%s', (_, bytes, code) => {
    expect(rgba8(bytes)).toBe(code);
    expect(rgba16(bytes)).toBe(code);
  });

  it.each([
    [9_999, 10_000],
    [65_535, 1_525],
    [1_525, 65_535],
  ])('for %i × %i pixels, within both limits, it is the data that count', (width, height) => {
    expect(rgba8(header({ width, height }))).toBe('malformed');
  });
});

it('shows an index beyond the palette as opaque black', () => {
  const one = drawing(3, 2, { width: 3, height: 1, sample: (x) => x + 1, palette: Uint8Array.of(9, 9, 9, 8, 8, 8) });
  expect(rgba8(writePng(one))).toEqual([8, 8, 8, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
});

it('has a table of every colour type', () => {
  expect(new Set(FORMS.map(([colourType]) => `${colourType}`))).toEqual(new Set(Object.keys(CHANNELS)));
});
