/**
 * CBOR (RFC 8949) as C2PA uses it: every major type, strictly, into plain values. Byte strings are views.
 * It reads one item and says where it ended; it never throws.
 */
import { join, u16, u32 } from './bytes';
import { decodeUtf8Strict } from './decoders/text-encoding';
import { LIMITS } from './limits';
import { multimap } from './multimap';

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
  const reader = new Reader(bytes);
  try {
    const value = reader.item(0);
    return { ok: true, value, lengthBytes: reader.at };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, reason: error.reason };
    throw error;
  }
}

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;
  /** Made for the first number of more than four bytes. */
  #view: DataView | undefined;
  #items = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  item(depth: number): CborValue {
    const value = this.#read(depth, false);
    if (value === BREAK) throw new Stop('malformed');
    return value;
  }

  #read(depth: number, mayBreak: boolean): CborValue | typeof BREAK {
    this.#items += 1;
    if (depth > LIMITS.cborDepth || this.#items > LIMITS.cborItems) throw new Stop('over-budget');
    const head = this.#byte();
    const info = head & 31;
    switch (head >> 5) {
      case 0:
        return this.#definite(info);
      case 1: {
        const value = this.#definite(info);
        return typeof value === 'bigint' ? -1n - value : -1 - value;
      }
      case 2:
        return info === 31 ? join(this.#chunks(2)) : this.#byteChunk(info);
      case 3:
        return info === 31 ? this.#chunks(3).map(textOf).join('') : this.#text(info);
      case 4: {
        const length = this.#argument(info);
        return this.#array(length === undefined ? undefined : this.#count(length), depth);
      }
      case 5: {
        const length = this.#argument(info);
        return this.#map(length === undefined ? undefined : this.#count(length), depth);
      }
      case 6: {
        const tag = this.#definite(info);
        return { tag, value: this.item(depth + 1) };
      }
      default:
        return this.#simple(info, mayBreak);
    }
  }

  /** Where the next `length` bytes begin; they are taken. */
  #need(length: number): number {
    const start = this.at;
    if (length > this.#bytes.length - start) throw new Stop('malformed');
    this.at = start + length;
    return start;
  }

  #byte(): number {
    return this.#bytes[this.#need(1)] ?? 0;
  }

  get #wide(): DataView {
    const { buffer, byteOffset, byteLength } = this.#bytes;
    this.#view ??= new DataView(buffer, byteOffset, byteLength);
    return this.#view;
  }

  /** The argument of an item's head; `undefined` stands for indefinite length. */
  #argument(info: number): number | bigint | undefined {
    if (info < 24) return info;
    if (info === 24) return this.#byte();
    if (info === 25) return u16(this.#bytes, this.#need(2));
    if (info === 26) return u32(this.#bytes, this.#need(4));
    if (info === 27) {
      const wide = this.#wide.getBigUint64(this.#need(8));
      return wide <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(wide) : wide;
    }
    if (info === 31) return undefined;
    throw new Stop('malformed');
  }

  #definite(info: number): number | bigint {
    const value = this.#argument(info);
    if (value === undefined) throw new Stop('malformed');
    return value;
  }

  /** A count of bytes or items: each takes a byte at least, so no count can exceed what remains. */
  #count(value: number | bigint): number {
    if (typeof value === 'bigint' || value > this.#bytes.length - this.at) throw new Stop('malformed');
    return value;
  }

  #byteChunk(info: number): Uint8Array {
    const length = this.#count(this.#definite(info));
    const start = this.#need(length);
    return this.#bytes.subarray(start, start + length);
  }

  #text(info: number): string {
    if (info > KNOWN_LENGTH) return textOf(this.#byteChunk(info));
    const start = this.#need(info);
    return knownText(this.#bytes, start, info) ?? textOf(this.#bytes.subarray(start, start + info));
  }

  /** Chunks of an indefinite string: definite strings of the same major type (RFC 8949 3.2.3). */
  #chunks(major: number): Uint8Array[] {
    const parts: Uint8Array[] = [];
    for (;;) {
      const head = this.#byte();
      if (head === 0xff) return parts;
      if (head >> 5 !== major) throw new Stop('malformed');
      this.#items += 1;
      if (this.#items > LIMITS.cborItems) throw new Stop('over-budget');
      parts.push(this.#byteChunk(head & 31));
    }
  }

  #array(length: number | undefined, depth: number): CborValue[] {
    const values: CborValue[] = [];
    while (length === undefined || values.length < length) {
      const value = this.#read(depth + 1, length === undefined);
      if (value === BREAK) break;
      values.push(value);
    }
    return values;
  }

  #map(length: number | undefined, depth: number): CborMap {
    const entries = new Map<CborValue, CborValue>();
    for (let index = 0; length === undefined || index < length; index += 1) {
      const key = this.#read(depth + 1, length === undefined);
      if (key === BREAK) break;
      const value = this.item(depth + 1);
      if (!entries.has(key)) entries.set(key, value);
    }
    return entries;
  }

  #simple(info: number, mayBreak: boolean): CborValue | typeof BREAK {
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
        return halfFloat(u16(this.#bytes, this.#need(2)));
      case 26:
        return this.#wide.getFloat32(this.#need(4));
      case 27:
        return this.#wide.getFloat64(this.#need(8));
      case 31:
        if (mayBreak) return BREAK;
        throw new Stop('malformed');
      default:
        // Unassigned simple values: nothing that C2PA uses.
        throw new Stop('malformed');
    }
  }
}

function textOf(chunk: Uint8Array): string {
  const value = decodeUtf8Strict(chunk);
  if (value === undefined) throw new Stop('malformed');
  return value;
}

/** Names that stand in nearly every map of C2PA: told by their bytes, which costs less than decoding them. */
const KNOWN_TEXTS = [
  ...['url', 'hash', 'alg', 'pad', 'sha256', 'name', 'version', 'when', 'action', 'actions', 'parameters', 'metadata'],
  ...['assertions', 'created_assertions', 'gathered_assertions', 'redacted_assertions', 'signature', 'instanceID'],
  ...['claim_generator', 'claim_generator_info', 'dc:title', 'dc:format', 'format', 'relationship', 'parentOf'],
  ...['componentOf', 'c2pa_manifest', 'activeManifest', 'thumbnail', 'digitalSourceType', 'softwareAgent'],
  ...['ingredient', 'ingredients', 'instanceId', 'description', 'validationStatus', 'validationResults', 'code'],
  ...['success', 'failure', 'informational', 'explanation', 'identifier', 'title', 'org.cai.c2pa_rs', 'documentID'],
] as const;
const KNOWN_LENGTH = Math.max(...KNOWN_TEXTS.map(({ length }) => length));
/** By length and first two characters. */
const KNOWN = multimap(KNOWN_TEXTS.map((text) => [bucket(text.length, text.charCodeAt(0), text.charCodeAt(1)), text]));

function bucket(length: number, first: number, second: number): number {
  return (length << 16) | (first << 8) | second;
}

function knownText(bytes: Uint8Array, start: number, length: number): string | undefined {
  const texts = KNOWN.get(bucket(length, bytes[start] ?? 0, bytes[start + 1] ?? 0));
  return texts?.find((text) => {
    for (let at = 2; at < length; at += 1) if (bytes[start + at] !== text.charCodeAt(at)) return false;
    return true;
  });
}

/** IEEE 754 binary16 (RFC 8949 appendix D). */
function halfFloat(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const mantissa = bits & 1023;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (mantissa + 1024) * 2 ** (exponent - 25));
}
