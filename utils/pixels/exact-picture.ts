/** A medium's pixels as its file has them: not multiplied by alpha, no colour profile applied. */
import type { PixelProblem } from './problem';

export interface Picture<Values> {
  readonly width: number;
  readonly height: number;
  /** R, G, B, A of each pixel, top line first. */
  readonly rgba: Values;
}

/** Decoded once for all who ask, and no further than they ask. */
export interface ExactPicture<Values = Uint8Array> {
  readonly width: number;
  readonly height: number;
  /**
   * R, G, B, A of each pixel of a line; where the file allows it, no line below it is decoded. Good until a line further
   * down is asked for. Lines above damage can be had.
   */
  readonly line: (y: number) => Values | PixelProblem;
  /** Only where all of it is as the file says, checksums included. */
  readonly whole: () => Picture<Values> | PixelProblem;
}
