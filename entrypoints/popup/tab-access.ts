/** What the extension may do on a tab's page, asked of the browser. */
import { browser } from 'wxt/browser';
import type { FrameCommand } from '@/utils/messages/frame';
import { siteOf } from '@/utils/settings-store';

export type TabAccess =
  | { readonly kind: 'blocked' }
  | { readonly kind: 'permission'; readonly host: string; readonly origins: readonly string[] }
  /** `isAlive`: this extension's script answers there. */
  | { readonly kind: 'open'; readonly host: string; readonly isAlive: boolean };

const ALL_SITES = ['<all_urls>'] as const;

/** `null` asks for the active tab of this window. */
export const findTab = async (tabId: number | null) => {
  if (tabId !== null) return browser.tabs.get(tabId).catch(() => null);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab ?? null;
};

export const tabAccess = async (tabId: number, address: string | undefined): Promise<TabAccess> => {
  // Without permission for its host the browser does not tell the address; of its own pages it never does.
  if (address === undefined || address === '') {
    const granted = await browser.permissions.contains({ origins: [...ALL_SITES] });
    return granted ? { kind: 'blocked' } : { kind: 'permission', host: '', origins: ALL_SITES };
  }
  const { protocol } = new URL(address);
  if (!['http:', 'https:', 'file:'].includes(protocol)) return { kind: 'blocked' };
  const host = siteOf(address);
  if (protocol !== 'file:') {
    const origins = [`*://${host}/*`];
    if (!(await browser.permissions.contains({ origins }))) return { kind: 'permission', host, origins };
  }
  if (await answers(tabId)) return { kind: 'open', host, isAlive: true };
  return (await mayRun(tabId)) ? { kind: 'open', host, isAlive: false } : { kind: 'blocked' };
};

const answers = async (tabId: number): Promise<boolean> => {
  const nothing: FrameCommand = { type: 'thumbnails', ids: [] };
  try {
    await browser.tabs.sendMessage(tabId, nothing, { frameId: 0 });
    return true;
  } catch {
    return false;
  }
};

/** Stores, viewers and the browser's reserved hosts refuse scripts although their addresses look like others. */
const mayRun = async (tabId: number): Promise<boolean> => {
  try {
    await browser.scripting.executeScript({ target: { tabId }, func: () => true });
    return true;
  } catch {
    return false;
  }
};
