import type { Browser } from 'puppeteer-core';

/** Settles when the browser has ended, or its last page was closed: some platforms keep it running without windows. */
export const whenClosed = (browser: Browser): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => resolve();
    browser.once('disconnected', end);
    browser.on('targetdestroyed', () => {
      browser.pages().then((pages) => {
        if (pages.length === 0) end();
      }, end);
    });
  });
