/** PNG text chunks (PNG 3 11.3.3): `tEXt`, `zTXt`, `iTXt`; some of them are envelopes of other metadata. */
import type { Block, Decoded, Decoder } from '../blocks';
import type { TextField } from '../fields';
import { LIMITS } from '../limits';
import { inflateZlib } from './inflate';
import { RAW_PROFILE, rawProfileBlock } from './raw-profile';
import { type DecodedText, decodeText, trimNuls } from './text-encoding';
import { decodeUserComment } from './user-comment';

/** 79 by the standard; writers exceed it. */
const KEYWORD_BYTES = 255;
const XMP_KEYWORD = 'xml:com.adobe.xmp';
/** ImageMagick copies EXIF into texts: of a user comment, its bytes as decimal numbers. */
const USER_COMMENT_KEYWORD = 'exif:usercomment';

export const pngText: Decoder = {
  kinds: ['png-text'],
  decode: (block) => {
    const { payload, place, variant } = block;
    const keywordEnd = payload.indexOf(0);
    // A chunk without a NUL is all keyword and has no text.
    const end = keywordEnd < 0 ? payload.length : keywordEnd;
    if (end > KEYWORD_BYTES) return malformed('A PNG text chunk has no keyword.');
    const keyword = decodeText(payload.subarray(0, end)).value;
    const body = locateText(payload, end + 1, variant ?? 'tEXt');
    if (body === undefined) return malformed(`The PNG text "${keyword}" is packed in an unknown way.`);

    const { bytes, problem } = body.isDeflated ? inflateZlib(body.bytes) : bounded(body.bytes);
    // Nothing came out: an empty value would say that nothing was in it.
    if (problem === 'malformed' && bytes.length === 0) return malformed(notInflated(keyword));
    const decoded = deliver(block, keyword, bytes, body.isDeflated ? block.offset : block.offset + body.start);
    if (problem === undefined) return decoded;
    const message =
      problem === 'over-budget' ? `The PNG text "${keyword}" in ${place} is too long.` : notInflated(keyword);
    return { ...decoded, problem: { code: problem, message } };
  },
};

const notInflated = (keyword: string): string => `The PNG text "${keyword}" could not be inflated to its end.`;

interface TextBody {
  readonly bytes: Uint8Array;
  readonly isDeflated: boolean;
  readonly start: number;
}

/** @param at Behind the keyword's NUL. */
function locateText(payload: Uint8Array, at: number, chunkType: string): TextBody | undefined {
  if (chunkType === 'tEXt') return { bytes: payload.subarray(at), isDeflated: false, start: at };
  if (chunkType === 'zTXt') {
    // The only compression method is 0, zlib.
    return payload[at] === 0 ? { bytes: payload.subarray(at + 1), isDeflated: true, start: at + 1 } : undefined;
  }
  const isDeflated = payload[at] === 1;
  if (isDeflated && payload[at + 1] !== 0) return undefined;
  // Language tag and translated keyword, each NUL-terminated.
  const languageEnd = payload.indexOf(0, at + 2);
  const translatedEnd = languageEnd < 0 ? -1 : payload.indexOf(0, languageEnd + 1);
  if (translatedEnd < 0) return undefined;
  return { bytes: payload.subarray(translatedEnd + 1), isDeflated, start: translatedEnd + 1 };
}

function bounded(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly problem?: 'over-budget' } {
  if (bytes.length <= LIMITS.textBytes) return { bytes };
  return { bytes: bytes.subarray(0, LIMITS.textBytes), problem: 'over-budget' };
}

function deliver(block: Block, keyword: string, bytes: Uint8Array, offset: number): Decoded {
  const key = keyword.trim().toLowerCase();
  if (key === XMP_KEYWORD) {
    return { fields: [], blocks: [{ kind: 'xmp', place: `${block.place} XMP`, payload: bytes, offset }] };
  }
  if (key.startsWith(RAW_PROFILE)) {
    const nested = rawProfileBlock(key.slice(RAW_PROFILE.length).trim(), bytes, block);
    if (nested !== undefined) return { fields: [], blocks: [nested] };
  }
  const decoded = (key === USER_COMMENT_KEYWORD ? listedUserComment(bytes) : undefined) ?? decodeText(bytes);
  const field: TextField = {
    kind: 'text',
    vocabulary: 'png',
    key: keyword,
    place: `${block.place} ${placeKey(keyword)}`,
    ...decoded,
  };
  return { fields: [field] };
}

function listedUserComment(text: Uint8Array): DecodedText | undefined {
  const listed = listedBytes(trimNuls(text));
  // The list does not say which byte order its directory had; that of most is tried where nothing else decides.
  return listed && decodeUserComment(listed, true);
}

const COMMA = 0x2c;

/** Decimal numbers between commas as bytes; one pass without a string for each. @returns `undefined` for other texts. */
function listedBytes(text: Uint8Array): Uint8Array | undefined {
  const listed = new Uint8Array(Math.ceil(text.length / 2));
  let count = 0;
  let hasDigits = false;
  for (const character of text) {
    const digit = character - 0x30;
    if (digit >= 0 && digit <= 9) {
      if (!hasDigits) listed[count++] = 0;
      listed[count - 1] = (listed[count - 1] ?? 0) * 10 + digit;
      hasDigits = true;
    } else if (character === COMMA) hasDigits = false;
    else if (character !== 0x20) return undefined;
  }
  return count === 0 ? undefined : listed.subarray(0, count);
}

/** A keyword as part of a place: a report's places are one line each. */
function placeKey(keyword: string): string {
  return keyword.trim() === '' ? '(no keyword)' : keyword;
}

function malformed(message: string): Decoded {
  return { fields: [], problem: { code: 'malformed', message } };
}
