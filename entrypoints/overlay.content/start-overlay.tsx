/**
 * The overlay of one frame. Rectangles are read in one batch per frame and places written straight to the elements;
 * components are rendered only when what they say changes.
 */
import { render } from 'preact';
import type { BadgeProps } from '@/components/overlay/badge';
import { Overlay, type OverlayProps } from '@/components/overlay/overlay';
import { carriesBadge } from '@/utils/page/badge-policy';
import type { FrameBridge, MediumState } from '@/utils/page/bridge';
import { isSheetFor } from '@/utils/page/card-place';
import { createCardTiming } from '@/utils/page/card-timing';
import { holds, isInCorridor, type Point, type Rect } from '@/utils/page/geometry';
import { OVERLAY_LIMITS } from '@/utils/page/overlay-limits';
import { viewportRect } from '@/utils/page/probe';
import { cardProps } from './card-props';
import { createHost } from './host';
import { createPlacer, type FrameFacts, type Item, nearest, newItem, readItem } from './items';
import { listen } from './listen';
import { createMeasure } from './measure';
import { createPace } from './pace';
import { isDrawn, isOtherPicture, topmost } from './picture';
import { createPointed } from './pointed';
import { createSight } from './sight';
import { writeBadgePlace, writeCardPlace, writeRingPlace } from './write-places';

export const startOverlay = (bridge: FrameBridge): void => {
  const life = new AbortController();
  const host = createHost(() => end());
  const measure = createMeasure(host.workbench);
  const placeItem = createPlacer();
  const coarse = matchMedia('(pointer: coarse)');

  let items = new Map<number, Item>();
  /** All that may carry a badge, in document order: the way of the arrow keys. */
  let order: readonly number[] = [];
  let isModelOld = true;
  let isPictureOld = true;
  let ring: number | null = null;
  let ringEnds: ReturnType<typeof setTimeout> | undefined;
  let focusWanted: number | null = null;
  let cardShownAt = 0;
  let cardStartTop = 0;
  let drawn: OverlayProps | null = null;
  let isIdle = false;
  let viewport = viewportRect();

  const pace = createPace(() => frame());
  const changed = () => {
    isModelOld = true;
    pace.wake();
  };

  const sight = createSight(bridge, changed);
  const pointed = createPointed(changed);

  const badgeNode = (id: number) => host.container.querySelector<HTMLElement>(`.badge[data-id="${id}"]`);
  const cardNode = () => host.container.querySelector<HTMLElement>('.card');
  const focusedBadge = (): number | null => {
    const id = host.shadow.activeElement?.getAttribute('data-id');
    return id ? Number(id) : null;
  };

  const timing = createCardTiming({
    delayMs: () => bridge.state().cardDelayMs,
    onChange: (card, closed) => {
      if (closed) leaveCard(closed.id);
      cardShownAt = performance.now();
      cardStartTop = (card && items.get(card.id)?.box.top) ?? 0;
      setEscape(card !== null);
      isPictureOld = true;
      changed();
    },
  });

  /** The focus does not fall back to the page when the card that holds it goes. */
  const leaveCard = (id: number) => {
    if (cardNode()?.contains(host.shadow.activeElement)) badgeNode(id)?.focus({ preventScroll: true });
  };

  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !event.isTrusted) return;
    // The site's own lightbox below stays open.
    event.preventDefault();
    event.stopImmediatePropagation();
    timing.dismiss();
  };
  const setEscape = (isOn: boolean) => {
    window.removeEventListener('keydown', onEscape, true);
    if (isOn) window.addEventListener('keydown', onEscape, { capture: true, signal: life.signal });
  };

  /** Which media have a badge, or would if they were in sight. */
  const wantsBadge = ({ medium, report }: MediumState): boolean => {
    if (carriesBadge(report, bridge.state())) return true;
    if (timing.current()?.id === medium.id) return true;
    const at = pointed.current();
    if (at?.id !== medium.id || !bridge.state().overlay) return false;
    return report !== null || performance.now() - at.since >= OVERLAY_LIMITS.checkingAfterMs;
  };

  /** Whose card is open, a person points at: what is signed there, and its pixels, are worth reading the whole of it for. */
  const checkOpenCard = () => {
    const card = timing.current();
    if (!card) return;
    const { check, pixels } = bridge.byId(card.id) ?? {};
    if (check === 'on-pointing') bridge.check(card.id, false);
    // Once: whether the tab is seen is the browser's word, and may stay so.
    if (pixels === 'not-seen' && lookedFor !== cardShownAt) {
      lookedFor = cardShownAt;
      bridge.look(card.id, false);
    }
  };
  let lookedFor = Number.NaN;

  const renewModel = () => {
    isModelOld = false;
    checkOpenCard();
    const wanted = [...bridge.media()].filter(wantsBadge).sort((a, b) => a.medium.order - b.medium.order);
    order = wanted.map(({ medium }) => medium.id);
    sight.follow(wanted);
    const special = new Set([pointed.current()?.id, timing.current()?.id, focusedBadge(), focusWanted]);
    const next = new Map<number, Item>();
    for (const state of wanted) {
      const { id } = state.medium;
      if (!sight.has(id) && !special.has(id)) continue;
      const before = items.get(id);
      const isOther = before?.state.report !== state.report;
      next.set(id, before ? { ...before, state, mustPlace: before.mustPlace || isOther } : newItem(state));
    }
    const ringed = ring === null ? undefined : bridge.byId(ring);
    if (ringed && !next.has(ringed.medium.id))
      next.set(ringed.medium.id, items.get(ringed.medium.id) ?? newItem(ringed));
    items = next;
    isPictureOld = true;
  };

  const frame = (): boolean => {
    if (bridge.signal.aborted) {
      end();
      return false;
    }
    const now = performance.now();
    viewport = viewportRect();
    if (isModelOld) renewModel();
    const facts: FrameFacts = {
      now,
      viewport,
      isCoarse: coarse.matches,
      host: host.element,
      measure,
      clipBoxes: new Map(),
    };
    const before = items;
    const read = nearest(
      [...items.values()].map((item) => readItem(item, facts)),
      viewport,
    );
    items = placed(read, facts);
    closeLostCard();
    const props = picture();
    if (isPictureOld || !drawn || isOtherPicture(drawn, props)) {
      isPictureOld = false;
      drawn = props;
      render(<Overlay {...props} />, host.container);
    }
    writePlaces();
    takeFocus();
    const isStirring = [...items.values()].some((item) => item.movedFrames !== 0 || item.isMoving || item.mustPlace);
    return isStirring || before.size !== items.size || timing.current() !== null || ring !== null;
  };

  /** Those that moved first, then those not looked at for a while, as long as this frame has time. */
  const placed = (read: readonly Item[], facts: FrameFacts): Map<number, Item> => {
    const { now } = facts;
    const next = new Map(read.map((item) => [item.id, item]));
    const atRest = read.filter((item) => !item.isMoving && (item.movedFrames === 1 || now >= item.restAt));
    const stale = atRest
      .filter(({ mustPlace, probedAt }) => !mustPlace && now - probedAt > OVERLAY_LIMITS.probeAgainMs)
      .sort((a, b) => a.probedAt - b.probedAt);
    for (const item of [...atRest.filter(({ mustPlace }) => mustPlace), ...stale]) {
      next.set(item.id, placeItem(item, facts));
      if (performance.now() - now >= OVERLAY_LIMITS.probeMs) break;
    }
    return next;
  };

  const closeLostCard = () => {
    const card = timing.current();
    if (!card) return;
    const item = items.get(card.id);
    if (!item?.state.element.isConnected || !bridge.byId(card.id)) timing.close();
    else if (card.isPinned) {
      const isOut = item.visible.right <= item.visible.left || item.visible.bottom <= item.visible.top;
      if (isOut && !item.isMoving && performance.now() - cardShownAt > OVERLAY_LIMITS.ringMs) timing.close();
    } else timing.scrolled(Math.abs(item.box.top - cardStartTop));
  };

  const picture = (): OverlayProps => {
    const card = timing.current();
    const focused = focusedBadge();
    const kept = new Set([focused, card?.id]);
    const shown = order.map((id) => items.get(id)).filter((item) => isDrawn(item, kept));
    const tabStop = focused ?? card?.id ?? topmost(shown);
    const badges: BadgeProps[] = shown.map((item) => ({
      medium: item.state.medium,
      report: item.state.report,
      ...(item.state.check && { check: item.state.check }),
      step: item.step,
      isRtl: item.isRtl,
      isOpen: card?.id === item.id,
      isTabStop: item.id === tabStop,
    }));
    return {
      theme: bridge.state().theme,
      badges,
      card: card ? cardOf(card.id, card.isTouch) : null,
      hasRing: ring !== null,
      isIdle: isIdle && card === null,
    };
  };

  const cardOf = (id: number, isTouch: boolean): OverlayProps['card'] => {
    const state = items.get(id)?.state ?? bridge.byId(id);
    const isSheet = isSheetFor(viewport, isTouch || coarse.matches);
    return state ? cardProps(state, { bridge, timing, isSheet, shownAt: () => cardShownAt, focusHeadline }) : null;
  };

  const writePlaces = () => {
    for (const item of items.values()) {
      const node = badgeNode(item.id);
      if (node) writeBadgePlace(node, item);
    }
    const ringNode = host.container.querySelector<HTMLElement>('.ring');
    const ringed = ring === null ? undefined : items.get(ring);
    if (ringNode && ringed) writeRingPlace(ringNode, ringed.box);
    const card = timing.current();
    const item = card && items.get(card.id);
    const node = cardNode();
    if (node && item && drawn?.card) writeCardPlace(node, item, viewport, drawn.card.isSheet);
  };

  const takeFocus = () => {
    const node = focusWanted === null ? null : badgeNode(focusWanted);
    if (node && node.dataset.state !== 'away') {
      focusWanted = null;
      node.focus({ preventScroll: true });
      return;
    }
    const card = timing.current();
    if (!card?.byKeyboard || headlineFocusedFor === cardShownAt) return;
    headlineFocusedFor = cardShownAt;
    focusHeadline();
  };
  const focusHeadline = () => cardNode()?.querySelector<HTMLElement>('.card__headline')?.focus({ preventScroll: true });
  let headlineFocusedFor = 0;

  const rectOfCard = (): Rect | null => {
    const box = cardNode()?.getBoundingClientRect();
    return box ? { left: box.left, top: box.top, right: box.right, bottom: box.bottom } : null;
  };

  /** Where the pointer is decides how long a pointed-at badge and an open card stay. */
  const onPointer = (at: Point | null) => {
    const card = timing.current();
    if (card) {
      const anchor = items.get(card.id)?.badge ?? null;
      const box = rectOfCard();
      const isNear =
        host.shadow.activeElement !== null ||
        (at !== null && box !== null && (anchor ? isInCorridor(anchor, box, at) : holds(box, at)));
      timing.pointer(isNear);
    }
    const pointedId = pointed.current()?.id;
    if (pointedId === undefined) return;
    const item = items.get(pointedId);
    const isThere =
      at !== null && item !== undefined && (holds(item.visible, at) || (item.badge !== null && holds(item.badge, at)));
    pointed.pointer(isThere || card?.id === pointedId || item === undefined);
  };

  const pointAt = (id: number) => {
    pointed.point(id, performance.now());
    setTimeout(changed, OVERLAY_LIMITS.checkingAfterMs);
    // Sites show their controls when the pointer comes: look again for a free corner.
    const item = items.get(id);
    if (item) items.set(id, { ...item, mustPlace: true });
    changed();
  };

  const goTo = (id: number | undefined) => {
    const state = id === undefined ? undefined : bridge.byId(id);
    if (!state || id === undefined) return;
    focusWanted = id;
    state.element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    changed();
  };

  const end = () => {
    if (life.signal.aborted) return;
    life.abort();
    pace.stop();
    sight.stop();
    unsubscribe();
    clearTimeout(ringEnds);
    pointed.stop();
    timing.close();
    render(null, host.container);
    host.remove();
  };

  listen({
    host,
    timing,
    signal: life.signal,
    onPointer,
    wake: pace.wake,
    order: () => order,
    goTo,
    badgeNode,
    cardNode,
    onResize: () => {
      measure.forget();
      changed();
    },
    onIdle: (idle) => {
      isIdle = idle;
      pace.wake();
    },
  });
  const unsubscribe = bridge.subscribe(changed);
  bridge.signal.addEventListener('abort', end, { signal: life.signal });

  bridge.overlay = {
    ring: (id) => {
      clearTimeout(ringEnds);
      ring = id;
      ringEnds = setTimeout(() => {
        ring = null;
        changed();
      }, OVERLAY_LIMITS.ringMs);
      host.raise();
      changed();
    },
    openCard: (id) => {
      pointed.point(id, 0);
      timing.activate(id, { keyboard: false, touch: false });
    },
    pointAt,
    remove: end,
  };
  changed();
};
