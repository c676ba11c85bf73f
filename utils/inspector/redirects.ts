/**
 * Watches the redirects of the extension's own reads: `fetch` follows them by itself and tells neither their number nor
 * their stations. The wall stops a bad target before it is asked; this ends the read and says why.
 */
import { browser } from 'wxt/browser';
import { checkAddress, MAX_REDIRECTS } from './fetch-policy';

export interface RedirectWatch {
  /**
   * Watches one read until `end` is called. `onRefused` is called at most once, with an English sentence.
   * @param address where the read begins; its redirects are known by it.
   */
  readonly watch: (address: string, home: string | null, onRefused: (reason: string) => void) => { end: () => void };
}

/** The part of `webRequest.onBeforeRedirect`'s details that both browsers give. */
interface Redirect {
  readonly requestId: string;
  readonly url: string;
  readonly redirectUrl: string;
  /** Chromium: the origin that asked. Firefox: the address of the document or worker that asked. */
  readonly initiator?: string | undefined;
  readonly originUrl?: string | undefined;
}

interface Watched {
  readonly address: string;
  readonly home: string | null;
  readonly onRefused: (reason: string) => void;
  readonly hops: Map<string, number>;
}

/** The rules, apart from the browser: which watched reads a redirect ends. */
export const judgeRedirect = (watched: Iterable<Watched>, { requestId, url, redirectUrl }: Redirect): void => {
  for (const read of watched) {
    if (!read.hops.has(requestId) && read.address !== withoutFragment(url)) continue;
    const hops = (read.hops.get(requestId) ?? 0) + 1;
    read.hops.set(requestId, hops);
    const check = checkAddress(redirectUrl, read.home);
    if (!check.allowed) read.onRefused(`A redirect leads to an address that is not read. ${check.reason}`);
    else if (hops > MAX_REDIRECTS) read.onRefused(`More than ${MAX_REDIRECTS} redirects.`);
  }
};

export const createRedirectWatch = (): RedirectWatch => {
  const watched = new Set<Watched>();
  const own = new URL(browser.runtime.getURL('/')).host;
  const isOwn = (asker: string | undefined): boolean => {
    try {
      return asker !== undefined && new URL(asker).host === own;
    } catch {
      return false;
    }
  };
  const onBeforeRedirect = (details: Redirect): undefined => {
    if (isOwn(details.initiator ?? details.originUrl)) judgeRedirect(watched, details);
  };

  return {
    watch: (address, home, onRefused) => {
      let isRefused = false;
      const read: Watched = {
        address: withoutFragment(address),
        home,
        onRefused: (reason) => {
          if (!isRefused) onRefused(reason);
          isRefused = true;
        },
        hops: new Map(),
      };
      // Only while something is read: a listener at rest would be called for every redirect of every page.
      if (watched.size === 0) {
        browser.webRequest.onBeforeRedirect.addListener(onBeforeRedirect, {
          urls: ['http://*/*', 'https://*/*'],
          types: ['xmlhttprequest', 'other'],
        });
      }
      watched.add(read);
      return {
        end: () => {
          watched.delete(read);
          if (watched.size === 0) browser.webRequest.onBeforeRedirect.removeListener(onBeforeRedirect);
        },
      };
    },
  };
};

const withoutFragment = (address: string): string => {
  const url = new URL(address);
  url.hash = '';
  return url.href;
};
