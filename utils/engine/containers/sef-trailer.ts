import { lastIndexOf } from '../bytes';
import { LIMITS } from '../limits';
import type { Ending, Walk, WalkContext } from '../walk';
import type { Box } from './bmff';
import { truncated } from './endings';
import type { Window } from './window';

const SIGNATURE = 'SEFT';
const DIRECTORY = 'SEFH';
const DIRECTORY_HEADER_BYTES = 12;
const ENTRY_BYTES = 12;
/** u16 0, u16 type, u32 name length. */
const BLOCK_HEADER_BYTES = 8;
const NAME_BYTES = 64;
/** The longest directory that is read, its length and `SEFT` behind it. */
const DIRECTORY_BYTES = DIRECTORY_HEADER_BYTES + LIMITS.sefEntries * ENTRY_BYTES + 8;

interface Tail {
  readonly from: number;
  readonly available: number;
  readonly place: string;
}

interface SefEntries {
  readonly isThere: boolean;
  readonly problem: Ending | undefined;
}

const NO_ENTRIES: SefEntries = { isThere: false, problem: undefined };

/**
 * Samsung's trailer, little-endian, read from the end: blocks, a directory `SEFH` of distances back to them, its
 * length, `SEFT`. Short texts are emitted under their names; what is longer is a picture or a video.
 */
export function* emitSefEntries(
  context: WalkContext,
  window: Window,
  { from, available, place }: Tail,
): Walk<SefEntries> {
  const end = lastIndexOf(window.slice(from, available), SIGNATURE) + from;
  if (end < from + 4) return NO_ENTRIES;
  const directoryAt = end - 4 - window.u32le(end - 4);
  const isBefore = directoryAt < from;
  if (directoryAt < 0 || (isBefore && (yield* window.load(directoryAt, 4)) < 4)) return NO_ENTRIES;
  if (!window.startsWith(directoryAt, DIRECTORY)) return NO_ENTRIES;
  const message = `${place} has more than ${LIMITS.sefEntries} entries.`;
  const problem: Ending = { kind: 'over-budget', offset: directoryAt, message };
  if (isBefore) return { isThere: true, problem };
  const entriesAt = directoryAt + DIRECTORY_HEADER_BYTES;
  const room = Math.floor((end - 4 - entriesAt) / ENTRY_BYTES);
  const count = Math.max(0, Math.min(window.u32le(directoryAt + 8), room));
  const entries = Array.from({ length: Math.min(count, LIMITS.sefEntries) }, (_, index) => ({
    at: directoryAt - window.u32le(entriesAt + index * ENTRY_BYTES + 4),
    lengthBytes: window.u32le(entriesAt + index * ENTRY_BYTES + 8),
  }));
  for (const { at, lengthBytes } of entries) {
    if (at < 0 || lengthBytes < BLOCK_HEADER_BYTES || lengthBytes > LIMITS.trailerBytes) continue;
    if ((yield* window.load(at, lengthBytes)) < lengthBytes) continue;
    const nameLength = window.u32le(at + 4);
    if (nameLength > NAME_BYTES || BLOCK_HEADER_BYTES + nameLength > lengthBytes) continue;
    const key = window.text(at + BLOCK_HEADER_BYTES, nameLength);
    const textAt = at + BLOCK_HEADER_BYTES + nameLength;
    const payload = window.slice(textAt, at + lengthBytes - textAt);
    context.emit({ kind: 'text', key, place: `${place} ${key}`, payload, offset: textAt });
  }
  return { isThere: true, problem: count > LIMITS.sefEntries ? problem : undefined };
}

/** The same structure as the payload of a box `sefd`, in HEIF and in the user data of MP4: exiftool's `SamsungTrailer`. */
export function* emitSefBox(
  context: WalkContext,
  window: Window,
  { offset, payloadAt, end }: Box,
  place: string,
): Walk<Ending | undefined> {
  const from = Math.max(payloadAt, end - DIRECTORY_BYTES);
  const available = yield* window.load(from, end - from);
  if (available < end - from) return truncated(`The box ${place}`, offset);
  return (yield* emitSefEntries(context, window, { from, available, place })).problem;
}
