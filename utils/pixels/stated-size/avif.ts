/** The largest picture that an AVIF's properties state (`ispe`, ISO/IEC 23008-12 6.5.3): tiles of one are smaller. */
import { latin1, u32 } from '@/utils/engine/bytes';
import { malformedPicture, type PixelProblem } from '../problem';
import type { Size } from '../size';

/** Where `ispe` stands, and how many bytes of each box come before what is in it. */
const PATH = [
  ['meta', 4],
  ['iprp', 0],
  ['ipco', 0],
] as const;

/** Boxes that are looked at: a grid of 256 tiles shares its properties. */
const BOXES = 1_000;

export function readAvifSize(bytes: Uint8Array): Size | PixelProblem {
  let boxes = boxesOf(bytes);
  for (const [type, skip] of PATH) {
    const box = boxes.find((one) => one.type === type);
    if (box === undefined) return malformedPicture(`The AVIF has no box ${type} that says how large its picture is.`);
    boxes = boxesOf(box.payload.subarray(skip));
  }
  const sizes = boxes
    .filter(({ type, payload }) => type === 'ispe' && payload.length >= 12)
    .map(({ payload }) => ({ width: u32(payload, 4), height: u32(payload, 8) }));
  return sizes.length === 0
    ? malformedPicture('The AVIF does not say how large its picture is.')
    : sizes.reduce((one, other) => (other.width * other.height > one.width * one.height ? other : one));
}

interface PlainBox {
  readonly type: string;
  readonly payload: Uint8Array;
}

/** Boxes with a size of 32 bits; one of 64 bits holds media data, behind which nothing is looked for. */
function boxesOf(bytes: Uint8Array): readonly PlainBox[] {
  const boxes: PlainBox[] = [];
  for (let at = 0; at + 8 <= bytes.length && boxes.length < BOXES; ) {
    const size = u32(bytes, at);
    if (size < 8) break;
    boxes.push({ type: latin1(bytes, at + 4, 4), payload: bytes.subarray(at + 8, at + size) });
    at += size;
  }
  return boxes;
}
