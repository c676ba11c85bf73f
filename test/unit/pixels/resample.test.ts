import { describe, expect, it } from 'vitest';
import { resampled } from '@/utils/pixels/resample';
import { type Pixels, painted, photographLike } from './synthetic';

const meanOf = ({ rgba }: Pixels): number => rgba.reduce((sum, value) => sum + value, 0) / rgba.length;
const farthest = (one: Pixels, other: Pixels, margin = 0): number => {
  let most = 0;
  for (let y = margin; y < one.height - margin; y++) {
    for (let at = 4 * (y * one.width + margin); at < 4 * ((y + 1) * one.width - margin); at++) {
      most = Math.max(most, Math.abs((one.rgba[at] ?? 0) - (other.rgba[at] ?? 0)));
    }
  }
  return most;
};

const SIZES = [
  [64, 48],
  [96, 72],
  [31, 17],
  [1, 1],
  [200, 3],
] as const;

describe('a picture at another size', () => {
  it.each(SIZES)('%i × %i: one colour stays as it is', (width, height) => {
    const colour = (one: number, other: number) => painted(one, other, (_, __, put) => put(7, 130, 255));
    expect(resampled(colour(64, 48), width, height)).toEqual(colour(width, height));
  });

  it('at its own size is itself', () => {
    const picture = photographLike(64, 48, 'same');
    expect(resampled(picture, 64, 48)).toEqual(picture);
  });

  it.each([
    [2, 128, 96],
    [0.5, 32, 24],
    [1.5, 96, 72],
  ])('by %d: a slope stays one, but for its edges', (factor, width, height) => {
    const slope = (by: number) => (x: number, y: number, put: (r: number, g: number, b: number) => void) =>
      put(40 + (2 * (x + 0.5)) / by, 200 - (2 * (y + 0.5)) / by, 100 + (x - y) / by / 2);
    const copy = resampled(painted(64, 48, slope(1)), width, height);
    expect(farthest(copy, painted(width, height, slope(factor)), 4 * Math.ceil(factor))).toBeLessThanOrEqual(1);
  });

  it('made smaller leaves nothing out: a fine pattern becomes its mean', () => {
    const stripes = painted(256, 256, (x, y, put) => put(255 * (x & 1), 255 * (y & 1), 255 * ((x + y) & 1)));
    const copy = resampled(stripes, 60, 60);
    expect(
      farthest(
        copy,
        painted(60, 60, (_, __, put) => put(128, 128, 128)),
        2,
      ),
    ).toBeLessThan(8);
  });

  it('is what it was, there and back, and as bright', () => {
    const picture = painted(90, 70, (x, y, put) => put(128 + 100 * Math.sin(x / 9), 128 + 90 * Math.cos(y / 7), x + y));
    const copy = resampled(resampled(picture, 180, 140), 90, 70);
    expect(farthest(copy, picture, 4)).toBeLessThan(5);
    expect(meanOf(copy)).toBeCloseTo(meanOf(picture), 0);
  });

  it('does not go beyond black and white', () => {
    const edge = painted(64, 64, (x, _, put) => (x < 32 ? put(0, 0, 0) : put(255, 255, 255)));
    const { rgba } = resampled(edge, 640, 64);
    const reds = rgba.filter((_, at) => at % 4 === 0 && at < 4 * 640);
    for (const [at, red] of reds.entries()) expect(red).toBeGreaterThanOrEqual(Math.max(0, (reds[at - 1] ?? 0) - 30));
  });
});
