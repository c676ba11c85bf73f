/** Who sent a message, as the browser states it: nothing of it is taken from the message. */
import { browser } from 'wxt/browser';
import { homeOf } from '@/utils/inspector/fetch-policy';
import { siteOf } from '@/utils/settings-store';

/** The part of `runtime.MessageSender` that both browsers give. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly documentId?: string | undefined;
  readonly tab?:
    | {
        readonly id?: number | undefined;
        readonly url?: string | undefined;
        readonly title?: string | undefined;
        readonly incognito?: boolean | undefined;
      }
    | undefined;
}

export interface FrameSender {
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId: string;
  /** Origin of the frame; `null` as text for an opaque one. */
  readonly origin: string;
  /** Host of the frame, of the page that holds it where the frame has none of its own. */
  readonly frameHost: string;
  readonly topAddress: string;
  readonly topTitle: string;
  /** The site that a person switches on and off: the top document's. */
  readonly site: string;
  /** The one private origin whose media may be read for this frame. */
  readonly home: string | null;
  readonly incognito: boolean;
}

/** A frame of a web page with our content script in it, or `null` for any other sender. */
export const frameSender = (sender: Sender | undefined): FrameSender | null => {
  const { id, tab, frameId, documentId, url = '' } = sender ?? {};
  if (id !== browser.runtime.id || tab?.id === undefined || frameId === undefined || documentId === undefined) {
    return null;
  }
  if (isOwnAddress(url)) return null;
  const origin = sender?.origin ?? originOf(url);
  const topAddress = tab.url ?? (frameId === 0 ? url : '');
  return {
    tabId: tab.id,
    frameId,
    documentId,
    origin,
    frameHost: hostOf(origin) || hostOf(topAddress),
    topAddress,
    topTitle: tab.title ?? '',
    site: siteOf(topAddress),
    home: homeOf(origin, topAddress),
    incognito: tab.incognito ?? false,
  };
};

/** A page of this extension: popup, options, notice. */
export const isOwnPage = (sender: Sender | undefined): boolean =>
  sender?.id === browser.runtime.id && isOwnAddress(sender.url ?? '');

const isOwnAddress = (address: string): boolean => address.startsWith(browser.runtime.getURL('/'));

const hostOf = (address: string): string => {
  try {
    return new URL(address).host;
  } catch {
    return '';
  }
};

const originOf = (address: string): string => {
  try {
    return new URL(address).origin;
  } catch {
    return 'null';
  }
};
