/**
 * What may be read over the network so that pixels can be looked at unasked: so much for a page (kept with its tab's list),
 * and so much for a day. What the page itself has costs nothing.
 */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import type { Settings } from '@/utils/settings';
import { loadSettings } from '@/utils/settings-store';
import type { InventoryWriter } from './inventory-writer';

const MEGABYTE = 1_000_000;

/** Bytes. */
export interface PixelLimits {
  readonly medium: number;
  readonly page: number;
  readonly day: number;
}

/** One page cannot use up a day; most pictures on pages have less than a megabyte. */
export const pixelLimits = ({ pixelDayMegabytes }: Pick<Settings, 'pixelDayMegabytes'>): PixelLimits => {
  const day = pixelDayMegabytes * MEGABYTE;
  const page = day / 8;
  return { medium: Math.min(8 * MEGABYTE, page), page, day };
};

/** In `storage.local`. */
export const PIXEL_USE_KEY = 'pixelUse';

const DayUseSchema = v.object({
  /** As the person's clock shows it: `2026-11-23`. */
  date: v.string(),
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

export interface PixelBudget {
  /**
   * Sets bytes aside before they are read, so that a background that dies has counted them. `null` where none are left.
   * One after the other.
   * @param most At least one.
   */
  readonly reserve: (tabId: number, most: number) => Promise<Reservation | null>;
}

export interface Reservation {
  readonly bytes: number;
  /** @param used How many were read; the others are given back. */
  readonly settle: (used: number) => Promise<void>;
}

/** What was read today; nothing where it cannot be told. */
export const usedToday = async (now: Date = new Date()): Promise<number> => {
  try {
    const stored = v.safeParse(DayUseSchema, (await browser.storage.local.get(PIXEL_USE_KEY))[PIXEL_USE_KEY]);
    return stored.success && stored.output.date === dateOf(now) ? stored.output.bytes : 0;
  } catch {
    return 0;
  }
};

/** Calls `listener` after every change. @returns the unsubscribe. */
export const watchUsedToday = (listener: (bytes: number) => void): (() => void) => {
  const onChanged = (changes: Readonly<Record<string, unknown>>): void => {
    if (PIXEL_USE_KEY in changes) void usedToday().then(listener);
  };
  browser.storage.local.onChanged.addListener(onChanged);
  return () => browser.storage.local.onChanged.removeListener(onChanged);
};

/** Begins the day anew. @throws what `storage.local.remove` throws. */
export const forgetUsedToday = (): Promise<void> => browser.storage.local.remove(PIXEL_USE_KEY);

export const createPixelBudget = (
  inventory: Pick<InventoryWriter, 'read' | 'update'>,
  now: () => Date = () => new Date(),
  limitsNow: () => Promise<PixelLimits> = async () => pixelLimits(await loadSettings()),
): PixelBudget => {
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };

  /** @param bytes May be negative. @throws where it cannot be written: what is not counted must not be read. */
  const count = async (tabId: number, bytes: number): Promise<void> => {
    const today = Math.max(0, (await usedToday(now())) + bytes);
    await browser.storage.local.set({ [PIXEL_USE_KEY]: { date: dateOf(now()), bytes: today } });
    await inventory.update(
      tabId,
      (before) => before && { ...before, pixelBytes: Math.max(0, (before.pixelBytes ?? 0) + bytes) },
    );
  };

  return {
    reserve: (tabId, most) =>
      inTurn(async (): Promise<Reservation | null> => {
        const listed = await inventory.read(tabId);
        // A page that went needs nothing any more.
        if (listed === null) return null;
        const limits = await limitsNow();
        const left = [limits.medium, limits.page - (listed.pixelBytes ?? 0), limits.day - (await usedToday(now()))];
        const bytes = Math.min(most, ...left);
        if (bytes <= 0) return null;
        await count(tabId, bytes);
        return { bytes, settle: (used) => inTurn(() => count(tabId, Math.min(used, bytes) - bytes)) };
      }).catch(() => null),
  };
};

/** Of the person's own day. */
const dateOf = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => `${part}`.padStart(2, '0')).join('-');
