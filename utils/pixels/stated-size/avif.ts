/** The largest picture that an AVIF's properties state (`ispe`, ISO/IEC 23008-12 6.5.3): tiles of one are smaller. */
import { u32 } from '@/utils/engine/bytes';
import { boxesOf, boxType } from '../boxes';
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
  let within = bytes;
  for (const [type, skip] of PATH) {
    const [payload] = payloadsOf(within, type);
    if (payload === undefined) {
      return malformedPicture(`The AVIF has no box ${type} that says how large its picture is.`);
    }
    within = payload.subarray(skip);
  }
  const sizes = payloadsOf(within, 'ispe')
    .filter(({ length }) => length >= 12)
    .map((payload) => ({ width: u32(payload, 4), height: u32(payload, 8) }));
  return sizes.length === 0
    ? malformedPicture('The AVIF does not say how large its picture is.')
    : sizes.reduce((one, other) => (other.width * other.height > one.width * one.height ? other : one));
}

/** Of the boxes of a type, as far as boxes are looked at. */
function payloadsOf(bytes: Uint8Array, name: string): readonly Uint8Array[] {
  const wanted = boxType(name);
  const payloads: Uint8Array[] = [];
  let count = 0;
  for (const { type, payload, end } of boxesOf(bytes)) {
    if (type === wanted) payloads.push(bytes.subarray(payload, end));
    count += 1;
    if (count === BOXES) break;
  }
  return payloads;
}
