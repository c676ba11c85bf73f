import { describe, expect, it } from 'vitest';
import {
  BADGE_STEPS,
  badgeInset,
  badgeSize,
  candidatePlaces,
  cornerRect,
  FIRST_CORNER,
  fittingStep,
  isMostlyVisible,
  type Placing,
  preferring,
  rememberCorner,
} from '@/utils/page/badge-layout';
import type { Rect } from '@/utils/page/geometry';

const rect = (width: number, height: number, left = 0, top = 0): Rect => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const viewport = rect(1280, 800);
const placing = (over: Partial<Placing> = {}): Placing => ({
  kind: 'image',
  isRtl: false,
  isCoarse: false,
  viewport,
  ...over,
});
const badge = { width: 100, height: 28 };
const LARGE = { size: 'L', trailing: 2 } as const;

describe('the size of a badge follows the visible rectangle', () => {
  it.each([
    [47, 300, null],
    [300, 47, null],
    [48, 48, 'S'],
    [119, 400, 'S'],
    [400, 71, 'S'],
    [120, 72, 'M'],
    [239, 400, 'M'],
    [400, 139, 'M'],
    [240, 140, 'L'],
  ] as const)('%d × %d is %s', (width, height, size) => {
    expect(badgeSize(rect(width, height))).toBe(size);
  });

  it.each([
    ['S', 71, 4],
    ['S', 72, 6],
    ['M', 200, 8],
    ['L', 300, 10],
  ] as const)('%s on %d px stands %d px from the edge', (size, side, inset) => {
    expect(badgeInset(size, rect(side, side))).toBe(inset);
  });
});

describe('a badge that is too wide takes the next smaller step', () => {
  const widths = new Map(BADGE_STEPS.map((step, index) => [step, [300, 130, 60, 42, 24][index] ?? 0]));
  it.each([
    [320, { size: 'L', trailing: 2 }],
    [319, { size: 'M', trailing: 2 }],
    [240, { size: 'M', trailing: 2 }],
    [130, { size: 'S', trailing: 2 }],
    [60, { size: 'S', trailing: 1 }],
    [48, { size: 'S', trailing: 0 }],
  ])('%d px wide', (width, step) => {
    expect(fittingStep(rect(width, 200), (candidate) => widths.get(candidate) ?? 0)).toEqual(step);
  });

  it('keeps the status where not even the smallest fits', () => {
    expect(fittingStep(rect(60, 60), () => 500)).toEqual({ size: 'S', trailing: 0 });
  });

  it('gives none to a medium that is too small', () => {
    expect(fittingStep(rect(40, 200), () => 10)).toBeNull();
  });
});

describe('corners', () => {
  it.each([
    ['top-start', false, 10, 10],
    ['top-end', false, 190, 10],
    ['bottom-start', false, 10, 162],
    ['top-start', true, 190, 10],
    ['top-end', true, 10, 10],
  ] as const)('%s (right-to-left: %s)', (corner, isRtl, left, top) => {
    expect(cornerRect(corner, rect(300, 200), badge, { inset: 10, isRtl })).toMatchObject({ left, top });
  });

  it.each([
    [false, 48],
    [true, 72],
  ])('no place of a video reaches into its controls (coarse pointer: %s)', (isCoarse, strip) => {
    const places = candidatePlaces(rect(400, 300), badge, LARGE, placing({ kind: 'video', isCoarse }));
    expect(places.map(({ corner }) => corner)).toEqual(['top-start', 'top-end', 'bottom-start', 'bottom-end']);
    expect(places.at(-1)?.rect.bottom).toBe(300 - strip - 8);
  });

  it('leaves a low video without a place rather than cover its controls', () => {
    expect(candidatePlaces(rect(400, 70), badge, LARGE, placing({ kind: 'video' }))).toEqual([]);
  });

  it('stands above an audio player, and below where above is outside the viewport', () => {
    const tops = (top: number) =>
      candidatePlaces(rect(300, 54, 20, top), badge, LARGE, placing({ kind: 'audio' })).map(({ rect }) => rect.top);
    expect(tops(100)).toEqual([68, 158]);
    expect(tops(10)).toEqual([68, -22]);
  });

  it('a corner that the first media found taken is left by all that follow', () => {
    const memory = rememberCorner(FIRST_CORNER, 'top-end');
    const places = candidatePlaces(rect(300, 200), badge, LARGE, placing());
    expect(preferring(places, memory)[0]?.corner).toBe('top-end');
    expect(preferring(places, memory)).toHaveLength(4);
  });

  it('three media that found it free keep it for the site', () => {
    const settled = ['top-start', 'top-start', 'top-start', 'bottom-end'] as const;
    expect(settled.reduce(rememberCorner, FIRST_CORNER).preferred).toBe('top-start');
  });
});

it.each([
  [rect(100, 50), true],
  [rect(100, 49), false],
  [{ left: 0, top: 0, right: -10, bottom: 10 }, false],
])('half of a medium is to be seen, or it has no badge', (visible, expected) => {
  expect(isMostlyVisible(rect(100, 100), visible)).toBe(expected);
});
