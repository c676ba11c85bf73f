/**
 * Texts of RIFF and AIFF. Variants of the block: `list` (payload of `LIST INFO`, behind its type), `chunk` (one text,
 * named by `key`), `bext` (EBU Tech 3285), `comments` (AIFF `COMT`).
 */

import type { Block, Decoded, Decoder } from '../blocks';
import { latin1, u16, u32le } from '../bytes';
import type { TextField } from '../fields';
import { LIMITS } from '../limits';
import { decodeText } from './text-encoding';

export const riffInfo: Decoder = {
  kinds: ['riff-info'],
  decode: (block) => {
    const { payload, key = '', variant = '' } = block;
    switch (variant) {
      case 'list':
        return decodeList(block);
      case 'bext':
        return { fields: BEXT.flatMap(([name, at, end]) => field(block, name, payload.subarray(at, end))) };
      case 'comments':
        return { fields: commentsOf(payload).flatMap((comment) => field(block, key, comment)) };
      default:
        return { fields: [textField(block, key, payload)] };
    }
  },
};

function textField({ place }: Block, key: string, bytes: Uint8Array): TextField {
  return { kind: 'text', vocabulary: 'riff', key, place: `${place} ${key.trim()}`, ...decodeText(bytes) };
}

/** A fixed field that nobody filled says nothing. */
function field(block: Block, key: string, bytes: Uint8Array): readonly TextField[] {
  const decoded = textField(block, key, bytes);
  return decoded.value === '' ? [] : [decoded];
}

/** Children of four characters, size, text that ends with a NUL; padded to even lengths, which some forget. */
function decodeList(block: Block): Decoded {
  const { payload, place } = block;
  const fields: TextField[] = [];
  for (let at = 0; at + 8 <= payload.length; ) {
    const key = latin1(payload, at, 4);
    const lengthBytes = u32le(payload, at + 4);
    const end = at + 8 + lengthBytes;
    if (!isId(key) || end > payload.length) {
      return { fields, problem: { code: 'malformed', message: `${place} holds something that is no text.` } };
    }
    fields.push(textField(block, key, payload.subarray(at + 8, end)));
    if (fields.length > LIMITS.textBlocks) {
      return {
        fields,
        problem: { code: 'over-budget', message: `${place} has more than ${LIMITS.textBlocks} texts.` },
      };
    }
    const isUnpadded = lengthBytes % 2 === 1 && payload[end] !== 0 && isId(latin1(payload, end, 4));
    at = isUnpadded ? end : end + (lengthBytes % 2);
    // Padding up to the list's own end.
    while (at < payload.length && payload[at] === 0) at += 1;
  }
  return { fields };
}

const isId = (id: string): boolean => /^[\x20-\x7e]{4}$/.test(id);

/** EBU Tech 3285, `broadcast_audio_extension`. */
const BEXT: readonly (readonly [name: string, at: number, end: number | undefined])[] = [
  ['Description', 0, 256],
  ['Originator', 256, 288],
  ['OriginatorReference', 288, 320],
  ['CodingHistory', 602, undefined],
];

/** Count; of each comment its time, marker, length and text, padded to even lengths. */
function commentsOf(payload: Uint8Array): readonly Uint8Array[] {
  const comments: Uint8Array[] = [];
  for (let at = 2; at + 8 <= payload.length && comments.length < u16(payload, 0); ) {
    const end = at + 8 + u16(payload, at + 6);
    if (end > payload.length) break;
    comments.push(payload.subarray(at + 8, end));
    at = end + ((end - at) % 2);
  }
  return comments;
}
