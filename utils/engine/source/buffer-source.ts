import type { ByteSource } from './byte-source';

/** A medium in memory. Its cost is counted as what was looked at, so that it compares with other sources. */
export class BufferSource implements ByteSource {
  readonly size: number;
  readonly isLocal = true;
  readonly requests = 0;
  readonly #bytes: Uint8Array;
  /** Looked-at stretches `[start, end)`, sorted, none touching another. */
  readonly #seen: { start: number; end: number }[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.size = bytes.length;
  }

  get bytesRead(): number {
    return this.#seen.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  read(offset: number, length: number): Uint8Array {
    const bytes = this.#bytes.subarray(offset, offset + length);
    if (bytes.length > 0) this.#see(offset, offset + bytes.length);
    return bytes;
  }

  #see(start: number, end: number): void {
    // Walks go forward: the stretch is nearly always the last one or behind it.
    let first = this.#seen.length;
    while (first > 0 && (this.#seen[first - 1]?.end ?? 0) >= start) first--;
    let last = first;
    let merged = { start, end };
    for (let next = this.#seen[last]; next && next.start <= end; next = this.#seen[++last]) {
      merged = { start: Math.min(merged.start, next.start), end: Math.max(merged.end, next.end) };
    }
    this.#seen.splice(first, last - first, merged);
  }
}

export const bufferSource = (bytes: Uint8Array): BufferSource => new BufferSource(bytes);
