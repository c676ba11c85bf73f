/** Signs that the end of a medium is missing: a part never fits the hash of the whole, and nobody changed it. */
import { latin1, startsWith, u32 } from '@/utils/engine/bytes';
import { syncsafe } from '@/utils/engine/containers/id3-tag';
import type { WholeMedium } from './medium';

/** ISO/IEC 10918-1 B.1.1.3: EOI; what follows it is the camera's. Looked for in the last 64 KiB. */
export async function isCutJpeg({ source, size }: WholeMedium): Promise<boolean> {
  const tail = await source.read(Math.max(0, size - TAIL_BYTES), TAIL_BYTES);
  for (let at = tail.lastIndexOf(0xd9); at > 0; at = tail.lastIndexOf(0xd9, at - 1)) {
    if (tail[at - 1] === 0xff) return false;
  }
  return true;
}

const TAIL_BYTES = 64 * 1024;

/** The first frame of many MP3s is silent, and says how many bytes there are from there on (Xing, Info). */
export async function isCutMp3({ source, size }: WholeMedium): Promise<boolean> {
  const head = await source.read(0, 10);
  const start = startsWith(head, 'ID3') ? 10 + (syncsafe(u32(head, 6)) ?? 0) : 0;
  const frame = await source.read(start, INFO_FRAME_BYTES);
  const at = INFO_PLACES.find((place) => ['Xing', 'Info'].includes(latin1(frame, place, 4)));
  if (at === undefined) return false;
  const flags = u32(frame, at + 4);
  if (!(flags & HAS_BYTES)) return false;
  return start + u32(frame, at + 8 + (flags & HAS_FRAMES ? 4 : 0)) > size;
}

const INFO_FRAME_BYTES = 64;
/** Behind the frame's header and side information of 9, 17 or 32 bytes. */
const INFO_PLACES = [13, 21, 36] as const;
const HAS_FRAMES = 1;
const HAS_BYTES = 2;
