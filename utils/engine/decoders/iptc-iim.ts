/** IPTC-IIM datasets (IIM 4.2 chapter 3): record 2, the application record, as text. */

import type { Decoder } from '../blocks';
import { startsWith, unsigned } from '../bytes';
import type { TextField } from '../fields';
import { LIMITS } from '../limits';
import { decodeText, decodeUtf8Lossy, trimNuls } from './text-encoding';

const TAG_MARKER = 0x1c;
const APPLICATION_RECORD = 2;
/** 2:00 is a binary version; 2:125 and above hold rasterised captions and previews. */
const FIRST_TEXT = 1;
const LAST_TEXT = 124;
/** 1:90 CodedCharacterSet with the ISO 2022 escape for UTF-8. */
const CODED_CHARACTER_SET = 90;
const UTF8_ESCAPE = '\u001b%G';

export const iptcIim: Decoder = {
  kinds: ['iptc-iim'],
  decode: ({ payload, place }) => {
    const fields: TextField[] = [];
    let isUtf8 = false;
    let at = 0;
    // Padding between and behind datasets is NULs; anything else is no dataset, and ends the list.
    while (at + 5 <= payload.length) {
      if (payload[at] === 0) {
        at += 1;
        continue;
      }
      if (payload[at] !== TAG_MARKER) break;
      const record = payload[at + 1] ?? 0;
      const dataset = payload[at + 2] ?? 0;
      const size = datasetSize(payload, at + 3);
      if (size === undefined || size.start + size.length > payload.length) break;
      const value = payload.subarray(size.start, size.start + size.length);
      at = size.start + size.length;
      if (record === 1 && dataset === CODED_CHARACTER_SET) isUtf8 = startsWith(value, UTF8_ESCAPE);
      if (record !== APPLICATION_RECORD || dataset < FIRST_TEXT || dataset > LAST_TEXT) continue;
      if (fields.length >= LIMITS.textBlocks) {
        return { fields, problem: { code: 'over-budget', message: 'The IPTC block has too many datasets.' } };
      }
      const key = `2:${String(dataset).padStart(2, '0')}`;
      fields.push({ kind: 'text', vocabulary: 'iptc', key, place: `${place} ${key}`, ...decode(value, isUtf8) });
    }
    return { fields };
  },
};

/** Length as two bytes, or, with the top bit set, as a number of that many bytes (1.5 b, c). */
function datasetSize(payload: Uint8Array, at: number): { start: number; length: number } | undefined {
  const high = payload[at] ?? 0;
  const low = payload[at + 1] ?? 0;
  if (high < 0x80) return { start: at + 2, length: (high << 8) | low };
  const width = ((high & 0x7f) << 8) | low;
  if (width === 0 || width > 4 || at + 2 + width > payload.length) return undefined;
  const start = at + 2 + width;
  return { start, length: unsigned(payload.subarray(at + 2, start)) };
}

/** A value that is declared as UTF-8 may be cut inside a character, for datasets have maximum lengths. */
function decode(value: Uint8Array, isUtf8: boolean): Pick<TextField, 'value' | 'encoding' | 'raw'> {
  if (!isUtf8) return decodeText(value);
  const raw = trimNuls(value);
  return { value: decodeUtf8Lossy(raw), encoding: 'utf-8', raw };
}
