import type { ContainerName, Kind } from '../report';
import type { Container, Walk } from '../walk';
import { latin1 } from './byte-text';

interface Format {
  readonly name: ContainerName;
  readonly kind: Kind;
  /** What people call it. */
  readonly title: string;
  readonly matches: (head: Uint8Array, text: string) => boolean;
}

/** Enough of the head for every signature below; text formats begin behind declarations and comments. */
const SIGNATURE_BYTES = 4096;
const at = (offset: number, signature: string) => (_head: Uint8Array, text: string) =>
  text.startsWith(signature, offset);
const anyAt = (offset: number, signatures: readonly string[]) => (_head: Uint8Array, text: string) =>
  signatures.some((signature) => text.startsWith(signature, offset));
const riff = (form: string) => (_head: Uint8Array, text: string) =>
  /^(?:RIFF|RF64|BW64)/.test(text) && text.startsWith(form, 8);

/**
 * HEIF by its brands (ISO/IEC 23008-12 10): the major one decides, as other readers do. Where it leaves the coding open
 * (or a broken writer left it blank), a compatible brand may tell; `mif3` names it in the place of the version.
 */
const brand =
  (majors: readonly string[], compatible: readonly string[] = []) =>
  (_head: Uint8Array, text: string) => {
    if (!text.startsWith('ftyp', 4)) return false;
    const major = text.slice(8, 12);
    const end = Math.min(text.charCodeAt(2) * 256 + text.charCodeAt(3), 256);
    const further = text.slice(major === 'mif3' ? 12 : 16, end).match(/[\s\S]{4}/g) ?? [];
    return majors.includes(major) || (OPEN_BRANDS.includes(major) && further.some((one) => compatible.includes(one)));
  };
const HEIF_BRANDS = ['mif1', 'mif2', 'mif3', 'msf1', 'miaf'];
const OPEN_BRANDS = [...HEIF_BRANDS, '    '];

/**
 * Formats that are recognised and not read yet. They keep their name and kind, and end `unsupported`: a file that was
 * not read is never `unlabelled`. A format that gets its own container leaves this table.
 */
const FORMATS: readonly Format[] = [
  { name: 'avif', kind: 'image', title: 'AVIF', matches: brand(['avif', 'avis'], ['avif', 'avis']) },
  { name: 'heic', kind: 'image', title: 'HEIC', matches: brand(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis']) },
  { name: 'heif', kind: 'image', title: 'HEIF', matches: brand(HEIF_BRANDS, ['heic', 'heix']) },
  {
    name: 'jxl',
    kind: 'image',
    title: 'JPEG XL',
    matches: anyAt(0, ['\xff\x0a', '\0\0\0\x0cJXL \r\n\x87\n']),
  },
  { name: 'bmp', kind: 'image', title: 'BMP', matches: isBmp },
  { name: 'ico', kind: 'image', title: 'ICO', matches: isIco },
  { name: 'avi', kind: 'video', title: 'AVI', matches: riff('AVI ') },
  { name: 'wav', kind: 'audio', title: 'WAV', matches: riff('WAVE') },
  { name: 'aiff', kind: 'audio', title: 'AIFF', matches: (_, text) => /^FORM[\s\S]{4}AIF[FC]/.test(text) },
  { name: 'webm', kind: 'video', title: 'WebM', matches: (_, text) => isEbml(text, 'webm') },
  { name: 'matroska', kind: 'video', title: 'Matroska', matches: (_, text) => text.startsWith('\x1aE\xdf\xa3') },
  { name: 'flv', kind: 'video', title: 'FLV', matches: at(0, 'FLV\x01') },
  { name: 'ogg', kind: 'audio', title: 'Ogg', matches: at(0, 'OggS') },
  { name: 'flac', kind: 'audio', title: 'FLAC', matches: (head, text) => behindId3(head, text).startsWith('fLaC') },
  {
    name: 'aac',
    kind: 'audio',
    title: 'AAC',
    matches: (head, text) => /^\xff[\xf0\xf1\xf8\xf9]/.test(behindId3(head, text)),
  },
  { name: 'mp3', kind: 'audio', title: 'MP3', matches: (head, text) => text.startsWith('ID3') || isMpegAudio(head) },
  { name: 'pdf', kind: 'document', title: 'PDF', matches: (_, text) => text.slice(0, 1024).includes('%PDF-') },
  {
    name: 'svg',
    kind: 'image',
    title: 'SVG',
    matches: (_, text) => /<(?:svg:)?svg[\s>]/i.test(text) && isMarkup(text),
  },
];

export const unread: Container = {
  names: FORMATS.map(({ name }) => name),
  recognise: (head) => {
    const text = latin1(head.subarray(0, SIGNATURE_BYTES));
    return FORMATS.find(({ matches }) => matches(head, text)) ?? null;
  },
  *walk(_context, name): Walk<{ kind: 'unsupported'; offset: number; message: string }> {
    const title = FORMATS.find((format) => format.name === name)?.title ?? name;
    return { kind: 'unsupported', offset: 0, message: `The engine does not read ${title} files yet.` };
  },
};

/** Sizes of the bitmap header behind the file header tell `BM` from a text. */
function isBmp(head: Uint8Array, text: string): boolean {
  return (
    text.startsWith('BM') && [12, 40, 52, 56, 64, 108, 124].includes(head[14] ?? 0) && text.startsWith('\0\0\0', 15)
  );
}

/** Icon (1) or cursor (2), and at least one picture. */
function isIco(head: Uint8Array, text: string): boolean {
  return (text.startsWith('\0\0\x01\0') || text.startsWith('\0\0\x02\0')) && head[4] !== 0 && head[5] === 0;
}

/** DocType (4282) of the EBML header (RFC 8794 11.2.7) stands within its first bytes. */
function isEbml(text: string, docType: string): boolean {
  const docTypeAt = text.indexOf('\x42\x82', 4);
  return text.startsWith('\x1aE\xdf\xa3') && docTypeAt > 0 && docTypeAt < 64 && text.startsWith(docType, docTypeAt + 3);
}

/** Text behind an ID3v2 tag that ends within the head (ID3v2.4 3.1: four bytes of seven bits). */
function behindId3(head: Uint8Array, text: string): string {
  if (!text.startsWith('ID3')) return text;
  const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
  const end = 10 + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (d & 0x7f);
  return latin1(head.subarray(end, end + 16));
}

/** A frame header without reserved values (ISO/IEC 11172-3 2.4.2.3): layer III or II. */
function isMpegAudio([sync = 0, version = 0, rate = 0]: Uint8Array): boolean {
  const isSync = sync === 0xff && (version & 0xe0) === 0xe0 && (version & 0x18) !== 0x08;
  const layer = (version & 0x06) >> 1;
  return isSync && (layer === 1 || layer === 2) && rate >> 4 !== 15 && rate >> 4 !== 0 && (rate & 0x0c) !== 0x0c;
}

/** Begins like XML: byte-order mark, white space, then a declaration, a comment, a DOCTYPE or an element. */
function isMarkup(text: string): boolean {
  return /^(?:\xef\xbb\xbf)?\s*<[?!a-z]/i.test(text) && !isHtml(text);
}

const HTML_START = /^<(?:!doctype\s+html|html|head|body|title|meta|script)[\s>]/i;

function closeOf(text: string): string | undefined {
  if (text.startsWith('<!--')) return '-->';
  return text.startsWith('<?') ? '>' : undefined;
}

/** A web page: what a server sends in place of a medium. @param text The first bytes, one character each. */
export function isHtml(text: string): boolean {
  let rest = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  // Comments and declarations may stand before; each is passed once, so hostile ones cost no more than their length.
  for (let close = closeOf(rest); close !== undefined; close = closeOf(rest)) {
    const end = rest.indexOf(close, 4);
    rest = end < 0 ? '' : rest.slice(end + close.length).trimStart();
  }
  return HTML_START.test(rest);
}
