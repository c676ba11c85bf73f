/** Items of a `meta` box (ISO/IEC 14496-12 8.11): what they are (`iinf`), and where their data stand (`iloc`). */
import { latin1 } from '../bytes';
import { LIMITS } from '../limits';
import type { Ending, Walk } from '../walk';
import { type Box, childrenOf } from './bmff';
import { malformed, tooLarge, tooMany } from './endings';
import type { Window } from './window';

export interface Item {
  readonly id: number;
  readonly type: string;
  readonly isProtected: boolean;
  /** Of `mime` items. */
  readonly contentType: string;
  readonly contentEncoding: string;
}

export interface Extent {
  readonly offset: number;
  /** 0 means to the end of what holds it. */
  readonly length: number;
}

export interface Location {
  /** 0: the file; 1: `idat`; 2: another item. */
  readonly method: number;
  /** 0: this file. */
  readonly dataReference: number;
  readonly extents: readonly Extent[];
}

/** Loads a whole box. @returns its payload's end, or an ending. */
function* loadBox(window: Window, box: Box): Walk<Ending | undefined> {
  const lengthBytes = box.end - box.payloadAt;
  if (lengthBytes > LIMITS.blockBytes) return tooLarge(`The box ${box.type}`, box.offset, LIMITS.blockBytes);
  yield* window.load(box.payloadAt, lengthBytes);
  return undefined;
}

export function* readItems(window: Window, iinf: Box): Walk<readonly Item[] | Ending> {
  const ending = yield* loadBox(window, iinf);
  if (ending) return ending;
  // Version 0 counts in 16 bits. The boxes themselves say how many there are.
  const at = iinf.payloadAt + 4 + (window.byte(iinf.payloadAt) === 0 ? 2 : 4);
  const { boxes, ending: cut } = yield* childrenOf(window, { at, end: iinf.end }, ['infe']);
  return cut ?? boxes.map((box) => readItem(window, box)).filter((item) => item !== undefined);
}

/** Versions 0 and 1 have no type; nothing in HEIF uses them. */
function readItem(window: Window, { payloadAt, end }: Box): Item | undefined {
  const version = window.byte(payloadAt);
  if (version < 2) return undefined;
  const idBytes = version === 2 ? 2 : 4;
  const typeAt = payloadAt + 4 + idBytes + 2;
  if (typeAt + 4 > end) return undefined;
  const type = window.text(typeAt, 4);
  const [, contentType = '', contentEncoding = ''] =
    type === 'mime' ? readStrings(window.slice(typeAt + 4, end - typeAt - 4)) : [];
  return {
    id: idBytes === 2 ? window.u16(payloadAt + 4) : window.u32(payloadAt + 4),
    type,
    isProtected: window.u16(typeAt - 2) !== 0,
    contentType,
    contentEncoding,
  };
}

/** Longer than any media type or encoding that is known: what goes on behind is another one. */
const STRING_BYTES = 256;

/** Name, content type and content encoding of an entry, each ended by NUL. */
function readStrings(entry: Uint8Array): readonly string[] {
  const strings: string[] = [];
  for (let at = 0; at < entry.length && strings.length < 3; ) {
    const nul = entry.indexOf(0, at);
    const end = nul < 0 ? entry.length : nul;
    strings.push(latin1(entry, at, Math.min(end - at, STRING_BYTES)));
    at = end + 1;
  }
  return strings;
}

export function* readLocations(window: Window, iloc: Box): Walk<ReadonlyMap<number, Location> | Ending> {
  const ending = yield* loadBox(window, iloc);
  if (ending) return ending;
  let at = iloc.payloadAt + 4;
  let isCut = false;
  const take = (length: number): number => {
    isCut ||= at + length > iloc.end;
    const value = isCut || length === 0 ? 0 : number(window, at, length);
    at += length;
    return value;
  };
  const version = window.byte(iloc.payloadAt);
  if (version > 2) return malformed('An item location box of unknown version', iloc.offset);
  const sizes = take(2);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  if ([offsetBytes, lengthBytes, baseBytes, indexBytes].some((size) => size !== 0 && size !== 4 && size !== 8)) {
    return malformed('An item location box of impossible sizes', iloc.offset);
  }
  const idBytes = version === 2 ? 4 : 2;
  const count = take(idBytes);
  const locations = new Map<number, Location>();
  let structures = 0;
  for (let index = 0; index < count && !isCut; index++) {
    const id = take(idBytes);
    const method = version === 0 ? 0 : take(2) & 15;
    const dataReference = take(2);
    const base = take(baseBytes);
    const extentCount = take(2);
    const extents: Extent[] = [];
    for (let extent = 0; extent < extentCount && !isCut; extent++) {
      // An entry of no bytes at all could be repeated for nothing.
      if (++structures > LIMITS.structures) return tooMany('item extents', at);
      take(indexBytes);
      const offset = base + take(offsetBytes);
      extents.push({ offset, length: take(lengthBytes) });
    }
    locations.set(id, { method, dataReference, extents });
  }
  return isCut ? malformed('An item location box that ends before its entries', iloc.offset) : locations;
}

function number(window: Window, at: number, length: number): number {
  if (length === 8) return window.u64(at);
  return length === 4 ? window.u32(at) : window.u16(at);
}
