/** Wires the background's parts. Every listener is registered at once, so that the event that woke it is not missed. */
import { browser } from 'wxt/browser';
import { acceptEvidencePort } from '@/utils/background/evidence-port';
import { createFrames } from '@/utils/background/frames';
import { createMenuHandler, createMenus } from '@/utils/background/menus';
import { watchOpenImages } from '@/utils/background/open-images';
import { answerPage } from '@/utils/background/page-messages';
import { bytesFromPage, injectOverlay, isActiveTab, openNotice, openReport } from '@/utils/background/pages';
import { createTabs } from '@/utils/background/tabs';
import { createToolbar, paintBadge } from '@/utils/background/toolbar';
import { createChecks } from '@/utils/inspector/checks';
import { createInspections } from '@/utils/inspector/inspections';
import { createOffscreenClient } from '@/utils/inspector/offscreen-client';
import { createPixelLooks } from '@/utils/inspector/pixel-looks';
import { createRedirectWatch } from '@/utils/inspector/redirects';
import { spawnWorkers } from '@/utils/inspector/spawn-worker';
import { raiseWall } from '@/utils/inspector/wall';
import { createWorkerHost } from '@/utils/inspector/worker-host';
import { loadSettings, watchSettings } from '@/utils/settings-store';
import { createInventoryWriter } from '@/utils/store/inventory-writer';
import { createPixelBudget } from '@/utils/store/pixel-budget';
import { createVerdictCache } from '@/utils/store/verdict-cache';
import { startTrustKeeper } from '@/utils/trust/keeper';
import { listsInUse } from '@/utils/trust/lists-in-use';

export const startBackground = (): void => {
  const wall = raiseWall();
  const redirects = createRedirectWatch();
  const inventory = createInventoryWriter();
  const offscreen = import.meta.env.FIREFOX ? null : createOffscreenClient();
  const host = offscreen ?? createWorkerHost(spawnWorkers);
  // Firefox keeps an entry of its own for CORS reads, so there is nothing to learn.
  const openImages = import.meta.env.FIREFOX ? null : watchOpenImages();
  const inspectionTools = { cache: createVerdictCache(), host, wall, redirects, lists: listsInUse };
  const inspections = createInspections(inspectionTools);
  const wholeTools = { ...inspectionTools, fetch: (address: string, init: RequestInit) => fetch(address, init) };
  const checks = createChecks(wholeTools);
  const looks = createPixelLooks({ ...wholeTools, budget: createPixelBudget(inventory) });

  const trust = startTrustKeeper();

  let settings = loadSettings();
  const currentSettings = () => settings;
  const toolbar = createToolbar(currentSettings);
  const frames = createFrames({
    settings: currentSettings,
    inventory,
    inspections,
    checks,
    looks,
    prepare: () => offscreen?.prepare(),
    isActive: isActiveTab,
    openBytes: async (medium, address, origin) =>
      openImages?.isOpen(address, origin) ? bytesFromPage(medium, true) : null,
    pageBytes: (medium, address, origin) => bytesFromPage(medium, openImages?.isOpen(address, origin) ?? false),
    injectOverlay: (tabId, frameId) => void injectOverlay(tabId, frameId),
    openNotice: (medium) => void openNotice(medium),
    openReport: (medium) => void openReport(medium),
    onNewDocument: (tabId) => void tabs.verify(tabId),
  });
  const tabs = createTabs({ settings: currentSettings, inventory, frames, toolbar });

  inventory.onChanged((tabId, listed) => {
    if (listed) toolbar.show(tabId, { kind: 'media', inventory: listed });
  });
  watchSettings((changed) => {
    settings = Promise.resolve(changed);
    void tabs.onSettings(changed);
    void trust.onSettings();
  });

  browser.runtime.onConnect.addListener((port) => {
    void trust.onUse();
    if (frames.accept(port) || offscreen?.accept(port)) return;
    acceptEvidencePort(port, { read: inventory.read, wall, redirects });
  });

  browser.runtime.onMessage.addListener((received, sender) => answerPage(received, sender, tabs));

  browser.tabs.onUpdated.addListener((tabId, change, tab) => void tabs.onUpdated(tabId, change, tab.url));
  browser.tabs.onRemoved.addListener((tabId) => void tabs.onRemoved(tabId));

  const onMenu = createMenuHandler(inventory);
  browser.contextMenus.onClicked.addListener((info, tab) => void onMenu(info, tab));
  browser.runtime.onInstalled.addListener(() => {
    void createMenus();
    void trust.onInstalled();
  });
  browser.runtime.onStartup.addListener(() => void createMenus());
  void paintBadge();
};
