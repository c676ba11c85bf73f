/** Boxes of the ISO base media file format (ISO/IEC 14496-12 4.2), which MP4, QuickTime and HEIF share. */
import type { Ending, Walk } from '../walk';
import { malformed, truncated } from './endings';
import type { Window } from './window';

export interface Box {
  /** Four characters, one per byte; `©` is A9. */
  readonly type: string;
  readonly offset: number;
  readonly payloadAt: number;
  /** Exclusive. */
  readonly end: number;
}

export interface BoxPlace {
  readonly at: number;
  /** Where the enclosing box ends; `undefined` at top level while the medium's size is not known. */
  readonly end: number | undefined;
  readonly isTopLevel: boolean;
  /** Read along with the header. Default: so much that the headers of small boxes behind it come in the same read. */
  readonly aheadBytes?: number;
}

export const HOP_BYTES = 512;

/**
 * The box at a place. @returns `undefined` where no box follows (the end, or a terminating zero), an ending where
 * the walk cannot go on.
 */
export function* readBox(
  window: Window,
  { at, end, isTopLevel, aheadBytes }: BoxPlace,
): Walk<Box | Ending | undefined> {
  const remaining = (end ?? Number.MAX_SAFE_INTEGER) - at;
  if (remaining < 8 && !isTopLevel) return undefined;
  const ahead = Math.min(aheadBytes ?? HOP_BYTES, remaining);
  const available = yield* window.load(at, Math.min(16, Math.max(remaining, 0)), ahead);
  if (available === 0) return undefined;
  if (available < 8) {
    return isZero(window, at, available) ? undefined : truncated('A box', at);
  }
  const size = window.u32(at);
  const type = window.text(at + 4, 4);
  // QuickTime ends user data with a zero; files are padded with zeros.
  if (size === 0 && window.u32(at + 4) === 0) return undefined;
  if (!/^[\x20-\x7e\xa9][\x20-\x7e]{3}$/.test(type) && isTopLevel) return malformed('No box', at);
  const headerBytes = size === 1 ? 16 : 8;
  if (available < headerBytes) return truncated(`The box ${type}`, at);
  const lengthBytes = size === 1 ? window.u32(at + 8) * 2 ** 32 + window.u32(at + 12) : size === 0 ? remaining : size;
  if (lengthBytes < headerBytes || !Number.isSafeInteger(at + lengthBytes)) {
    return malformed(`A box ${type} of impossible size`, at);
  }
  if (lengthBytes > remaining) {
    return isTopLevel ? truncated(`The box ${type}`, at) : malformed(`A box ${type} larger than what encloses it`, at);
  }
  return { type, offset: at, payloadAt: at + headerBytes, end: at + lengthBytes };
}

export function isEnding(value: Box | Ending): value is Ending {
  return 'kind' in value;
}

function isZero(window: Window, at: number, length: number): boolean {
  return window.slice(at, length).every((byte) => byte === 0);
}
