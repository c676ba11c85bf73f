/** The two texts that Doubao (豆包) draws into pictures, large: white, see-through, the same for all sizes. */
import { type Area, areaOf } from '../area';
import { FRAME_TEXT_ROWS } from './frame-text';

/**
 * `豆包AI生成` as it was measured on Doubao's pictures, 104 bits a row, the leftmost first: its bold letters are those of no
 * free font.
 */
const CORNER_TEXT_ROWS: readonly string[] = [
  ...['ffff8700000000000e780001dc', 'ffff87fff807e01e0e780001de', 'ffff87fff807e01e1e780001fe'],
  ...['000007fff807f01e1fffe1fffe', '00000000780ff01e1ffff1fffe', '7fff0000380ff01e1ffff1ffff'],
  ...['7fff07fe380f781e1fffe1c0f0', '7fff07fe381e781e007801c0f0', '780707fe381e781e007803fe70'],
  ...['7807070e381e3c1e007803ff70', '7fff070e383e3c1e0fffc3ff78', '7fff070e783e3c1e0fffc3ff7b'],
  ...['7fff07fef83ffe1e0fffc38f3f', '000007fef83ffe1e0078038f3f', '1c1c07fe787ffe1e0078038f7e'],
  ...['1c1c070000781e1e0078038f7c', '1e3c070000780f1e0078038f7e', 'ffff87fff8f00f1e3ffff39f5e'],
  ...['ffff87fff8f00f1e3ffff79f0e', 'ffff87fff8f0079e3ffff79f0f'],
];

/** The ink of the text in the lower right corner; its box is 5.2 times as wide as high. */
export function cornerText(): Area {
  return softened(CORNER_TEXT_ROWS, 4, 1.5);
}

/** `AI 生成` in a frame with round corners, in thin lines, for the upper left corner. */
export function framedText(): Area {
  const ink = bitsOf(FRAME_TEXT_ROWS);
  const { width, height, stroke, radius, scale } = FRAME;
  const left = (width - scale * ink.width) / 2;
  const top = (height - scale * ink.height) / 2;
  return areaOf(width, height, (x, y) => {
    const text = ink.at(Math.floor((x - left) / scale), Math.floor((y - top) / scale));
    const depth = depthIn(x + 0.5 - width / 2, y + 0.5 - height / 2, width, height, radius);
    return text || Number(depth >= 0 && depth <= stroke);
  });
}

/** Measured, in half pixels of the largest: the stroke 2 % of the width, the radius a fifth of the height, the text 72 %. */
const FRAME = { width: 496, height: 208, stroke: 10, radius: 42, scale: 3 } as const;

/** How far a point lies within a rectangle with round corners around 0, 0; below 0 outside. */
function depthIn(x: number, y: number, width: number, height: number, radius: number): number {
  const [beyondX, beyondY] = [Math.abs(x) - width / 2 + radius, Math.abs(y) - height / 2 + radius];
  return radius - Math.hypot(Math.max(beyondX, 0), Math.max(beyondY, 0)) - Math.min(Math.max(beyondX, beyondY), 0);
}

interface Bits {
  readonly width: number;
  readonly height: number;
  /** 0 or 1; 0 beyond it. */
  readonly at: (x: number, y: number) => number;
}

function bitsOf(rows: readonly string[]): Bits {
  const lines = rows.map((row) => [...row].map((digit) => Number.parseInt(digit, 16)));
  const at = (x: number, y: number): number => ((lines[y]?.[x >> 2] ?? 0) >> (3 - (x & 3))) & 1;
  return { width: 4 * (rows[0]?.length ?? 0), height: rows.length, at };
}

/** Enlarged, and blurred by a Gaussian of `sigma` pixels. */
function softened(rows: readonly string[], scale: number, sigma: number): Area {
  const { width, height, at } = bitsOf(rows);
  const [wide, high] = [scale * width, scale * height];
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * sigma ** 2)),
  );
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const along = (value: (offset: number) => number): number =>
    weights.reduce((sum, weight, index) => sum + weight * value(index - reach), 0) / whole;
  const lines = Array.from({ length: height }, (_, y) =>
    Array.from({ length: wide }, (_, x) => along((offset) => at(Math.floor((x + offset) / scale), y))),
  );
  return areaOf(wide, high, (x, y) => along((offset) => lines[Math.floor((y + offset) / scale)]?.[x] ?? 0));
}
