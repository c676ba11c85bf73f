/** Visible marks, as their services draw them: each put into pictures of a size that the service makes. */

import { visible } from '../../../utils/pixels/visible';
import { drawn } from '../../../utils/pixels/visible/area';
import { TEXT_MARKS, type TextMark } from '../../../utils/pixels/visible/text/marks';
import { type Figure, laid, STAR, withBar } from '../../unit/pixels/visible/draw';
import type { BenchMark } from './marks';

const star = (
  name: string,
  by: 'Gemini' | 'Veo',
  [width, height]: readonly [number, number],
  [size, margin]: readonly [number, number],
  opacity: number,
): BenchMark => ({
  name,
  place: `pixels ${by} sparkle`,
  decoder: visible,
  width,
  height,
  put: (pixels) => laid(pixels, { figure: STAR, width: size, right: margin, bottom: margin, opacity }),
});

/** Measured: a width of 0.132 and margins of 0.031 of the shorter side; of the frame 0.125 and 0.021. */
const TEXTS: Readonly<
  Record<TextMark['corner'], { readonly width: number; readonly margin: number; readonly opacity: number }>
> = {
  'lower-right': { width: 0.132, margin: 0.031, opacity: 0.8 },
  'upper-left': { width: 0.125, margin: 0.021, opacity: 0.6 },
};
const TEXT_SIDE = 1536;

function text(mark: TextMark): BenchMark {
  const { width, margin, opacity } = TEXTS[mark.corner];
  const size = { width: Math.round(width * TEXT_SIDE), height: Math.round((width * TEXT_SIDE) / mark.aspect) };
  const near = Math.round(margin * TEXT_SIDE);
  const isRight = mark.corner === 'lower-right';
  return {
    name: mark.name,
    place: `pixels ${mark.name}`,
    decoder: visible,
    width: TEXT_SIDE,
    height: TEXT_SIDE,
    put: (pixels) =>
      laid(pixels, {
        ...size,
        figure: figureOf(mark),
        right: isRight ? near : TEXT_SIDE - near - size.width,
        bottom: isRight ? near : TEXT_SIDE - near - size.height,
        opacity,
      }),
  };
}

function figureOf(mark: TextMark): Figure {
  const area = mark.draw();
  const { width, height, values } = drawn(area, area.width, area.height);
  const index = (at: number, length: number): number => Math.min(Math.floor(((at + 1) / 2) * length), length - 1);
  return (x, y) => (values[index(y, height) * width + index(x, width)] ?? 0) > 0.5;
}

const bar: BenchMark = {
  name: 'DALL·E 2',
  place: 'pixels DALL·E 2',
  decoder: visible,
  width: 1024,
  height: 1024,
  put: (pixels) => withBar(pixels),
};

export const VISIBLE_BENCH_MARKS: readonly BenchMark[] = [
  star('star 48', 'Gemini', [1024, 1024], [48, 32], 0.504),
  star('star 96', 'Gemini', [1344, 1152], [96, 64], 0.504),
  star('2026, 96', 'Gemini', [1536, 1376], [96, 192], 0.302),
  star('2026, 36', 'Gemini', [1024, 576], [36, 70], 0.302),
  star('Veo 72', 'Veo', [1920, 1080], [72, 108], 0.504),
  ...TEXT_MARKS.map(text),
  bar,
];
