/** Areas in other sizes, and how well edges fit. */
import { describe, expect, it } from 'vitest';
import { areaOf, drawn } from '@/utils/pixels/visible/area';
import { edgesOf, edgeTemplate, fitOf, thinned } from '@/utils/pixels/visible/edges';
import type { Plane } from '@/utils/pixels/visible/view';
import { randomFrom } from '../../../fuzz/random';

const plane = (width: number, height: number, valueAt: (x: number, y: number) => number): Plane => ({
  width,
  height,
  values: Float32Array.from({ length: width * height }, (_, at) => valueAt(at % width, Math.floor(at / width))),
});

describe('an area in another size', () => {
  const steps = areaOf(4, 2, (x, y) => 10 * x + 100 * y);

  it.each([
    ['its own', 4, 2, [0, 10, 20, 30, 100, 110, 120, 130]],
    ['half', 2, 1, [55, 75]],
    ['one pixel', 1, 1, [65]],
    ['parts of pixels', 3, 1, [52.5, 65, 77.5]],
    ['larger', 8, 2, [0, 0, 10, 10, 20, 20, 30, 30, 100, 100, 110, 110, 120, 120, 130, 130]],
  ])('%s', (_, width, height, values) => {
    expect([...drawn(steps, width, height).values].map((value) => Math.round(100 * value) / 100)).toEqual(values);
  });

  it('has an empty rim where one is asked for', () => {
    const { width, height, values } = drawn(
      areaOf(1, 1, () => 7),
      1,
      1,
      2,
    );
    expect([width, height]).toEqual([5, 5]);
    expect([...values.entries()].filter(([, value]) => value !== 0)).toEqual([[12, 7]]);
  });

  it('keeps its mean whatever the size', () => {
    const bytes = randomFrom('area').bytes(31 * 17);
    const noise = areaOf(31, 17, (x, y) => bytes[31 * y + x] ?? 0);
    const mean = bytes.reduce((sum, value) => sum + value, 0) / bytes.length;
    for (const [width, height] of [
      [31, 17],
      [13, 5],
      [30, 16],
      [2, 9],
    ] as const) {
      const { values } = drawn(noise, width, height);
      expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(mean, 3);
    }
  });
});

describe('edges', () => {
  const shape = plane(12, 10, (x, y) => (x >= 4 && x < 8 && y >= 3 && y < 7 ? 1 : 0));
  const template = edgeTemplate(shape);
  const fit = (values: (x: number, y: number) => number): number =>
    fitOf(edgesOf(plane(20, 18, values)), template, 4, 4);
  const under = (x: number, y: number): number => shape.values[(y - 4) * 12 + x - 4] ?? 0;
  const at = (x: number, y: number): number => (x >= 4 && x < 16 && y >= 4 && y < 14 ? under(x, y) : 0);

  it('of the same shape fit wholly, however strong and on whatever level', () => {
    for (const [strength, level] of [
      [1, 0],
      [120, 30],
      [0.01, 200],
    ] as const) {
      expect(fit((x, y) => level + strength * at(x, y))).toBeCloseTo(1, 2);
    }
  });

  it('of its negative fit as badly as can be', () => {
    expect(fit((x, y) => 200 - 100 * at(x, y))).toBeCloseTo(-1, 5);
  });

  it('of nothing, of a slope, and of the shape beside its place do not fit', () => {
    expect(fit(() => 90)).toBe(0);
    expect(Math.abs(fit((x, y) => 3 * x + 2 * y))).toBeLessThan(1e-6);
    expect(fit((x, y) => 100 * at(x - 3, y - 3))).toBeLessThan(0.2);
  });

  it('beside others fit less: the more the others are', () => {
    const bytes = randomFrom('edges').bytes(20 * 18);
    const noisy = (share: number): number => fit((x, y) => 100 * at(x, y) + share * (bytes[20 * y + x] ?? 0));
    expect(noisy(0.1)).toBeGreaterThan(noisy(0.3));
    expect(noisy(0.3)).toBeGreaterThan(noisy(1));
  });

  it('some of them tell nearly what all tell', () => {
    const large = plane(60, 60, (x, y) => Number(Math.hypot(x - 30, y - 30) < 20));
    const all = edgeTemplate(large);
    expect(fitOf(edgesOf(large), all, 0, 0)).toBeCloseTo(1, 5);
    expect(Math.abs(fitOf(edgesOf(large), thinned(all, 4), 0, 0) - 1)).toBeLessThan(0.1);
    expect(thinned(all, 4).x.length).toBe(Math.ceil(all.x.length / 4));
  });
});
