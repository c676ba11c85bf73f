/** GIF89a: the logical screen (18), or the first picture (20) where that is larger. */
import { startsWith, u16le } from '@/utils/engine/bytes';
import { malformedPicture, type PixelProblem, truncatedPicture } from '../problem';
import type { Size } from '../size';

const HEADER_BYTES = 13;
const EXTENSION = 0x21;
const PICTURE = 0x2c;

export function readGifSize(bytes: Uint8Array): Size | PixelProblem {
  if (!startsWith(bytes, 'GIF8')) return malformedPicture('This is no GIF.');
  const flags = bytes[10] ?? 0;
  let at = HEADER_BYTES + ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));
  while (at < bytes.length) {
    const introducer = bytes[at];
    if (introducer === PICTURE && at + 10 <= bytes.length) {
      return {
        width: Math.max(u16le(bytes, 6), u16le(bytes, at + 1) + u16le(bytes, at + 5)),
        height: Math.max(u16le(bytes, 8), u16le(bytes, at + 3) + u16le(bytes, at + 7)),
      };
    }
    if (introducer !== EXTENSION) return malformedPicture('The GIF has no picture.');
    at += 2;
    // Sub-blocks, up to an empty one.
    while (at < bytes.length && bytes[at] !== 0) at += 1 + (bytes[at] ?? 0);
    at += 1;
  }
  return truncatedPicture('The GIF ends before its picture.');
}
