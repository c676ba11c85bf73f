/** EXIF UserComment (CIPA DC-008 4.6.5.6): eight bytes name a character code, which writers often get wrong. */
import { latin1 } from '../bytes';
import {
  type ByteOrder,
  type DecodedText,
  decodeText,
  decodeUtf8Strict,
  markedOrder,
  trimNuls,
  utf16Text,
  zerosByParity,
} from './text-encoding';

const CODE_LENGTH = 8;
/** The eighth byte is left out: writers put NUL, blank or the first character there. */
const COMPARED_LENGTH = 7;

export function decodeUserComment(bytes: Uint8Array, isLittleEndian: boolean): DecodedText {
  if (bytes.length < CODE_LENGTH) return decodeText(bytes);
  const text = bytes.subarray(CODE_LENGTH);
  switch (characterCode(bytes)) {
    case 'unicode':
      return decodeUnicode(text, isLittleEndian);
    case 'jis':
      return decodeJis(text);
    case 'ascii':
    case 'utf-8':
    case 'utf8':
    case '':
      return decodeText(text);
    default:
      // No known code, and so none at all: Fooocus writes the text straight away.
      return decodeText(bytes);
  }
}

function characterCode(bytes: Uint8Array): string {
  return latin1(bytes, 0, COMPARED_LENGTH)
    .toLowerCase()
    .replace(/[\0 ]+$/, '');
}

function decodeUnicode(text: Uint8Array, isLittleEndian: boolean): DecodedText {
  const marked = markedOrder(text);
  if (marked !== undefined) return utf16Text(text, marked);
  const trimmed = trimNuls(text);
  const utf8 = trimmed.includes(0) ? undefined : decodeUtf8Strict(trimmed);
  if (utf8 !== undefined) return { value: utf8, encoding: 'utf-8', raw: trimmed };
  return utf16Text(text, byZeros(text) ?? byScore(text) ?? (isLittleEndian ? 'le' : 'be'));
}

const SAMPLED_BYTES = 1_024;

/** Latin text has its zeros in the high bytes. The order that EXIF itself declares is wrong in Civitai's files. */
function byZeros(text: Uint8Array): ByteOrder | undefined {
  const { even, odd } = zerosByParity(text.subarray(0, Math.min(text.length, SAMPLED_BYTES) & ~1));
  if (even === odd) return undefined;
  return even > odd ? 'be' : 'le';
}

/** Pure CJK text has no zeros at all: the order wins whose code units look more like Chinese, Japanese or Korean. */
function byScore(text: Uint8Array): ByteOrder | undefined {
  let little = 0;
  let big = 0;
  const end = Math.min(text.length, SAMPLED_BYTES) & ~1;
  for (let at = 0; at < end; at += 2) {
    const low = text[at] ?? 0;
    const high = text[at + 1] ?? 0;
    little += score(low | (high << 8));
    big += score(high | (low << 8));
  }
  if (little === big) return undefined;
  return little > big ? 'le' : 'be';
}

/** Ranges and weights as measured on slices of Japanese and Chinese prose. */
const WEIGHTS: readonly (readonly [from: number, to: number, weight: number])[] = [
  [0x3000, 0x3002, 2],
  [0x3040, 0x30ff, 2],
  [0xff01, 0xff5e, 2],
  [0x4e00, 0x9fff, 1],
  [0xac00, 0xd7a3, 1],
  [0x0180, 0x2e7f, -1],
  [0xd800, 0xf8ff, -1],
];

function score(unit: number): number {
  for (const [from, to, weight] of WEIGHTS) if (unit >= from && unit <= to) return weight;
  return 0;
}

const ESCAPE = 0x1b;

/** JIS X 0208 in ISO-2022-JP, or, without any escape sequence, whatever the writer had at hand. */
function decodeJis(text: Uint8Array): DecodedText {
  if (!text.includes(ESCAPE)) return decodeText(text);
  const raw = trimNuls(text);
  return { value: new TextDecoder('iso-2022-jp').decode(raw), encoding: 'ascii', raw };
}
