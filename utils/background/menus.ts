/** Context menus: of media, and of the toolbar button. */

import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { isSiteOn, loadSettings, saveSettings, siteOf } from '@/utils/settings-store';
import type { InventoryWriter } from '@/utils/store/inventory-writer';
import { askFrames } from './ask-frames';
import { openNotice, openTab, showPopup } from './pages';

type Clicked = Parameters<Parameters<typeof browser.contextMenus.onClicked.addListener>[0]>;
type Entry = Parameters<typeof browser.contextMenus.create>[0];

interface Target {
  readonly tabId: number;
  readonly frameId: number;
  /** The medium's address as the page has it. */
  readonly address: string;
}

const MEDIA: Pick<Entry, 'contexts' | 'documentUrlPatterns'> = {
  contexts: ['image', 'video', 'audio'],
  documentUrlPatterns: ['http://*/*', 'https://*/*', 'file:///*'],
};

const ACTION: Pick<Entry, 'contexts'> = { contexts: ['action'] };

/** Chromium's own menu of the button has an entry for the options page. */
const entries = (): readonly Entry[] => [
  { id: 'show', title: i18n.t('menu.show'), ...MEDIA },
  { id: 'report', title: i18n.t('menu.report'), ...MEDIA },
  { id: 'site', title: i18n.t('menu.site'), ...ACTION },
  ...(import.meta.env.FIREFOX ? [{ id: 'options', title: i18n.t('popup.options'), ...ACTION }] : []),
  { id: 'notices', title: i18n.t('popup.notices'), ...ACTION },
];

/** The browser keeps the entries while the background sleeps: made at installation, update and browser start. */
export const createMenus = async (): Promise<void> => {
  await browser.contextMenus.removeAll();
  for (const entry of entries()) browser.contextMenus.create(entry);
};

export const createMenuHandler = (inventory: InventoryWriter): ((...clicked: Clicked) => Promise<void>) => {
  const onMedium: Readonly<Record<string, (target: Target) => Promise<void>>> = {
    show: async ({ tabId, frameId, address }) => {
      const isShown = await askFrames(tabId, { type: 'open-card', address }, frameId);
      if (isShown !== true) await showPopup(tabId);
    },
    report: async (target) => {
      const id = await findMedium(target, inventory);
      // Not listed (the site is switched off, the medium is tiny): the popup says how things stand.
      if (id === null) await showPopup(target.tabId);
      else await openNotice({ ...target, id });
    },
  };
  const onAction: Readonly<Record<string, (address: string, tabId: number | undefined) => Promise<void>>> = {
    site: async (address) => {
      const site = siteOf(address);
      if (site === '') return;
      const { sitesOff, ...settings } = await loadSettings();
      const isOn = isSiteOn({ ...settings, sitesOff }, site);
      await saveSettings({ sitesOff: isOn ? [...sitesOff, site] : sitesOff.filter((off) => off !== site) });
    },
    options: () => browser.runtime.openOptionsPage(),
    notices: (_, tabId) => openTab('/notices.html', tabId),
  };

  return async ({ menuItemId, srcUrl, frameId }, tab) => {
    const id = String(menuItemId);
    await onAction[id]?.(tab?.url ?? '', tab?.id);
    if (tab?.id !== undefined && srcUrl !== undefined) {
      await onMedium[id]?.({ tabId: tab.id, frameId: frameId ?? 0, address: srcUrl });
    }
  };
};

/** The frame knows which element was pointed at; where it does not answer, the list knows who has this address. */
const findMedium = async ({ tabId, frameId, address }: Target, inventory: InventoryWriter): Promise<number | null> => {
  const found = await askFrames(tabId, { type: 'find', address }, frameId);
  if (typeof found === 'number') return found;
  const listed = await inventory.read(tabId);
  return listed?.media.find((medium) => medium.frameId === frameId && medium.address === address)?.id ?? null;
};
