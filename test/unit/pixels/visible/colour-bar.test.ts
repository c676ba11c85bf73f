/** DALL·E 2's bar of colours, and bars that are like it. */
import { describe, expect, it } from 'vitest';
import { findColourBar } from '@/utils/pixels/visible/colour-bar';
import { viewOf } from '@/utils/pixels/visible/view';
import { randomFrom } from '../../../fuzz/random';
import type { Pixels } from '../stealth/writer';
import { BAR, BLUE, backdrop, type Colour, GREEN, ORANGE, painted, TURQUOISE, withBar, YELLOW } from './draw';

const look = (pixels: Pixels) => findColourBar(viewOf(pixels));
const scene = backdrop(256, 200);
const changed = (pixels: Pixels, change: (value: number, at: number) => number): Pixels => ({
  ...pixels,
  rgba: pixels.rgba.map((value, at) => (at % 4 === 3 ? value : Math.min(Math.max(change(value, at), 0), 255))),
});

describe('the bar is found', () => {
  it.each([
    ['of 256 pixels', 256, 256, 16],
    ['of 512 pixels', 512, 512, 16],
    ['of 1024 pixels', 1024, 1024, 16],
    ['of any other size', 300, 200, 16],
    ['of 1024, in a copy half as large', 512, 512, 8],
    ['of 1024, in a copy a quarter as large', 256, 256, 4],
    ['of 512, in a copy three quarters as large', 384, 384, 12],
    ['of 256, in a copy twice as large', 512, 512, 32],
    ['that is no larger than the bar', 80, 16, 16],
  ])('in a picture %s', (_, width, height, side) => {
    const bare = backdrop(width, height);
    expect(look(bare)).toBeUndefined();
    expect(look(withBar(bare, BAR, { side }))).toEqual({ square: side });
  });

  it('as far from its colours as may be, and not further', () => {
    const bar = withBar(scene, BAR);
    expect(look(changed(bar, (value) => value - 24))).toEqual({ square: 16 });
    expect(look(changed(bar, (value) => value - 25))).toBeUndefined();
  });

  it('with as much noise as JPEG makes, and not with more', () => {
    const signs = randomFrom('bar').bytes(scene.rgba.length);
    const noisy = (by: number): Pixels =>
      changed(
        withBar(
          scene,
          BAR.map(([r, g, b]) => [r - 12, g - 12, b - 12] as const),
        ),
        (value, at) => ((signs[at] ?? 0) & 1 ? value + by : value - by),
      );
    expect(look(noisy(10))).toEqual({ square: 16 });
    expect(look(noisy(13))).toBeUndefined();
  });
});

describe('other bars are not', () => {
  it.each([
    ['in the order of the rainbow', [ORANGE, YELLOW, GREEN, TURQUOISE, BLUE]],
    ['from right to left', [...BAR].reverse()],
    ['with two squares changed for each other', [YELLOW, TURQUOISE, ORANGE, GREEN, BLUE]],
    ['with one square of another colour', [YELLOW, TURQUOISE, GREEN, ORANGE, [60, 70, 200]]],
    ['with a square of red and blue changed', [YELLOW, TURQUOISE, GREEN, [60, 110, 255], BLUE]],
    ['of four squares', BAR.slice(1)],
    ['of six squares', [...BAR, YELLOW]],
  ] as const)('%s', (_, colours) => {
    expect(look(withBar(scene, colours as readonly Colour[]))).toBeUndefined();
  });

  it.each([
    ['half a square to the left', { right: 8 }],
    ['half a square higher', { bottom: 8 }],
    ['in the lower left corner', { right: 256 - 80 }],
    ['in the upper right corner', { bottom: 200 - 16 }],
    ['of larger squares', { side: 24 }],
    ['of smaller squares', { side: 11 }],
  ])('%s', (_, placing) => {
    expect(look(withBar(scene, BAR, placing))).toBeUndefined();
  });

  it.each([
    [1, 1],
    [1, 400],
    [400, 1],
    [79, 16],
    [80, 15],
    [19, 3],
  ])('a picture of %i×%i, and nothing beyond it is read', (width, height) => {
    expect(look(painted(width, height, (x, y, c) => x + 3 * y + c))).toBeUndefined();
  });
});
