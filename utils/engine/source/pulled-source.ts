import { LIMITS } from '../limits';
import type { ByteRange } from '../walk';
import type { ByteSource } from './byte-source';
import { RangeMemory } from './range-memory';

export interface PulledSourceOptions {
  /** Size of the medium in bytes. */
  readonly size: number;
  /** Reads exactly this range of the medium; a shorter answer means that the medium ends there. */
  readonly pull: (offset: number, length: number) => Uint8Array | Promise<Uint8Array>;
  /** Distinct bytes that may be pulled: all are kept. Default: `LIMITS.localBytes`. */
  readonly budgetBytes?: number;
}

/** A medium of known size whose bytes lie on this machine, behind reads: a `Blob`, a file. */
export class PulledSource implements ByteSource {
  readonly size: number;
  readonly isLocal = true;
  requests = 0;
  readonly #memory: RangeMemory;
  readonly #pull: PulledSourceOptions['pull'];

  constructor({ size, pull, budgetBytes = LIMITS.localBytes }: PulledSourceOptions) {
    this.size = size;
    this.#pull = pull;
    this.#memory = new RangeMemory(budgetBytes);
  }

  get bytesRead(): number {
    return this.#memory.bytesRead;
  }

  read(offset: number, length: number): Uint8Array | Promise<Uint8Array> {
    const within = clampRange(offset, length, this.size);
    return this.#memory.take(within) ?? this.#pullThrough(within.offset, within.length);
  }

  async #pullThrough(offset: number, length: number): Promise<Uint8Array> {
    const wanted = this.requests === 0 ? Math.max(length, Math.min(LIMITS.firstReadBytes, this.size - offset)) : length;
    for (const gap of this.#memory.gaps({ offset, length: wanted })) {
      this.#memory.assertBudget(gap.length);
      this.requests++;
      const bytes = await this.#pull(gap.offset, gap.length);
      this.#memory.keep(gap.offset, bytes.subarray(0, gap.length));
      // The file was shortened while it was read: what came is all there is.
      if (bytes.length < gap.length) break;
    }
    return this.#memory.leading({ offset, length });
  }
}

/** The part of a range that lies inside a medium of `size` bytes. */
export function clampRange(offset: number, length: number, size: number): ByteRange {
  const start = Math.min(offset, size);
  return { offset: start, length: Math.max(0, Math.min(length, size - start)) };
}
