import { Unzlib } from 'fflate';
import { join } from '@/utils/engine/bytes';
import { crc32 } from '@/utils/engine/containers/crc32';
import { malformedPicture, type PixelProblem, truncatedPicture } from '../problem';
import type { DataChunk, PngLayout } from './layout';

/**
 * Packed bytes at a time: few at first, for most who ask want the first lines only and a step is inflated whole, then
 * twice as many each time. DEFLATE gives at most 1032 bytes for one, so what is inflated beyond what was asked for never
 * has more than 32 MiB; larger steps are hardly faster.
 */
const FIRST_STEP_BYTES = 1024;
const STEP_BYTES = 32 * 1024;

/**
 * The longest that a sound stream is waited for, with room to spare: a stored block has 64 KiB. fflate keeps what stands
 * behind a stream's end, and copies all of it at every step.
 */
const MAX_DRY_BYTES = 128 * 1024;

/**
 * What the picture data inflate to, in pieces of the size that is asked for: nothing is inflated before. Checksums of the
 * chunks (PNG 3 5.3) are held to; they are over every byte that the one of zlib's stream (RFC 1950) is, so that is not.
 */
export class InflatedData {
  readonly #packed: PackedData;
  readonly #isCut: boolean;
  #pieces: Uint8Array[] = [];
  /** Bytes of the first piece that were taken. */
  #taken = 0;
  /** Packed bytes in a row that gave nothing. */
  #dryBytes = 0;
  #stepBytes = FIRST_STEP_BYTES;
  readonly #unzlib = new Unzlib((piece) => {
    if (piece.length > 0) this.#pieces.push(piece);
  });

  constructor({ pictureData, isCut }: Pick<PngLayout, 'pictureData' | 'isCut'>) {
    this.#packed = new PackedData(pictureData);
    this.#isCut = isCut;
  }

  /** Fills the bytes with those that come next. */
  take(into: Uint8Array): PixelProblem | undefined {
    let filled = 0;
    while (filled < into.length) {
      const piece = this.#pieces[0];
      if (piece === undefined) {
        const problem = this.#inflateStep();
        if (problem !== undefined) return problem;
        continue;
      }
      const length = Math.min(piece.length - this.#taken, into.length - filled);
      into.set(piece.subarray(this.#taken, this.#taken + length), filled);
      filled += length;
      this.#taken += length;
      if (this.#taken === piece.length) {
        this.#pieces.shift();
        this.#taken = 0;
      }
    }
    return undefined;
  }

  /** Looks at what is left of the chunks, of which not a byte is inflated. */
  finish(): PixelProblem | undefined {
    for (let step = this.#packed.next(STEP_BYTES); step !== undefined; step = this.#packed.next(STEP_BYTES)) {
      if (step === 'damaged') return DAMAGED;
    }
    return undefined;
  }

  #inflateStep(): PixelProblem | undefined {
    const step = this.#packed.next(this.#stepBytes);
    this.#stepBytes = Math.min(2 * this.#stepBytes, STEP_BYTES);
    if (step === undefined) return this.#isCut ? CUT : TOO_SHORT;
    if (step === 'damaged') return DAMAGED;
    if (this.#dryBytes >= MAX_DRY_BYTES) return TOO_SHORT;
    try {
      this.#unzlib.push(step);
    } catch {
      // fflate throws on anything that is no valid stream.
      return NO_STREAM;
    }
    this.#dryBytes = this.#pieces.length === 0 ? this.#dryBytes + step.length : 0;
    return undefined;
  }
}

const CUT = truncatedPicture('The PNG ends before its picture data do.');
const TOO_SHORT = malformedPicture('The picture data of the PNG end before the picture does.');
const DAMAGED = malformedPicture('The picture data of the PNG do not fit their checksum.');
const NO_STREAM = malformedPicture('The picture data of the PNG cannot be inflated.');

/** The data of all chunks as one stream. Many writers' chunks have 8 KiB, which would be too small for steps. */
class PackedData {
  readonly #chunks: readonly DataChunk[];
  #index = 0;
  /** Where the next step begins in the chunk at hand. */
  #at = TYPE_BYTES;
  #checksum = 0;

  constructor(chunks: readonly DataChunk[]) {
    this.#chunks = chunks;
  }

  /** @param most In bytes. @returns `undefined` at the end; `damaged` at that of a chunk that does not fit its checksum. */
  next(most: number): Uint8Array | 'damaged' | undefined {
    const parts: Uint8Array[] = [];
    let length = 0;
    while (length < most) {
      const chunk = this.#chunks[this.#index];
      if (chunk === undefined) break;
      const { typeAndData, checksum } = chunk;
      if (this.#at === TYPE_BYTES) this.#checksum = crc32(typeAndData.subarray(0, TYPE_BYTES));
      const part = typeAndData.subarray(this.#at, this.#at + most - length);
      this.#checksum = crc32(part, this.#checksum);
      parts.push(part);
      length += part.length;
      this.#at += part.length;
      if (this.#at < typeAndData.length) continue;
      if (checksum !== undefined && checksum !== this.#checksum) return 'damaged';
      this.#index += 1;
      this.#at = TYPE_BYTES;
    }
    return length === 0 ? undefined : join(parts);
  }
}

const TYPE_BYTES = 4;
