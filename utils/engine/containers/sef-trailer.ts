import { latin1 } from '../bytes';
import { LIMITS } from '../limits';
import type { Walk, WalkContext } from '../walk';
import type { Window } from './window';

const SIGNATURE = 'SEFT';
const DIRECTORY = 'SEFH';
const DIRECTORY_HEADER_BYTES = 12;
const ENTRY_BYTES = 12;
/** u16 0, u16 type, u32 name length. */
const BLOCK_HEADER_BYTES = 8;
const NAME_BYTES = 64;

interface Tail {
  readonly from: number;
  readonly available: number;
  readonly place: string;
}

/**
 * Samsung's trailer, little-endian, read from the end: blocks, a directory `SEFH` of distances back to them, its
 * length, `SEFT`. Short texts are emitted under their names; what is longer is a picture or a video.
 */
export function* emitSefEntries(context: WalkContext, window: Window, { from, available, place }: Tail): Walk<void> {
  const end = latin1(window.slice(from, available)).lastIndexOf(SIGNATURE) + from;
  if (end < from + 4) return;
  const directoryAt = end - 4 - window.u32le(end - 4);
  if (directoryAt < from || !window.startsWith(directoryAt, DIRECTORY)) return;
  context.note('trailer');
  const entriesAt = directoryAt + DIRECTORY_HEADER_BYTES;
  const room = Math.floor((end - 4 - entriesAt) / ENTRY_BYTES);
  const count = Math.min(window.u32le(directoryAt + 8), room, LIMITS.sefEntries);
  const entries = Array.from({ length: Math.max(0, count) }, (_, index) => ({
    at: directoryAt - window.u32le(entriesAt + index * ENTRY_BYTES + 4),
    lengthBytes: window.u32le(entriesAt + index * ENTRY_BYTES + 8),
  }));
  for (const { at, lengthBytes } of entries) {
    if (at < 0 || lengthBytes < BLOCK_HEADER_BYTES || lengthBytes > LIMITS.jpegTrailerBytes) continue;
    if ((yield* window.load(at, lengthBytes)) < lengthBytes) continue;
    const nameLength = window.u32le(at + 4);
    if (nameLength > NAME_BYTES || BLOCK_HEADER_BYTES + nameLength > lengthBytes) continue;
    const key = window.text(at + BLOCK_HEADER_BYTES, nameLength);
    const textAt = at + BLOCK_HEADER_BYTES + nameLength;
    const payload = window.slice(textAt, at + lengthBytes - textAt);
    context.emit({ kind: 'text', key, place: `${place} ${key}`, payload, offset: textAt });
  }
}
