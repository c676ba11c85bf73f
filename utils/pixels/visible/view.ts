/** A picture as it is shown: turned and mirrored as EXIF's Orientation says, by steps through its values, not by a copy. */
import type { Picture } from '../picture';
import type { Orientation } from './orientation';

export interface View {
  /** As shown. */
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
  /** Where the R of the pixel stands that is shown at the top left. */
  readonly origin: number;
  /** From a pixel's R to that of the one to its right, and of the one below it. */
  readonly stepX: number;
  readonly stepY: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One value for each pixel, top line first. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** What is done to the stored lines to show them: first mirrored, then lines and columns changed for each other. */
const TURNS: Readonly<Record<Orientation, { isMirroredX?: true; isMirroredY?: true; isTransposed?: true }>> = {
  1: {},
  2: { isMirroredX: true },
  3: { isMirroredX: true, isMirroredY: true },
  4: { isMirroredY: true },
  5: { isTransposed: true },
  6: { isMirroredY: true, isTransposed: true },
  7: { isMirroredX: true, isMirroredY: true, isTransposed: true },
  8: { isMirroredX: true, isTransposed: true },
};

export function viewOf({ width, height, rgba }: Picture<Uint8Array>, orientation: Orientation = 1): View {
  const { isMirroredX = false, isMirroredY = false, isTransposed = false } = TURNS[orientation];
  const origin = 4 * ((isMirroredX ? width - 1 : 0) + (isMirroredY ? (height - 1) * width : 0));
  const alongLine = isMirroredX ? -4 : 4;
  const acrossLines = 4 * (isMirroredY ? -width : width);
  return isTransposed
    ? { width: height, height: width, rgba, origin, stepX: acrossLines, stepY: alongLine }
    : { width, height, rgba, origin, stepX: alongLine, stepY: acrossLines };
}

/** Luma of a part that lies within the picture, 0 … 255 (BT.601). */
export function lumaOf({ rgba, origin, stepX, stepY }: View, { left, top, width, height }: Box): Plane {
  const values = new Float32Array(width * height);
  let next = 0;
  for (let y = 0; y < height; y++) {
    let at = origin + (top + y) * stepY + left * stepX;
    for (let x = 0; x < width; x++, at += stepX) {
      values[next++] = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
    }
  }
  return { width, height, values };
}
