/** Builders of payload bytes, so that a test shows the bytes that it is about. */
import { zlibSync } from 'fflate';
import type { Block, BlockKind, Decoded } from '../../../../utils/engine/blocks';
import { DECODERS } from '../../../../utils/engine/decoders';
import type { Field } from '../../../../utils/engine/fields';

export type Part = string | Uint8Array | readonly number[];

/** Strings as UTF-8, numbers as bytes. */
export function bytes(...parts: readonly Part[]): Uint8Array {
  const chunks = parts.map((part) =>
    typeof part === 'string'
      ? new TextEncoder().encode(part)
      : part instanceof Uint8Array
        ? part
        : Uint8Array.from(part),
  );
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** One byte per character: what Latin-1 and byte escapes in tests mean. */
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

export function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 * at, text.charCodeAt(at), order === 'le');
  return new Uint8Array(view.buffer);
}

export function u32(value: number, littleEndian = false): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value, littleEndian);
  return new Uint8Array(view.buffer);
}

export function u16(value: number, littleEndian = false): Uint8Array {
  return u32(value, littleEndian).subarray(littleEndian ? 0 : 2, littleEndian ? 2 : 4);
}

export const zlib = (...parts: readonly Part[]): Uint8Array => zlibSync(bytes(...parts));

export const block = (kind: BlockKind, payload: Uint8Array, more: Partial<Block> = {}): Block => ({
  kind,
  place: 'P',
  payload,
  offset: 0,
  ...more,
});

export function decode(of: Block): Decoded {
  const decoder = DECODERS.find(({ kinds }) => kinds.includes(of.kind));
  if (decoder === undefined) throw new Error(`There is no decoder for ${of.kind}.`);
  return decoder.decode(of);
}

/** The fields of a block and of all that lies inside it. */
export function decodeAll(of: Block): readonly Field[] {
  const { fields, blocks = [] } = decode(of);
  return [...fields, ...blocks.flatMap(decodeAll)];
}

/** `[place, value]` of every text. */
export const texts = (fields: readonly Field[]): readonly (readonly [string, string])[] =>
  fields.flatMap((field) => (field.kind === 'text' ? [[field.place, field.value] as const] : []));

export const ASCII = 2;
export const UNDEFINED = 7;

export interface TiffEntry {
  readonly tag: number;
  readonly type: number;
  readonly value: Uint8Array;
  /** Stated count where it differs from the value's length. */
  readonly count?: number;
}

export interface TiffLayout {
  readonly order?: 'II' | 'MM';
  readonly ifd0?: readonly TiffEntry[];
  readonly exif?: readonly TiffEntry[];
  /** The thumbnail's directory. */
  readonly ifd1?: readonly TiffEntry[];
}

/** A TIFF stream: header, IFD0, IFD1, ExifIFD, then the values. */
export function tiff({ order = 'II', ifd0 = [], exif, ifd1 }: TiffLayout): Uint8Array {
  const isLittle = order === 'II';
  const main = exif === undefined ? ifd0 : [...ifd0, { tag: 0x8769, type: 4, value: u32(0), count: 1 }];
  const size = (entries: readonly TiffEntry[]): number => 2 + 12 * entries.length + 4;
  const ifd1At = 8 + size(main);
  const exifAt = ifd1At + (ifd1 === undefined ? 0 : size(ifd1));
  let valueAt = exifAt + (exif === undefined ? 0 : size(exif));
  const values: Uint8Array[] = [];
  const directory = (entries: readonly TiffEntry[], next: number): Uint8Array =>
    bytes(
      u16(entries.length, isLittle),
      ...entries.map(({ tag, type, value, count }) => {
        let inline = bytes(value, [0, 0, 0, 0]).subarray(0, 4);
        if (tag === 0x8769) inline = u32(exifAt, isLittle);
        else if (value.length > 4) {
          inline = u32(valueAt, isLittle);
          values.push(value);
          valueAt += value.length;
        }
        return bytes(u16(tag, isLittle), u16(type, isLittle), u32(count ?? value.length, isLittle), inline);
      }),
      u32(next, isLittle),
    );
  return bytes(
    order,
    u16(42, isLittle),
    u32(8, isLittle),
    directory(main, ifd1 === undefined ? 0 : ifd1At),
    ...(ifd1 === undefined ? [] : [directory(ifd1, 0)]),
    ...(exif === undefined ? [] : [directory(exif, 0)]),
    ...values,
  );
}

/** A JUMBF box. */
export const box = (type: string, ...parts: readonly Part[]): Uint8Array => {
  const payload = bytes(...parts);
  return bytes(u32(8 + payload.length), type, payload);
};

export const uuidBytes = (uuid: string): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(uuid.slice(2 * index, 2 * index + 2), 16));

export const superbox = (uuid: string, label: string, ...children: readonly Uint8Array[]): Uint8Array =>
  box('jumb', box('jumd', uuidBytes(uuid), [3], label, [0]), ...children);

export type CborInput =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly CborInput[]
  | { readonly [key: string]: CborInput };

/** CBOR in its preferred form, as much as manifests need. */
export function cbor(value: CborInput): Uint8Array {
  if (typeof value === 'number') return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value);
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0xf5 : 0xf4);
  if (value === null) return Uint8Array.of(0xf6);
  if (value instanceof Uint8Array) return bytes(cborHead(2, value.length), value);
  if (typeof value === 'string') {
    const text = bytes(value);
    return bytes(cborHead(3, text.length), text);
  }
  if (Array.isArray(value)) return bytes(cborHead(4, value.length), ...value.map(cbor));
  const entries = Object.entries(value);
  return bytes(cborHead(5, entries.length), ...entries.flatMap(([key, item]) => [cbor(key), cbor(item)]));
}

function cborHead(major: number, argument: number): Uint8Array {
  if (argument < 24) return Uint8Array.of((major << 5) | argument);
  if (argument < 256) return Uint8Array.of((major << 5) | 24, argument);
  return argument < 65_536 ? bytes([(major << 5) | 25], u16(argument)) : bytes([(major << 5) | 26], u32(argument));
}
