/** Veo's star in a video: it stands in the same place from the first frame to the last. */
import type { Picture } from '../../picture';
import { viewOf } from '../view';
import { findSparkle, type Sparkle } from './find-sparkle';
import { framePlaces } from './places';

/** Frames with the star in one place: one alone may have it by chance, or show a picture of Gemini. */
export const LEAST_FRAMES = 2;
/** Pixels between two frames' places. */
const SAME_PLACE = 2;

/** A star that stands still. */
export interface StandingSparkle<Frame> {
  /** Of the frame in which it fits best. */
  readonly sparkle: Sparkle;
  /** Those that have it there, as they come in the video. */
  readonly frames: readonly Frame[];
}

/**
 * @param frames A few of one video, in the order in which they are shown.
 * @returns `undefined` where no star stands in one place in at least two and at least half of the frames.
 */
export function sparkleOfFrames<Frame extends Picture<Uint8Array>>(
  frames: readonly Frame[],
): StandingSparkle<Frame> | undefined {
  const found = frames.flatMap((frame) => {
    const sparkle = findSparkle(viewOf(frame), framePlaces(frame));
    return sparkle === undefined ? [] : [{ frame, sparkle }];
  });
  for (const { sparkle } of found.toSorted((a, b) => b.sparkle.fit - a.sparkle.fit)) {
    const agreeing = found.filter((other) => isSamePlace(sparkle, other.sparkle)).map(({ frame }) => frame);
    if (agreeing.length >= LEAST_FRAMES && 2 * agreeing.length >= frames.length) return { sparkle, frames: agreeing };
  }
  return undefined;
}

const isSamePlace = (a: Sparkle, b: Sparkle): boolean =>
  [a.size - b.size, a.right - b.right, a.bottom - b.bottom].every((apart) => Math.abs(apart) <= SAME_PLACE);
