/** Element headers of EBML (RFC 8794), and the identifiers of Matroska (RFC 9559) that matter here. */
import { unsigned } from './bytes';

export const EBML = {
  header: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  info: 0x1549a966,
  title: 0x7ba9,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  cluster: 0x1f43b675,
  tags: 0x1254c367,
  tag: 0x7373,
  simpleTag: 0x67c8,
  tagName: 0x45a3,
  tagString: 0x4487,
  tagBinary: 0x4485,
} as const;

/** The longest header: four bytes of identifier, eight of size. */
export const MAX_HEADER_BYTES = 12;

export interface ElementHeader {
  readonly id: number;
  readonly headerBytes: number;
  /** `undefined` where the size is left open (all ones). */
  readonly lengthBytes: number | undefined;
}

/** The header that bytes begin with; `undefined` where they hold none, or too little of it. */
export function elementHeader(bytes: Uint8Array): ElementHeader | undefined {
  const idBytes = Math.clz32(bytes[0] ?? 0) - 23;
  if (idBytes > 4 || bytes.length <= idBytes) return undefined;
  const sizeBytes = Math.clz32(bytes[idBytes] ?? 0) - 23;
  const headerBytes = idBytes + sizeBytes;
  if (sizeBytes > 8 || bytes.length < headerBytes) return undefined;
  // Without the marker bit, so that sizes of eight bytes stay exact.
  const [first = 0, ...rest] = bytes.subarray(idBytes, headerBytes);
  const mask = 0xff >> sizeBytes;
  const isOpen = (first & mask) === mask && rest.every((byte) => byte === 0xff);
  const size = unsigned(Uint8Array.of(first & mask, ...rest));
  return { id: unsigned(bytes.subarray(0, idBytes)), headerBytes, lengthBytes: isOpen ? undefined : size };
}

export interface Element {
  readonly id: number;
  readonly payload: Uint8Array;
}

/** The elements of a payload in memory. `isWhole` is false where the last one runs beyond it. */
export function childElements(
  payload: Uint8Array,
  limit: number,
): { readonly elements: readonly Element[]; readonly isWhole: boolean } {
  const elements: Element[] = [];
  for (let at = 0; at < payload.length; ) {
    const header = elementHeader(payload.subarray(at, at + MAX_HEADER_BYTES));
    const start = at + (header?.headerBytes ?? 0);
    const end = start + (header?.lengthBytes ?? Number.NaN);
    if (header === undefined || !(end <= payload.length) || elements.length >= limit) {
      return { elements, isWhole: false };
    }
    elements.push({ id: header.id, payload: payload.subarray(start, end) });
    at = end;
  }
  return { elements, isWhole: true };
}
