import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCardTiming, type OpenCard } from '@/utils/page/card-timing';

const MOUSE = { keyboard: false, touch: false };

const start = (delayMs = 300) => {
  const shown: (number | null)[] = [];
  const timing = createCardTiming({
    delayMs: () => delayMs,
    now: () => Date.now(),
    onChange: (card: OpenCard | null) => shown.push(card?.id ?? null),
  });
  return { timing, shown };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a card opens', () => {
  it('when the pointer has rested on its badge', () => {
    const { timing, shown } = start();
    timing.approach(1);
    vi.advanceTimersByTime(299);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(shown).toEqual([1]);
    expect(timing.current()?.isPinned).toBe(false);
  });

  it('not when the pointer only crossed the badge', () => {
    const { timing, shown } = start();
    timing.approach(1);
    timing.abandon(1);
    vi.advanceTimersByTime(1_000);
    expect(shown).toEqual([]);
  });

  it('at once when the person chose no delay', () => {
    const { timing, shown } = start(0);
    timing.approach(1);
    expect(shown).toEqual([1]);
  });

  it('at once when another closed just before', () => {
    const { timing, shown } = start();
    timing.activate(1, MOUSE);
    timing.close();
    vi.advanceTimersByTime(499);
    timing.approach(2);
    expect(shown).toEqual([1, null, 2]);
  });

  it('after the delay again when the last one closed long ago', () => {
    const { timing, shown } = start();
    timing.activate(1, MOUSE);
    timing.close();
    vi.advanceTimersByTime(501);
    timing.approach(2);
    expect(shown).toEqual([1, null]);
  });

  it('at once and pinned when its badge is activated', () => {
    const { timing } = start();
    timing.activate(1, { keyboard: true, touch: false });
    expect(timing.current()).toEqual({ id: 1, isPinned: true, byKeyboard: true, isTouch: false });
  });
});

describe('an open card', () => {
  it('stays while the pointer is near, and goes a grace after it has left', () => {
    const { timing, shown } = start(0);
    timing.approach(1);
    timing.pointer(true);
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1]);
    timing.pointer(false);
    vi.advanceTimersByTime(200);
    timing.pointer(true);
    vi.advanceTimersByTime(1_000);
    expect(shown).toEqual([1]);
    timing.pointer(false);
    timing.pointer(false);
    vi.advanceTimersByTime(300);
    expect(shown).toEqual([1, null]);
  });

  it('that is pinned stays when the pointer leaves, and no other opens by pointing', () => {
    const { timing, shown } = start(0);
    timing.activate(1, MOUSE);
    timing.pointer(false);
    timing.approach(2);
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1]);
  });

  it('that was dismissed opens again only after the pointer has left', () => {
    const { timing, shown } = start(0);
    timing.approach(1);
    timing.dismiss();
    timing.approach(1);
    expect(shown).toEqual([1, null]);
    timing.abandon(1);
    timing.approach(1);
    expect(shown).toEqual([1, null, 1]);
  });

  it.each([
    [24, [1]],
    [25, [1, null]],
  ])('after %d px of scrolling', (distance, expected) => {
    const { timing, shown } = start(0);
    timing.approach(1);
    timing.scrolled(distance);
    expect(shown).toEqual(expected);
  });

  it('that is pinned follows its medium', () => {
    const { timing, shown } = start(0);
    timing.activate(1, MOUSE);
    timing.scrolled(500);
    expect(shown).toEqual([1]);
  });

  it('closes when another opens', () => {
    const changes: [number | undefined, number | undefined][] = [];
    const timing = createCardTiming({
      delayMs: () => 0,
      onChange: (card, closed) => changes.push([card?.id, closed?.id]),
    });
    timing.activate(1, MOUSE);
    timing.activate(2, MOUSE);
    expect(changes).toEqual([
      [1, undefined],
      [2, 1],
    ]);
  });
});
