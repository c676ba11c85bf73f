import type { ErrorCode } from '@/utils/engine/report';
import { PIXEL_LIMITS } from './limits';

/** Why a picture's pixels could not be had exactly. A value, for files do this every day. */
export interface PixelProblem {
  readonly code: Extract<ErrorCode, 'malformed' | 'truncated' | 'over-budget' | 'unsupported' | 'crashed'>;
  /** One English sentence for people. */
  readonly message: string;
}

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const problem =
  (code: PixelProblem['code']) =>
  (message: string): PixelProblem => ({ code, message });

export const malformedPicture = problem('malformed');
export const truncatedPicture = problem('truncated');
export const tooLargePicture = problem('over-budget');
export const unsupportedPicture = problem('unsupported');
/** A fault of our own. */
export const brokenDown = problem('crashed');

/** Before anything is decoded or allocated. */
export function refuseTooLarge({ width, height }: Size): PixelProblem | undefined {
  const { pixels, side } = PIXEL_LIMITS;
  const stated = `The picture has ${width} × ${height} pixels, and`;
  if (width * height >= pixels) return tooLargePicture(`${stated} fewer than ${pixels} are read.`);
  return Math.max(width, height) > side ? tooLargePicture(`${stated} at most ${side} a side are read.`) : undefined;
}

export const isProblem = (value: object): value is PixelProblem => 'code' in value;
