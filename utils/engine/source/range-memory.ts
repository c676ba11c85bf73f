import type { ByteRange } from '../walk';
import { SourceError } from './source-error';

/** What a source has pulled so far: pieces in order, none overlapping another. */
export class RangeMemory {
  readonly #pieces: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
  #bytesRead = 0;

  /** @param budgetBytes Distinct bytes that may be pulled in all. */
  constructor(readonly budgetBytes: number) {}

  /** Distinct bytes that were kept. */
  get bytesRead(): number {
    return this.#bytesRead;
  }

  /** The range's bytes when all of them are here: without a copy when one piece holds them. */
  take({ offset, length }: ByteRange): Uint8Array | undefined {
    if (length === 0) return new Uint8Array(0);
    const end = offset + length;
    const first = this.#firstEndingAfter(offset);
    const piece = this.#pieces[first];
    if (piece === undefined || piece.offset > offset) return undefined;
    if (piece.offset + piece.bytes.length >= end) {
      return piece.bytes.subarray(offset - piece.offset, end - piece.offset);
    }
    if (this.gaps({ offset, length }).length > 0) return undefined;
    const joined = new Uint8Array(length);
    for (let index = first; ; index++) {
      const next = this.#pieces[index];
      if (next === undefined || next.offset >= end) return joined;
      const from = Math.max(0, offset - next.offset);
      joined.set(next.bytes.subarray(from, end - next.offset), next.offset + from - offset);
    }
  }

  /** What is here of the range from its start on. */
  leading(range: ByteRange): Uint8Array {
    const missing = this.gaps(range)[0];
    const length = missing === undefined ? range.length : missing.offset - range.offset;
    return this.take({ offset: range.offset, length }) ?? new Uint8Array(0);
  }

  /**
   * What of the range is not here, in order.
   * @param bridge Kept stretches of at most so many bytes between two gaps are asked again with them.
   */
  gaps({ offset, length }: ByteRange, bridge = 0): ByteRange[] {
    const end = offset + length;
    const gaps: { offset: number; length: number }[] = [];
    const push = (from: number, to: number) => {
      if (from >= to) return;
      const last = gaps.at(-1);
      if (last && from - (last.offset + last.length) <= bridge) last.length = to - last.offset;
      else gaps.push({ offset: from, length: to - from });
    };
    let at = offset;
    for (let index = this.#firstEndingAfter(offset); at < end; index++) {
      const piece = this.#pieces[index];
      push(at, Math.min(end, piece?.offset ?? end));
      if (piece === undefined) break;
      at = Math.max(at, piece.offset + piece.bytes.length);
    }
    return gaps;
  }

  /** Remembers pulled bytes; what was here already stays as it was first seen. */
  keep(offset: number, bytes: Uint8Array): void {
    for (const gap of this.gaps({ offset, length: bytes.length })) {
      const from = gap.offset - offset;
      const index = this.#firstEndingAfter(gap.offset);
      this.#pieces.splice(index, 0, { offset: gap.offset, bytes: bytes.subarray(from, from + gap.length) });
      this.#bytesRead += gap.length;
    }
  }

  /** @throws SourceError `over-budget` when pulling so many further bytes would exceed the budget. */
  assertBudget(length: number): void {
    if (this.#bytesRead + length > this.budgetBytes) {
      throw new SourceError(
        'over-budget',
        `Reading on would need ${this.#bytesRead + length} bytes, and the limit is ${this.budgetBytes}.`,
      );
    }
  }

  /** Index of the first piece that ends after `offset`. */
  #firstEndingAfter(offset: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const piece = this.#pieces[middle];
      if (piece !== undefined && piece.offset + piece.bytes.length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
