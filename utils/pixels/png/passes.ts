/** Where a line's pixels belong: all in one pass, or in Adam7's seven (PNG 3 8.1). */
import { lineBytes, type PngHeader } from './header';

export interface Pass {
  /** First column and row, and how far apart the pass's columns and rows are. */
  readonly x: number;
  readonly y: number;
  readonly xStep: number;
  readonly yStep: number;
  /** Pixels of a line, and lines. */
  readonly width: number;
  readonly height: number;
}

const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

const WHOLE = [[0, 0, 1, 1]] as const;

/** Those that hold pixels; an empty one takes no bytes. */
export const passesOf = ({ width, height, isInterlaced }: PngHeader): readonly Pass[] =>
  (isInterlaced ? ADAM7 : WHOLE)
    .map(([x, y, xStep, yStep]) => ({
      x,
      y,
      xStep,
      yStep,
      width: Math.ceil((width - x) / xStep),
      height: Math.ceil((height - y) / yStep),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);

/** What the picture data inflate to: each line with the byte that names its filter. */
export const inflatedBytes = (header: PngHeader): number =>
  passesOf(header).reduce((sum, { width, height }) => sum + height * (1 + lineBytes(header, width)), 0);
