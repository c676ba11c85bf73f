/**
 * Marks that a service draws where people can see them: Google AI's star (Gemini, Veo), Doubao's texts, DALL·E 2's bar of
 * colours. Each says that AI made or edited the picture; anybody can draw one: `declared`.
 */
import { declaredFinding } from '@/utils/engine/marks/mark';
import type { Finding } from '@/utils/engine/report';
import type { Picture } from '../picture';
import { isProblem } from '../problem';
import type { WatermarkDecoder } from '../watermark-decoder';
import { findColourBar } from './colour-bar';
import { orientationOf } from './orientation';
import { findSparkle, type Sparkle } from './sparkle/find-sparkle';
import { sparkleOfFrames } from './sparkle/frames';
import { imagePlaces } from './sparkle/places';
import { type FoundText, findText } from './text/find-text';
import { TEXT_MARKS, type TextMark } from './text/marks';
import { type View, viewOf } from './view';

const NAME = 'watermark-visible';

export const visible: WatermarkDecoder = {
  name: NAME,
  media: ['image'],
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

/** @param frames A few of one video, some seconds apart. */
export function visibleInFrames(frames: readonly Picture<Uint8Array>[]): readonly Finding[] {
  const sparkle = sparkleOfFrames(frames);
  return sparkle === undefined ? [] : [sparkleFinding(sparkle)];
}

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

const textFinding = ({ name, tool }: TextMark, { width, marginX, marginY, fit }: FoundText): Finding =>
  found(`${name} ${width} at ${marginX},${marginY}`, tool, { Fit: fit.toFixed(3) });
