/** Where a card stands beside its badge. */
import { height, type Rect, width } from './geometry';

export const CARD_GAP = 8;
const EDGE = 8;
export const CARD_WIDTH = { least: 288, most: 360 } as const;
const CARD_HEIGHT = 480;
/** Below this width a touched badge opens a sheet. */
const SHEET_BELOW = 480;
const SHEET_SHARE = 0.7;

export interface CardPlace {
  readonly isSheet: boolean;
  readonly left: number;
  readonly top: number;
  readonly maxHeight: number;
}

export const cardWidth = (viewport: Rect): number =>
  Math.min(CARD_WIDTH.most, Math.max(CARD_WIDTH.least, width(viewport) - 2 * EDGE), width(viewport) - 2 * EDGE);

export const cardMaxHeight = (viewport: Rect): number => Math.min(CARD_HEIGHT, height(viewport) - 2 * EDGE);

export const isSheetFor = (viewport: Rect, isTouch: boolean): boolean => isTouch && width(viewport) < SHEET_BELOW;

export const sheetPlace = (viewport: Rect, cardHeight: number): CardPlace => {
  const maxHeight = Math.round(height(viewport) * SHEET_SHARE);
  const top = viewport.bottom - EDGE - Math.min(cardHeight, maxHeight);
  return { isSheet: true, left: viewport.left + EDGE, top, maxHeight };
};

/**
 * Below the badge with start edges aligned; above it, or at a side, where it would leave the viewport. Where no side
 * has room for all of it, the roomier of above and below, with less height: never over its own badge.
 */
export const placeCard = (
  badge: Rect,
  card: { readonly width: number; readonly height: number },
  viewport: Rect,
  isRtl: boolean,
): CardPlace => {
  const most = cardMaxHeight(viewport);
  const wanted = Math.min(card.height, most);
  const aligned = isRtl ? badge.right - card.width : badge.left;
  const left = clamp(aligned, viewport.left + EDGE, viewport.right - EDGE - card.width);
  const below = viewport.bottom - EDGE - (badge.bottom + CARD_GAP);
  const above = badge.top - CARD_GAP - (viewport.top + EDGE);
  const place = (at: { left: number; top: number }, maxHeight: number): CardPlace => ({
    isSheet: false,
    ...at,
    maxHeight,
  });

  if (wanted <= below) return place({ left, top: badge.bottom + CARD_GAP }, most);
  if (wanted <= above) return place({ left, top: badge.top - CARD_GAP - wanted }, most);

  const top = clamp(badge.top, viewport.top + EDGE, viewport.bottom - EDGE - wanted);
  const toRight = { left: badge.right + CARD_GAP, top };
  const toLeft = { left: badge.left - CARD_GAP - card.width, top };
  const fits = (at: { left: number }) =>
    at.left >= viewport.left + EDGE && at.left + card.width <= viewport.right - EDGE;
  const side = (isRtl ? [toLeft, toRight] : [toRight, toLeft]).find(fits);
  if (side) return place(side, most);

  return below >= above
    ? place({ left, top: badge.bottom + CARD_GAP }, below)
    : place({ left, top: viewport.top + EDGE }, above);
};

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
