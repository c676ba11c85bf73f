/** One surface over both browsers; tests are tables over `DRIVERS`. */
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../browsers';

/** A node of the overlay's closed shadow root, by the browser's own reference. */
export type RootFunction<Result, Args extends readonly unknown[]> = (root: ShadowRoot, ...args: Args) => Result;

export interface LaunchOptions {
  /** Host names that resolve to this machine. */
  readonly hosts: readonly string[];
  /** No other name is found: what a test sees is not to depend on the web, nor the web to be asked by tests. */
  readonly isOffline?: boolean;
  /** Built extension; default: the production build. */
  readonly extension?: string;
  readonly headless?: boolean;
  /** `zh-CN` starts the browser in Chinese. */
  readonly language?: 'en' | 'zh-CN';
  /** A folder to keep over restarts; default: a temporary one, removed on close. */
  readonly profile?: string;
  /** Firefox only: installed for good, so that the extension is there after a restart. */
  readonly permanent?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number } | null;
}

export interface Driver {
  readonly name: BrowserName;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end. */
  readonly origin: string;
  /** Of the browser's own process. */
  readonly processId: number | undefined;
  /** A tab; the browser's first empty one before others are opened. */
  readonly newPage: () => Promise<Page>;
  /** Opens a web page and waits for its `load`. */
  readonly open: (address: string) => Promise<Page>;
  /** Opens a page of the extension in a window of its own. */
  readonly openExtensionPage: (path: string) => Promise<Page>;
  /** Goes to a page of the extension in an existing tab. */
  readonly goToExtensionPage: (page: Page, path: string) => Promise<void>;
  /** Runs in an extension page, where the extension's own APIs are. */
  readonly inExtension: <Args extends readonly unknown[], Result>(
    run: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ) => Promise<Result>;
  /**
   * Runs in a worker (`credentials`, `inspector`) that this page of the extension, or its background, has started.
   * @throws where there is none.
   */
  readonly inWorker: <Args extends readonly unknown[], Result>(
    owner: Page | 'background',
    name: string,
    run: (...args: Args) => Result,
    ...args: Args
  ) => Promise<Result>;
  /** Ends the background as the browser does when it is idle. */
  readonly stopBackground: () => Promise<void>;
  /** Tells the background that the person saves data, or no longer; `null` where the browser tells nobody. */
  readonly saveData: ((isSaving: boolean) => Promise<void>) | null;
  /** Clicks the extension's own menu entry for the element at a point. */
  readonly contextMenu: (page: Page, selector: string, entry: string) => Promise<void>;
  /** Runs with the overlay's closed shadow root; `undefined` where the page has no overlay. */
  readonly inOverlay: <Args extends readonly unknown[], Result>(
    page: Page,
    run: RootFunction<Result, Args>,
    ...args: Args
  ) => Promise<Result | undefined>;
  /** Settles when a person has closed the browser. */
  readonly closed: Promise<void>;
  readonly close: () => Promise<void>;
}

export type Launch = (options: LaunchOptions) => Promise<Driver>;
