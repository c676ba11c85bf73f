/** Where a badge stands on its medium, and how large it is there. */
import { area, height, type Rect, width } from './geometry';

export type BadgeSize = 'S' | 'M' | 'L';

/** A size, and for the smallest how many signs beside the status it still carries. */
export interface BadgeStep {
  readonly size: BadgeSize;
  readonly trailing: 0 | 1 | 2;
}

/** From the roomiest down; the next one is taken where a badge is wider than its medium has room for. */
export const BADGE_STEPS: readonly BadgeStep[] = [
  { size: 'L', trailing: 2 },
  { size: 'M', trailing: 2 },
  { size: 'S', trailing: 2 },
  { size: 'S', trailing: 1 },
  { size: 'S', trailing: 0 },
];

/** Media below this in either direction of what is visible carry no badge. */
const SMALLEST = 48;

/** By the visible rectangle; the first row that holds. */
const SIZES: readonly { readonly size: BadgeSize; readonly belowWidth: number; readonly belowHeight: number }[] = [
  { size: 'S', belowWidth: 120, belowHeight: 72 },
  { size: 'M', belowWidth: 240, belowHeight: 140 },
  { size: 'L', belowWidth: Number.POSITIVE_INFINITY, belowHeight: Number.POSITIVE_INFINITY },
];

export const badgeSize = (visible: Rect): BadgeSize | null => {
  const [wide, high] = [width(visible), height(visible)];
  if (wide < SMALLEST || high < SMALLEST) return null;
  return SIZES.find(({ belowWidth, belowHeight }) => wide < belowWidth || high < belowHeight)?.size ?? 'L';
};

export const badgeInset = (size: BadgeSize, visible: Rect): number => {
  if (size === 'S') return Math.min(width(visible), height(visible)) < 72 ? 4 : 6;
  return size === 'M' ? 8 : 10;
};

/** The first step, from the medium's size on, whose badge fits between the insets; the last one where none does. */
export const fittingStep = (visible: Rect, widthOf: (step: BadgeStep) => number): BadgeStep | null => {
  const size = badgeSize(visible);
  if (!size) return null;
  const steps = BADGE_STEPS.slice(BADGE_STEPS.findIndex((step) => step.size === size));
  const fits = (step: BadgeStep) => widthOf(step) <= width(visible) - 2 * badgeInset(step.size, visible);
  return steps.find(fits) ?? steps.at(-1) ?? null;
};

export const CORNERS = ['top-start', 'top-end', 'bottom-start', 'bottom-end'] as const;
export type Corner = (typeof CORNERS)[number];

export interface BadgeBox {
  readonly width: number;
  readonly height: number;
}

export const cornerRect = (
  corner: Corner,
  visible: Rect,
  badge: BadgeBox,
  { inset, isRtl }: { readonly inset: number; readonly isRtl: boolean },
): Rect => {
  const isLeft = corner.endsWith('start') !== isRtl;
  const left = isLeft ? visible.left + inset : visible.right - inset - badge.width;
  const top = corner.startsWith('top') ? visible.top + inset : visible.bottom - inset - badge.height;
  return { left, top, right: left + badge.width, bottom: top + badge.height };
};

/** The player's controls: nothing of ours may lie there. */
export const controlStrip = (isCoarse: boolean): number => (isCoarse ? 72 : 48);
/** Between a bottom badge of a video and the strip. */
const ABOVE_STRIP = 8;

export interface Placing {
  readonly kind: 'image' | 'video' | 'audio';
  readonly isRtl: boolean;
  readonly isCoarse: boolean;
  readonly viewport: Rect;
}

/** The places that a badge may take on its medium, best first. */
export const candidatePlaces = (
  visible: Rect,
  badge: BadgeBox,
  step: BadgeStep,
  placing: Placing,
): readonly { readonly corner: Corner; readonly rect: Rect }[] => {
  if (placing.kind === 'audio') return audioPlaces(visible, badge, placing);
  const inset = badgeInset(step.size, visible);
  const strip = placing.kind === 'video' ? controlStrip(placing.isCoarse) : 0;
  return CORNERS.flatMap((corner) => {
    const isBottom = corner.startsWith('bottom');
    const lifted =
      isBottom && strip > 0 ? { ...visible, bottom: visible.bottom - strip - ABOVE_STRIP + inset } : visible;
    const rect = cornerRect(corner, lifted, badge, { inset, isRtl: placing.isRtl });
    // A low video: what is above the controls is too little for a badge.
    return rect.top < visible.top || rect.bottom > visible.bottom - strip ? [] : [{ corner, rect }];
  });
};

/** An audio player is all control: the badge stands outside, above it where the viewport has room, else below. */
const AUDIO_GAP = 4;
const audioPlaces = (visible: Rect, badge: BadgeBox, { isRtl, viewport }: Placing) => {
  const left = isRtl ? visible.right - badge.width : visible.left;
  const place = (corner: Corner, top: number) => ({
    corner,
    rect: { left, top, right: left + badge.width, bottom: top + badge.height },
  });
  const above = place('top-start', visible.top - AUDIO_GAP - badge.height);
  const below = place('bottom-start', visible.bottom + AUDIO_GAP);
  return above.rect.top >= viewport.top ? [above, below] : [below, above];
};

/** A badge needs half of its medium in sight. */
export const isMostlyVisible = (box: Rect, visible: Rect): boolean => area(box) > 0 && area(visible) >= area(box) / 2;

/**
 * The corner that badges of a site take. The first media decide: where one finds the corner taken, all move on; after
 * three that found it free it stays, so that badges do not jump about.
 */
export interface CornerMemory {
  readonly preferred: Corner;
  readonly confirmed: number;
}

export const FIRST_CORNER: CornerMemory = { preferred: 'top-start', confirmed: 0 };
const CONFIRMED = 3;

export const rememberCorner = (memory: CornerMemory, taken: Corner): CornerMemory => {
  if (memory.confirmed >= CONFIRMED) return memory;
  return taken === memory.preferred
    ? { ...memory, confirmed: memory.confirmed + 1 }
    : { preferred: taken, confirmed: 1 };
};

/** The places again, the site's corner first. */
export const preferring = <Place extends { readonly corner: Corner }>(
  places: readonly Place[],
  { preferred }: CornerMemory,
): readonly Place[] => [
  ...places.filter(({ corner }) => corner === preferred),
  ...places.filter(({ corner }) => corner !== preferred),
];
