import { LIMITS } from '../limits';
import type { ByteRange, Walk } from '../walk';

const SHORT_HOPS = 8;
const SHORT_HOP_READ_BYTES = 4 * LIMITS.firstReadBytes;
const NOTHING = new Uint8Array(0);

/**
 * The stretch of the medium that a walker looks at. Headers inside it cost nothing, so a walk over thousands of tiny
 * structures asks seldom; numbers read from outside it are 0, so callers load first.
 */
export class Window {
  #start = 0;
  #bytes: Uint8Array = NOTHING;
  #expectedEnd = 0;
  #shortHops = 0;

  /**
   * Makes `[offset, offset + length)` readable and says how much of it there is: less only where the medium ends.
   * @param ahead When bytes are missing, ask for so many instead: what stands close behind comes in the same read.
   */
  *load(offset: number, length: number, ahead = length): Walk<number> {
    if (!this.covers(offset, length)) {
      const range: ByteRange = { offset, length: Math.max(length, ahead, this.#expectedEnd - offset) };
      this.#bytes = yield range;
      this.#start = offset;
    }
    return Math.min(length, this.#start + this.#bytes.length - offset);
  }

  /** Says that everything up to `end` will be wanted: the next read that is needed takes it along. */
  expect(end: number): void {
    this.#expectedEnd = Math.max(this.#expectedEnd, end);
  }

  /**
   * How much to read ahead behind a structure that is skipped: little as a rule; after several short skips (frames of
   * an animation, fragments of a film) a request each would cost more than the bytes between them.
   */
  aheadBehind(skippedBytes: number, littleBytes: number): number {
    this.#shortHops = skippedBytes <= LIMITS.firstReadBytes ? this.#shortHops + 1 : 0;
    return this.#shortHops > SHORT_HOPS ? SHORT_HOP_READ_BYTES : littleBytes;
  }

  /** What was skipped so far says nothing of what follows. */
  forgetSkips(): void {
    this.#shortHops = 0;
  }

  covers(offset: number, length: number): boolean {
    return offset >= this.#start && offset + length <= this.#start + this.#bytes.length;
  }

  /** Without a copy; shorter where the window ends. */
  slice(offset: number, length: number): Uint8Array {
    const from = Math.max(0, offset - this.#start);
    return this.#bytes.subarray(from, from + length);
  }

  byte(offset: number): number {
    return this.#bytes[offset - this.#start] ?? 0;
  }

  u16(offset: number): number {
    return (this.byte(offset) << 8) | this.byte(offset + 1);
  }

  u32(offset: number): number {
    return ((this.u16(offset) << 16) | this.u16(offset + 2)) >>> 0;
  }

  /** Beyond 2^53 inexact, and so beyond every medium's end. */
  u64(offset: number): number {
    return this.u32(offset) * 2 ** 32 + this.u32(offset + 4);
  }

  u32le(offset: number): number {
    return (
      (this.byte(offset) |
        (this.byte(offset + 1) << 8) |
        (this.byte(offset + 2) << 16) |
        (this.byte(offset + 3) << 24)) >>>
      0
    );
  }

  u64le(offset: number): number {
    return this.u32le(offset) + this.u32le(offset + 4) * 2 ** 32;
  }

  /** One character per byte: four-character codes and signatures. */
  text(offset: number, length: number): string {
    let text = '';
    for (let at = offset; at < offset + length; at++) text += String.fromCharCode(this.byte(at));
    return text;
  }

  startsWith(offset: number, signature: string): boolean {
    for (let at = 0; at < signature.length; at++) {
      if (this.byte(offset + at) !== signature.charCodeAt(at) || !this.covers(offset + at, 1)) return false;
    }
    return true;
  }
}
