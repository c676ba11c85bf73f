/**
 * The one writer of the tabs' inventories. Each is kept in memory and in `storage.session`: whatever is answered to a
 * page has been written before, so that a background that dies knows it again when it wakes.
 */
import { browser } from 'wxt/browser';
import { readInventory } from './inventory';
import { fitInventory, TAB_CHARACTERS, TIGHT_TAB_CHARACTERS } from './inventory-fit';
import { inventoryKey, type TabInventory } from './inventory-types';

export type InventoryChange = (before: TabInventory | null) => TabInventory | null;

export interface InventoryWriter {
  readonly read: (tabId: number) => Promise<TabInventory | null>;
  /** Changes follow each other; resolves once the result is written, or cannot be (then memory has it). */
  readonly update: (tabId: number, change: InventoryChange) => Promise<void>;
  readonly onChanged: (listener: (tabId: number, inventory: TabInventory | null) => void) => void;
}

interface TabState {
  readonly restored: Promise<void>;
  inventory: TabInventory | null;
  /** The last write, while it or the rest behind it lasts, and the one that will take up what has changed since. */
  writing: Promise<void> | null;
  rest: Promise<void> | null;
  next: Promise<void> | null;
}

/**
 * The browser copies the whole list on this thread, in time that grows with it: behind a write the others have their
 * turn, a millisecond for so many media. Short lists are written one after the other.
 */
const MEDIA_PER_REST_MS = 4;

const restFor = async (inventory: TabInventory | null): Promise<void> => {
  const rest = Math.floor((inventory?.media.length ?? 0) / MEDIA_PER_REST_MS);
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
};

export const createInventoryWriter = (): InventoryWriter => {
  const tabs = new Map<number, TabState>();
  const listeners = new Set<(tabId: number, inventory: TabInventory | null) => void>();

  const stateOf = (tabId: number): TabState => {
    const known = tabs.get(tabId);
    if (known) return known;
    const state: TabState = {
      restored: readInventory(tabId).then((inventory) => {
        state.inventory = inventory;
      }),
      inventory: null,
      writing: null,
      rest: null,
      next: null,
    };
    tabs.set(tabId, state);
    return state;
  };

  const write = (tabId: number, state: TabState): Promise<void> => {
    if (state.rest) {
      state.next ??= state.rest.then(() => {
        state.next = null;
        return write(tabId, state);
      });
      return state.next;
    }
    const { inventory } = state;
    state.writing = store(tabId, inventory);
    state.rest = state.writing
      .then(() => restFor(inventory))
      .finally(() => {
        state.writing = null;
        state.rest = null;
      });
    return state.writing;
  };

  return {
    read: async (tabId) => {
      const state = stateOf(tabId);
      await state.restored;
      return state.inventory;
    },
    update: async (tabId, change) => {
      const state = stateOf(tabId);
      await state.restored;
      const before = state.inventory;
      state.inventory = change(before);
      if (state.inventory === before) return state.next ?? state.writing ?? undefined;
      for (const listener of listeners) listener(tabId, state.inventory);
      await write(tabId, state);
    },
    onChanged: (listener) => {
      listeners.add(listener);
    },
  };
};

const store = async (tabId: number, inventory: TabInventory | null): Promise<void> => {
  const key = inventoryKey(tabId);
  if (inventory === null) {
    await browser.storage.session.remove(key).catch(() => undefined);
    return;
  }
  for (const characters of [TAB_CHARACTERS, TIGHT_TAB_CHARACTERS]) {
    try {
      await browser.storage.session.set({ [key]: fitInventory(inventory, characters) });
      return;
    } catch {
      // Full: once more with a smaller share; what does not fit then lives in memory only.
    }
  }
};
