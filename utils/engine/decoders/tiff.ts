/**
 * TIFF streams with EXIF (TIFF 6.0, CIPA DC-008): the texts of IFD0, its ExifIFD and SubIFDs, and the blocks inside
 * it. IFD1 is the thumbnail and not the medium. A broken entry costs that entry only.
 */
import type { Block, Decoded, Decoder } from '../blocks';
import type { TextField } from '../fields';
import { LIMITS } from '../limits';
import { decodeText, trimNuls, utf16Text } from './text-encoding';
import { ASCII_TYPES, type TagMeaning, TIFF_TAGS, TYPE_SIZES } from './tiff-tags';
import { decodeUserComment } from './user-comment';

const CLASSIC = 42;
const BIG_TIFF = 43;
const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

export const tiff: Decoder = {
  kinds: ['tiff'],
  decode: (block) => {
    const { payload } = block;
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    const isLittleEndian = payload[0] === 0x49;
    const hasByteOrder = (isLittleEndian && payload[1] === 0x49) || (payload[0] === 0x4d && payload[1] === 0x4d);
    // Some writers leave an empty EXIF segment behind: nothing stands in it.
    if (!hasByteOrder || payload.length < HEADER_BYTES) return { fields: [] };
    const version = view.getUint16(2, isLittleEndian);
    if (version === BIG_TIFF) {
      return { fields: [], problem: { code: 'unsupported', message: 'The TIFF data are in the BigTIFF form.' } };
    }
    return version === CLASSIC ? readStream(block, view, isLittleEndian) : { fields: [] };
  },
};

/** Where an entry's value lies in the stream. */
interface Entry {
  readonly meaning: TagMeaning;
  readonly type: number;
  readonly start: number;
  readonly length: number;
}

function readStream(block: Block, view: DataView, isLittleEndian: boolean): Decoded {
  const { payload, place, offset } = block;
  const fields: TextField[] = [];
  const blocks: Block[] = [];
  /** In the order of their reading: a set takes each once, and what is added is still iterated. */
  const directories = new Set([view.getUint32(4, isLittleEndian)]);
  let read = 0;
  // Values of a sane stream do not overlap: a thousand entries that share their bytes are an attack.
  let valueBytes = 0;
  let limitMet: string | undefined;

  for (const ifd of directories) {
    if (ifd < HEADER_BYTES || ifd + 2 > payload.length) continue;
    if (read >= LIMITS.ifds) {
      limitMet = 'The EXIF data have too many directories.';
      break;
    }
    read += 1;
    const stated = view.getUint16(ifd, isLittleEndian);
    const fitting = Math.floor((payload.length - ifd - 2) / ENTRY_BYTES);
    const count = Math.min(stated, fitting, LIMITS.ifdEntries);
    if (Math.min(stated, fitting) > LIMITS.ifdEntries) limitMet = 'An EXIF directory has too many entries.';
    for (let index = 0; index < count; index += 1) {
      const entry = readEntry(view, ifd + 2 + index * ENTRY_BYTES, isLittleEndian);
      if (entry === undefined) continue;
      if (entry.meaning.form === 'ifd') {
        for (const offset of pointers(view, entry, isLittleEndian)) directories.add(offset);
        continue;
      }
      valueBytes += entry.length;
      if (valueBytes > 2 * payload.length) {
        return { fields, blocks, problem: { code: 'over-budget', message: 'The EXIF values overlap too often.' } };
      }
      const value = payload.subarray(entry.start, entry.start + entry.length);
      const { name } = entry.meaning;
      if (entry.meaning.form === 'block') {
        blocks.push({
          kind: entry.meaning.kind,
          place: `${place} ${name}`,
          payload: value,
          offset: offset + entry.start,
        });
        continue;
      }
      const decoded = decodeValue(entry, value, isLittleEndian);
      if (decoded !== undefined) {
        fields.push({ kind: 'text', vocabulary: 'exif', key: name, place: `${place} ${name}`, ...decoded });
      }
    }
  }
  return limitMet === undefined
    ? { fields, blocks }
    : { fields, blocks, problem: { code: 'over-budget', message: limitMet } };
}

function readEntry(view: DataView, at: number, isLittleEndian: boolean): Entry | undefined {
  const meaning = TIFF_TAGS.get(view.getUint16(at, isLittleEndian));
  if (meaning === undefined) return undefined;
  const type = view.getUint16(at + 2, isLittleEndian);
  const size = TYPE_SIZES.get(type);
  if (size === undefined) return undefined;
  const length = view.getUint32(at + 4, isLittleEndian) * size;
  // Four bytes and less stand in the offset field itself, left-justified in both byte orders.
  const start = length <= 4 ? at + 8 : view.getUint32(at + 8, isLittleEndian);
  const available = view.byteLength - start;
  if (length === 0 || available <= 0) return undefined;
  return { meaning, type, start, length: Math.min(length, available) };
}

/** One writer states a count of 4 for a single pointer: such an offset is then no list, but the pointer itself. */
function pointers(view: DataView, entry: Entry, isLittleEndian: boolean): number[] {
  if (entry.type !== 4 && entry.type !== 13) return [];
  if (entry.meaning.name === 'ExifOffset' && entry.length > 4) return [entry.start];
  const offsets: number[] = [];
  const end = entry.start + Math.min(entry.length, 4 * LIMITS.ifds);
  for (let at = entry.start; at + 4 <= end; at += 4) offsets.push(view.getUint32(at, isLittleEndian));
  return offsets;
}

/** @returns `undefined` where the type is none that the tag's text can stand in. */
export function decodeValue(
  entry: Pick<Entry, 'meaning' | 'type'>,
  value: Uint8Array,
  isLittleEndian: boolean,
): Pick<TextField, 'value' | 'encoding' | 'raw'> | undefined {
  switch (entry.meaning.form) {
    case 'text-if-ascii':
      return ASCII_TYPES.has(entry.type) ? decodeText(value) : undefined;
    case 'text':
      return TYPE_SIZES.get(entry.type) === 1 ? decodeText(untilNul(value, entry.meaning.name)) : undefined;
    case 'user-comment':
      return TYPE_SIZES.get(entry.type) === 1 ? decodeUserComment(value, isLittleEndian) : undefined;
    case 'utf-16':
      // Microsoft's tags are little-endian whatever the stream is; as SHORTs they follow the stream.
      return utf16Text(value, entry.type === 3 && !isLittleEndian ? 'be' : 'le');
    default:
      return undefined;
  }
}

/** ASCII ends at its first NUL, whatever the count says; Copyright has two parts (photographer, editor). */
function untilNul(value: Uint8Array, name: string): Uint8Array {
  if (name === 'Copyright') return value;
  const text = trimNuls(value);
  const nul = text.indexOf(0);
  return nul < 0 ? text : text.subarray(0, nul);
}
