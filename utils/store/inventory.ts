/** What extension pages read of a tab's inventory; the background alone writes it (`inventory-writer.ts`). */
import { browser } from 'wxt/browser';
import { inventoryKey, type TabInventory } from './inventory-types';

/** `null` where the tab's page has no medium, or where nothing can be read. */
export const readInventory = async (tabId: number): Promise<TabInventory | null> => {
  const key = inventoryKey(tabId);
  try {
    return asInventory((await browser.storage.session.get(key))[key]);
  } catch {
    return null;
  }
};

type StorageListener = Parameters<typeof browser.storage.session.onChanged.addListener>[0];

/** Calls `listener` after every change of the tab's inventory, with `null` when it is cleared; returns the unsubscribe. */
export const watchInventory = (tabId: number, listener: (inventory: TabInventory | null) => void): (() => void) => {
  const key = inventoryKey(tabId);
  const onChanged: StorageListener = (changes) => {
    const change = changes[key];
    if (change) listener(asInventory(change.newValue));
  };
  browser.storage.session.onChanged.addListener(onChanged);
  return () => browser.storage.session.onChanged.removeListener(onChanged);
};

/** Only the background writes this area, which web pages cannot reach: its shape is trusted. */
const asInventory = (stored: unknown): TabInventory | null => (stored ? (stored as TabInventory) : null);
