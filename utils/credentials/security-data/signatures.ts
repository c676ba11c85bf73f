import { sequenceOf, TAG } from './der';
import { fromHex, toInteger } from './hex';
import type { Sm2Signature } from './sm2';

const RAW_BYTES = 64;
/** A number of 256 bits with the byte that keeps it positive. */
const INTEGER_BYTES = 33;

/** r and s side by side, or `SEQUENCE { r, s }` (GM/T 0009); hexadecimal. `undefined` for anything else. */
export function readSm2Signature(text: string): Sm2Signature | undefined {
  const bytes = fromHex(text);
  if (bytes === undefined) return undefined;
  if (bytes.length === RAW_BYTES) {
    return { r: toInteger(bytes.subarray(0, RAW_BYTES / 2)), s: toInteger(bytes.subarray(RAW_BYTES / 2)) };
  }
  const numbers = sequenceOf(bytes);
  const [r, s] = numbers ?? [];
  if (numbers?.length !== 2 || r?.tag !== TAG.integer || s?.tag !== TAG.integer) return undefined;
  if (r.content.length > INTEGER_BYTES || s.content.length > INTEGER_BYTES) return undefined;
  return { r: toInteger(r.content), s: toInteger(s.content) };
}
