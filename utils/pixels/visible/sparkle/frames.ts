/** Veo's star in a video: it stands in the same place from the first frame to the last. */
import type { Picture } from '../../picture';
import { viewOf } from '../view';
import { findSparkle, type Sparkle } from './find-sparkle';
import { framePlaces } from './places';

/** Frames with the star in one place: one alone may have it by chance, or show a picture of Gemini. */
const LEAST_FRAMES = 2;
/** Pixels between two frames' places. */
const SAME_PLACE = 2;

/**
 * @param frames A few of one video, some seconds apart.
 * @returns the star of the frame in which it fits best, where at least two and at least half of the frames have it there.
 */
export function sparkleOfFrames(frames: readonly Picture<Uint8Array>[]): Sparkle | undefined {
  const found = frames
    .map((frame) => findSparkle(viewOf(frame), framePlaces(frame)))
    .filter((sparkle) => sparkle !== undefined)
    .sort((a, b) => b.fit - a.fit);
  return found.find((sparkle) => {
    const agreeing = found.filter((other) => isSamePlace(sparkle, other)).length;
    return agreeing >= LEAST_FRAMES && 2 * agreeing >= frames.length;
  });
}

const isSamePlace = (a: Sparkle, b: Sparkle): boolean =>
  [a.size - b.size, a.right - b.right, a.bottom - b.bottom].every((apart) => Math.abs(apart) <= SAME_PLACE);
