/** Builders of payload bytes, so that a test shows the bytes that it is about. */
import { zlibSync } from 'fflate';
import type { Block, BlockKind, Decoded } from '../../../../utils/engine/blocks';
import { DECODERS } from '../../../../utils/engine/decoders';
import type { Field } from '../../../../utils/engine/fields';
import { concat, u16be, u16le, u32be, u32le, utf8 } from '../../../fixtures/write/bytes';
import * as mp4 from '../../../fixtures/write/mp4';

export type Part = string | Uint8Array | readonly number[];

/** Strings as UTF-8, numbers as bytes. */
export const bytes = (...parts: readonly Part[]): Uint8Array => concat(...parts.map(pieceOf));

function pieceOf(part: Part): Uint8Array {
  if (typeof part === 'string') return utf8(part);
  return part instanceof Uint8Array ? part : Uint8Array.from(part);
}

/** One byte per character: what Latin-1 and byte escapes in tests mean. */
export { ascii as latin1 } from '../../../fixtures/write/bytes';
export { type CborValue as CborInput, cbor } from '../../../fixtures/write/cbor';
export { utf16 } from '../byte-builders';

export const u32 = (value: number, littleEndian = false): Uint8Array => (littleEndian ? u32le(value) : u32be(value));
export const u16 = (value: number, littleEndian = false): Uint8Array => (littleEndian ? u16le(value) : u16be(value));

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
export const box = (type: string, ...parts: readonly Part[]): Uint8Array => mp4.box(type, ...parts.map(pieceOf));

export const uuidBytes = (uuid: string): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(uuid.slice(2 * index, 2 * index + 2), 16));

export const superbox = (uuid: string, label: string, ...children: readonly Uint8Array[]): Uint8Array =>
  box('jumb', box('jumd', uuidBytes(uuid), [3], label, [0]), ...children);
