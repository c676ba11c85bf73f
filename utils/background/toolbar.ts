/** The toolbar button of each tab: count, title and icon. */

import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { Settings } from '@/utils/settings';
import { isSiteOn, siteOf } from '@/utils/settings-store';
import { countInventory } from '@/utils/store/inventory-counts';
import type { TabInventory } from '@/utils/store/inventory-types';

/** A tab's button is drawn no more often. */
const UPDATE_MS = 250;
const MOST_SHOWN = 99;
const BADGE_GROUND = '#5A2EBE';
const BADGE_INK = '#FFFFFF';

export type TabLook =
  /** Nothing was found, or nothing was told yet. */
  | { readonly kind: 'idle' }
  /** The browser keeps extensions out of this page. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'off' }
  | { readonly kind: 'media'; readonly inventory: TabInventory };

export interface ButtonLook {
  readonly text: string;
  readonly title: string;
  readonly isGrey: boolean;
}

export const buttonLook = (look: TabLook, showsCount: boolean): ButtonLook => {
  switch (look.kind) {
    case 'idle':
      return { text: '', title: i18n.t('toolbar.titleIdle'), isGrey: false };
    case 'blocked':
      return { text: '', title: i18n.t('toolbar.titleBlocked'), isGrey: false };
    case 'off':
      return { text: '', title: i18n.t('toolbar.titleOff'), isGrey: true };
    case 'media': {
      const { ai, media, unreadable } = countInventory(look.inventory);
      const lines = [
        i18n.t('toolbar.title', ai, [String(ai), String(media)]),
        ...(unreadable > 0 ? [i18n.t('popup.summaryNotChecked', unreadable, [String(unreadable)])] : []),
      ];
      return { text: showsCount ? countText(ai) : '', title: lines.join('\n'), isGrey: false };
    }
  }
};

const countText = (ai: number): string => {
  if (ai === 0) return '';
  return ai > MOST_SHOWN ? `${MOST_SHOWN}+` : String(ai);
};

export interface Toolbar {
  /** Draws the tab's button soon; the last state told wins. */
  readonly show: (tabId: number, look: TabLook) => void;
  /** The browser has taken back what was drawn (a navigation), or the tab went. */
  readonly forget: (tabId: number) => void;
}

export const createToolbar = (settings: () => Promise<Settings>): Toolbar => {
  const waiting = new Map<number, TabLook>();
  const resting = new Set<number>();
  /** Drawn again only where it differs: Chromium loads and paints an icon each time that it is set. */
  const drawn = new Map<number, ButtonLook>();

  const draw = async (tabId: number, look: TabLook): Promise<void> => {
    const next = buttonLook(look, (await settings()).count);
    const before = drawn.get(tabId);
    drawn.set(tabId, next);
    const { text, title, isGrey } = next;
    try {
      await Promise.all([
        before?.text === text || browser.action.setBadgeText({ tabId, text }),
        before?.title === title || browser.action.setTitle({ tabId, title }),
        before?.isGrey === isGrey || browser.action.setIcon(iconOf(tabId, isGrey)),
      ]);
    } catch {
      drawn.delete(tabId);
      // The tab went meanwhile.
    }
  };

  const show = (tabId: number, look: TabLook): void => {
    if (resting.has(tabId)) {
      waiting.set(tabId, look);
      return;
    }
    resting.add(tabId);
    void draw(tabId, look);
    setTimeout(() => {
      resting.delete(tabId);
      const next = waiting.get(tabId);
      waiting.delete(tabId);
      if (next) show(tabId, next);
    }, UPDATE_MS);
  };

  return { show, forget: (tabId) => void drawn.delete(tabId) };
};

/** Defaults differ between the browsers, so both colours are set. */
export const paintBadge = async (): Promise<void> => {
  await browser.action.setBadgeBackgroundColor({ color: BADGE_GROUND });
  await browser.action.setBadgeTextColor({ color: BADGE_INK });
};

const ICON_SIZES = [16, 32] as const;

/** Firefox chooses by theme among the manifest's icons, so there a tab's own icon is taken back, not replaced. */
const iconOf = (tabId: number, isGrey: boolean): Parameters<typeof browser.action.setIcon>[0] =>
  import.meta.env.FIREFOX && !isGrey
    ? ({ tabId } as { tabId: number; path: string })
    : { tabId, path: iconPaths(isGrey) };

const iconPaths = (isGrey: boolean): Record<string, string> =>
  Object.fromEntries(ICON_SIZES.map((size) => [size, `/icon/${isGrey ? 'off-' : ''}${size}.png`]));

/** What a tab's button says where nothing has been found in it. */
export const lookWithoutMedia = (address: string | undefined, settings: Settings): TabLook => {
  // Addresses of pages that are closed to extensions are not told, or are no web addresses.
  if (!/^(?:https?|file):/.test(address ?? '')) return { kind: 'blocked' };
  return isSiteOn(settings, siteOf(address ?? '')) ? { kind: 'idle' } : { kind: 'off' };
};
