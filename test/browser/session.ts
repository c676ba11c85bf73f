/** What every browser test stands on: one browser and one web for all suites, pages that close with their test. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest';
import type { Driver, Launch, LaunchOptions } from '../../scripts/driver/driver';
import { openPopup, tabIdOf } from '../../scripts/driver/popup';
import type { TabInventory } from '../../utils/store/inventory-types';
import { HOSTS, type Host, startWeb, type WebServer } from './server';

export interface Session {
  readonly driver: Driver;
  readonly web: WebServer;
  /** Serves `html` under a path of its own and opens it; the page closes with the test. */
  readonly show: (html: string, options?: ShowOptions) => Promise<Page>;
  readonly visit: (address: string) => Promise<Page>;
  readonly popupFor: (page: Page) => Promise<Page>;
  readonly extensionPage: (path: string) => Promise<Page>;
  /** What the background keeps of the tab. */
  readonly inventory: (page: Page) => Promise<TabInventory | undefined>;
}

/** Tests about one thing, told to each browser. */
export type Suite = (session: Session) => void;

interface ShowOptions {
  readonly host?: Host;
  readonly headers?: Readonly<Record<string, string>>;
}

const closing = (page: Page): Page => {
  onTestFinished(() => page.close().catch(() => undefined));
  return page;
};

let shown = 0;

/** Call inside `describe`. */
export const useBrowser = (launch: Launch, options: Omit<LaunchOptions, 'hosts'> = {}): Session => {
  let driver: Driver | undefined;
  let web: WebServer | undefined;
  const started = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error('The browser has not been started.');
    return value;
  };
  beforeAll(async () => {
    web = await startWeb();
    driver = await launch({ hosts: HOSTS, isOffline: true, ...options });
  });
  afterAll(async () => {
    await driver?.close();
    await web?.close();
  });
  beforeEach(() => web?.forget());

  const visit = async (address: string): Promise<Page> => closing(await started(driver).open(address));
  return {
    get driver() {
      return started(driver);
    },
    get web() {
      return started(web);
    },
    visit,
    show: (html, { host = 'page.test', headers = {} } = {}) => {
      shown += 1;
      const path = `/page-${shown}`;
      started(web).page(
        path,
        `<!doctype html><html lang="en"><title>Page ${shown}</title><link rel="icon" href="data:,">${html}`,
        headers,
      );
      return visit(started(web).address(host, path));
    },
    popupFor: async (page) => closing(await openPopup(started(driver), page)),
    extensionPage: async (path) => closing(await started(driver).openExtensionPage(path)),
    inventory: async (page) => {
      const tabId = await tabIdOf(started(driver), page);
      return started(driver).inExtension(async (key) => {
        const kept = await chrome.storage.session.get(key);
        return kept[key] as TabInventory | undefined;
      }, `inventory:${tabId}`);
    },
  };
};

/** An image of `/media/…`, large enough for a badge with words. */
export const img = (id: string, src: string, more = ''): string =>
  `<p><img id="${id}" src="${src}" width="480" height="320" alt="${id}" ${more}></p>`;
