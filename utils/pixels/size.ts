import { PIXEL_LIMITS } from './limits';
import { type PixelProblem, tooLargePicture } from './problem';

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Before anything is decoded or allocated. */
export function refuseTooLarge({ width, height }: Size): PixelProblem | undefined {
  const { pixels, side } = PIXEL_LIMITS;
  const stated = `The picture has ${width} × ${height} pixels, and`;
  if (width * height >= pixels) return tooLargePicture(`${stated} fewer than ${pixels} are read.`);
  return Math.max(width, height) > side ? tooLargePicture(`${stated} at most ${side} a side are read.`) : undefined;
}
