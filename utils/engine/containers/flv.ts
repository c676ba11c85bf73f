import { startsWith } from '../bytes';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated } from './endings';
import { isBeyond } from './media-size';
import { Window } from './window';

const HEADER_BYTES = 9;
/** Size of the tag before, then type, size, time and stream. */
const TAG_HEADER_BYTES = 4 + 11;
const HOP_BYTES = 1024;
const AUDIO = 8;
const VIDEO = 9;
const SCRIPT = 18;
const MEDIA = new Set([AUDIO, VIDEO]);

/**
 * FLV (Video File Format Specification 10.1, annex E). Script data stand before the media (`onMetaData`): tags are read
 * to the end of the first 64 KiB, and on until script data were met. An FLV has no index and no length, so it is
 * complete where it ends among its media.
 */
export const flv: Container = {
  recognise: (head) => (startsWith(head, 'FLV\x01') ? { name: 'flv', kind: 'video' } : null),
  walk,
};

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  if ((yield* window.load(0, HEADER_BYTES, LIMITS.firstReadBytes)) < HEADER_BYTES)
    return endsBefore('its first tag', 0);
  let hasScript = false;
  let at = Math.max(HEADER_BYTES, window.u32(5));
  let ahead = HOP_BYTES;
  for (let count = 0; !hasScript || at < LIMITS.firstReadBytes; count++) {
    if (count >= LIMITS.structures) return tooMany('tags', at);
    const available = yield* window.load(at, TAG_HEADER_BYTES, ahead);
    if (available < TAG_HEADER_BYTES) {
      // The size of the last tag stands alone.
      return count > 0 && available <= 4 ? COMPLETE : endsBefore('the header of a tag', at);
    }
    // Bit 5 marks encrypted tags, the two above are reserved.
    const type = window.byte(at + 4) & 0x1f;
    const lengthBytes = window.u32(at + 4) & 0xffffff;
    const payloadAt = at + TAG_HEADER_BYTES;
    if (type !== SCRIPT && !MEDIA.has(type)) return malformed('No FLV tag', at);
    if (isBeyond(context, payloadAt + lengthBytes))
      return type === SCRIPT ? truncated('The FLV script data', at) : COMPLETE;
    if (type === SCRIPT) {
      hasScript = true;
      if (lengthBytes > LIMITS.textBytes) return tooLarge('The FLV script data', at, LIMITS.textBytes);
      if ((yield* window.load(payloadAt, lengthBytes, lengthBytes + HOP_BYTES)) < lengthBytes) {
        return truncated('The FLV script data', at);
      }
      const payload = window.slice(payloadAt, lengthBytes);
      context.emit({ kind: 'amf0', place: 'FLV', payload, offset: payloadAt });
    }
    ahead = window.aheadBehind(lengthBytes, HOP_BYTES);
    at = payloadAt + lengthBytes;
  }
  return COMPLETE;
}
