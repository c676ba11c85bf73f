/** What happens to tabs: navigation, closing, switching on and off, and asking all over again. */
import { browser } from 'wxt/browser';
import type { Settings } from '@/utils/settings';
import { isSiteOn, siteOf } from '@/utils/settings-store';
import { withDocuments, withoutReports } from '@/utils/store/inventory-changes';
import type { InventoryWriter } from '@/utils/store/inventory-writer';
import { askFrames } from './ask-frames';
import { frameState } from './frame-handlers';
import type { Frames } from './frames';
import { lookWithoutMedia, type Toolbar } from './toolbar';

export interface TabTools {
  readonly settings: () => Promise<Settings>;
  readonly inventory: InventoryWriter;
  readonly frames: Frames;
  readonly toolbar: Toolbar;
}

export interface Tabs {
  /** A navigation began, went on or ended; a page that only moves inside itself says the same. */
  readonly onUpdated: (tabId: number, change: TabChange, address: string | undefined) => Promise<void>;
  readonly onRemoved: (tabId: number) => Promise<void>;
  readonly onSettings: (settings: Settings) => Promise<void>;
  readonly rescan: (tabId: number) => Promise<void>;
  readonly verify: (tabId: number) => Promise<void>;
}

export interface TabChange {
  readonly status?: string | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
}

export const createTabs = ({ settings, inventory, frames, toolbar }: TabTools): Tabs => {
  /** Lets go of what the tab no longer shows. */
  const verify = async (tabId: number): Promise<void> => {
    const listed = await inventory.read(tabId);
    if (!listed && frames.ofTab(tabId).length === 0) return;
    const present = await documentsOf(tabId);
    if (listed?.frames?.[0]?.documentId !== present.get(0)) frames.keepDocuments(tabId, present);
    await inventory.update(tabId, (before) => before && withDocuments(before, present));
  };

  const clear = async (tabId: number): Promise<void> => {
    frames.keepDocuments(tabId, new Map());
    await inventory.update(tabId, () => null);
  };

  const showTab = async (tabId: number, address: string | undefined): Promise<void> => {
    const listed = await inventory.read(tabId);
    toolbar.show(tabId, listed ? { kind: 'media', inventory: listed } : lookWithoutMedia(address, await settings()));
  };

  return {
    verify,
    onUpdated: async (tabId, { status, url, title }, address) => {
      if (url !== undefined || status === 'complete') await verify(tabId);
      if (url !== undefined || title !== undefined) {
        await inventory.update(
          tabId,
          (before) =>
            before && {
              ...before,
              ...(url === undefined ? {} : { address: url }),
              ...(title === undefined ? {} : { title }),
            },
        );
      }
      // The browser takes back text, title and icon when a tab navigates.
      if (status === undefined) return;
      toolbar.forget(tabId);
      await showTab(tabId, address);
    },
    onRemoved: async (tabId) => {
      toolbar.forget(tabId);
      await clear(tabId);
    },
    onSettings: async (changed) => {
      for (const { id: tabId, url } of await browser.tabs.query({})) {
        if (tabId === undefined) continue;
        const site = siteOf(url ?? '');
        if (!isSiteOn(changed, site)) await inventory.update(tabId, () => null);
        // To every frame, media or none; then to those that asked to be left without an overlay.
        await askFrames(tabId, { type: 'state', state: frameState(changed, site, false) });
        for (const { sender, facts } of frames.ofTab(tabId)) {
          if (!facts?.overlayRefused) continue;
          await askFrames(tabId, { type: 'state', state: frameState(changed, site, true) }, sender.frameId);
        }
        await showTab(tabId, url);
      }
    },
    rescan: async (tabId) => {
      const listed = await inventory.read(tabId);
      frames.askAnew(listed?.media.map(({ frameId, id }) => ({ tabId, frameId, id })) ?? []);
      await inventory.update(tabId, (before) => before && withoutReports(before));
      await askFrames(tabId, { type: 'rescan' });
    },
  };
};

/** The documents that a tab shows now, by frame id; none where extensions may not look. */
const documentsOf = async (tabId: number): Promise<ReadonlyMap<number, string>> => {
  try {
    const results = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      injectImmediately: true,
      func: () => undefined,
    });
    return new Map(results.map(({ frameId, documentId }) => [frameId, documentId]));
  } catch {
    return new Map();
  }
};
