/** Boxes that stand side by side in bytes at hand (ISO/IEC 14496-12 4.2). */
import { u32 } from '@/utils/engine/bytes';

interface BoxAt {
  /** Four bytes. */
  readonly type: number;
  readonly start: number;
  readonly payload: number;
  /** As the box states it: may lie beyond the bytes. */
  readonly end: number;
}

/** Size and type. */
const HEADER_BYTES = 8;
/** With a size of 64 bits behind them, which a size of 1 announces. */
const LARGE_HEADER_BYTES = 16;

/** Until one states a size that no box has; one that goes on to the file's end (0) is left out: it holds media data. */
export function* boxesOf(bytes: Uint8Array): Generator<BoxAt> {
  for (let start = 0; start + HEADER_BYTES <= bytes.length; ) {
    const isLarge = u32(bytes, start) === 1;
    const size = isLarge ? u32(bytes, start + 8) * 2 ** 32 + u32(bytes, start + 12) : u32(bytes, start);
    const headerBytes = isLarge ? LARGE_HEADER_BYTES : HEADER_BYTES;
    if (size < headerBytes) return;
    const end = start + size;
    yield { type: u32(bytes, start + 4), start, payload: start + headerBytes, end };
    start = end;
  }
}

/** @param name Four letters. */
export const boxType = (name: string): number =>
  [...name].reduce((type, letter) => type * 256 + letter.charCodeAt(0), 0);
