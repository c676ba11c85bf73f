/** As much of DER (X.690) as keys and signatures need: definite lengths, low tag numbers. */

export const TAG = { integer: 0x02, bitString: 0x03, objectIdentifier: 0x06, sequence: 0x30, version: 0xa0 } as const;

export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag and length included. */
  readonly whole: Uint8Array;
}

/** The parts of a certificate are ten. */
const ELEMENTS = 16;

/** The elements that fill the bytes to their end; `undefined` where they do not. */
export function elementsOf(bytes: Uint8Array): readonly DerElement[] | undefined {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = lengthAt(bytes, at + 1);
    if (length === undefined || elements.length === ELEMENTS) return undefined;
    const end = length.contentAt + length.contentBytes;
    if (end > bytes.length) return undefined;
    const content = bytes.subarray(length.contentAt, end);
    elements.push({ tag: bytes[at] ?? 0, content, whole: bytes.subarray(at, end) });
    at = end;
  }
  return elements;
}

/** The elements of a sequence that fills the bytes. */
export function sequenceOf(bytes: Uint8Array): readonly DerElement[] | undefined {
  const outer = elementsOf(bytes);
  const [sequence] = outer ?? [];
  return outer?.length === 1 && sequence?.tag === TAG.sequence ? elementsOf(sequence.content) : undefined;
}

/** X.690 8.1.3: one byte below 80, or the number of bytes that state the length. */
function lengthAt(
  bytes: Uint8Array,
  at: number,
): { readonly contentAt: number; readonly contentBytes: number } | undefined {
  const first = bytes[at];
  if (first === undefined) return undefined;
  if (first < 0x80) return { contentAt: at + 1, contentBytes: first };
  const count = first & 0x7f;
  if (count === 0 || count > 3 || at + count >= bytes.length) return undefined;
  let contentBytes = 0;
  for (const byte of bytes.subarray(at + 1, at + 1 + count)) contentBytes = contentBytes * 256 + byte;
  return { contentAt: at + 1 + count, contentBytes };
}
