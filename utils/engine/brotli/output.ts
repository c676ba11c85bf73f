import { StreamFault } from './bit-reader';

const FIRST_BYTES = 64 * 1024;

/** What came out so far: it grows with what is written, never with what a stream promises. */
export class Output {
  length = 0;
  readonly #limitBytes: number;
  #bytes: Uint8Array;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
    this.#bytes = new Uint8Array(Math.min(FIRST_BYTES, limitBytes));
  }

  /** 0 before the first byte, as contexts want it. */
  byteBefore(distance: number): number {
    return this.#bytes[this.length - distance] ?? 0;
  }

  /** @throws StreamFault `over-budget` */
  push(byte: number): void {
    if (this.length === this.#bytes.length) this.#grow();
    this.#bytes[this.length++] = byte;
  }

  write(bytes: Uint8Array): void {
    for (const byte of bytes) this.push(byte);
  }

  /** Copies what stands `distance` before; where it overlaps itself, it repeats. */
  repeat(distance: number, length: number): void {
    for (let left = length; left > 0; left--) this.push(this.byteBefore(distance));
  }

  written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #grow(): void {
    if (this.length >= this.#limitBytes) throw new StreamFault('over-budget');
    const grown = new Uint8Array(Math.min(2 * this.length, this.#limitBytes));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
