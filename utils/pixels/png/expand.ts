/** From a line's samples to RGBA. Values are the file's own: no gamma, no profile, no multiplication by alpha. */
import { u16 } from '@/utils/engine/bytes';
import { type ColourType, GREY, GREY_ALPHA, PALETTE, type PngHeader, RGB, RGB_ALPHA } from './header';
import type { PngLayout } from './layout';
import type { PngLine } from './lines';

/** Four values a pixel: R, G, B, A. */
export type Rgba = Uint8Array | Uint16Array;

/** Bits of a picture's values. */
export type PictureDepth = 8 | 16;

/** Writes the pixels of a line to where they belong in the picture. */
export type Expand = (line: PngLine, picture: Rgba) => void;

/**
 * Samples of fewer bits than the picture's are widened by repeating them, which is exact (PNG 3 13.12); those of more
 * are narrowed to their high byte, so that a picture that was widened is as it was before.
 */
export function expander(layout: PngLayout, depth: PictureDepth): Expand {
  const { header } = layout;
  const opaque = 2 ** depth - 1;
  const scale = header.depth > depth ? { factor: 1, shift: 8 } : { factor: opaque / (2 ** header.depth - 1), shift: 0 };
  const colour = COLOURS[header.colourType](layout, { ...scale, opaque });
  const samplesOf = unpacker(header);
  return ({ pass, y, bytes }, picture) => {
    const start = 4 * (y * header.width + pass.x);
    const isAsItIs = header.colourType === RGB_ALPHA && header.depth === 8 && depth === 8 && pass.xStep === 1;
    if (isAsItIs) picture.set(bytes, start);
    else colour(samplesOf(bytes, pass.width), pass.width, { picture, start, step: 4 * pass.xStep });
  };
}

/** Samples of a line, one a number. */
function unpacker({ depth, channels, width }: PngHeader): (bytes: Uint8Array, pixels: number) => Rgba {
  if (depth === 8) return (bytes) => bytes;
  const samples = new Uint16Array(width * channels);
  if (depth === 16) {
    return (bytes, pixels) => {
      for (let at = 0; at < pixels * channels; at++) samples[at] = u16(bytes, 2 * at);
      return samples;
    };
  }
  // The leftmost pixel stands in the highest bits (PNG 3 7.2).
  const mask = 2 ** depth - 1;
  return (bytes, pixels) => {
    for (let at = 0, bit = 0; at < pixels; at++, bit += depth) {
      samples[at] = ((bytes[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & mask;
    }
    return samples;
  };
}

interface Scale {
  readonly factor: number;
  readonly shift: number;
  /** The greatest value: alpha of what cannot be seen through. */
  readonly opaque: number;
}

interface Target {
  readonly picture: Rgba;
  readonly start: number;
  /** From a pixel to the next one. */
  readonly step: number;
}

type Colour = (samples: Rgba, pixels: number, target: Target) => void;

const COLOURS: Readonly<Record<ColourType, (layout: PngLayout, scale: Scale) => Colour>> = {
  [GREY]: (layout, { factor, shift, opaque }) => {
    const [clear = NO_SAMPLE] = clearSamples(layout);
    return (samples, pixels, { picture, start, step }) => {
      for (let x = 0, to = start; x < pixels; x++, to += step) {
        const grey = samples[x] ?? 0;
        picture.fill((grey * factor) >> shift, to, to + 3);
        picture[to + 3] = grey === clear ? 0 : opaque;
      }
    };
  },
  [RGB]: (layout, { factor, shift, opaque }) => {
    const [clearRed = NO_SAMPLE, clearGreen = NO_SAMPLE, clearBlue = NO_SAMPLE] = clearSamples(layout);
    return (samples, pixels, { picture, start, step }) => {
      for (let x = 0, from = 0, to = start; x < pixels; x++, from += 3, to += step) {
        const red = samples[from] ?? 0;
        const green = samples[from + 1] ?? 0;
        const blue = samples[from + 2] ?? 0;
        picture[to] = (red * factor) >> shift;
        picture[to + 1] = (green * factor) >> shift;
        picture[to + 2] = (blue * factor) >> shift;
        picture[to + 3] = red === clearRed && green === clearGreen && blue === clearBlue ? 0 : opaque;
      }
    };
  },
  [PALETTE]: (layout, { opaque }) => {
    const colours = coloursOf(layout, opaque / 0xff);
    return (samples, pixels, { picture, start, step }) => {
      for (let x = 0, to = start; x < pixels; x++, to += step) {
        const from = 4 * (samples[x] ?? 0);
        for (let value = 0; value < 4; value++) picture[to + value] = colours[from + value] ?? 0;
      }
    };
  },
  [GREY_ALPHA]:
    (_, { factor, shift }) =>
    (samples, pixels, { picture, start, step }) => {
      for (let x = 0, to = start; x < pixels; x++, to += step) {
        picture.fill(((samples[2 * x] ?? 0) * factor) >> shift, to, to + 3);
        picture[to + 3] = ((samples[2 * x + 1] ?? 0) * factor) >> shift;
      }
    },
  [RGB_ALPHA]:
    (_, { factor, shift }) =>
    (samples, pixels, { picture, start, step }) => {
      for (let x = 0, to = start; x < pixels; x++, to += step) {
        for (let value = 0; value < 4; value++) picture[to + value] = ((samples[4 * x + value] ?? 0) * factor) >> shift;
      }
    },
};

/** What no sample is. */
const NO_SAMPLE = -1;

/** The one grey or colour that is seen through (PNG 3 11.3.1.1): two bytes a sample, of which the depth's low bits count. */
const clearSamples = ({ header, transparency }: PngLayout): readonly number[] =>
  transparency === undefined || transparency.length < 2 * header.channels
    ? []
    : Array.from({ length: header.channels }, (_, at) => u16(transparency, 2 * at) & (2 ** header.depth - 1));

const MAX_COLOURS = 256;

/** The palette with its alphas; an index beyond it is opaque black, as libpng has it. */
function coloursOf({ palette = new Uint8Array(), transparency = new Uint8Array() }: PngLayout, factor: number): Rgba {
  const colours = new Uint16Array(4 * MAX_COLOURS);
  for (let index = 0; index < MAX_COLOURS; index++) {
    const [red = 0, green = 0, blue = 0] = palette.subarray(3 * index, 3 * index + 3);
    const alpha = transparency[index] ?? 0xff;
    colours.set(
      [red, green, blue, alpha].map((value) => value * factor),
      4 * index,
    );
  }
  return colours;
}
