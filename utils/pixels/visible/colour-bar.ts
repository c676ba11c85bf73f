/**
 * The bar of five coloured squares with which DALL·E 2 signed its pictures, in their lower right corner: 80 × 16 pixels of
 * pictures of 256, 512 and 1024 pixels a side; on resized copies it has shrunk with them.
 */
import type { View } from './view';

export interface ColourBar {
  /** Of one square, in pixels. */
  readonly square: number;
}

type Colour = readonly [red: number, green: number, blue: number];

/** From left to right: yellow, turquoise, green, orange, blue. */
const COLOURS: readonly Colour[] = [
  [0xff, 0xff, 0x66],
  [0x42, 0xff, 0xff],
  [0x51, 0xda, 0x4c],
  [0xff, 0x6e, 0x3c],
  [0x3c, 0x46, 0xff],
];
const SQUARE = 16;
/** Sides of the pictures that it was drawn into. */
const SIDES = [1024, 512, 256] as const;
/** Below it, squares have no inside. */
const LEAST_SQUARE = 4;
/** Of a square, without what JPEG and resizing mix with its neighbours. */
const INSIDE = 10 / 16;
/** Between the mean of a square and its colour, in each channel. */
const MOST_DISTANCE = 24;
/** Standard deviation in each channel. */
const MOST_MIXED = 12;

export function findColourBar(view: View): ColourBar | undefined {
  const resized = SIDES.map((side) => (SQUARE * view.width) / side);
  return [SQUARE, ...resized]
    .filter((square) => square >= LEAST_SQUARE && COLOURS.length * square <= view.width && square <= view.height)
    .map((square) => ({ square }))
    .find(({ square }) => COLOURS.every((colour, index) => isColoured(view, square, index, colour)));
}

function isColoured(view: View, square: number, index: number, colour: Colour): boolean {
  const rim = ((1 - INSIDE) / 2) * square;
  const left = view.width - (COLOURS.length - index) * square;
  const top = view.height - square;
  const [fromX, toX] = [Math.round(left + rim), Math.round(left + square - rim)];
  const [fromY, toY] = [Math.round(top + rim), Math.round(top + square - rim)];
  const count = (toX - fromX) * (toY - fromY);
  return colour.every((wanted, channel) => {
    let sum = 0;
    let squares = 0;
    for (let y = fromY; y < toY; y++) {
      for (let x = fromX; x < toX; x++) {
        const value = view.rgba[view.origin + y * view.stepY + x * view.stepX + channel] ?? 0;
        sum += value;
        squares += value * value;
      }
    }
    const mean = sum / count;
    return Math.abs(mean - wanted) <= MOST_DISTANCE && squares / count - mean * mean < MOST_MIXED ** 2;
  });
}
