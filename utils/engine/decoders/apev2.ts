/** Items of an APEv2 tag (wiki.hydrogenaud.io, "APEv2 specification"), without header and footer. */

import type { Decoder } from '../blocks';
import { latin1 } from '../bytes';
import type { TextField } from '../fields';
import { LIMITS } from '../limits';
import { decodeText } from './text-encoding';

const KEY_BYTES = 255;
/** Bits 1 and 2 of the flags: 0 text, 1 binary, 2 the address of a text. */
const KIND = 0x06;
const BINARY = 0x02;

export const apev2: Decoder = {
  kinds: ['apev2'],
  decode: ({ payload, place }) => {
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    const fields: TextField[] = [];
    for (let at = 0; at + 9 <= payload.length; ) {
      const keyEnd = payload.indexOf(0, at + 8);
      const end = keyEnd + 1 + view.getUint32(at, true);
      if (keyEnd < 0 || keyEnd - at > 8 + KEY_BYTES || end > payload.length) {
        return { fields, problem: { code: 'malformed', message: `${place} is cut off inside an item.` } };
      }
      if (fields.length >= LIMITS.textBlocks) {
        return {
          fields,
          problem: { code: 'over-budget', message: `${place} has more than ${LIMITS.textBlocks} items.` },
        };
      }
      const key = latin1(payload, at + 8, keyEnd - at - 8);
      if ((view.getUint32(at + 4, true) & KIND) !== BINARY) {
        const decoded = decodeText(payload.subarray(keyEnd + 1, end));
        fields.push({ kind: 'text', vocabulary: 'ape', key, place: `${place} ${key}`, ...decoded });
      }
      at = end;
    }
    return { fields };
  },
};
