/** Opening pages of the extension, and putting the overlay script into a frame. */
import { browser } from 'wxt/browser';
import { inTime } from '@/utils/in-time';
import { INSPECTION_LIMITS } from '@/utils/inspector/inspection-limits';
import { askFrames } from './ask-frames';
import type { MediumId } from './frame-handlers';

/** Next to the tab that shows the medium, which stays as it is. */
export const openNotice = (medium: MediumId): Promise<void> => openAbout('notice', medium);

export const openReport = (medium: MediumId): Promise<void> => openAbout('report', medium);

const openAbout = (page: 'notice' | 'report', { tabId, frameId, id }: MediumId): Promise<void> =>
  openTab(`/${page}.html?${new URLSearchParams({ tab: `${tabId}`, frame: `${frameId}`, id: `${id}` })}`, tabId);

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

/** The bytes that a frame's content script reads itself, `null` where it cannot, went, or does not answer. */
export const bytesFromPage = async ({ tabId, frameId, id }: MediumId, underCors: boolean): Promise<Blob | null> => {
  const asked = askFrames(tabId, { type: 'bytes', id, underCors }, frameId);
  const answered = await inTime(asked, INSPECTION_LIMITS.pageBytesMs, null);
  return answered instanceof Blob ? answered : null;
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
