/**
 * Little builders of media files: a test shows the bytes that it is about, and nothing else.
 * Strings in byte positions are Latin-1 (one byte a character); `utf8()` is said where it is meant.
 */
import { createHash } from 'node:crypto';
import { zlibSync } from 'fflate';
import { ascii, concat, hex, u16be, u16le, u32be, u32le, utf8 } from '../../fixtures/write/bytes';
import { UUID_C2PA, uuidC2pa } from '../../fixtures/write/images';
import * as jpegs from '../../fixtures/write/jpeg';
import * as mp4 from '../../fixtures/write/mp4';
import * as pngs from '../../fixtures/write/png';
import { sefTrailer as trailerOf } from '../../fixtures/write/sef';
import * as tags from '../../fixtures/write/tags';

export { UUID_C2PA, u16be as be16, u16le as le16, u32be as be32, u32le as le32, utf8, uuidC2pa };

export type Part = string | number | readonly number[] | Uint8Array;

/** Joins parts: a string is Latin-1, a number is one byte. */
export const bytes = (...parts: readonly Part[]): Uint8Array => concat(...parts.map(pieceOf));

function pieceOf(part: Part): Uint8Array {
  if (typeof part === 'string') return ascii(part);
  if (typeof part === 'number') return Uint8Array.of(part);
  return part instanceof Uint8Array ? part : Uint8Array.from(part);
}

export const utf16 = (text: string, order: 'le' | 'be'): Uint8Array =>
  concat(...Array.from({ length: text.length }, (_, at) => (order === 'le' ? u16le : u16be)(text.charCodeAt(at))));
export const zeros = (length: number): Uint8Array => new Uint8Array(length);
/** The same piece many times over. */
export function repeated(piece: Uint8Array, count: number): Uint8Array {
  const whole = new Uint8Array(piece.length * count);
  for (let index = 0; index < count; index++) whole.set(piece, index * piece.length);
  return whole;
}
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
export const fromHex = (text: string): Uint8Array => hex(text.replaceAll(/[\s-]/g, ''));

export const be64 = (value: number): Uint8Array => bytes(u32be(Math.floor(value / 2 ** 32)), u32be(value >>> 0));

export const PNG_SIGNATURE = bytes(0x89, 'PNG\r\n', 0x1a, '\n');

/** Signature and chunks, exactly those given. */
export const png = (chunks: readonly Uint8Array[]): Uint8Array => bytes(PNG_SIGNATURE, ...chunks);

export const pngChunk = (type: string, ...payload: readonly Part[]): Uint8Array => pngs.chunk(type, bytes(...payload));
/** 1 × 1 pixel, 8-bit greyscale. */
export const ihdr = (): Uint8Array => pngChunk('IHDR', u32be(1), u32be(1), [8, 0, 0, 0, 0]);
/** Picture data that a decoder accepts, or any payload. */
export const idat = (payload: Uint8Array = zlibSync(zeros(2))): Uint8Array => pngChunk('IDAT', payload);
export const iend = (): Uint8Array => pngChunk('IEND');
export const tEXt = (keyword: string, text: string | Uint8Array): Uint8Array => pngChunk('tEXt', keyword, 0, text);
export const zTXt = (keyword: string, text: string | Uint8Array): Uint8Array =>
  pngChunk('zTXt', keyword, [0, 0], zlibSync(bytes(text)));
export const iTXt = (
  keyword: string,
  text: string | Uint8Array,
  options: { readonly compressed?: boolean; readonly language?: string; readonly translated?: string } = {},
): Uint8Array => {
  const value = typeof text === 'string' ? utf8(text) : text;
  const { compressed = false, language = '', translated = '' } = options;
  return pngChunk(
    'iTXt',
    keyword,
    0,
    [compressed ? 1 : 0, 0],
    language,
    0,
    utf8(translated),
    0,
    compressed ? zlibSync(value) : value,
  );
};

/** SOI and segments, exactly those given. */
export const jpeg = (segments: readonly Uint8Array[]): Uint8Array => bytes([0xff, 0xd8], ...segments);

/** @param marker Second byte of the marker: `0xe1` is APP1. */
export const segment = (marker: number, ...payload: readonly Part[]): Uint8Array =>
  jpegs.segment(marker, bytes(...payload));
export const app = (number: number, ...payload: readonly Part[]): Uint8Array => segment(0xe0 + number, ...payload);
export const com = (...payload: readonly Part[]): Uint8Array => segment(0xfe, ...payload);
export const jfif = (): Uint8Array => app(0, 'JFIF', [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
/** A start of scan with entropy-coded bytes behind it, stuffed as they must be. */
export const sos = (scan: Part = [0x2a, 0xff, 0x00, 0x17]): Uint8Array =>
  bytes(segment(0xda, [1, 1, 0, 0, 63, 0]), scan);
export const eoi = (): Uint8Array => Uint8Array.of(0xff, 0xd9);
export const app1Xmp = (packet: string | Uint8Array): Uint8Array =>
  app(1, 'http://ns.adobe.com/xap/1.0/', 0, typeof packet === 'string' ? utf8(packet) : packet);
export const app1Exif = (tiffStream: Uint8Array): Uint8Array => app(1, 'Exif', [0, 0], tiffStream);
export const app13Photoshop = (resources: Uint8Array): Uint8Array => app(13, 'Photoshop 3.0', 0, resources);

/** Extended XMP as APP1 segments of `portion` bytes each, and the GUID that the main packet must name. */
export function extendedXmp(
  packet: string,
  portion = 60_000,
): { readonly guid: string; readonly segments: readonly Uint8Array[] } {
  const whole = utf8(packet);
  const guid = createHash('md5').update(whole).digest('hex').toUpperCase();
  const segments: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += portion) {
    segments.push(
      app(
        1,
        'http://ns.adobe.com/xmp/extension/',
        0,
        guid,
        u32be(whole.length),
        u32be(at),
        whole.subarray(at, at + portion),
      ),
    );
  }
  return { guid, segments };
}

/** A JUMBF superbox cut into APP11 segments of `portion` bytes (ISO/IEC 19566-5 annex D). */
export const app11Jumbf = (superbox: Uint8Array, portion = 60_000, instance = 1): readonly Uint8Array[] =>
  jpegs.jumbfSegments(superbox, instance, portion).map((payload) => app(11, payload));

export const riff = (form: string, chunks: readonly Uint8Array[]): Uint8Array => {
  const body = bytes(form, ...chunks);
  return bytes('RIFF', u32le(body.length), body);
};
export const riffChunk = (fourcc: string, ...payload: readonly Part[]): Uint8Array =>
  tags.riffChunk(fourcc, bytes(...payload));
export const webp = (chunks: readonly Uint8Array[]): Uint8Array => riff('WEBP', chunks);
/** 1 × 1 pixel; flags: 0x08 EXIF, 0x04 XMP. */
export const vp8x = (flags = 0x0c): Uint8Array => riffChunk('VP8X', flags, zeros(9));
export const vp8l = (payload: Uint8Array = fromHex('2f00000000 0788 8808')): Uint8Array => riffChunk('VP8L', payload);

export const box = (type: string, ...payload: readonly Part[]): Uint8Array => mp4.box(type, ...payload.map(pieceOf));
/** A box with version 0 and flags 0. */
export const fullBox = (type: string, ...payload: readonly Part[]): Uint8Array => box(type, zeros(4), ...payload);
/** A box with a 64-bit size (`size == 1`). */
export const largeBox = (type: string, ...payload: readonly Part[]): Uint8Array => {
  const body = bytes(...payload);
  return bytes(u32be(1), type, be64(body.length + 16), body);
};
/** A box that reaches to the end of the file (`size == 0`). */
export const openBox = (type: string, ...payload: readonly Part[]): Uint8Array => bytes(u32be(0), type, ...payload);
export const ftyp = (major = 'isom', compatible: readonly string[] = ['isom', 'mp41']): Uint8Array =>
  box('ftyp', major, u32be(0x200), ...compatible);
export const hdlr = (subtype: 'mdta' | 'mdir'): Uint8Array => fullBox('hdlr', zeros(4), subtype, zeros(13));
/** An `mdta` `keys` box. */
export const keysBox = (names: readonly string[]): Uint8Array =>
  fullBox('keys', u32be(names.length), ...names.map((name) => box('mdta', utf8(name))));
/** A `data` box: type 1 is UTF-8, 2 UTF-16BE, 0 implicit. */
export const dataBox = (value: string | Uint8Array, type = 1): Uint8Array =>
  box('data', u32be(type), u32be(0), typeof value === 'string' ? utf8(value) : value);
/** One item of an `ilst`: by 1-based key index, or by four characters. */
export const ilstItem = (index: number | string, ...children: readonly Uint8Array[]): Uint8Array =>
  box(
    typeof index === 'number'
      ? bytes(u32be(index)).reduce((text, byte) => text + String.fromCharCode(byte), '')
      : index,
    ...children,
  );
export const UUID_XMP = fromHex('be7acfcb97a942e89c71999491e3afac');
export const uuidBox = (uuid: Uint8Array, ...payload: readonly Part[]): Uint8Array => box('uuid', uuid, ...payload);

/** Type UUIDs of C2PA 2.x 11.1.4: four characters and the common tail. */
const c2paUuid = (type: string): Uint8Array => bytes(type, fromHex('0011 0010 8000 00AA00389B71'));
export const superbox = (uuid: Uint8Array, label: string, ...contents: readonly Uint8Array[]): Uint8Array =>
  box('jumb', box('jumd', uuid, 3, label, 0), ...contents);
export const c2paStore = (...manifests: readonly Uint8Array[]): Uint8Array =>
  superbox(c2paUuid('c2pa'), 'c2pa', ...manifests);

export interface TiffEntry {
  readonly tag: number;
  /** Field type: 1 BYTE, 2 ASCII, 3 SHORT, 4 LONG, 7 UNDEFINED, 129 UTF-8. */
  readonly type: number;
  /** The value's bytes, already in the stream's byte order. */
  readonly value: Part;
}

const TYPE_BYTES = new Map([
  [3, 2],
  [4, 4],
  [5, 8],
  [13, 4],
]);

/** A TIFF stream with IFD0 and, where given, the Exif IFD behind tag 8769. */
export function tiff(
  ifd0: readonly TiffEntry[],
  options: { readonly order?: 'II' | 'MM'; readonly exif?: readonly TiffEntry[] } = {},
): Uint8Array {
  const { order = 'II', exif } = options;
  const u16 = order === 'II' ? u16le : u16be;
  const u32 = order === 'II' ? u32le : u32be;
  const directory = (entries: readonly TiffEntry[], at: number): Uint8Array => {
    const sorted = [...entries].sort((a, b) => a.tag - b.tag);
    let valuesAt = at + 2 + sorted.length * 12 + 4;
    const values: Uint8Array[] = [];
    const rows = sorted.map(({ tag, type, value }) => {
      const body = bytes(value);
      const head = bytes(u16(tag), u16(type), u32(body.length / (TYPE_BYTES.get(type) ?? 1)));
      if (body.length <= 4) return bytes(head, body, zeros(4 - body.length));
      const padded = bytes(body, zeros(body.length % 2));
      const row = bytes(head, u32(valuesAt));
      values.push(padded);
      valuesAt += padded.length;
      return row;
    });
    return bytes(u16(sorted.length), ...rows, u32(0), ...values);
  };
  const pointer = (offset: number): readonly TiffEntry[] =>
    exif ? [{ tag: 0x8769, type: 4, value: u32(offset) }] : [];
  const exifAt = 8 + directory([...ifd0, ...pointer(0)], 8).length;
  return bytes(
    order,
    u16(42),
    u32(8),
    directory([...ifd0, ...pointer(exifAt)], 8),
    exif ? directory(exif, exifAt) : [],
  );
}

/** A Photoshop image resource with an empty name. */
export const photoshopResource = (id: number, ...payload: readonly Part[]): Uint8Array =>
  jpegs.photoshopResource(id, bytes(...payload));
/** An IPTC-IIM dataset. */
export const iim = (record: number, dataset: number, ...payload: readonly Part[]): Uint8Array => {
  const body = bytes(...payload);
  return bytes([0x1c, record, dataset], u16be(body.length), body);
};

export const xmpPacket = (description: string): string =>
  '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${description}</rdf:RDF></x:xmpmeta>` +
  '<?xpacket end="w"?>';

/** A packet that says `trainedAlgorithmicMedia`. */
export const iptcAiPacket = (): string =>
  xmpPacket(
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" ' +
      'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/>',
  );

/** The payload of a whole GB 45438 label. */
export const AIGC_LABEL = '{"Label":"1","ContentProducer":"x","ProduceID":"y"}';

/** Samsung's trailer (SEF) with one entry. */
export const sefTrailer = (name: string, ...content: readonly Part[]): Uint8Array => trailerOf(name, bytes(...content));
