import { startsWith } from '../bytes';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { behindId3 } from './audio-frames';
import { walkTagged, walkTrailingTags } from './audio-tags';
import { COMPLETE, endsBefore, malformed, tooLarge, tooMany, truncated } from './endings';
import { isBeyond } from './media-size';
import { riffText } from './riff-chunks';
import type { Window } from './window';

const SIGNATURE_BYTES = 4;
const BLOCK_HEADER_BYTES = 4;
const HOP_BYTES = 1024;
const LAST = 0x80;
const APPLICATION = 2;
const VORBIS_COMMENT = 4;
const INVALID = 127;

/** FLAC (RFC 9639). ID3v2 before the stream marker is foreign to it, and holds manifest stores (C2PA 2.x A.3.4). */
export const flac: Container = {
  recognise: (head) => (startsWith(behindId3(head), 'fLaC') ? { name: 'flac', kind: 'audio' } : null),
  walk: (context) => walkTagged(context, walkFlacBlocks),
};

/** @param from Where the stream marker `fLaC` stands. */
export function* walkFlacBlocks(context: WalkContext, window: Window, from: number): Walk<Ending> {
  let isLast = false;
  let at = from + SIGNATURE_BYTES;
  for (let count = 0; !isLast; count++) {
    if (count >= LIMITS.structures) return tooMany('metadata blocks', at);
    if ((yield* window.load(at, BLOCK_HEADER_BYTES, HOP_BYTES)) < BLOCK_HEADER_BYTES) {
      return endsBefore('its audio frames', at);
    }
    const type = window.byte(at) & 0x7f;
    isLast = (window.byte(at) & LAST) !== 0;
    if (type === INVALID) return malformed('No FLAC metadata block', at);
    const lengthBytes = window.u32(at) & 0xffffff;
    const ending = yield* walkBlock(context, window, { type, at, lengthBytes });
    if (ending !== undefined) return ending;
    at += BLOCK_HEADER_BYTES + lengthBytes;
  }
  if ((yield* window.load(at, 2, HOP_BYTES)) < 2) {
    // The last block says that it is the last, so every comment was read.
    context.note('ends-early');
    return COMPLETE;
  }
  // Sync code of a frame (RFC 9639 9.1).
  if ((window.u16(at) & 0xfffe) !== 0xfff8) return malformed('No FLAC frame', at);
  return (yield* walkTrailingTags(context, window, at)) ?? COMPLETE;
}

interface MetadataBlock {
  readonly type: number;
  readonly at: number;
  readonly lengthBytes: number;
}

function* walkBlock(
  context: WalkContext,
  window: Window,
  { type, at, lengthBytes }: MetadataBlock,
): Walk<Ending | undefined> {
  const payloadAt = at + BLOCK_HEADER_BYTES;
  if (isBeyond(context, payloadAt + lengthBytes)) return truncated('A FLAC metadata block', at);
  if (type !== VORBIS_COMMENT && type !== APPLICATION) return undefined;
  if (lengthBytes > LIMITS.textBytes) return tooLarge('A FLAC metadata block', at, LIMITS.textBytes);
  if ((yield* window.load(payloadAt, lengthBytes, lengthBytes + HOP_BYTES)) < lengthBytes) {
    return truncated('A FLAC metadata block', at);
  }
  if (type === VORBIS_COMMENT) {
    const payload = window.slice(payloadAt, lengthBytes);
    context.emit({ kind: 'vorbis-comment', place: 'FLAC comment', payload, offset: payloadAt });
  } else if (window.startsWith(payloadAt, 'riff')) {
    // The chunks of the WAV that was encoded, kept one by one (registered application `riff`).
    const block = riffText('FLAC APPLICATION riff', window.text(payloadAt + 4, 4), window.text(payloadAt + 12, 4));
    const cut = block && 12 + block.skipBytes;
    if (block && cut !== undefined && cut <= lengthBytes) {
      const payload = window.slice(payloadAt + cut, lengthBytes - cut);
      context.emit({ ...block.block, payload, offset: payloadAt + cut });
    }
  }
  return undefined;
}
