/** What browsers decode of videos: a few frames. Only for workers. */
import type { DecodedFrames, Frame } from '../../frames';
import { PIXEL_LIMITS } from '../../limits';
import type { OpenFrames } from '../../openers';
import { isProblem, malformedPicture, type PixelProblem } from '../../problem';
import { decodeFilm } from './decode-film';
import { drawnFrame, shownSize } from './drawn-frame';
import { readFilm, tooLargeFrames } from './film';

const MICROSECONDS = 1_000_000;

/** Decoders pass over frames that are not to be shown, and some over damaged ones, without a word. */
const NO_FRAMES = malformedPicture('No frame came of the video.');

/** @param exactnessOfCanvas Whether privacy settings add noise to what a canvas gives. */
export const openFrames =
  (exactnessOfCanvas: () => Promise<DecodedFrames['exactness']>): OpenFrames =>
  async (bytes) => {
    const film = await readFilm(bytes);
    if (isProblem(film)) return film;
    const frames: Frame[] = [];
    let pixels = 0;
    let refusal: PixelProblem | undefined;
    // A video's size may change on its way: each frame is measured before it is drawn.
    const problem = await decodeFilm(film, PIXEL_LIMITS.framesMs, (frame) => {
      const { width, height } = shownSize(frame, film.turn);
      if (width * height > PIXEL_LIMITS.framePixels) refusal ??= tooLargeFrames(width, height);
      else if (pixels + width * height < PIXEL_LIMITS.pixels) {
        pixels += width * height;
        frames.push({ ...drawnFrame(frame, film.turn), seconds: frame.timestamp / MICROSECONDS });
      }
    });
    const refused = problem ?? refusal ?? (frames.length === 0 ? NO_FRAMES : undefined);
    return refused ?? { exactness: await exactnessOfCanvas(), frames };
  };
