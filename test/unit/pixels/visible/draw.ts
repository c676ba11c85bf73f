/** Draws the marks and what is like them, for tests only: white laid over a picture, each pixel by the share that is covered. */
import { randomFrom } from '../../../fuzz/random';
import type { Pixels } from '../stealth/writer';

/** Whether a point belongs to a figure: from its middle, 1 being half of its box. */
export type Figure = (x: number, y: number) => boolean;

export interface Laid {
  readonly figure: Figure;
  /** Of its box, in pixels, from the lower right corner. */
  readonly width: number;
  readonly height?: number;
  readonly right: number;
  readonly bottom: number;
  /** 0 … 1. */
  readonly opacity: number;
  readonly colour?: readonly [number, number, number];
}

/** A curve with four tips, |x|^p + |y|^p = 1: a rhombus for 1, a circle for 2. */
export const tips =
  (exponent: number): Figure =>
  (x, y) =>
    Math.abs(x) ** exponent + Math.abs(y) ** exponent <= 1;

/** How far Google AI's star reaches from an axis, as far from the middle along it as the place in the list says: 0, 1/8 … 1. */
const REACH = [1, 0.73, 0.531, 0.388, 0.277, 0.193, 0.127, 0.073, 0.033] as const;
const reachAt = (distance: number): number => {
  const at = Math.min(distance * (REACH.length - 1), REACH.length - 1);
  const [from, to] = [REACH[Math.floor(at)] ?? 0, REACH[Math.ceil(at)] ?? 0];
  return from + (to - from) * (at % 1);
};
export const STAR: Figure = (x, y) => Math.abs(x) <= reachAt(Math.abs(y)) || Math.abs(y) <= reachAt(Math.abs(x));

export const turned =
  (figure: Figure, degrees: number): Figure =>
  (x, y) => {
    const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    return figure(x * cosine + y * sine, y * cosine - x * sine);
  };

/** The star of a flag, a tip upwards. */
export const pentagram: Figure = (x, y) => {
  const angle = (((Math.atan2(x, -y) / (2 * Math.PI)) * 5 + 5.5) % 1) - 0.5;
  const between = Math.abs(angle) * 2;
  return Math.hypot(x, y) <= 0.382 + (1 - 0.382) * (1 - between) ** 1.6;
};

export const cross: Figure = (x, y) => Math.min(Math.abs(x), Math.abs(y)) <= 0.3;
export const square: Figure = () => true;

const SAMPLES = 6;

/** A copy with the figure on it. */
export function laid(pixels: Pixels, { figure, width, height = width, right, bottom, opacity, colour }: Laid): Pixels {
  const rgba = Uint8Array.from(pixels.rgba);
  const [left, top] = [pixels.width - right - width, pixels.height - bottom - height];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * ((top + y) * pixels.width + left + x);
      const share = opacity * coverage(figure, x, y, width, height);
      for (const [channel, value] of (colour ?? [255, 255, 255]).entries()) {
        rgba[at + channel] = Math.round(value * share + (rgba[at + channel] ?? 0) * (1 - share));
      }
    }
  }
  return { ...pixels, rgba };
}

function coverage(figure: Figure, x: number, y: number, width: number, height: number): number {
  let inside = 0;
  for (let sample = 0; sample < SAMPLES ** 2; sample++) {
    const [u, v] = [sample % SAMPLES, Math.floor(sample / SAMPLES)];
    const across = (2 * (x + (u + 0.5) / SAMPLES)) / width - 1;
    const down = (2 * (y + (v + 0.5) / SAMPLES)) / height - 1;
    inside += Number(figure(across, down));
  }
  return inside / SAMPLES ** 2;
}

/** Opaque, each channel by its place. */
export function painted(
  width: number,
  height: number,
  valueAt: (x: number, y: number, channel: number) => number,
): Pixels {
  const rgba = Uint8Array.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 255 : Math.min(Math.max(valueAt((at >> 2) % width, Math.floor((at >> 2) / width), at % 4), 0), 255),
  );
  return { width, height, rgba };
}

/** Slow waves of colour with a little noise, like a photograph's background. */
export function backdrop(width: number, height: number, light = 110, noise = 6): Pixels {
  const grain = randomFrom('backdrop', width, height).bytes(65_521);
  return painted(width, height, (x, y, channel) => {
    const wave = 25 * Math.sin(x / (61 + 7 * channel) + y / 83) + 15 * Math.cos(y / 47 - x / (101 - 9 * channel));
    return light + wave + (((grain[(4 * (y * width + x) + channel) % 65_521] ?? 0) - 127.5) * noise) / 127.5;
  });
}

export type Colour = readonly [number, number, number];
export const YELLOW: Colour = [255, 255, 102];
export const TURQUOISE: Colour = [66, 255, 255];
export const GREEN: Colour = [81, 218, 76];
export const ORANGE: Colour = [255, 110, 60];
export const BLUE: Colour = [60, 70, 255];
/** DALL·E 2's, left to right. */
export const BAR = [YELLOW, TURQUOISE, GREEN, ORANGE, BLUE] as const;

interface Placing {
  readonly side?: number;
  readonly right?: number;
  readonly bottom?: number;
}

/** Squares of whole pixels. */
export const withBar = (
  pixels: Pixels,
  colours: readonly Colour[] = BAR,
  { side = 16, right = 0, bottom = 0 }: Placing = {},
): Pixels =>
  colours.reduce(
    (picture, colour, index) =>
      laid(picture, {
        ...{ figure: square, width: side, bottom, opacity: 1, colour },
        right: right + (colours.length - 1 - index) * side,
      }),
    pixels,
  );
