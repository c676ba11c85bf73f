/** Ends the reading of a stream; caught where the stream began to be read, and nowhere else. */
export class StreamFault extends Error {
  constructor(readonly problem: 'truncated' | 'malformed' | 'over-budget') {
    super(problem);
  }
}

/** Bits of a stream, the lowest of each byte first (RFC 7932 1.5). */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #bits = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @param count At most 24. @throws StreamFault `truncated` behind the last bit. */
  bits(count: number): number {
    while (this.#count < count) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new StreamFault('truncated');
      this.#at += 1;
      this.#bits |= byte << this.#count;
      this.#count += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#count -= count;
    return value;
  }

  flag(): boolean {
    return this.bits(1) === 1;
  }

  /** Skips to the next whole byte; what is skipped must be zero (RFC 7932 9.2). Fewer than eight bits ever wait. */
  align(): void {
    if (this.bits(this.#count) !== 0) throw new StreamFault('malformed');
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** Whole bytes, without a copy, after `align`; fewer than asked where the stream ends. */
  take(length: number): Uint8Array {
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += taken.length;
    return taken;
  }
}
