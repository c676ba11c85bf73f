/** Tabs, pages of the extension and the end: what both browsers do alike. */
import type { Browser, Page } from 'puppeteer-core';
import { whenClosed } from './closing';
import type { Driver, LaunchOptions } from './driver';
import { removeProfile } from './profile';

export type Pages = Pick<
  Driver,
  'processId' | 'newPage' | 'open' | 'openExtensionPage' | 'inExtension' | 'closed' | 'close'
>;

export const drivePages = async (
  browser: Browser,
  goToExtensionPage: Driver['goToExtensionPage'],
  { profile, isKept, headless }: { readonly profile: string; readonly isKept: boolean; readonly headless: boolean },
): Promise<Pages> => {
  let [spare] = await browser.pages();
  const newPage = async (): Promise<Page> => {
    const page = spare ?? (await browser.newPage());
    spare = undefined;
    await page.bringToFront();
    return page;
  };
  const openExtensionPage = async (path: string): Promise<Page> => {
    // In a window of its own, so that the web page stays visible, and goes on looking.
    const page = await browser.newPage({ type: 'window' });
    await goToExtensionPage(page, path);
    return page;
  };
  // Without a window it disturbs nobody; a person's browser gets it only when it is needed.
  let hand = headless ? await openExtensionPage('options.html') : undefined;

  return {
    processId: browser.process()?.pid,
    newPage,
    open: async (address) => {
      const page = await newPage();
      await page.goto(address);
      return page;
    },
    openExtensionPage,
    inExtension: async (run, ...args) => {
      hand ??= await openExtensionPage('options.html');
      return (await hand.evaluate(run as never, ...args)) as never;
    },
    closed: whenClosed(browser),
    close: async () => {
      // Fails where a person has closed it already.
      await browser.close().catch(() => undefined);
      if (!isKept) await removeProfile(profile);
    },
  };
};

/** How both browsers are started, but for what each calls its own. */
export const launchSettings = (options: LaunchOptions) => ({
  headless: options.headless ?? true,
  defaultViewport: options.viewport === undefined ? { width: 1280, height: 900 } : options.viewport,
});
