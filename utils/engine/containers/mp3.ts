import { startsWith } from '../bytes';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { behindId3, isAdts, isMpegAudio } from './audio-frames';
import { walkTagged, walkTrailingTags } from './audio-tags';
import { COMPLETE, endsBefore, malformed } from './endings';
import { walkFlacBlocks } from './flac';
import type { Window } from './window';

/**
 * MP3 and other MPEG audio (ISO/IEC 11172-3), ADTS AAC (ISO/IEC 13818-7). The frames say nothing of their number, so a
 * file that ends among them is complete; tags stand before them and behind them.
 */
export const mp3: Container = {
  recognise: (head) => {
    const frames = behindId3(head);
    if (isAdts(frames)) return { name: 'aac', kind: 'audio' };
    const hasTag = startsWith(head, 'ID3') || startsWith(head, 'APETAGEX');
    return hasTag || isMpegAudio(frames) ? { name: 'mp3', kind: 'audio' } : null;
  },
  walk: (context) => walkTagged(context, walkFrames),
};

/** @param from Behind the tags that stand first. */
function* walkFrames(context: WalkContext, window: Window, from: number): Walk<Ending> {
  yield* window.load(from, 4, 1024);
  // Behind a tag that is longer than the head, FLAC is met only now.
  if (window.startsWith(from, 'fLaC')) return yield* walkFlacBlocks(context, window, from);
  const ending = yield* findFrames(window, from);
  return ending ?? (yield* walkTrailingTags(context, window, from)) ?? COMPLETE;
}

/** Padding that a tag's size left out, or garbage, may stand before the first frame. */
function* findFrames(window: Window, from: number): Walk<Ending | undefined> {
  if (isFrame(window.slice(from, 4))) return undefined;
  const available = yield* window.load(from, LIMITS.firstReadBytes);
  if (available <= 0) return endsBefore('its audio frames', from);
  const bytes = window.slice(from, available);
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (isFrame(bytes.subarray(at, at + 4))) return undefined;
  }
  return available < LIMITS.firstReadBytes
    ? endsBefore('its audio frames', from + available)
    : malformed('No audio frame', from);
}

const isFrame = (bytes: Uint8Array): boolean => isMpegAudio(bytes) || isAdts(bytes);
