/** A picture line by line: whoever has seen enough stops asking, and the rest is never inflated. */
import { malformedPicture, type PixelProblem } from '../problem';
import { bitsPerPixel, lineBytes } from './header';
import { InflatedData } from './inflated-data';
import type { PngLayout } from './layout';
import { type Pass, passesOf } from './passes';
import { FILTERS } from './unfilter';

export interface PngLine {
  readonly pass: Pass;
  /** Row of the picture. */
  readonly y: number;
  /** Samples as the file packs them, filter undone. Good until the next line is asked for. */
  readonly bytes: Uint8Array;
}

/** @returns what is wrong, once every line that can be had was given; `undefined` where the picture was whole. */
export function* linesOf(layout: PngLayout): Generator<PngLine, PixelProblem | undefined> {
  const { header } = layout;
  const data = new InflatedData(layout);
  const pixelBytes = Math.max(1, bitsPerPixel(header) >> 3);
  for (const pass of passesOf(header)) {
    const length = pixelBytes + lineBytes(header, pass.width);
    let line = new Uint8Array(length);
    let above = new Uint8Array(length);
    for (let row = 0; row < pass.height; row++) {
      // The filter's number takes the last of the zeros that stand before the line.
      const problem = data.take(line.subarray(pixelBytes - 1));
      if (problem !== undefined) return problem;
      const undo = FILTERS[line[pixelBytes - 1] ?? 0];
      if (undo === undefined) return malformedPicture('A line of the PNG has a filter that does not exist.');
      line[pixelBytes - 1] = 0;
      undo(line, above, pixelBytes);
      yield { pass, y: pass.y + row * pass.yStep, bytes: line.subarray(pixelBytes) };
      [line, above] = [above, line];
    }
  }
  return data.finish();
}
