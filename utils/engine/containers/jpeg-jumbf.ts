import type { Block } from '../blocks';
import { latin1, startsWith, u32 } from '../bytes';
import { LIMITS } from '../limits';

/** "JP", box instance (2 bytes), packet sequence (4 bytes): ISO/IEC 19566-5 annex D. */
const PREFIX_BYTES = 8;
/** Marker, length, prefix and repeated box header of each segment, and how little writers put behind them. */
const SEGMENT_OVERHEAD_BYTES = 4 + PREFIX_BYTES + 8;
const SEGMENT_CONTENT_BYTES = 60_000;

interface Part {
  /** From LBox on. */
  readonly bytes: Uint8Array;
  readonly offset: number;
}

interface PartedBox {
  /** By their sequence numbers; of a repeated number the first counts. */
  readonly parts: Map<number, Part>;
  lastSequence: number;
  /** Parts repeat a number, or stand in another order than their numbers: readers differ in what they make of it. */
  isDisordered: boolean;
}

/** Joins a JUMBF box that APP11 segments carry in parts, by box instance and sequence number. */
export class JpegJumbf {
  readonly #boxes = new Map<string, PartedBox>();

  /** @param payload An APP11 segment's that begins with `JP`. */
  add(payload: Uint8Array, offset: number): void {
    if (payload.length < PREFIX_BYTES + 8) return;
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    const bytes = payload.subarray(PREFIX_BYTES);
    const sequence = view.getUint32(4);
    // The repeated header belongs to the key: writers number instances carelessly.
    const key = latin1(payload.subarray(2, 4)) + latin1(bytes.subarray(0, headerBytes(bytes)));
    const box = this.#boxes.get(key) ?? { parts: new Map(), lastSequence: -1, isDisordered: false };
    this.#boxes.set(key, box);
    if (sequence <= box.lastSequence) box.isDisordered = true;
    box.lastSequence = sequence;
    if (!box.parts.has(sequence)) box.parts.set(sequence, { bytes, offset: offset + PREFIX_BYTES });
  }

  /** @returns Bytes from the segment's marker to the end of the store that begins in it; 0 where none begins. */
  lookAhead(peek: Uint8Array): number {
    const bytes = peek.subarray(PREFIX_BYTES);
    if (!isC2paStore(bytes)) return 0;
    const lengthBytes = boxLength(bytes);
    // A larger one is read segment by segment, to where the budget ends.
    if (lengthBytes > LIMITS.networkBytes) return 0;
    return lengthBytes + Math.ceil(lengthBytes / SEGMENT_CONTENT_BYTES) * SEGMENT_OVERHEAD_BYTES;
  }

  /** C2PA stores only; other JUMBF (JPEG XT, 360) holds no label. @param isComplete Emit stores that lack parts, too. */
  *join(isComplete: boolean): Generator<Block> {
    for (const { parts, isDisordered } of this.#boxes.values()) {
      const sorted = [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
      const [first] = sorted;
      if (first === undefined || !isC2paStore(first.bytes)) continue;
      const rest = sorted.slice(1).map(({ bytes }) => bytes.subarray(headerBytes(bytes)));
      const pieces = [first.bytes, ...rest];
      const availableBytes = pieces.reduce((sum, { length }) => sum + length, 0);
      const lengthBytes = boxLength(first.bytes, availableBytes);
      if (availableBytes < lengthBytes && !isComplete) continue;
      const [payload = first.bytes, ...further] = upTo(pieces, Math.min(lengthBytes, LIMITS.c2paStoreBytes + 1));
      yield {
        kind: 'jumbf',
        place: 'JPEG APP11 JUMBF',
        payload,
        ...(further.length === 0 ? {} : { further }),
        offset: first.offset,
        ...(isDisordered ? { variant: 'disordered' } : {}),
      };
    }
  }
}

/** LBox and TBox, and XLBox where LBox is 1; they stand again in every segment. */
function headerBytes(bytes: Uint8Array): number {
  return u32(bytes, 0) === 1 ? 16 : 8;
}

/** The pieces' first `length` bytes. */
function upTo(pieces: readonly Uint8Array[], length: number): readonly Uint8Array[] {
  let left = length;
  const kept: Uint8Array[] = [];
  for (const piece of pieces) {
    if (left <= 0) break;
    kept.push(piece.length <= left ? piece : piece.subarray(0, left));
    left -= piece.length;
  }
  return kept;
}

/** @param toEnd What a length of 0 stands for. */
function boxLength(bytes: Uint8Array, toEnd = bytes.length): number {
  const length = u32(bytes, 0);
  if (length === 1) return u32(bytes, 8) * 2 ** 32 + u32(bytes, 12);
  return length === 0 ? toEnd : length;
}

/**
 * Description box and type UUID of a manifest store (C2PA 2.x 11.1.4.1) are what makes one: a store whose outer box
 * has another type than `jumb` is a damaged one, and no less a label.
 */
function isC2paStore(bytes: Uint8Array): boolean {
  return startsWith(bytes.subarray(headerBytes(bytes) + 4), 'jumdc2pa');
}
