/** Boxes inside a metadata box that is already in memory. */
import { LIMITS } from '../limits';
import { byteString, type DecodedText, decodeText, decodeUtf16 } from './text-encoding';

export interface ChildBox {
  /** Four characters, one per byte. */
  readonly type: string;
  /** Size and type: of an `ilst` item, the type is its key's number. */
  readonly header: Uint8Array;
  readonly payload: Uint8Array;
}

/** The boxes from `from` on, to the first that is none. */
export function childBoxes(payload: Uint8Array, from: number): readonly ChildBox[] {
  const boxes: ChildBox[] = [];
  for (let at = from; at + 8 <= payload.length && boxes.length < LIMITS.structures; ) {
    const stated = u32(payload, at);
    // A size of 0 reaches to the end of what encloses the box.
    const end = stated === 0 ? payload.length : at + stated;
    if (end < at + 8 || end > payload.length) break;
    const header = payload.subarray(at, at + 8);
    boxes.push({ type: byteString(payload, at + 4, 4), header, payload: payload.subarray(at + 8, end) });
    at = end;
  }
  return boxes;
}

/** Well-known types that hold text (QuickTime File Format, table 3-5); 0 is implicit. */
const UTF8_TYPES = new Set([0, 1, 4]);
const UTF16_TYPES = new Set([2, 5]);

/** @param payload A `data` box's: type, locale, value. The type's first byte is 0 for the well-known ones. */
export function isText(payload: Uint8Array): boolean {
  const type = u32(payload, 0);
  return payload.length >= 8 && (UTF8_TYPES.has(type) || UTF16_TYPES.has(type));
}

/** The text of a `data` box's payload; `undefined` for pictures and numbers. */
export function dataText(payload: Uint8Array): DecodedText | undefined {
  if (!isText(payload)) return undefined;
  const value = payload.subarray(8);
  if (UTF8_TYPES.has(u32(payload, 0))) return decodeText(value);
  return { value: decodeUtf16(value, 'be').replace(/\0+$/, ''), encoding: 'utf-16', raw: value };
}

export function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function u32(bytes: Uint8Array, at: number): number {
  return ((u16(bytes, at) << 16) | u16(bytes, at + 2)) >>> 0;
}
