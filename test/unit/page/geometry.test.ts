import { describe, expect, it } from 'vitest';
import { hasMoved, intersect, isInCorridor, type Rect } from '@/utils/page/geometry';

const badge: Rect = { left: 10, top: 10, right: 110, bottom: 38 };
const card: Rect = { left: 10, top: 46, right: 370, bottom: 300 };

describe('the corridor between badge and card', () => {
  it.each([
    ['on the badge', { x: 60, y: 20 }, true],
    ['on the card', { x: 300, y: 200 }, true],
    ['in the gap', { x: 60, y: 42 }, true],
    ['on the diagonal from badge to far edge', { x: 200, y: 40 }, true],
    ['beside the badge, off the hull', { x: 300, y: 15 }, false],
    ['left of both', { x: 9, y: 100 }, false],
    ['below the card', { x: 100, y: 301 }, false],
  ])('%s', (_, point, expected) => {
    expect(isInCorridor(badge, card, point)).toBe(expected);
  });

  it('holds whichever of the two stands above', () => {
    expect(isInCorridor(card, badge, { x: 200, y: 40 })).toBe(true);
    expect(isInCorridor(card, badge, { x: 300, y: 15 })).toBe(false);
  });
});

it('rectangles that do not meet have nothing in common', () => {
  const common = intersect(badge, card);
  expect(common.bottom).toBeLessThan(common.top);
});

it('rounding of the engine is no movement', () => {
  expect(hasMoved(badge, { ...badge, left: badge.left + 0.4 })).toBe(false);
  expect(hasMoved(badge, { ...badge, left: badge.left + 1 })).toBe(true);
});
