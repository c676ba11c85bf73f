/** Writes what was worked out to the elements themselves: places change far more often than what is said. */
import { cardMaxHeight, cardWidth, placeCard, sheetPlace } from '@/utils/page/card-place';
import type { Rect } from '@/utils/page/geometry';
import { anchorOf, type Item } from './items';

export const writeBadgePlace = (node: HTMLElement, { badge, isAway, isMoving }: Item): void => {
  if (badge) move(node, badge);
  const state = isAway || !badge ? 'away' : isMoving ? 'moving' : '';
  if (node.dataset.state !== state) node.dataset.state = state;
};

/** Pixels between the medium's edge and the ring's. */
const RING_GAP = 4;

export const writeRingPlace = (node: HTMLElement, { left, top, right, bottom }: Rect): void => {
  move(node, { left: left - RING_GAP, top: top - RING_GAP });
  node.style.width = `${right - left + 2 * RING_GAP}px`;
  node.style.height = `${bottom - top + 2 * RING_GAP}px`;
};

export const writeCardPlace = (node: HTMLElement, item: Item, viewport: Rect, isSheet: boolean): void => {
  node.style.width = `${isSheet ? viewport.right - viewport.left - 16 : cardWidth(viewport)}px`;
  node.style.maxHeight = isSheet ? '70vh' : `${cardMaxHeight(viewport)}px`;
  const { offsetWidth, offsetHeight } = node;
  const place = isSheet
    ? sheetPlace(viewport, offsetHeight)
    : placeCard(anchorOf(item), { width: offsetWidth, height: offsetHeight }, viewport, item.isRtl);
  node.style.maxHeight = `${place.maxHeight}px`;
  move(node, place);
};

const move = (node: HTMLElement, { left, top }: { readonly left: number; readonly top: number }): void => {
  const transform = `translate(${Math.round(left * 4) / 4}px, ${Math.round(top * 4) / 4}px)`;
  if (node.style.transform !== transform) node.style.transform = transform;
};
