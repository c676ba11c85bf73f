/** Media that may show a badge: where each is, whether it moves, and where its badge stands. */

import {
  type BadgeStep,
  type CornerMemory,
  candidatePlaces,
  FIRST_CORNER,
  fittingStep,
  isMostlyVisible,
  type Placing,
  preferring,
  rememberCorner,
} from '@/utils/page/badge-layout';
import type { MediumState } from '@/utils/page/bridge';
import { area, hasMoved, height, type Rect, width } from '@/utils/page/geometry';
import { OVERLAY_LIMITS } from '@/utils/page/overlay-limits';
import { boxOf, clippersOf, isCovered, isRtl, isShown, isTaken, visibleRect } from '@/utils/page/probe';
import type { Measure } from './measure';

export interface Item {
  readonly id: number;
  readonly state: MediumState;
  readonly box: Rect;
  readonly visible: Rect;
  readonly clippers: readonly Element[];
  /** Where the badge stands; null before it was placed, and where there is no room for one. */
  readonly badge: Rect | null;
  readonly step: BadgeStep | null;
  readonly isRtl: boolean;
  /** No badge now: too little of the medium is to be seen, or something covers it. */
  readonly isAway: boolean;
  readonly isMoving: boolean;
  readonly movedFrames: number;
  readonly restAt: number;
  readonly mustPlace: boolean;
  readonly probedAt: number;
}

const NOWHERE: Rect = { left: 0, top: 0, right: 0, bottom: 0 };

export const newItem = (state: MediumState): Item => ({
  id: state.medium.id,
  state,
  box: NOWHERE,
  visible: NOWHERE,
  clippers: clippersOf(state.element),
  badge: null,
  step: null,
  isRtl: isRtl(state.element),
  isAway: true,
  isMoving: false,
  movedFrames: -1,
  restAt: 0,
  mustPlace: true,
  probedAt: 0,
});

export interface FrameFacts {
  readonly now: number;
  readonly viewport: Rect;
  readonly isCoarse: boolean;
  readonly host: Element;
  readonly measure: Measure;
  /** Rectangles of clipping ancestors, each read once per frame. */
  readonly clipBoxes: Map<Element, Rect>;
}

/** Reads where a medium is now. Nothing is written, so that one layout serves all media of the frame. */
export const readItem = (item: Item, { now, viewport, clipBoxes }: FrameFacts): Item => {
  const box = boxOf(item.state.element);
  const clips = item.clippers.map((clipper) => {
    const known = clipBoxes.get(clipper) ?? boxOf(clipper);
    clipBoxes.set(clipper, known);
    return known;
  });
  const visible = visibleRect(box, clips, viewport);
  const isFirst = item.movedFrames === -1;
  const moved = !isFirst && (hasMoved(item.box, box) || hasMoved(item.visible, visible));
  const movedFrames = moved ? item.movedFrames + 1 : 0;
  const restAt = moved ? now + OVERLAY_LIMITS.restMs : item.restAt;
  return {
    ...item,
    box,
    visible,
    movedFrames,
    restAt,
    isMoving: movedFrames >= 2 || (item.isMoving && now < restAt),
    mustPlace: item.mustPlace || moved,
  };
};

export const createPlacer = () => {
  let memory: CornerMemory = FIRST_CORNER;

  /** Looks at what surrounds a medium at rest and finds the place of its badge. */
  const placeItem = (item: Item, facts: FrameFacts): Item => {
    const { element, medium, report } = item.state;
    const isAudio = medium.kind === 'audio';
    const placed = {
      ...item,
      mustPlace: false,
      probedAt: facts.now,
      clippers: clippersOf(element),
      isRtl: isRtl(element),
    };
    const away = { ...placed, badge: null, isAway: true };
    if (!isMostlyVisible(item.box, item.visible) || !isShown(element)) return away;

    const widthOf = (step: BadgeStep) => facts.measure.badge(report, medium, step).width;
    // A player is low and wide; its badge stands outside, so its height says nothing.
    const fitting = isAudio ? ({ size: 'M', trailing: 2 } as const) : fittingStep(item.visible, widthOf);
    if (!fitting) return { ...away, step: null };
    const placing: Placing = {
      kind: medium.kind,
      isRtl: placed.isRtl,
      isCoarse: facts.isCoarse,
      viewport: facts.viewport,
    };
    const ordered = (all: ReturnType<typeof candidatePlaces>) => (isAudio ? all : preferring(all, memory));
    const placesFor = (step: BadgeStep) =>
      ordered(candidatePlaces(item.visible, facts.measure.badge(report, medium, step), step, placing));
    const places = placesFor(fitting);
    const free = places.find(({ rect }) => !isTaken(rect, element, item.visible, facts.host));
    if (free && !isAudio) memory = rememberCorner(memory, free.corner);
    // All corners are the site's: the first one, as small as it can be.
    const step: BadgeStep = free || isAudio ? fitting : { size: 'S', trailing: fitting.trailing };
    const badge = (free ?? placesFor(step)[0])?.rect;
    if (!badge) return { ...away, step };
    const probed = isAudio ? item.visible : badge;
    const centre = { x: probed.left + width(probed) / 2, y: probed.top + height(probed) / 2 };
    return { ...placed, step, badge, isAway: isCovered(element, item.box, centre, facts.host) };
  };
  return placeItem;
};

/** The nearest to the viewport, where a page has more than can be drawn. */
export const nearest = (items: readonly Item[], viewport: Rect): readonly Item[] => {
  if (items.length <= OVERLAY_LIMITS.badges) return items;
  const distance = ({ box }: Item) =>
    Math.max(viewport.top - box.bottom, box.top - viewport.bottom, 0) +
    Math.max(viewport.left - box.right, box.left - viewport.right, 0);
  return [...items].sort((a, b) => distance(a) - distance(b)).slice(0, OVERLAY_LIMITS.badges);
};

/** What a card stands beside: its badge, else what is to be seen of its medium. */
export const anchorOf = ({ badge, visible, box }: Item): Rect =>
  badge ?? (area(visible) > 0 ? topEdge(visible) : topEdge(box));

/** A card beside a whole picture would lie far from where the eye is. */
const topEdge = ({ left, top, right }: Rect): Rect => ({
  left,
  top,
  right: Math.min(right, left + 1),
  bottom: top + 1,
});
