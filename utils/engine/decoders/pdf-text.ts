/** Text strings of PDF (ISO 32000-2 7.9.2.2). */
import type { Decoder } from '../blocks';
import { latin1, startsWith } from '../bytes';
import type { TextField } from '../fields';
import { type DecodedText, decodeUtf8Lossy, decodeUtf8Strict, markedOrder, utf16Text } from './text-encoding';

export const pdfText: Decoder = {
  kinds: ['pdf-text'],
  decode: ({ payload, place, key = '' }) => {
    const field: TextField = {
      kind: 'text',
      vocabulary: 'pdf',
      key,
      place: `${place} ${key}`,
      ...decodeString(payload),
    };
    return { fields: [field] };
  },
};

function decodeString(bytes: Uint8Array): DecodedText {
  // Little-endian is against the rule, and met.
  const order = markedOrder(bytes);
  if (order !== undefined) {
    const { value, ...decoded } = utf16Text(bytes.subarray(2), order);
    return { value: value.replace(LANGUAGE, ''), ...decoded };
  }
  if (startsWith(bytes, UTF8_MARK)) return utf8(bytes.subarray(3), decodeUtf8Lossy(bytes.subarray(3)));
  // Writers leave the mark of UTF-8 out; in PDFDocEncoding such texts would be no words.
  const strict = decodeUtf8Strict(bytes);
  if (strict !== undefined && !bytes.some(isSpecial)) return utf8(bytes, strict);
  return { value: latin1(bytes).replace(SPECIALS, characterOf), encoding: 'latin1', raw: bytes };
}

const UTF8_MARK = '\xef\xbb\xbf';

const utf8 = (raw: Uint8Array, value: string): DecodedText => ({ value, encoding: 'utf-8', raw });

/** The language of a text may stand in it, between two escapes (7.9.2.2.1). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the format marks it so.
const LANGUAGE = /\x1b[A-Za-z]{2,8}\x1b/g;

/** Where PDFDocEncoding is not ISO 8859-1 (Annex D.2): below 0x20 accents, from 0x80 on punctuation and letters. */
const ACCENTS = '˘ˇˆ˙˝˛˚˜';
const LETTERS = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€';
// biome-ignore lint/suspicious/noControlCharactersInRegex: the encoding has accents there.
const SPECIALS = /[\x18-\x1f\x80-\xa0]/g;

const isSpecial = (byte: number): boolean => byte >= 0x18 && byte <= 0x1f;

function characterOf(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x20 ? ACCENTS.charAt(code - 0x18) : LETTERS.charAt(code - 0x80);
}
