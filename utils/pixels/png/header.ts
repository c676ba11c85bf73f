/** IHDR (PNG 3 11.2.1): what everything else is measured by. */
import { u32 } from '@/utils/engine/bytes';
import { malformedPicture, type PixelProblem } from '../problem';
import { refuseTooLarge } from '../size';

export const GREY = 0;
export const RGB = 2;
export const PALETTE = 3;
export const GREY_ALPHA = 4;
export const RGB_ALPHA = 6;
export type ColourType = typeof GREY | typeof RGB | typeof PALETTE | typeof GREY_ALPHA | typeof RGB_ALPHA;

export interface PngHeader {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Bits per sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  readonly colourType: ColourType;
  /** Samples per pixel; one, the index, where there is a palette. */
  readonly channels: number;
  /** Adam7. */
  readonly isInterlaced: boolean;
}

/** Table 12: samples per pixel, and the depths that a colour type may have. */
const COLOUR_TYPES: Readonly<Record<ColourType, { readonly channels: number; readonly depths: readonly number[] }>> = {
  [GREY]: { channels: 1, depths: [1, 2, 4, 8, 16] },
  [RGB]: { channels: 3, depths: [8, 16] },
  [PALETTE]: { channels: 1, depths: [1, 2, 4, 8] },
  [GREY_ALPHA]: { channels: 2, depths: [8, 16] },
  [RGB_ALPHA]: { channels: 4, depths: [8, 16] },
};

const isColourType = (value: number): value is ColourType => Object.hasOwn(COLOUR_TYPES, value);

export const HEADER_BYTES = 13;
/** Sides are below 2^31 (PNG 3 7.1). */
const SIDE_END = 0x80000000;

/** @param data IHDR's 13 bytes. */
export function readHeader(data: Uint8Array): PngHeader | PixelProblem {
  const [width, height] = [u32(data, 0), u32(data, 4)];
  const [depth = 0, colourType = 0, compression, filter, interlace = 0] = data.subarray(8);
  const isSound =
    [width, height].every((side) => side > 0 && side < SIDE_END) &&
    isColourType(colourType) &&
    COLOUR_TYPES[colourType].depths.includes(depth) &&
    compression === 0 &&
    filter === 0 &&
    interlace <= 1;
  if (!isSound) return malformedPicture('The PNG chunk IHDR states what no PNG can be.');
  const tooLarge = refuseTooLarge({ width, height });
  if (tooLarge !== undefined) return tooLarge;
  const { channels } = COLOUR_TYPES[colourType];
  return { width, height, depth, colourType, channels, isInterlaced: interlace === 1 };
}

export const bitsPerPixel = ({ depth, channels }: PngHeader): number => depth * channels;

/** Bytes of a line of so many pixels, without its filter's (PNG 3 7.2). */
export const lineBytes = (header: PngHeader, width: number): number => Math.ceil((width * bitsPerPixel(header)) / 8);
