/**
 * Marks that a service draws where people can see them: Google AI's star (Gemini, Veo), Doubao's texts, DALL·E 2's bar of
 * colours. Each says that AI made or edited what is shown; anybody can draw one: `declared`.
 */
import { declaredFinding } from '@/utils/engine/marks/mark';
import type { Finding } from '@/utils/engine/report';
import type { Frame } from '../frames';
import { isProblem, unsupportedPicture } from '../problem';
import type { ImageMedium, VideoMedium, WatermarkDecoderOf } from '../watermark-decoder';
import { findColourBar } from './colour-bar';
import { orientationOf } from './orientation';
import { findSparkle, type Sparkle } from './sparkle/find-sparkle';
import { LEAST_FRAMES, type StandingSparkle, sparkleOfFrames } from './sparkle/frames';
import { imagePlaces } from './sparkle/places';
import { type FoundText, findText } from './text/find-text';
import { TEXT_MARKS, type TextMark } from './text/marks';
import { type View, viewOf } from './view';

const NAME = 'watermark-visible';

export const visible: WatermarkDecoderOf<ImageMedium> = {
  name: NAME,
  media: 'image',
  // What can be seen survives in whatever can show it.
  containers: ['jpeg', 'png', 'webp', 'gif', 'tiff', 'heic', 'heif', 'avif', 'jxl', 'bmp'],
  cost: 'few-places',
  needs: 'decoded-pixels',
  decode: ({ picture, bytes }) => {
    const whole = picture.whole();
    if (isProblem(whole)) return whole;
    const stored = visibleMarks(viewOf(whole));
    const orientation = orientationOf(bytes);
    // A tool that turns pictures either turns what is shown, mark and all, or writes how its lines are to be turned.
    return stored.length > 0 || orientation === 1 ? stored : visibleMarks(viewOf(whole, orientation));
  },
};

/** Veo's star alone: of the other marks it is not known that they stand in videos, and how. */
export const visibleInVideo: WatermarkDecoderOf<VideoMedium> = {
  name: NAME,
  media: 'video',
  containers: ['mp4', 'mov', 'matroska', 'webm', 'avi', 'flv'],
  cost: 'few-places',
  needs: 'decoded-pixels',
  decode: ({ film: { frames } }) => {
    if (frames.length < LEAST_FRAMES) return unsupportedPicture('One frame does not tell whether a mark stands still.');
    const standing = sparkleOfFrames(frames);
    return standing === undefined ? [] : [standingFinding(standing, frames.length)];
  },
};

/** Every mark that is there. */
export function visibleMarks(view: View): readonly Finding[] {
  const sparkle = findSparkle(view, imagePlaces(view));
  const bar = findColourBar(view);
  const texts = TEXT_MARKS.map((mark) => ({ mark, text: findText(view, mark) }));
  return [
    ...(sparkle === undefined ? [] : [sparkleFinding(sparkle)]),
    ...texts.flatMap(({ mark, text }) => (text === undefined ? [] : [textFinding(mark, text)])),
    ...(bar === undefined ? [] : [found(`DALL·E 2 bar ${5 * bar.square}×${bar.square} at 0,0`, 'DALL·E 2', {})]),
  ];
}

const found = (place: string, tool: string, fields: Finding['fields']): Finding =>
  declaredFinding(NAME, { status: 'ai-generated', place: `pixels ${place}`, tool, fields });

const sparkleFinding = ({ by, size, right, bottom, fit, edgesLeft, darkest, look }: Sparkle): Finding =>
  found(`${by} sparkle ${size} at ${right},${bottom}`, 'Google AI', {
    Fit: fit.toFixed(3),
    Opacity: look.alpha.toFixed(3),
    EdgesLeft: edgesLeft.toFixed(3),
    Darkest: `${darkest}`,
  });

/** In how many of the frames that were looked at, and when these are shown. */
const standingFinding = ({ sparkle, frames }: StandingSparkle<Frame>, lookedAt: number): Finding => {
  const finding = sparkleFinding(sparkle);
  const times = frames.map(({ seconds }) => seconds.toFixed(1)).join(', ');
  return { ...finding, fields: { Frames: `${frames.length} / ${lookedAt}`, FrameTimes: times, ...finding.fields } };
};

const textFinding = ({ name, tool }: TextMark, { width, marginX, marginY, fit }: FoundText): Finding =>
  found(`${name} ${width} at ${marginX},${marginY}`, tool, { Fit: fit.toFixed(3) });
