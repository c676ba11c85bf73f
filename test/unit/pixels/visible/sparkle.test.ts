/** Google AI's star: found at every place and size, and what is like it is not. */
import { describe, expect, it } from 'vitest';
import { findSparkle } from '@/utils/pixels/visible/sparkle/find-sparkle';
import { sparkleOfFrames } from '@/utils/pixels/visible/sparkle/frames';
import { framePlaces, imagePlaces } from '@/utils/pixels/visible/sparkle/places';
import { star } from '@/utils/pixels/visible/sparkle/star';
import { viewOf } from '@/utils/pixels/visible/view';
import { randomFrom } from '../../../fuzz/random';
import type { Pixels } from '../stealth/writer';
import { backdrop, cross, type Figure, type Laid, laid, painted, pentagram, STAR, square, tips, turned } from './draw';

const look = (pixels: Pixels) => findSparkle(viewOf(pixels), imagePlaces(pixels));
const V1 = 0.504;
const V2 = 0.302;
const at = (size: number, right: number, bottom = right, more: Partial<Laid> = {}): Laid => ({
  ...{ figure: STAR, width: size, right, bottom, opacity: V1 },
  ...more,
});

describe('the star is found', () => {
  it.each([
    ['2025, small', 1024, 768, 48, 32, V1],
    ['2025, large', 1100, 1100, 96, 64, V1],
    ['2026, large', 1376, 800, 96, 192, V2],
    ['2026, half', 1376, 768, 48, 96, V2],
    ['2026, small (2752)', 1024, 560, 36, 71, V2],
    ['2026, small (2816)', 1024, 576, 36, 70, V2],
    ['2026, small (2848)', 1024, 560, 36, 69, V2],
    ['a frame of Veo, 1080 lines', 1920, 1080, 72, 108, V1],
    ['a frame of Veo, further in', 1920, 1080, 72, 144, V2],
    ['a frame of Veo, 720 lines', 1280, 720, 48, 72, V1],
  ])('%s: %i×%i', (_, width, height, size, margin, opacity) => {
    const bare = backdrop(width, height);
    expect(look(bare)).toBeUndefined();
    const found = look(laid(bare, at(size, margin, margin, { opacity })));
    expect(found).toMatchObject({ size, right: margin, bottom: margin, look: { alpha: opacity } });
    expect(found?.fit).toBeGreaterThan(0.9);
    expect(found?.edgesLeft).toBeLessThan(0.2);
  });

  it.each([
    ['black', 0, 0],
    ['dark', 40, 6],
    ['light', 170, 6],
    ['noisy', 110, 40],
  ])('on a %s ground', (_, light, noise) => {
    const ground =
      light === 0
        ? painted(640, 640, () => 0)
        : painted(640, 640, (x, y) => light + (((x * 7919 + y * 104_729) % 257) / 257 - 0.5) * noise);
    for (const opacity of [V1, V2]) {
      expect(look(laid(ground, at(48, 32, 32, { opacity })))).toMatchObject({ size: 48, look: { alpha: opacity } });
    }
  });

  it.each([16, 19, 24, 30, 36, 41, 54, 67, 80, 110, 128])('in a copy in which it has %i pixels', (size) => {
    for (const ratio of [2 / 3, 1.5, 2]) {
      const margin = Math.round(size * ratio);
      const found = look(laid(backdrop(900, 600), at(size, margin)));
      expect(Math.abs((found?.size ?? 0) - size)).toBeLessThanOrEqual(1);
      expect(Math.abs((found?.right ?? 0) - margin)).toBeLessThanOrEqual(1);
    }
  });

  it('where margins were rounded another way', () => {
    expect(look(laid(backdrop(900, 600), at(60, 42, 38)))).toMatchObject({ size: 60, right: 42, bottom: 38 });
  });

  it('its known place is said where it fits there as well as anywhere', () => {
    const blurred = laid(
      laid(backdrop(1100, 1100), at(96, 64, 64, { opacity: 0.48 })),
      at(98, 63, 63, { opacity: 0.04 }),
    );
    expect(look(blurred)).toMatchObject({ size: 96, right: 64, bottom: 64 });
  });

  it('in the picture of which the rest is beyond what is looked at, and in none that is too small for it', () => {
    expect(look(laid(backdrop(5000, 120, 60), at(30, 20)))).toMatchObject({ size: 30 });
    expect(look(laid(backdrop(5000, 112, 60), at(30, 20)))).toBeUndefined();
  });
});

describe('what is like it is not', () => {
  const others: readonly (readonly [string, Figure])[] = [
    ['a rhombus', tips(1)],
    ['a circle', tips(2)],
    ['a square', square],
    ['a cross', cross],
    ['the star of a flag', pentagram],
    ['the star on its side', turned(STAR, 45)],
    ['the star turned a little', turned(STAR, 20)],
    ['half of the star', (x, y) => x < 0 && STAR(x, y)],
  ];
  const places = [
    [48, 32],
    [96, 64],
    [96, 192],
    [36, 71],
  ] as const;

  const grounds = [20, 110].map((light) => backdrop(480, 400, light));

  it.each(others)('%s', (_, figure) => {
    for (const [size, margin] of places) {
      for (const opacity of [V1, V2, 1]) {
        for (const ground of grounds) {
          const found = look(laid(ground, at(size, margin, margin, { figure, opacity })));
          expect([size, opacity, found]).toEqual([size, opacity, undefined]);
        }
      }
    }
  });

  it.each([
    ['opaque', at(96, 64, 64, { opacity: 1 })],
    ['in outline', at(96, 64, 64, { opacity: 1, figure: (x, y) => STAR(x, y) && !STAR(1.12 * x, 1.12 * y) })],
    ['black', at(96, 64, 64, { colour: [0, 0, 0] })],
    ['blue', at(96, 64, 64, { colour: [60, 90, 255], opacity: 0.9 })],
    ['hardly there', at(96, 64, 64, { opacity: 0.02 })],
    ['with another ratio of margin and size', at(96, 100)],
    ['at the very edge', at(96, 1)],
    ['in the lower left corner', at(48, 700 - 48 - 32, 32)],
    ['in the upper right corner', at(48, 32, 500 - 48 - 32)],
    ['in the middle', at(96, 302, 202)],
  ])('the star, but %s', (_, drawing) => {
    expect(look(laid(backdrop(700, 500), drawing))).toBeUndefined();
  });

  it.each([
    ['lavender on dark grey', [31, 31, 31], [168, 199, 250]],
    ['light blue on dark blue', [0, 74, 119], [194, 231, 255]],
    ['silver on dark grey', [31, 31, 31], [195, 195, 195]],
    ['light grey on grey', [90, 90, 90], [225, 225, 225]],
  ] as const)('a solid icon of its form, in one of its places: %s', (_, ground, colour) => {
    const bare = painted(480, 400, (_x, _y, channel) => ground[channel] ?? 0);
    for (const [size, margin] of [...places, [24, 16], [40, 27], [72, 108]] as const) {
      expect([size, look(laid(bare, at(size, margin, margin, { opacity: 1, colour })))]).toEqual([size, undefined]);
    }
  });

  const grain = randomFrom('sparkle').bytes(3 * 400 * 400);
  it.each([
    ['one colour', () => 128],
    ['white', () => 255],
    ['black', () => 0],
    ['noise', (x: number, y: number, c: number) => grain[3 * (400 * y + x) + c] ?? 0],
    ['a bright corner', (x: number, y: number) => (x + y > 700 ? 250 : 40)],
    ['a bright corner with a soft edge', (x: number, y: number) => 40 + 200 / (1 + Math.exp((680 - x - y) / 6))],
    ['stripes', (x: number) => (x % 16 < 8 ? 30 : 220)],
    ['a chessboard', (x: number, y: number) => (((x >> 4) ^ (y >> 4)) & 1 ? 30 : 220)],
    ['rings', (x: number, y: number) => 128 + 120 * Math.sin(Math.hypot(x - 344, y - 344) / 4)],
    ['rays', (x: number, y: number) => 128 + 120 * Math.cos(4 * Math.atan2(y - 344, x - 344))],
    ['a lamp', (x: number, y: number) => 255 * Math.exp(-Math.hypot(x - 344, y - 344) / 20)],
  ])('a picture of %s', (_, valueAt) => {
    expect(look(painted(400, 400, valueAt))).toBeUndefined();
  });

  it.each([
    [1, 1],
    [1, 5000],
    [5000, 1],
    [63, 63],
    [64, 64],
    [65, 4000],
    [40, 40],
  ])('a picture of %i×%i, and nothing beyond it is read', (width, height) => {
    expect(look(painted(width, height, (x, y) => (x * y) % 251))).toBeUndefined();
  });
});

describe('the shape', () => {
  it.each([16, 48, 96, 128])('of %i pixels is the same from all sides, and ends where its box does', (size) => {
    const { width, values } = star(size);
    const value = (x: number, y: number): number => values[y * width + x] ?? Number.NaN;
    for (let y = 0; y < width; y++) {
      for (let x = 0; x < width; x++) {
        expect(value(x, y)).toBeCloseTo(value(width - 1 - x, y), 5);
        expect(value(x, y)).toBeCloseTo(value(y, x), 5);
        if (Math.min(x, y) < 2) expect(value(x, y)).toBe(0);
      }
    }
    expect(value(width >> 1, width >> 1)).toBe(1);
    expect(value(width >> 1, 3)).toBeGreaterThan(0.4);
  });
});

describe('frames of a video', () => {
  const frame = (light: number, drawing?: Laid): Pixels => {
    const bare = backdrop(1280, 720, light);
    return drawing === undefined ? bare : laid(bare, drawing);
  };
  const VEO = at(48, 72);

  it.each([
    ['in all', [frame(60, VEO), frame(110, VEO), frame(150, VEO)], true],
    ['in two of four', [frame(60, VEO), frame(110), frame(150, VEO), frame(90)], true],
    ['further in', [frame(60, at(48, 96)), frame(110, at(48, 96))], true],
    ['of uneven margins', [frame(60, at(44, 29, 40)), frame(110, at(44, 29, 40))], true],
    ['in none', [frame(60), frame(110), frame(150)], false],
    ['in one of one', [frame(60, VEO)], false],
    ['in one of three', [frame(60, VEO), frame(110), frame(150)], false],
    ['in two of five', [frame(60, VEO), frame(110, VEO), frame(150), frame(90), frame(70)], false],
    ['in two places', [frame(60, VEO), frame(110, at(48, 96))], false],
    ["in a picture's place", [frame(60, at(48, 32)), frame(110, at(48, 32))], false],
    ['of no frames', [], false],
  ])('with the star %s', (_, frames, isFound) => {
    const found = sparkleOfFrames(frames);
    expect(found !== undefined).toBe(isFound);
    if (isFound) expect(found?.sparkle).toMatchObject({ by: 'Veo' });
  });

  it.each([
    [1920, 1080, [72, 72, 66]],
    [1080, 1920, [72, 72, 66]],
    [1280, 720, [48, 48, 44]],
    [426, 240, [16, 16]],
    [320, 180, []],
    [3840, 2160, []],
  ])('of %i×%i have it in sizes %j', (width, height, sizes) => {
    expect(framePlaces({ width, height }).map(({ size }) => size)).toEqual(sizes);
  });
});
