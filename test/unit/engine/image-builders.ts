/** Little builders of the picture formats that are neither JPEG, PNG nor WebP; see `byte-builders`. */
import { be16, be32, be64, bytes, type Part, type TiffEntry } from './byte-builders';

/** A payload as GIF sub-blocks, with the terminator. */
export function subBlocks(payload: Part): Uint8Array {
  const whole = bytes(payload);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += 255) {
    const part = whole.subarray(at, at + 255);
    blocks.push(bytes(part.length, part));
  }
  return bytes(...blocks, 0);
}
/** 1 × 1 pixel with a global table of two colours, the blocks given, and the trailer. */
export const gif = (blocks: readonly Uint8Array[]): Uint8Array =>
  bytes('GIF89a', [1, 0, 1, 0, 0x80, 0, 0], [0, 0, 0, 255, 255, 255], ...blocks, 0x3b);
/** One pixel, with a local table of two colours. */
export const gifPicture = (): Uint8Array =>
  bytes(0x2c, [0, 0, 0, 0, 1, 0, 1, 0, 0x80], [0, 0, 0, 255, 255, 255], 2, subBlocks([0x44, 0x01]));
export const gifComment = (text: Part): Uint8Array => bytes([0x21, 0xfe], subBlocks(text));
/** @param application Identifier and authentication code, 11 bytes. */
export const gifApplication = (application: string, payload: Part): Uint8Array =>
  bytes([0x21, 0xff, 11], application, subBlocks(payload));
export const gifXmp = (packet: Part): Uint8Array =>
  bytes([0x21, 0xff, 11], 'XMP DataXMP', packet, 0x01, [...Array(256).keys()].reverse(), 0);

/** One directory of a TIFF file; values of more than the field holds stand behind it. */
export interface TiffDirectory {
  readonly entries: readonly TiffEntry[];
  /** Directories that an entry of this tag points to. */
  readonly inner?: readonly { readonly tag: number; readonly directories: readonly TiffDirectory[] }[];
}

export interface TiffForm {
  readonly order?: 'II' | 'MM';
  readonly big?: boolean;
  /** Bytes between the header and the first directory: strips stand there. */
  readonly strips?: number;
}

const TYPE_BYTES = new Map([
  [3, 2],
  [4, 4],
  [5, 8],
  [13, 4],
  [16, 8],
  [18, 8],
]);

/** A TIFF or BigTIFF file of a chain of directories, each followed by its values and by what it points to. */
export function tiffFile(chain: readonly TiffDirectory[], options: TiffForm = {}): Uint8Array {
  const { order = 'II', big = false, strips = 0 } = options;
  const number = (value: number, length: 2 | 4 | 8): Uint8Array => {
    const whole = length === 8 ? be64(value) : length === 4 ? be32(value) : be16(value);
    return order === 'II' ? whole.reverse() : whole;
  };
  const word = big ? 8 : 4;
  const entryBytes = big ? 20 : 12;
  const header = bytes(order, number(big ? 43 : 42, 2), big ? bytes(number(8, 2), number(0, 2)) : []);
  const first = header.length + word + strips;

  const write = ({ entries, inner = [] }: TiffDirectory, at: number, isLast: boolean): Uint8Array => {
    const count = entries.length + inner.length;
    let behindAt = at + (big ? 8 : 2) + count * entryBytes + word;
    const behind: Uint8Array[] = [];
    const put = (part: Uint8Array): number => {
      const partAt = behindAt;
      behind.push(part);
      behindAt += part.length;
      return partAt;
    };
    const pointers = inner.map(({ tag, directories }): TiffEntry => {
      const offsets = directories.map((directory) => number(put(write(directory, behindAt, true)), word));
      return { tag, type: big ? 18 : 4, value: bytes(...offsets) };
    });
    const rows = [...entries, ...pointers]
      .sort((a, b) => a.tag - b.tag)
      .map(({ tag, type, value }) => {
        const body = bytes(value);
        const head = bytes(number(tag, 2), number(type, 2), number(body.length / (TYPE_BYTES.get(type) ?? 1), word));
        if (body.length <= word) return bytes(head, body, new Uint8Array(word - body.length));
        return bytes(head, number(put(body), word));
      });
    const next = isLast ? 0 : behindAt;
    return bytes(number(count, big ? 8 : 2), ...rows, number(next, word), ...behind);
  };

  const parts = [bytes(header, number(first, word), new Uint8Array(strips))];
  let at = first;
  for (const [index, directory] of chain.entries()) {
    const part = write(directory, at, index === chain.length - 1);
    parts.push(part);
    at += part.length;
  }
  return bytes(...parts);
}
