/** Doubao's two texts: found where they stand, and other texts are not. */
import { describe, expect, it } from 'vitest';
import { type Area, drawn } from '@/utils/pixels/visible/area';
import { findText } from '@/utils/pixels/visible/text/find-text';
import { TEXT_MARKS, type TextMark } from '@/utils/pixels/visible/text/marks';
import { viewOf } from '@/utils/pixels/visible/view';
import type { Pixels } from '../stealth/writer';
import { backdrop, type Figure, type Laid, laid, painted, square } from './draw';

const [CORNER, FRAME] = TEXT_MARKS;
if (CORNER === undefined || FRAME === undefined) throw new Error('There are two texts.');

function figureOf(area: Area): Figure {
  const { width, height, values } = drawn(area, area.width, area.height);
  const index = (at: number, length: number): number => Math.min(Math.floor(((at + 1) / 2) * length), length - 1);
  return (x, y) => (values[index(y, height) * width + index(x, width)] ?? 0) > 0.5;
}

const INK = new Map(TEXT_MARKS.map((mark) => [mark, figureOf(mark.draw())]));
const inkOf = (mark: TextMark): Figure => INK.get(mark) ?? (() => false);
const OPACITY = new Map([
  [CORNER, 0.8],
  [FRAME, 0.6],
]);

/** In its corner, lengths as shares of the shorter side. */
function texted(pixels: Pixels, mark: TextMark, width: number, margin: number, more: Partial<Laid> = {}): Pixels {
  const side = Math.min(pixels.width, pixels.height);
  const size = { width: Math.round(width * side), height: Math.round((width * side) / mark.aspect) };
  const from = Math.round(margin * side);
  const isLeft = mark.corner === 'upper-left';
  return laid(pixels, {
    ...size,
    figure: inkOf(mark),
    right: isLeft ? pixels.width - from - size.width : from,
    bottom: isLeft ? pixels.height - from - size.height : from,
    opacity: OPACITY.get(mark) ?? 0,
    ...more,
  });
}

const look = (pixels: Pixels, mark: TextMark) => findText(viewOf(pixels), mark);
const MARKS = [
  [CORNER, 0.132, 0.032],
  [FRAME, 0.125, 0.021],
] as const;
const SCENE = backdrop(700, 700, 90);

describe.each(MARKS)('$name', (mark, width, margin) => {
  it.each([
    [700, 700],
    [1400, 900],
    [900, 1600],
    [520, 480],
    [320, 420],
  ])('is found in a picture of %i×%i', (wide, high) => {
    const bare = backdrop(wide, high, 90);
    expect(look(bare, mark)).toBeUndefined();
    const found = look(texted(bare, mark, width, margin), mark);
    const side = Math.min(wide, high);
    expect(found?.fit).toBeGreaterThan(0.6);
    expect(Math.abs((found?.width ?? 0) - width * side)).toBeLessThanOrEqual(0.02 * width * side + 2);
    expect(Math.abs((found?.marginX ?? 0) - margin * side)).toBeLessThanOrEqual(4);
    expect(Math.abs((found?.marginY ?? 0) - margin * side)).toBeLessThanOrEqual(4);
  });

  it('is not looked for in a picture whose letters would be too small', () => {
    expect(look(texted(backdrop(319, 420, 90), mark, width, margin), mark)).toBeUndefined();
  });

  it.each([0.122, 0.14, 0.15, 0.165])('is found with a width of %f', (share) => {
    expect(look(texted(SCENE, mark, share, margin), mark)).toBeDefined();
  });

  it.each([0, 60, 150])('is found on a ground of %i', (light) => {
    expect(look(texted(backdrop(700, 700, light), mark, width, margin), mark)).toBeDefined();
  });

  it.each([
    ['black', { colour: [0, 0, 0] as const }],
    ['mirrored', { figure: (x: number, y: number) => inkOf(mark)(-x, y) }],
    ['on its head', { figure: (x: number, y: number) => inkOf(mark)(-x, -y) }],
    ['its left half alone', { figure: (x: number, y: number) => x < -0.2 && inkOf(mark)(x, y) }],
    ['a plate of its size', { figure: square }],
    ['stripes of its size', { figure: (x: number) => Math.floor(12 * (x + 1)) % 2 === 0 }],
    ['lines of its size', { figure: (_: number, y: number) => Math.floor(2.5 * (y + 1)) % 2 === 0 }],
    ['hardly there', { opacity: 0.01 }],
    ['in another corner', { right: 20, bottom: 600 }],
    ['too far from its corner', { right: 150, bottom: 300 }],
  ])('is not found where it is %s', (_, more) => {
    expect(look(texted(SCENE, mark, width, margin, more), mark)).toBeUndefined();
  });

  it.each([0.08, 0.2])('is not found with a width of %f', (share) => {
    expect(look(texted(SCENE, mark, share, margin), mark)).toBeUndefined();
  });

  it.each([
    ['one colour', () => 128],
    ['a bright corner', (x: number, y: number) => (Math.abs(x - y) > 500 ? 250 : 40)],
    ['stripes', (x: number) => (x % 6 < 3 ? 30 : 220)],
    ['a fine chessboard', (x: number, y: number) => (((x >> 1) ^ (y >> 1)) & 1 ? 30 : 220)],
    ['noise', (x: number, y: number) => (x * 7919 + y * 104_729 + x * y * 31) % 256],
  ])('is not found in %s', (_, valueAt) => {
    expect(look(painted(400, 400, valueAt), mark)).toBeUndefined();
  });

  it.each([
    [1, 1],
    [1, 4000],
    [4000, 1],
    [319, 319],
    [320, 320],
    [321, 3000],
  ])('is not found in a picture of %i×%i, and nothing beyond it is read', (wide, high) => {
    expect(
      look(
        painted(wide, high, (x, y) => (x * y) % 251),
        mark,
      ),
    ).toBeUndefined();
  });
});

it('neither text is taken for the other', () => {
  expect(look(texted(SCENE, CORNER, 0.132, 0.02, { figure: inkOf(FRAME), height: 40 }), CORNER)).toBeUndefined();
  expect(look(texted(SCENE, FRAME, 0.132, 0.02, { figure: inkOf(CORNER) }), FRAME)).toBeUndefined();
});
