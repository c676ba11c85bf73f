import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { readInventory, watchInventory } from '@/utils/store/inventory';
import type { TabInventory } from '@/utils/store/inventory-types';
import { findTab, type TabAccess, tabAccess } from './tab-access';

export interface TabView {
  readonly tabId: number | null;
  /** `null` until the browser has answered. */
  readonly access: TabAccess | null;
  readonly inventory: TabInventory | null;
}

const NOTHING: TabView = { tabId: null, access: null, inventory: null };

/** The tab that the popup speaks about, followed while it navigates and is looked at. */
export const useTab = (wanted: number | null): TabView => {
  const [view, setView] = useState<TabView>(NOTHING);

  useEffect(() => {
    const stop = new AbortController();
    void follow(wanted, stop.signal, (patch) => setView((before) => ({ ...before, ...patch })));
    return () => stop.abort();
  }, [wanted]);

  return view;
};

const follow = async (
  wanted: number | null,
  signal: AbortSignal,
  show: (patch: Partial<TabView>) => void,
): Promise<void> => {
  const tabId = (await findTab(wanted))?.id;
  if (signal.aborted) return;
  if (tabId === undefined) {
    show({ access: { kind: 'blocked' } });
    return;
  }
  let changes = 0;
  const refresh = async (): Promise<void> => {
    const tab = await findTab(tabId);
    const before = changes;
    const [access, inventory] = await Promise.all([tabAccess(tabId, tab?.url), readInventory(tabId)]);
    if (signal.aborted) return;
    // The page may take long to answer: what changed meanwhile is newer than what was read.
    show({ tabId, access, ...(changes === before ? { inventory } : {}) });
  };
  type UpdateListener = Parameters<typeof browser.tabs.onUpdated.addListener>[0];
  const onUpdated: UpdateListener = (updated, change) => {
    if (updated === tabId && (change.status === 'complete' || change.url !== undefined)) void refresh();
  };
  const onPermission = (): void => void refresh();
  const unwatch = watchInventory(tabId, (inventory) => {
    changes += 1;
    show({ inventory });
  });
  browser.tabs.onUpdated.addListener(onUpdated);
  browser.permissions.onAdded.addListener(onPermission);
  signal.addEventListener('abort', () => {
    unwatch();
    browser.tabs.onUpdated.removeListener(onUpdated);
    browser.permissions.onAdded.removeListener(onPermission);
  });
  await refresh();
};
