/** zlib and gzip streams of files, inflated with a bound on what comes out. */

import { Decompress, Gunzip, Unzlib } from 'fflate';
import { join } from '../bytes';
import { LIMITS } from '../limits';

export interface Inflated {
  /** What came out, also where the stream broke off. */
  readonly bytes: Uint8Array;
  readonly problem?: 'over-budget' | 'malformed';
}

/** DEFLATE gives at most 1032 bytes for one, so one step can never overshoot the bound by more than 8 MiB. */
const STEP_BYTES = 8 * 1024;

export const inflateZlib = (stream: Uint8Array): Inflated => inflate(stream, Unzlib);
export const inflateGzip = (stream: Uint8Array): Inflated => inflate(stream, Gunzip);
/** zlib, gzip, or neither: writers do not agree on what `deflate` means. */
export const inflateAny = (stream: Uint8Array): Inflated => inflate(stream, Decompress);

/** What a packed stream may give, in bytes, whatever packed it. */
export const unpackedLimit = (packedBytes: number): number =>
  Math.min(LIMITS.textBytes, Math.max(LIMITS.inflateFreeBytes, packedBytes * LIMITS.inflateRatio));

function inflate(stream: Uint8Array, Format: typeof Unzlib | typeof Gunzip | typeof Decompress): Inflated {
  const limit = unpackedLimit(stream.length);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let problem: Inflated['problem'];
  const inflater = new Format((chunk) => {
    chunks.push(chunk);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < stream.length; at += STEP_BYTES) {
      const end = Math.min(at + STEP_BYTES, stream.length);
      inflater.push(stream.subarray(at, end), end === stream.length);
      if (length > limit) {
        problem = 'over-budget';
        break;
      }
    }
  } catch {
    // fflate throws on anything that is no valid stream; what it gave before stays.
    problem = 'malformed';
  }
  if (stream.length === 0) problem = 'malformed';
  const bytes = join(chunks).subarray(0, limit);
  return problem === undefined ? { bytes } : { bytes, problem };
}
