/**
 * CBOR (RFC 8949) as C2PA uses it: every major type, strictly, into plain values. Byte strings are views.
 * It reads one item and says where it ended; it never throws.
 */
import { join } from './bytes';
import { decodeUtf8Strict } from './decoders/text-encoding';
import { LIMITS } from './limits';

export type CborValue =
  | number
  | bigint
  | string
  | boolean
  | null
  | undefined
  | Uint8Array
  | CborTag
  | readonly CborValue[]
  | CborMap;

/** Keys as they came; of a repeated key the first value counts. */
export type CborMap = ReadonlyMap<CborValue, CborValue>;

export interface CborTag {
  readonly tag: number | bigint;
  readonly value: CborValue;
}

export type CborReading =
  | { readonly ok: true; readonly value: CborValue; readonly lengthBytes: number }
  | { readonly ok: false; readonly reason: 'malformed' | 'over-budget' };

/** What unwinds the reading; never leaves this module. */
class Stop extends Error {
  constructor(readonly reason: 'malformed' | 'over-budget') {
    super(reason);
  }
}

/** The "break" stop code inside items of indefinite length. */
const BREAK = Symbol('break');

export function readCbor(bytes: Uint8Array): CborReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let items = 0;

  const need = (length: number): number => {
    const start = at;
    if (length > bytes.length - at) throw new Stop('malformed');
    at += length;
    return start;
  };

  /** The argument of an item's head; `undefined` stands for indefinite length. */
  const argument = (info: number): number | bigint | undefined => {
    if (info < 24) return info;
    if (info === 24) return view.getUint8(need(1));
    if (info === 25) return view.getUint16(need(2));
    if (info === 26) return view.getUint32(need(4));
    if (info === 27) {
      const wide = view.getBigUint64(need(8));
      return wide <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wide) : wide;
    }
    if (info === 31) return undefined;
    throw new Stop('malformed');
  };

  const definite = (info: number): number | bigint => {
    const value = argument(info);
    if (value === undefined) throw new Stop('malformed');
    return value;
  };

  /** A count of bytes or items: each takes a byte at least, so no count can exceed what remains. */
  const count = (value: number | bigint): number => {
    if (typeof value === 'bigint' || value > bytes.length - at) throw new Stop('malformed');
    return value;
  };

  const byteChunk = (info: number): Uint8Array => {
    const length = count(definite(info));
    const start = need(length);
    return bytes.subarray(start, start + length);
  };

  const text = (chunk: Uint8Array): string => {
    const value = decodeUtf8Strict(chunk);
    if (value === undefined) throw new Stop('malformed');
    return value;
  };

  /** Chunks of an indefinite string: definite strings of the same major type (RFC 8949 3.2.3). */
  const chunks = (major: number): Uint8Array[] => {
    const parts: Uint8Array[] = [];
    for (;;) {
      const head = view.getUint8(need(1));
      if (head === 0xff) return parts;
      if (head >> 5 !== major) throw new Stop('malformed');
      items += 1;
      if (items > LIMITS.cborItems) throw new Stop('over-budget');
      parts.push(byteChunk(head & 31));
    }
  };

  const array = (length: number | undefined, depth: number): CborValue[] => {
    const values: CborValue[] = [];
    while (length === undefined || values.length < length) {
      const value = read(depth + 1, length === undefined);
      if (value === BREAK) break;
      values.push(value);
    }
    return values;
  };

  const map = (length: number | undefined, depth: number): CborMap => {
    const entries = new Map<CborValue, CborValue>();
    for (let index = 0; length === undefined || index < length; index += 1) {
      const key = read(depth + 1, length === undefined);
      if (key === BREAK) break;
      const value = item(depth + 1);
      if (!entries.has(key)) entries.set(key, value);
    }
    return entries;
  };

  const simple = (info: number, mayBreak: boolean): CborValue | typeof BREAK => {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
        return null;
      case 23:
        return undefined;
      case 25:
        return halfFloat(view.getUint16(need(2)));
      case 26:
        return view.getFloat32(need(4));
      case 27:
        return view.getFloat64(need(8));
      case 31:
        if (mayBreak) return BREAK;
        throw new Stop('malformed');
      default:
        // Unassigned simple values: nothing that C2PA uses.
        throw new Stop('malformed');
    }
  };

  const item = (depth: number): CborValue => {
    const value = read(depth, false);
    if (value === BREAK) throw new Stop('malformed');
    return value;
  };

  const read = (depth: number, mayBreak: boolean): CborValue | typeof BREAK => {
    items += 1;
    if (depth > LIMITS.cborDepth || items > LIMITS.cborItems) throw new Stop('over-budget');
    const head = view.getUint8(need(1));
    const info = head & 31;
    switch (head >> 5) {
      case 0:
        return definite(info);
      case 1: {
        const value = definite(info);
        return typeof value === 'bigint' ? -1n - value : -1 - value;
      }
      case 2:
        return info === 31 ? join(chunks(2)) : byteChunk(info);
      case 3:
        return info === 31 ? chunks(3).map(text).join('') : text(byteChunk(info));
      case 4: {
        const length = argument(info);
        return array(length === undefined ? undefined : count(length), depth);
      }
      case 5: {
        const length = argument(info);
        return map(length === undefined ? undefined : count(length), depth);
      }
      case 6: {
        const tag = definite(info);
        return { tag, value: item(depth + 1) };
      }
      default:
        return simple(info, mayBreak);
    }
  };

  try {
    const value = item(0);
    return { ok: true, value, lengthBytes: at };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, reason: error.reason };
    throw error;
  }
}

/** IEEE 754 binary16 (RFC 8949 appendix D). */
function halfFloat(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const mantissa = bits & 1023;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (mantissa + 1024) * 2 ** (exponent - 25));
}
