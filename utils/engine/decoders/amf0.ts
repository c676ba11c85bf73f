/** FLV script data: a name and a value in Action Message Format 0 (AMF 0 specification, FLV 10.1 E.4.4). */

import type { Block, Decoded, Decoder } from '../blocks';
import { latin1 } from '../bytes';
import type { TextField } from '../fields';
import { LIMITS } from '../limits';
import { decodeText } from './text-encoding';

const STRING = 2;
const OBJECT = 3;
const ECMA_ARRAY = 8;
const OBJECT_END = 9;
const STRICT_ARRAY = 10;
const LONG_STRING = 12;
const XML_DOCUMENT = 15;
const TYPED_OBJECT = 16;

/** Bytes of the values that hold no text: number, boolean, null, undefined, reference, date, unsupported. */
const FIXED_BYTES: ReadonlyMap<number, number> = new Map([
  [0, 8],
  [1, 1],
  [5, 0],
  [6, 0],
  [7, 2],
  [11, 10],
  [13, 0],
]);

/** Adobe's tag for XMP: `onXMPData`, property `liveXML`. */
const XMP_NAME = 'onXMPData';

export const amf0: Decoder = {
  kinds: ['amf0'],
  decode: (block) => {
    const reader = new Reader(block);
    const name = reader.value('', 0) ?? '';
    const place = `${block.place} ${name}`;
    while (reader.canGoOn && reader.at < block.payload.length) reader.value('', 0, place);
    const { fields, problem } = reader;
    if (name !== XMP_NAME) return problem === undefined ? { fields } : { fields, problem };
    const packets = fields.filter(({ key }) => key.toLowerCase() === 'livexml');
    const blocks = packets.map(
      ({ raw, value }): Block => ({
        kind: 'xmp',
        place: `${place} XMP`,
        payload: raw ?? new TextEncoder().encode(value),
        offset: block.offset,
      }),
    );
    return problem === undefined ? { fields: [], blocks } : { fields: [], blocks, problem };
  },
};

/** Values one behind the other; a broken one ends the reading, for nothing says where the next begins. */
class Reader {
  readonly fields: TextField[] = [];
  at = 0;
  problem: Decoded['problem'];
  readonly #payload: Uint8Array;
  readonly #view: DataView;
  readonly #place: string;

  constructor({ payload, place }: Block) {
    this.#payload = payload;
    this.#view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    this.#place = place;
  }

  get canGoOn(): boolean {
    return this.problem === undefined;
  }

  /** Reads one value. @param place Where its texts are said to stand; without one they are not kept. */
  value(key: string, depth: number, place?: string): string | undefined {
    const type = this.#take(1) === undefined ? undefined : this.#payload[this.at - 1];
    if (type === undefined) return undefined;
    const fixed = FIXED_BYTES.get(type);
    if (fixed !== undefined) {
      this.#take(fixed);
      return undefined;
    }
    switch (type) {
      case STRING:
        return this.#text(2, key, place);
      case LONG_STRING:
      case XML_DOCUMENT:
        return this.#text(4, key, place);
      case ECMA_ARRAY:
        this.#take(4);
        return this.#members(depth, place);
      case TYPED_OBJECT:
        this.#text(2, '');
        return this.#members(depth, place);
      case OBJECT:
        return this.#members(depth, place);
      case STRICT_ARRAY:
        return this.#items(key, depth, place);
      default:
        return this.#stop('malformed', 'holds a value of an unknown type');
    }
  }

  #text(lengthBytes: 2 | 4, key: string, place?: string): string | undefined {
    const header = this.#take(lengthBytes);
    if (header === undefined) return undefined;
    const length = lengthBytes === 2 ? this.#view.getUint16(header) : this.#view.getUint32(header);
    const start = this.#take(length);
    if (start === undefined) return undefined;
    const decoded = decodeText(this.#payload.subarray(start, start + length));
    if (place !== undefined && key !== '') {
      if (this.fields.length >= LIMITS.textBlocks) return this.#stop('over-budget', 'has too many texts');
      this.fields.push({ kind: 'text', vocabulary: 'amf', key, place: `${place} ${key}`, ...decoded });
    }
    return decoded.value;
  }

  /** Names and values up to an empty name with the end's type; a last array's end is sometimes missing. */
  #members(depth: number, place?: string): undefined {
    if (depth >= LIMITS.nesting) return this.#stop('over-budget', 'is nested too deep');
    while (this.canGoOn && this.at < this.#payload.length) {
      const header = this.#take(2);
      const start = header === undefined ? undefined : this.#take(this.#view.getUint16(header));
      if (start === undefined) return undefined;
      const key = latin1(this.#payload, start, this.at - start);
      if (key === '' && this.#payload[this.at] === OBJECT_END) {
        this.at += 1;
        return undefined;
      }
      this.value(key, depth + 1, place);
    }
    return undefined;
  }

  #items(key: string, depth: number, place?: string): undefined {
    if (depth >= LIMITS.nesting) return this.#stop('over-budget', 'is nested too deep');
    const header = this.#take(4);
    const count = header === undefined ? 0 : this.#view.getUint32(header);
    for (let index = 0; index < count && this.canGoOn; index++) this.value(key, depth + 1, place);
    return undefined;
  }

  /** @returns where the taken bytes begin. */
  #take(lengthBytes: number): number | undefined {
    const start = this.at;
    if (start + lengthBytes > this.#payload.length) return this.#stop('malformed', 'is cut off inside a value');
    this.at = start + lengthBytes;
    return start;
  }

  #stop(code: 'malformed' | 'over-budget', what: string): undefined {
    this.problem ??= { code, message: `${this.#place} ${what}.` };
    return undefined;
  }
}
