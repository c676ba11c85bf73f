/** Whatever the picture, it comes back; whatever the bytes, the decoder ends, and gives no other picture. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePng, decodePng16 } from '@/utils/pixels/png';
import { isProblem } from '@/utils/pixels/problem';
import { tEXt } from '../../../fixtures/write/png';
import { CHANNELS, type Drawing, expectedRgba, idats, ihdr, picturePart, png, SIGNATURE, writePng } from './writer';

const forms = [
  ...[1, 2, 4, 8, 16].map((depth) => ({ colourType: 0, depth })),
  ...[1, 2, 4, 8].map((depth) => ({ colourType: 3, depth })),
  ...[2, 4, 6].flatMap((colourType) => [8, 16].map((depth) => ({ colourType, depth }))),
];

const drawings = fc
  .record({
    form: fc.constantFrom(...forms),
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 20 }),
    isInterlaced: fc.boolean(),
    filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 7 }),
    // Few values make runs, in which filters and DEFLATE do other things than in noise.
    values: fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 300 }),
    palette: fc.uint8Array({ minLength: 768, maxLength: 768 }),
    transparency: fc.option(fc.uint8Array({ minLength: 6, maxLength: 6 })),
    chunkBytes: fc.option(fc.integer({ min: 1, max: 64 })),
    level: fc.constantFrom(0, 1, 9),
  })
  .map(({ form, filters, values, palette, transparency, chunkBytes, ...rest }): Drawing => {
    const channels = CHANNELS[form.colourType] ?? 0;
    return {
      ...form,
      ...rest,
      sample: (x, y, channel) =>
        (values[((y * rest.width + x) * channels + channel) % values.length] ?? 0) % 2 ** form.depth,
      filterOf: (line) => filters[line % filters.length] ?? 0,
      ...(form.colourType === 3 && { palette: palette.subarray(0, 3 * 2 ** form.depth) }),
      ...(transparency !== null && form.colourType < 4 && { transparency }),
      ...(chunkBytes !== null && { chunkBytes }),
    };
  });

const outcome = (bytes: Uint8Array): readonly number[] | string => {
  const picture = decodePng(bytes);
  return isProblem(picture) ? picture.code : [...picture.rgba];
};

describe('a picture of any kind', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(drawings, (drawing) => {
        const bytes = writePng(drawing);
        const { width, height } = drawing;
        expect(decodePng(bytes)).toEqual({ width, height, rgba: Uint8Array.from(expectedRgba(drawing, 8)) });
        expect(decodePng16(bytes)).toEqual({ width, height, rgba: Uint16Array.from(expectedRgba(drawing, 16)) });
      }),
      { numRuns: 150 },
    );
  });

  it('is never another one where the file is cut', () => {
    fc.assert(
      fc.property(drawings, fc.double({ min: 0, max: 1, noNaN: true }), (drawing, share) => {
        const bytes = writePng(drawing);
        const cut = outcome(bytes.subarray(0, Math.floor(share * bytes.length)));
        // A file may end behind its picture data.
        if (typeof cut !== 'string') expect(cut).toEqual(expectedRgba(drawing, 8));
      }),
      { numRuns: 150 },
    );
  });

  it('is never another one where bytes are changed', () => {
    const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(drawings, changes, ({ transparency: _, ...drawing }, changed) => {
        const bytes = Uint8Array.from(writePng(drawing));
        for (const [share, change] of changed) {
          const at = Math.floor(share * (bytes.length - 1));
          bytes[at] = (bytes[at] ?? 0) ^ change;
        }
        const after = outcome(bytes);
        if (typeof after !== 'string') expect(after).toEqual(expectedRgba(drawing, 8));
      }),
      { numRuns: 300 },
    );
  });

  it('has an end whatever stands in its picture data', () => {
    fc.assert(
      fc.property(drawings, fc.uint8Array({ maxLength: 400 }), fc.nat(40), (drawing, noise, kept) => {
        const packed = deflateSync(picturePart(drawing));
        const data = Uint8Array.from([...packed.subarray(0, kept), ...noise]);
        expect(typeof outcome(png(ihdr({ ...drawing, colourType: 6, depth: 8 }), ...idats(data, 50)))).toMatch(
          /string|object/,
        );
      }),
      { numRuns: 300 },
    );
  });
});

it('bytes of any content end in an outcome', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      for (const bytes of [noise, Uint8Array.from([...SIGNATURE, ...noise]), png(noise), png(tEXt('a', noise))]) {
        expect(outcome(bytes)).toMatch(/^(?:malformed|truncated|over-budget|unsupported)$/);
      }
    }),
    { numRuns: 300 },
  );
});
