/** What is drawn: which items have a badge, which badge Tab enters at, and whether anything must be drawn anew. */
import type { OverlayProps } from '@/components/overlay/overlay';
import type { Item } from './items';

export type DrawnItem = Item & { readonly step: NonNullable<Item['step']> };

/** @param kept ids that stay although they are away: the focused badge, and the open card's. */
export const isDrawn = (item: Item | undefined, kept: ReadonlySet<number | null | undefined>): item is DrawnItem =>
  item !== undefined && item.step !== null && (!item.isAway || kept.has(item.id));

/** Tab enters at the badge nearest the top of the viewport. */
export const topmost = (items: readonly Item[]): number | undefined => {
  const inSight = items.filter(({ badge, isAway }) => badge !== null && !isAway && badge.top >= 0);
  return inSight.toSorted(
    (a, b) => (a.badge?.top ?? 0) - (b.badge?.top ?? 0) || (a.badge?.left ?? 0) - (b.badge?.left ?? 0),
  )[0]?.id;
};

const BADGE_KEYS = ['medium', 'report', 'check', 'step', 'isRtl', 'isOpen', 'isTabStop'] as const;

export const isOtherPicture = (a: OverlayProps, b: OverlayProps): boolean =>
  a.theme !== b.theme ||
  a.hasRing !== b.hasRing ||
  a.isIdle !== b.isIdle ||
  a.card?.id !== b.card?.id ||
  a.card?.isSheet !== b.card?.isSheet ||
  a.badges.length !== b.badges.length ||
  a.badges.some((badge, index) => BADGE_KEYS.some((key) => badge[key] !== b.badges[index]?.[key]));
