/** What a JPEG has kept of its colours, and which codes are looked for in it. */
import sharp, { type JpegOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { candidatesFor } from '@/utils/pixels/dwtdct/candidates';
import { type JpegChroma, jpegChroma } from '@/utils/pixels/dwtdct/jpeg-chroma';
import { MESSAGES } from '@/utils/pixels/dwtdct/messages';
import { concat } from '../../../fixtures/write/bytes';
import { photographLike } from '../synthetic';

const PICTURE = photographLike(512, 512, 'jpeg');
const image = () => sharp(PICTURE.rgba, { raw: { width: 512, height: 512, channels: 4 } }).removeAlpha();
const jpeg = async (options: JpegOptions): Promise<Uint8Array> =>
  new Uint8Array(await image().jpeg(options).toBuffer());

describe('the tables of a JPEG', () => {
  it.each(
    [100, 95, 90, 89, 85, 75, 60, 50, 30].flatMap((quality) =>
      (['4:4:4', '4:2:0'] as const).map((chromaSubsampling) => ({ quality, chromaSubsampling })),
    ),
  )('of quality $quality, $chromaSubsampling', async ({ quality, chromaSubsampling }) => {
    const chroma = jpegChroma(await jpeg({ quality, chromaSubsampling }));
    expect(chroma?.isSubsampled).toBe(chromaSubsampling === '4:2:0');
    expect(Math.abs((chroma?.quality ?? 0) - quality)).toBeLessThanOrEqual(1);
  });

  it('are read where scans follow each other', async () => {
    expect(jpegChroma(await jpeg({ quality: 90, progressive: true }))).toEqual({ isSubsampled: true, quality: 90 });
  });

  it('are told of no JPEG without colours, and of none of four inks', async () => {
    const grey = new Uint8Array(await image().greyscale().toColourspace('b-w').jpeg().toBuffer());
    const inks = new Uint8Array(await image().toColourspace('cmyk').jpeg().toBuffer());
    expect([grey, inks].map(jpegChroma)).toEqual([undefined, undefined]);
  });

  const segment = (marker: number, ...bytes: readonly number[]): Uint8Array =>
    Uint8Array.of(0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 255, ...bytes);
  const table = (number: number, value: number): readonly number[] => [number, ...Array<number>(64).fill(value)];
  const wide = (number: number, value: number): readonly number[] => [
    16 + number,
    ...Array.from({ length: 64 }, () => [value >> 8, value & 255]).flat(),
  ];
  const frame = (...sampling: readonly number[]): Uint8Array =>
    segment(0xc0, 8, 2, 0, 2, 0, 3, ...sampling.flatMap((factors, at) => [at + 1, factors, at === 0 ? 0 : 1]));
  const START = Uint8Array.of(0xff, 0xd8);
  const SCAN = segment(0xda, 3, 1, 0, 2, 17, 3, 17, 0, 63, 0);

  it.each([
    [
      'the colours’ table, not the brightness’s',
      [segment(0xdb, ...table(0, 99)), segment(0xdb, ...table(1, 1)), frame(17, 17, 17), SCAN],
      99,
    ],
    ['both tables in one segment', [segment(0xdb, ...table(0, 99), ...table(1, 1)), frame(17, 17, 17), SCAN], 99],
    ['values of 16 bits', [segment(0xdb, ...wide(1, 300)), frame(17, 17, 17), SCAN], 14],
    [
      'fill bytes between segments',
      [Uint8Array.of(0xff, 0xff), segment(0xdb, ...table(1, 1)), frame(17, 17, 17), SCAN],
      99,
    ],
    ['the frame in front', [frame(17, 17, 17), segment(0xdb, ...table(1, 1)), SCAN], 99],
  ])('%s', (_, segments, quality) => {
    expect(jpegChroma(concat(START, ...segments))).toEqual({ isSubsampled: false, quality });
  });

  it.each([
    ['4:2:0', 0x22, true],
    ['4:2:2', 0x21, true],
    ['4:4:0', 0x12, true],
    ['4:4:4', 0x11, false],
  ])('samples of %s', (_, factors, isSubsampled) => {
    const bytes = concat(START, segment(0xdb, ...table(1, 1)), frame(factors, 0x11, 0x11), SCAN);
    expect(jpegChroma(bytes)?.isSubsampled).toBe(isSubsampled);
  });

  it.each([
    ['no table', [frame(17, 17, 17), SCAN]],
    ['the brightness’s only', [segment(0xdb, ...table(0, 1)), frame(17, 17, 17), SCAN]],
    ['a table that is cut short', [segment(0xdb, 1, 1, 1), frame(17, 17, 17), SCAN]],
    ['a table behind the scan', [frame(17, 17, 17), SCAN, segment(0xdb, ...table(1, 1))]],
    ['no frame', [segment(0xdb, ...table(1, 1)), SCAN]],
    ['factors of 0', [segment(0xdb, ...table(1, 1)), frame(0, 17, 17), SCAN]],
    ['a segment of no length', [Uint8Array.of(0xff, 0xdb, 0, 0), segment(0xdb, ...table(1, 1)), frame(17, 17, 17)]],
    ['nothing', []],
  ])('nothing is told where there is %s', (_, segments) => {
    expect(jpegChroma(concat(START, ...segments))).toBeUndefined();
  });

  it('cut anywhere tell the same or nothing', async () => {
    const bytes = await jpeg({ quality: 90 });
    const seen = new Set<string>();
    for (let length = 0; length < 1200; length++)
      seen.add(JSON.stringify(jpegChroma(bytes.subarray(0, length)) ?? null));
    expect([...seen].sort()).toEqual(['null', JSON.stringify({ isSubsampled: true, quality: 90 })]);
  });
});

describe('codes that a JPEG can still hold', () => {
  const ALL = ['u8', 'f32', 'f32-swapped'];
  const FLOATS = ['f32', 'f32-swapped'];
  const of = (quality: number, isSubsampled: boolean): JpegChroma => ({ quality, isSubsampled });
  it.each([
    ['of no JPEG', undefined, ALL],
    ['4:2:0, 90', of(90, true), ALL],
    ['4:2:0, 89', of(89, true), FLOATS],
    ['4:2:0, 85', of(85, true), FLOATS],
    ['4:2:0, 84', of(84, true), []],
    ['4:4:4, 75', of(75, false), ALL],
    ['4:4:4, 74', of(74, false), []],
  ])('%s', (_, chroma, domains) => {
    const found = candidatesFor(PICTURE, chroma);
    expect([...new Set(found.map(({ domain }) => domain))].sort()).toEqual([...domains].sort());
    const all = MESSAGES.flatMap(({ codes }) => codes).filter(({ domain }) => domains.includes(domain));
    expect(found).toHaveLength(all.length);
  });
});
