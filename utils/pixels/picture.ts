/** A medium's pixels as its file has them: not multiplied by alpha, no colour profile applied, not turned by EXIF. */
import type { PixelProblem } from './problem';

export interface Picture<Values> {
  readonly width: number;
  readonly height: number;
  /** R, G, B, A of each pixel, top line first. */
  readonly rgba: Values;
}

/**
 * How far the values are the file's own, to the last bit.
 * `every-value`: all of them. `alpha`: alpha's only; colours were coded with loss. `lossy`: none were ever stored.
 * `disturbed`: the file stores them, and what decodes here gives others (privacy settings add noise).
 */
export type Exactness = 'every-value' | 'alpha' | 'lossy' | 'disturbed';

/** Decoded once for all who ask, and no further than they ask. */
export interface DecodedPicture<Values = Uint8Array> {
  readonly width: number;
  readonly height: number;
  readonly exactness: Exactness;
  /**
   * R, G, B, A of each pixel of a line; where the file allows it, no line below it is decoded. Good until a line further
   * down is asked for. Lines above damage can be had.
   */
  readonly line: (y: number) => Values | PixelProblem;
  /** Only where all of it is as the file says, checksums included. */
  readonly whole: () => Picture<Values> | PixelProblem;
}

/** Of a decoder that gives everything at once. */
export const decodedWhole = (picture: Picture<Uint8Array>, exactness: Exactness): DecodedPicture => {
  const { width, height, rgba } = picture;
  return {
    width,
    height,
    exactness,
    line: (y) => rgba.subarray(4 * width * y, 4 * width * (y + 1)),
    whole: () => picture,
  };
};
