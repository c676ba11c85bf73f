/** Little builders of the picture formats that are neither JPEG, PNG nor WebP; see `byte-builders`. */
import * as images from '../../fixtures/write/images';
import { be16, be32, be64, box, bytes, ftyp, fullBox, le32, type Part, type TiffEntry } from './byte-builders';

/** A payload as GIF sub-blocks, with the terminator. */
export const subBlocks = (payload: Part): Uint8Array => images.subBlocks(bytes(payload));
/** 1 × 1 pixel with a global table of two colours, the blocks given, and the trailer. */
export const gif = (blocks: readonly Uint8Array[]): Uint8Array =>
  bytes('GIF89a', [1, 0, 1, 0, 0x80, 0, 0], [0, 0, 0, 255, 255, 255], ...blocks, 0x3b);
/** One pixel, with a local table of two colours. */
export const gifPicture = (): Uint8Array =>
  bytes(0x2c, [0, 0, 0, 0, 1, 0, 1, 0, 0x80], [0, 0, 0, 255, 255, 255], 2, subBlocks([0x44, 0x01]));
export const gifComment = (text: Part): Uint8Array => bytes([0x21, 0xfe], subBlocks(text));
/** @param application Identifier and authentication code, 11 bytes. */
export const gifApplication = (application: string, payload: Part): Uint8Array =>
  images.gifApplication(application, bytes(payload));
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

export interface HeifItem {
  readonly type: string;
  /** Behind the item's name in its entry: media type and encoding of `mime` items. */
  readonly strings?: string;
  readonly data: Uint8Array;
  readonly protection?: number;
}

export interface HeifForm {
  readonly major?: string;
  readonly compatible?: readonly string[];
  /** 0: data in `mdat`; 1: in `idat`. */
  readonly method?: 0 | 1;
  readonly ilocVersion?: 0 | 1 | 2;
  /** Each item's data in so many extents, which stand in the file in turn. */
  readonly extents?: number;
  readonly dataReference?: number;
  /** Boxes between `ftyp` and `meta`. */
  readonly before?: readonly Uint8Array[];
}

/** A HEIF file of items: `ftyp`, `meta` with `iinf` and `iloc`, and `mdat`. */
export function heifFile(items: readonly HeifItem[], form: HeifForm = {}): Uint8Array {
  const { major = 'heic', compatible = ['mif1', 'heic'], method = 0, before = [] } = form;
  const { ilocVersion = method === 0 ? 0 : 1, extents = 1, dataReference = 0 } = form;
  const head = bytes(ftyp(major, compatible), ...before);
  const id = ilocVersion === 2 ? be32 : be16;
  const infe = items.map(({ type, strings = '', protection = 0 }, index) =>
    box('infe', [2, 0, 0, 0], be16(index + 1), be16(protection), type, 'name\0', strings),
  );
  const parts = items.map(({ data }) => {
    const step = Math.ceil(data.length / extents);
    return [...Array(extents).keys()].map((part) => data.subarray(part * step, (part + 1) * step));
  });
  const order = [...Array(extents).keys()].flatMap((part) => parts.map((ofItem) => ofItem[part] ?? new Uint8Array(0)));
  const offsets = new Map<Uint8Array, number>();
  let end = 0;
  for (const part of order) {
    offsets.set(part, end);
    end += part.length;
  }
  const iloc = (from: number): Uint8Array =>
    box(
      'iloc',
      [ilocVersion, 0, 0, 0],
      [0x44, ilocVersion === 0 ? 0x40 : 0x44],
      id(items.length),
      ...parts.map((ofItem, index) =>
        bytes(
          id(index + 1),
          ilocVersion === 0 ? [] : be16(method),
          be16(dataReference),
          be32(from),
          be16(extents),
          ...ofItem.map((part) =>
            bytes(ilocVersion === 0 ? [] : be32(0), be32(offsets.get(part) ?? 0), be32(part.length)),
          ),
        ),
      ),
    );
  const meta = (from: number): Uint8Array =>
    fullBox(
      'meta',
      fullBox('hdlr', be32(0), 'pict', new Uint8Array(13)),
      box('iinf', [0, 0, 0, 0], be16(items.length), ...infe),
      iloc(from),
      method === 1 ? box('idat', ...order) : [],
    );
  return bytes(
    head,
    meta(method === 1 ? 0 : head.length + meta(0).length + 8),
    method === 1 ? box('mdat') : box('mdat', ...order),
  ).slice();
}
/** An `Exif` item or box: the offset of the TIFF header, the JPEG signature, the stream. */
export const exifItem = (stream: Uint8Array): Uint8Array => bytes(be32(6), 'Exif\0\0', stream);
export const pictureItem = (length = 20): HeifItem => ({ type: 'hvc1', data: new Uint8Array(length) });
export const xmpItem = (packet: Part): HeifItem => ({
  type: 'mime',
  strings: 'application/rdf+xml\0',
  data: bytes(packet),
});

export interface MiniForm {
  readonly small?: boolean;
  /** Lengths of data. */
  readonly icc?: number;
  readonly alpha?: number;
  readonly gainMap?: number;
  readonly exif?: Uint8Array;
  readonly xmp?: Uint8Array;
  readonly packed?: boolean;
}

/** The low-overhead form of a picture of 4:2:0, 8 bits, with 4 bytes of codec configuration and 20 of picture. */
export function miniBox(form: MiniForm): Uint8Array {
  const { small = false, icc, alpha, gainMap, exif, xmp, packed = false } = form;
  let bits = '';
  const put = (value: number, count: number): void => {
    bits += value.toString(2).padStart(count, '0');
  };
  const flags = [0, 0, 1, alpha, 0, gainMap, icc, exif, xmp].map((part) => (part ? 1 : 0));
  put(0, 2);
  for (const flag of flags) put(flag, 1);
  put(1, 2);
  put(0, 3);
  put(small ? 1 : 0, 1);
  put(63, small ? 7 : 15);
  put(63, small ? 7 : 15);
  put(0, 2);
  put(0, 1);
  if (alpha) put(0, 1);
  if (gainMap) {
    put(1, 1);
    put(63, small ? 7 : 15);
    put(63, small ? 7 : 15);
    put(0, 9);
    put(0, 2);
    put(0, 1);
    put(0, 1);
    put(0, 2);
    // One light level for the picture, diffuse white for the tone-mapped one.
    put(0b100000, 6);
    put(1000, 32);
    put(0b000001, 6);
    put(1000, 32);
  }
  if (icc || exif || xmp || gainMap) put(1, 1);
  put(0, 2);
  if (icc) put(icc - 1, 20);
  if (gainMap) {
    put(3, 20);
    put(gainMap, 15);
    put(0, 3);
  }
  put(4, 3);
  put(19, 15);
  if (alpha) {
    put(alpha, 15);
    put(2, 3);
  }
  if (exif || xmp) put(packed ? 1 : 0, 1);
  if (exif) put(exif.length - 1, 20);
  if (xmp) put(xmp.length - 1, 20);
  const fields = (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
  const data = 4 + (alpha ? 2 + alpha : 0) + (icc ?? 0) + (gainMap ? 3 + gainMap : 0) + 20;
  return box('mini', fields, new Uint8Array(data), exif ?? [], xmp ?? []);
}

/** A boxed JPEG XL file: signature, `ftyp`, and the boxes given. */
export const jxl = (boxes: readonly Uint8Array[]): Uint8Array =>
  bytes(box('JXL ', '\r\n\x87\n'), box('ftyp', 'jxl ', be32(0), 'jxl '), ...boxes);
export const jxlCodestream = (): Uint8Array => box('jxlc', [0xff, 0x0a, 0xfa, 0x1f]);

/** 1 × 1 pixel of 24 bits. */
export const bmp = (compression = 0): Uint8Array =>
  bytes(
    'BM',
    le32(58),
    le32(0),
    le32(54),
    le32(40),
    le32(1),
    le32(1),
    [1, 0, 24, 0],
    le32(compression),
    new Uint8Array(24),
  );

/** An icon of the pictures given, each said to be 1 × 1 pixel. */
export function ico(pictures: readonly Uint8Array[]): Uint8Array {
  let at = 6 + 16 * pictures.length;
  const entries = pictures.map((picture) => {
    const entry = bytes([1, 1, 0, 0, 1, 0, 32, 0], le32(picture.length), le32(at));
    at += picture.length;
    return entry;
  });
  return bytes([0, 0, 1, 0, pictures.length, 0], ...entries, ...pictures);
}
