/** Boxes inside a metadata box that is already in memory. */
import { u32 } from '../bytes';
import { LIMITS } from '../limits';
import { Pieces } from '../pieces';
import { boxHeader, boxName } from './box-header';
import { type DecodedText, decodeText, markedOrder, utf16Text } from './text-encoding';

export interface ChildBox {
  /** Four characters, one per byte. */
  readonly type: string;
  /** Size and type: of an `ilst` item, the type is its key's number. */
  readonly header: Uint8Array;
  readonly payload: Uint8Array;
}

export interface ChildBoxes {
  readonly boxes: readonly ChildBox[];
  /** Something that is neither a box nor padding stands behind them. */
  readonly isBroken: boolean;
}

/** The boxes from `from` on, to the first that is none. */
export function childBoxes(payload: Uint8Array, from: number): ChildBoxes {
  const boxes: ChildBox[] = [];
  const bytes = new Pieces([payload]);
  let at = from;
  while (boxes.length < LIMITS.structures) {
    const box = boxHeader(bytes, at, payload.length);
    if (box === undefined || at + box.lengthBytes > payload.length) break;
    const { type, headerBytes, lengthBytes } = box;
    const header = payload.subarray(at, at + 8);
    boxes.push({ type: boxName(type), header, payload: payload.subarray(at + headerBytes, at + lengthBytes) });
    at += lengthBytes;
  }
  return { boxes, isBroken: payload.length - at >= 8 };
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
  // Some writers put a byte-order mark before UTF-16 too.
  return UTF8_TYPES.has(u32(payload, 0)) ? decodeText(value) : utf16Text(value, markedOrder(value) ?? 'be');
}
