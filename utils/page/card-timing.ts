/**
 * When a card opens and closes. Pointing and focusing open it after a delay, activating at once and pinned; an unpinned
 * one closes a grace after the pointer has left (WCAG 2.2, 1.4.13: dismissible, hoverable, persistent).
 */
export const CARD_TIMES = {
  /** After the pointer has left badge, card and the corridor between. */
  graceMs: 300,
  /** Another card closed less than this ago: the next opens without delay. */
  warmMs: 500,
  /** An unpinned card closes when the page was scrolled this far, in pixels. */
  scrollPixels: 24,
} as const;

export interface OpenCard {
  readonly id: number;
  readonly isPinned: boolean;
  /** Opened by Enter, Space or a click that a keyboard made: the focus goes to its headline. */
  readonly byKeyboard: boolean;
  readonly isTouch: boolean;
}

export interface CardTimingDeps {
  readonly delayMs: () => number;
  readonly onChange: (card: OpenCard | null, closed: OpenCard | null) => void;
  readonly now?: () => number;
}

export interface CardTiming {
  readonly current: () => OpenCard | null;
  /** The pointer came to a badge, or a badge got the focus. */
  readonly approach: (id: number) => void;
  /** The pointer left the badge before the card opened, or the focus went. */
  readonly abandon: (id: number) => void;
  readonly activate: (id: number, by: { readonly keyboard: boolean; readonly touch: boolean }) => void;
  /** Each movement of the pointer while a card is open. */
  readonly pointer: (isNear: boolean) => void;
  readonly scrolled: (distance: number) => void;
  /** By Esc: the same card opens again only after the pointer has left. */
  readonly dismiss: () => void;
  readonly close: () => void;
}

export const createCardTiming = ({ delayMs, onChange, now = () => performance.now() }: CardTimingDeps): CardTiming => {
  let card: OpenCard | null = null;
  let opening: { readonly id: number; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  let closing: ReturnType<typeof setTimeout> | null = null;
  let closedAt = Number.NEGATIVE_INFINITY;
  /** Dismissed while the pointer or focus was still there. */
  let dismissed: number | null = null;

  const stopOpening = () => {
    if (opening) clearTimeout(opening.timer);
    opening = null;
  };
  const stopClosing = () => {
    if (closing) clearTimeout(closing);
    closing = null;
  };
  const open = (next: OpenCard) => {
    stopOpening();
    stopClosing();
    const before = card;
    card = next;
    onChange(next, before && before.id !== next.id ? before : null);
  };
  const close = () => {
    stopOpening();
    stopClosing();
    const closed = card;
    if (!closed) return;
    card = null;
    closedAt = now();
    onChange(null, closed);
  };

  return {
    current: () => card,
    approach: (id) => {
      if (card?.id === id) {
        stopClosing();
        return;
      }
      if (dismissed === id || opening?.id === id || card?.isPinned) return;
      stopOpening();
      const isWarm = card !== null || now() - closedAt < CARD_TIMES.warmMs;
      const show = () => open({ id, isPinned: false, byKeyboard: false, isTouch: false });
      if (isWarm || delayMs() === 0) show();
      else opening = { id, timer: setTimeout(show, delayMs()) };
    },
    abandon: (id) => {
      if (opening?.id === id) stopOpening();
      if (dismissed === id) dismissed = null;
    },
    activate: (id, { keyboard, touch }) => {
      dismissed = null;
      open({ id, isPinned: true, byKeyboard: keyboard, isTouch: touch });
    },
    pointer: (isNear) => {
      if (!card || card.isPinned) return;
      if (isNear) stopClosing();
      else closing ??= setTimeout(close, CARD_TIMES.graceMs);
    },
    scrolled: (distance) => {
      if (card && !card.isPinned && distance > CARD_TIMES.scrollPixels) close();
    },
    dismiss: () => {
      dismissed = card?.id ?? null;
      close();
    },
    close,
  };
};
