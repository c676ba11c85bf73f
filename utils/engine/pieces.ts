import { join } from './bytes';

const NOTHING = new Uint8Array(0);

/** Bytes that lie in several pieces, read as one stretch: joining them would copy the pictures inside, too. */
export class Pieces {
  readonly length: number;
  readonly #pieces: readonly Uint8Array[];
  /** Where each piece begins, and the end of the last one. */
  readonly #bounds: readonly number[];
  /** Of the piece that was looked at last: what is read next stands in it, or behind it. */
  #current = 0;

  constructor(pieces: readonly Uint8Array[]) {
    this.#pieces = pieces;
    let length = 0;
    this.#bounds = [0, ...pieces.map((piece) => (length += piece.length))];
    this.length = length;
  }

  /** Big-endian; 0 stands for what lies beyond the end. */
  u32(at: number): number {
    return ((this.byte(at) << 24) | (this.byte(at + 1) << 16) | (this.byte(at + 2) << 8) | this.byte(at + 3)) >>> 0;
  }

  /** 0 stands for what lies beyond the end. */
  byte(at: number): number {
    const index = this.#indexOf(at);
    return this.#pieces[index]?.[at - (this.#bounds[index] ?? 0)] ?? 0;
  }

  /** Without a copy where one piece holds it; shorter where the bytes end. */
  slice(start: number, end: number): Uint8Array {
    const first = this.#indexOf(start);
    const begin = this.#bounds[first] ?? 0;
    if (end <= (this.#bounds[first + 1] ?? 0))
      return this.#pieces[first]?.subarray(start - begin, end - begin) ?? NOTHING;
    const parts: Uint8Array[] = [];
    for (let index = first; ; index += 1) {
      const piece = this.#pieces[index];
      const from = this.#bounds[index] ?? 0;
      if (piece === undefined || from >= end) return join(parts);
      parts.push(piece.subarray(Math.max(0, start - from), end - from));
    }
  }

  #indexOf(at: number): number {
    const bounds = this.#bounds;
    let low = this.#current;
    if (at < (bounds[low] ?? 0) || at >= (bounds[low + 1] ?? 0)) {
      low = 0;
      let high = this.#pieces.length;
      while (low + 1 < high) {
        const middle = (low + high) >>> 1;
        if ((bounds[middle] ?? 0) <= at) low = middle;
        else high = middle;
      }
      this.#current = low;
    }
    return low;
  }
}
