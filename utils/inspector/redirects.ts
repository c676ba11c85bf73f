/**
 * Watches the redirects of the extension's own reads: `fetch` follows them by itself and tells neither their number nor
 * their stations. The wall stops a bad target before it is asked; this ends the read and says why.
 */
import { browser } from 'wxt/browser';
import { withoutFragment } from '@/utils/media-request';
import type { NetworkUse } from '@/utils/messages/inspector';
import { checkAddress, MAX_REDIRECTS } from './fetch-policy';

/** How long the browser's account of a read may come after the read itself. */
const ACCOUNT_MS = 1_000;

export interface ReadWatch {
  /**
   * Why what was read is not to be looked at, or `null`. A read that was redirected or failed waits for the browser's
   * account of its requests, which in Firefox may come after its result.
   */
  readonly refusal: (use: NetworkUse) => Promise<string | null>;
  readonly end: () => void;
}

export interface RedirectWatch {
  /**
   * @param address where the read begins; its requests are known by it.
   * @param onRefused is called at most once, while the read runs, with an English sentence.
   */
  readonly watch: (address: string, home: string | null, onRefused: (reason: string) => void) => ReadWatch;
}

/** The part of `webRequest`'s details that both browsers give. */
export interface RequestDetails {
  readonly requestId: string;
  readonly url: string;
  /** Chromium: the origin that asked. Firefox: the address of the document or worker that asked. */
  readonly initiator?: string | undefined;
  readonly originUrl?: string | undefined;
}

interface WatchedRead {
  readonly address: string;
  readonly home: string | null;
  readonly onRefused: (reason: string) => void;
  refused: string | null;
  /** Redirects so far, by request. */
  readonly hops: Map<string, number>;
  ended: number;
  onEnded: () => void;
}

/** What is known of the reads under way, apart from the browser that tells it. */
export interface Reads {
  readonly add: (address: string, home: string | null, onRefused: (reason: string) => void) => WatchedRead;
  readonly remove: (read: WatchedRead) => void;
  readonly isEmpty: () => boolean;
  readonly onRedirect: (details: RequestDetails & { readonly redirectUrl: string }) => void;
  readonly onEnded: (details: RequestDetails) => void;
}

export const createReads = (): Reads => {
  const reads = new Set<WatchedRead>();
  const ofRequest = ({ requestId, url }: RequestDetails): readonly WatchedRead[] =>
    [...reads].filter(({ hops, address }) => hops.has(requestId) || address === withoutFragment(url));

  const refuse = (read: WatchedRead, reason: string): void => {
    if (read.refused !== null) return;
    read.refused = reason;
    read.onRefused(reason);
  };

  return {
    add: (address, home, onRefused) => {
      const read: WatchedRead = {
        address: withoutFragment(address),
        home,
        onRefused,
        refused: null,
        hops: new Map(),
        ended: 0,
        onEnded: () => undefined,
      };
      reads.add(read);
      return read;
    },
    remove: (read) => {
      reads.delete(read);
    },
    isEmpty: () => reads.size === 0,
    onRedirect: (details) => {
      for (const read of ofRequest(details)) {
        const hops = (read.hops.get(details.requestId) ?? 0) + 1;
        read.hops.set(details.requestId, hops);
        const check = checkAddress(details.redirectUrl, read.home);
        if (!check.allowed) refuse(read, `A redirect leads to an address that is not read. ${check.reason}`);
        else if (hops > MAX_REDIRECTS) refuse(read, `More than ${MAX_REDIRECTS} redirects.`);
      }
    },
    onEnded: (details) => {
      for (const read of ofRequest(details)) {
        read.ended += 1;
        read.onEnded();
      }
    },
  };
};

/** See `ReadWatch.refusal`. A redirect that the browser never told of cannot be judged, so it is refused. */
export const refusalOfRead = async (read: WatchedRead, use: NetworkUse): Promise<string | null> => {
  if (read.refused !== null || (!use.wasRedirected && !use.hasFailed)) return read.refused;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ACCOUNT_MS);
    read.onEnded = () => {
      if (read.ended < use.requests) return;
      clearTimeout(timer);
      resolve();
    };
    read.onEnded();
  });
  if (read.refused === null && use.wasRedirected && read.hops.size === 0) return 'Its redirects could not be judged.';
  return read.refused;
};

export const createRedirectWatch = (): RedirectWatch => {
  const reads = createReads();
  const own = new URL(browser.runtime.getURL('/')).host;
  const isOwn = ({ initiator, originUrl }: RequestDetails): boolean => {
    try {
      return new URL(initiator ?? originUrl ?? '').host === own;
    } catch {
      return false;
    }
  };
  const onBeforeRedirect = (details: RequestDetails & { readonly redirectUrl: string }): undefined => {
    if (isOwn(details)) reads.onRedirect(details);
  };
  const onEnded = (details: RequestDetails): undefined => {
    if (isOwn(details)) reads.onEnded(details);
  };

  // Only while something is read: listeners at rest would be called for every request of every page.
  const listen = (): void => {
    const filter = { urls: ['http://*/*', 'https://*/*'], types: ['xmlhttprequest' as const, 'other' as const] };
    browser.webRequest.onBeforeRedirect.addListener(onBeforeRedirect, filter);
    browser.webRequest.onCompleted.addListener(onEnded, filter);
    browser.webRequest.onErrorOccurred.addListener(onEnded, filter);
  };
  const rest = (): void => {
    browser.webRequest.onBeforeRedirect.removeListener(onBeforeRedirect);
    browser.webRequest.onCompleted.removeListener(onEnded);
    browser.webRequest.onErrorOccurred.removeListener(onEnded);
  };

  return {
    watch: (address, home, onRefused) => {
      if (reads.isEmpty()) listen();
      const read = reads.add(address, home, onRefused);
      return {
        refusal: (use) => refusalOfRead(read, use),
        end: () => {
          reads.remove(read);
          if (reads.isEmpty()) rest();
        },
      };
    },
  };
};
