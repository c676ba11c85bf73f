/** What may be read so that pixels can be looked at: for a page, for a day, and what a background that dies has counted. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { DEFAULT_SETTINGS, PIXEL_DAY_CHOICES } from '@/utils/settings';
import { saveSettings } from '@/utils/settings-store';
import { withDocuments, withFrame } from '@/utils/store/inventory-changes';
import { createInventoryWriter } from '@/utils/store/inventory-writer';
import {
  createPixelBudget,
  forgetUsedToday,
  PIXEL_USE_KEY,
  type PixelBudget,
  pixelLimits,
  usedToday,
  watchUsedToday,
} from '@/utils/store/pixel-budget';

const TAB = 3;
const LIMITS = { medium: 100, page: 250, day: 400 };
const NOON = new Date(2026, 10, 23, 12);

const frame = (documentId: string, frameId = 0) => ({
  tabId: TAB,
  frameId,
  frameHost: 'a.example',
  documentId,
  origin: 'https://a.example',
  topAddress: 'https://a.example/',
  topTitle: '',
  title: '',
  overlayRefused: false,
});

/** A background of its own: what it knows comes from storage. */
const world = (now = NOON) => {
  const inventory = createInventoryWriter();
  return {
    inventory,
    budget: createPixelBudget(
      inventory,
      () => now,
      async () => LIMITS,
    ),
  };
};
const spend = async (budget: PixelBudget, used: number, tabId = TAB): Promise<number | null> => {
  const reserved = await budget.reserve(tabId, used);
  await reserved?.settle(used);
  return reserved?.bytes ?? null;
};

beforeEach(async () => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  await world().inventory.update(TAB, () => withFrame(null, frame('top')));
});

describe('so much is set aside', () => {
  it('as is asked for', async () => {
    const { budget, inventory } = world();
    expect((await budget.reserve(TAB, 60))?.bytes).toBe(60);
    expect(await usedToday(NOON)).toBe(60);
    expect((await inventory.read(TAB))?.pixelBytes).toBe(60);
  });

  it('as one medium may take', async () => {
    expect((await world().budget.reserve(TAB, 1_000))?.bytes).toBe(LIMITS.medium);
  });

  it('as is left for the page, and then nothing', async () => {
    const { budget } = world();
    for (const bytes of [100, 100, 50, null]) expect(await spend(budget, 100)).toBe(bytes);
  });

  it('as is left for the day, whatever the page', async () => {
    const { budget, inventory } = world();
    for (const tabId of [4, 5]) await inventory.update(tabId, () => withFrame(null, { ...frame('other'), tabId }));
    for (const [tabId, bytes] of [
      [TAB, 100],
      [TAB, 100],
      [4, 100],
      [4, 100],
      [5, null],
    ] as const) {
      expect(await spend(budget, 100, tabId)).toBe(bytes);
    }
    expect(await usedToday(NOON)).toBe(LIMITS.day);
  });

  it('at one time for all who ask at once', async () => {
    const { budget } = world();
    const all = await Promise.all([1, 2, 3, 4].map(() => budget.reserve(TAB, 100)));
    expect(all.map((one) => one?.bytes)).toEqual([100, 100, 50, undefined]);
  });
});

describe('it is counted', () => {
  it('as it was used: the rest is given back, and no more than was set aside', async () => {
    const { budget, inventory } = world();
    await (await budget.reserve(TAB, 100))?.settle(30);
    await (await budget.reserve(TAB, 10))?.settle(1_000);
    expect(await usedToday(NOON)).toBe(40);
    expect((await inventory.read(TAB))?.pixelBytes).toBe(40);
  });

  it('also where the background died before it was used', async () => {
    await world().budget.reserve(TAB, 100);
    const { budget } = world();
    for (const bytes of [100, 50, null]) expect(await spend(budget, 100)).toBe(bytes);
  });

  it('anew on the next day of the person’s clock, for the page no', async () => {
    expect(await spend(world(new Date(2026, 10, 23, 23, 59)).budget, 100)).toBe(100);
    const next = new Date(2026, 10, 24, 0, 0);
    expect(await usedToday(next)).toBe(0);
    const { budget } = world(next);
    for (const bytes of [100, 50, null]) expect(await spend(budget, 100)).toBe(bytes);
    expect(await usedToday(next)).toBe(150);
  });

  it('anew on the next page', async () => {
    const { budget, inventory } = world();
    await spend(budget, 100);
    await inventory.update(TAB, (before) => before && withFrame(before, frame('inner', 1)));
    expect((await inventory.read(TAB))?.pixelBytes).toBe(100);
    await inventory.update(TAB, (before) => before && withDocuments(before, new Map([[0, 'top']])));
    expect((await inventory.read(TAB))?.pixelBytes).toBe(100);
    await inventory.update(TAB, (before) => withFrame(before, frame('another')));
    expect((await inventory.read(TAB))?.pixelBytes).toBeUndefined();
    expect(await usedToday(NOON)).toBe(100);
  });
});

describe('nothing may be read', () => {
  it('for a tab that has gone', async () => {
    expect(await world().budget.reserve(99, 10)).toBeNull();
    expect(await usedToday(NOON)).toBe(0);
  });

  it('where it cannot be counted; the next is asked all the same', async () => {
    const { budget } = world();
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('disk full'));
    expect(await budget.reserve(TAB, 10)).toBeNull();
    expect((await budget.reserve(TAB, 10))?.bytes).toBe(10);
  });
});

it.each([
  ['nothing', undefined],
  ['damage', { date: '2026-11-23', bytes: -5 }],
  ['another day', { date: '2026-11-22', bytes: 7 }],
])('of today nothing is known from %s', async (_, stored) => {
  await fakeBrowser.storage.local.set({ [PIXEL_USE_KEY]: stored });
  expect(await usedToday(NOON)).toBe(0);
});

describe('how much it may be', () => {
  it.each(PIXEL_DAY_CHOICES)('of %i megabytes a day is less for a page, and no more for a medium', (chosen) => {
    const { medium, page, day } = pixelLimits({ pixelDayMegabytes: chosen });
    expect(day).toBe(chosen * 1_000_000);
    expect(page).toBe(day / 8);
    expect(medium).toBe(Math.min(page, 8_000_000));
  });

  it('is what is chosen when it is asked for', async () => {
    const budget = createPixelBudget(createInventoryWriter(), () => NOON);
    const standard = pixelLimits(DEFAULT_SETTINGS).medium;
    expect((await budget.reserve(TAB, 100_000_000))?.bytes).toBe(standard);
    await saveSettings({ pixelDayMegabytes: 0 });
    expect(await budget.reserve(TAB, 1)).toBeNull();
  });
});

describe('what was used', () => {
  it('is told to whoever watches, until it stops; other changes are not', async () => {
    const heard: number[] = [];
    const stop = watchUsedToday((bytes) => heard.push(bytes));
    const budget = createPixelBudget(createInventoryWriter(), undefined, async () => LIMITS);
    await (await budget.reserve(TAB, 60))?.settle(20);
    await saveSettings({ theme: 'dark' });
    await vi.waitFor(() => expect(heard.at(-1)).toBe(20));
    stop();
    await budget.reserve(TAB, 10);
    expect(heard).not.toContain(30);
  });

  it('is forgotten when a person wants it, and counted anew', async () => {
    const { budget } = world();
    await spend(budget, 100);
    await forgetUsedToday();
    expect(await usedToday(NOON)).toBe(0);
    await spend(budget, 50);
    expect(await usedToday(NOON)).toBe(50);
  });
});
