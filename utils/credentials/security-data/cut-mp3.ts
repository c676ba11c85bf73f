import { latin1, startsWith, u32 } from '@/utils/engine/bytes';
import { syncsafe } from '@/utils/engine/containers/id3-tag';
import type { WholeMedium } from './medium';

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
