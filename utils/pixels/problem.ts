import type { ErrorCode } from '@/utils/engine/report';

/** Why a picture's pixels could not be had exactly. A value, for files do this every day. */
export interface PixelProblem {
  readonly code: Extract<ErrorCode, 'malformed' | 'truncated' | 'over-budget' | 'unsupported' | 'timeout' | 'crashed'>;
  /** One English sentence for people. */
  readonly message: string;
}

const problem =
  (code: PixelProblem['code']) =>
  (message: string): PixelProblem => ({ code, message });

export const malformedPicture = problem('malformed');
export const truncatedPicture = problem('truncated');
export const tooLargePicture = problem('over-budget');
export const unsupportedPicture = problem('unsupported');
/** It may be done another time, on a machine with less to do. */
export const late = problem('timeout');
/** A fault of our own. */
export const brokenDown = problem('crashed');

export const isProblem = (value: object): value is PixelProblem => 'code' in value;
