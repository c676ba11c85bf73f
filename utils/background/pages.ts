/** Opening pages of the extension, and putting the overlay script into a frame. */
import { browser } from 'wxt/browser';
import type { FrameCommand } from '@/utils/messages/frame';
import type { MediumId } from './frame-handlers';

/** Pages about one medium, by the name that messages and menus use. */
const PAGES: Readonly<Record<'notice' | 'report', string | null>> = {
  notice: '/notice.html',
  // No page of its own yet.
  report: null,
};

/** Next to the tab that shows the medium, which stays as it is. */
export const openMediumPage = async (page: keyof typeof PAGES, { tabId, frameId, id }: MediumId): Promise<void> => {
  const path = PAGES[page];
  if (path === null) return;
  await openTab(`${path}?${new URLSearchParams({ tab: `${tabId}`, frame: `${frameId}`, id: `${id}` })}`, tabId);
};

/** The list of a tab's media, for what no card or notice can be opened about; in a tab where no popup may open. */
export const showPopup = async (tabId: number): Promise<void> => {
  try {
    await browser.action.openPopup();
  } catch {
    await openTab(`/popup.html?tab=${tabId}`, tabId);
  }
};

/** @param openerTabId the tab to open next to; the end of the window where it is not there. */
export const openTab = async (path: string, openerTabId?: number): Promise<void> => {
  // Not typed by WXT's list of pages: the query is ours.
  const url = browser.runtime.getURL(path as '/');
  try {
    const opener = openerTabId === undefined ? undefined : await browser.tabs.get(openerTabId);
    await browser.tabs.create(
      opener?.id === undefined
        ? { url }
        : { url, openerTabId: opener.id, index: opener.index + 1, windowId: opener.windowId },
    );
  } catch {
    await browser.tabs.create({ url });
  }
};

/** The bytes that a frame's content script reads itself, `null` where it cannot or went. */
export const bytesFromPage = async ({ tabId, frameId, id }: MediumId, underCors: boolean): Promise<Blob | null> => {
  try {
    const command: FrameCommand = { type: 'bytes', id, underCors };
    const answered: unknown = await browser.tabs.sendMessage(tabId, command, { frameId });
    return answered instanceof Blob ? answered : null;
  } catch {
    return null;
  }
};

/** Into this frame only; one that navigated away meanwhile needs none. */
export const injectOverlay = async (tabId: number, frameId: number): Promise<void> => {
  try {
    await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      files: ['/content-scripts/overlay.js'],
      injectImmediately: true,
    });
  } catch {
    // Gone, or closed to extensions.
  }
};

export const isActiveTab = async (tabId: number): Promise<boolean> => {
  try {
    return (await browser.tabs.get(tabId)).active;
  } catch {
    return false;
  }
};
