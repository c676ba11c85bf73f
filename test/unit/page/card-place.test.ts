import { describe, expect, it } from 'vitest';
import { cardMaxHeight, cardWidth, isSheetFor, placeCard, sheetPlace } from '@/utils/page/card-place';
import { intersect, type Rect } from '@/utils/page/geometry';

const viewport: Rect = { left: 0, top: 0, right: 1000, bottom: 800 };
const badgeAt = (left: number, top: number): Rect => ({ left, top, right: left + 120, bottom: top + 28 });
const card = { width: 360, height: 300 };

describe('a card beside its badge', () => {
  it.each([
    ['below, start edges aligned', badgeAt(100, 100), false, { left: 100, top: 136 }],
    ['right edges aligned where text runs from the right', badgeAt(600, 100), true, { left: 360, top: 136 }],
    ['moved in from the right edge', badgeAt(850, 100), false, { left: 632, top: 136 }],
    ['above where there is no room below', badgeAt(100, 600), false, { left: 100, top: 292 }],
  ])('%s', (_, badge, isRtl, expected) => {
    expect(placeCard(badge, card, viewport, isRtl)).toMatchObject(expected);
  });

  it('goes to the side where neither above nor below has room', () => {
    const low = { ...viewport, bottom: 400 };
    expect(placeCard(badgeAt(100, 200), card, low, false)).toMatchObject({ left: 228, top: 92 });
    expect(placeCard(badgeAt(500, 200), card, low, true)).toMatchObject({ left: 132, top: 92 });
  });

  it('is made lower before it covers its badge', () => {
    const small = { left: 0, top: 0, right: 320, bottom: 400 };
    const badge = badgeAt(100, 150);
    const place = placeCard(badge, { width: 304, height: 300 }, small, false);
    expect(place.maxHeight).toBe(400 - 8 - 186);
    const rect = {
      left: place.left,
      top: place.top,
      right: place.left + 304,
      bottom: place.top + Math.min(300, place.maxHeight),
    };
    const common = intersect(rect, badge);
    expect(common.bottom <= common.top || common.right <= common.left).toBe(true);
  });
});

it.each([
  [1000, 360],
  [360, 344],
  [320, 304],
  [280, 264],
])('in %d px a card is %d px wide', (width, expected) => {
  expect(cardWidth({ ...viewport, right: width })).toBe(expected);
});

it('a card is no higher than 480 px or the viewport', () => {
  expect(cardMaxHeight(viewport)).toBe(480);
  expect(cardMaxHeight({ ...viewport, bottom: 300 })).toBe(284);
});

it('only a touched badge on a narrow screen opens a sheet, at the bottom', () => {
  const phone = { left: 0, top: 0, right: 360, bottom: 700 };
  expect(isSheetFor(phone, true)).toBe(true);
  expect(isSheetFor(phone, false)).toBe(false);
  expect(isSheetFor({ ...phone, right: 480 }, true)).toBe(false);
  expect(sheetPlace(phone, 900)).toMatchObject({ left: 8, top: 700 - 8 - 490, maxHeight: 490 });
});
