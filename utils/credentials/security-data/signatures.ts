import { Integer, Sequence } from 'asn1js';
import { membersOf, readDer } from '../der';
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
  const pair = readDer(bytes);
  const [r, s, ...rest] = pair instanceof Sequence ? membersOf(pair) : [];
  if (!(r instanceof Integer && s instanceof Integer) || rest.length > 0) return undefined;
  const [rBytes, sBytes] = [r.valueBlock.valueHexView, s.valueBlock.valueHexView];
  if (rBytes.length > INTEGER_BYTES || sBytes.length > INTEGER_BYTES) return undefined;
  return { r: toInteger(rBytes), s: toInteger(sBytes) };
}
