/** The person's events, inside the shadow root and around it. Events that a script made are nobody's. */
import type { CardTiming } from '@/utils/page/card-timing';
import type { Point } from '@/utils/page/geometry';
import { OVERLAY_LIMITS } from '@/utils/page/overlay-limits';
import type { OverlayHost } from './host';

export interface ListenDeps {
  readonly host: OverlayHost;
  readonly timing: CardTiming;
  readonly signal: AbortSignal;
  /** Null when the pointer left the frame. */
  readonly onPointer: (at: Point | null) => void;
  readonly wake: () => void;
  readonly order: () => readonly number[];
  /** Brings a medium into sight and its badge into focus. */
  readonly goTo: (id: number | undefined) => void;
  readonly badgeNode: (id: number) => HTMLElement | null;
  readonly cardNode: () => HTMLElement | null;
  readonly onResize: () => void;
  readonly onIdle: (isIdle: boolean) => void;
}

/** What would tell the page's own handlers of a click that was meant for the overlay. */
const KEPT_INSIDE = [
  'click',
  'auxclick',
  'dblclick',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'keydown',
  'keyup',
];

export const listen = (deps: ListenDeps): void => {
  const { host, timing, signal, onPointer, wake } = deps;
  const { container } = host;
  const badgeOf = (target: EventTarget | null): number | null => {
    const id = (target as Element | null)?.closest?.('.badge')?.getAttribute('data-id');
    return id ? Number(id) : null;
  };
  const on = <Type extends keyof HTMLElementEventMap>(type: Type, run: (event: HTMLElementEventMap[Type]) => void) =>
    container.addEventListener(
      type,
      (event) => {
        if (event.isTrusted) run(event);
      },
      { signal },
    );

  on('pointerover', ({ target, pointerType }) => {
    const id = badgeOf(target);
    if (id !== null && pointerType !== 'touch') timing.approach(id);
  });
  on('pointerout', ({ target, relatedTarget }) => {
    const id = badgeOf(target);
    if (id !== null && badgeOf(relatedTarget) !== id) timing.abandon(id);
  });
  on('focusin', ({ target }) => {
    const id = badgeOf(target);
    if (id !== null && (target as Element).matches(':focus-visible')) timing.approach(id);
    wake();
  });
  on('focusout', ({ target, relatedTarget }) => {
    const id = badgeOf(target);
    if (id !== null) timing.abandon(id);
    // Out of the overlay altogether: an unpinned card has nobody left.
    if (!container.contains(relatedTarget as Node | null)) timing.pointer(false);
    wake();
  });
  on('click', (event) => {
    const id = badgeOf(event.target);
    if (id === null) return;
    const card = timing.current();
    if (card?.id === id && card.isPinned) {
      timing.dismiss();
      return;
    }
    timing.activate(id, {
      // A click that Enter or Space made has no click count.
      keyboard: event.detail === 0,
      touch: (event as PointerEvent).pointerType === 'touch',
    });
  });
  on('keydown', (event) => {
    const id = badgeOf(event.target);
    if (id !== null) walk(event, id);
    else if (event.key === 'Tab' && !event.shiftKey) leaveAtEnd(event);
  });
  for (const type of KEPT_INSIDE) container.addEventListener(type, (event) => event.stopPropagation(), { signal });

  const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
    ArrowRight: (index, last) => Math.min(index + 1, last),
    ArrowDown: (index, last) => Math.min(index + 1, last),
    ArrowLeft: (index) => Math.max(index - 1, 0),
    ArrowUp: (index) => Math.max(index - 1, 0),
    Home: () => 0,
    End: (_, last) => last,
  };
  const walk = (event: KeyboardEvent, id: number) => {
    const step = Object.hasOwn(STEPS, event.key) ? STEPS[event.key] : undefined;
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const order = deps.order();
    deps.goTo(order[step(order.indexOf(id), order.length - 1)]);
  };

  /** Leaving the card's last control goes back to its badge; the card closes, so that the next Tab leaves the overlay. */
  const leaveAtEnd = (event: KeyboardEvent) => {
    const card = timing.current();
    const controls = deps.cardNode()?.querySelectorAll<HTMLElement>('button,a[href],textarea');
    if (!card || event.target !== controls?.[controls.length - 1]) return;
    event.preventDefault();
    deps.badgeNode(card.id)?.focus({ preventScroll: true });
    timing.dismiss();
  };

  const page = { capture: true, passive: true, signal } as const;
  window.addEventListener(
    'pointermove',
    (event) => {
      if (event.isTrusted && event.pointerType !== 'touch') onPointer({ x: event.clientX, y: event.clientY });
      stayAwake();
    },
    page,
  );
  document.documentElement.addEventListener('pointerleave', () => onPointer(null), { passive: true, signal });
  window.addEventListener(
    'pointerdown',
    (event) => {
      wake();
      if (event.isTrusted && !event.composedPath().includes(host.element)) timing.close();
    },
    page,
  );
  for (const type of ['scroll', 'wheel', 'keydown', 'transitionrun', 'animationstart', 'toggle', 'load'] as const) {
    window.addEventListener(type, wake, page);
  }
  window.addEventListener('resize', deps.onResize, page);

  let idle: ReturnType<typeof setTimeout> | undefined;
  const stayAwake = () => {
    if (!document.fullscreenElement && idle === undefined) return;
    deps.onIdle(false);
    clearTimeout(idle);
    idle = document.fullscreenElement
      ? setTimeout(() => deps.onIdle(true), OVERLAY_LIMITS.fullscreenIdleMs)
      : undefined;
  };
  document.addEventListener(
    'fullscreenchange',
    () => {
      // What went to full screen stands above everything that was in the top layer before.
      host.raise();
      stayAwake();
      deps.onResize();
    },
    { signal },
  );
};
