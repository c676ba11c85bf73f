/** Vorbis comments ("Ogg Vorbis I format specification: comment field and header specification"), behind any signature. */

import type { Decoder } from '../blocks';
import { latin1 } from '../bytes';
import type { TextField } from '../fields';
import { LIMITS } from '../limits';
import { decodeText } from './text-encoding';

/** Pictures in Base64, by far the longest comments. */
const PICTURES = new Set(['METADATA_BLOCK_PICTURE', 'COVERART']);
const KEY_BYTES = 255;

export const vorbisComment: Decoder = {
  kinds: ['vorbis-comment'],
  decode: ({ payload, place }) => {
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    const fields: TextField[] = [];
    const malformed = {
      fields,
      problem: { code: 'malformed', message: `${place} is cut off inside its list.` },
    } as const;
    const u32 = (at: number): number => (at + 4 <= payload.length ? view.getUint32(at, true) : Number.NaN);

    let at = 4 + u32(0);
    const count = u32(at);
    if (Number.isNaN(count)) return malformed;
    at += 4;
    for (let index = 0; index < count; index++) {
      const end = at + 4 + u32(at);
      if (Number.isNaN(end) || end > payload.length) return malformed;
      if (index >= LIMITS.textBlocks) {
        return {
          fields,
          problem: { code: 'over-budget', message: `${place} has more than ${LIMITS.textBlocks} comments.` },
        };
      }
      const comment = payload.subarray(at + 4, end);
      at = end;
      const equals = comment.subarray(0, KEY_BYTES).indexOf(0x3d);
      const key = equals < 0 ? '' : latin1(comment, 0, equals);
      if (PICTURES.has(key.toUpperCase())) continue;
      const suffix = key === '' ? '' : ` ${key}`;
      const decoded = decodeText(comment.subarray(equals + 1));
      fields.push({ kind: 'text', vocabulary: 'vorbis', key, place: `${place}${suffix}`, ...decoded });
    }
    return { fields };
  },
};
