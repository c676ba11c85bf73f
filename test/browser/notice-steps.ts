/** A person's way through the notice page. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Driver } from '../../scripts/driver/driver';
import { until } from '../../scripts/driver/until';

export const sha256OfFixture = (name: string): string =>
  createHash('sha256')
    .update(readFileSync(join(import.meta.dirname, '../fixtures/media', name)))
    .digest('hex');

/** The path of a page of the extension that was opened in some tab; the tab is closed. */
export const takeOpenedPath = async (driver: Driver, prefix: string): Promise<string> => {
  const start = `${driver.origin}/${prefix}`;
  const address = await until(`a tab shows ${prefix}`, () =>
    driver.inExtension(async (wanted) => {
      const tab = (await chrome.tabs.query({})).find(({ url }) => url?.startsWith(wanted));
      if (tab?.id === undefined) return '';
      await chrome.tabs.remove(tab.id);
      return tab.url ?? '';
    }, start),
  );
  return address.slice(driver.origin.length + 1);
};

export const chooseKind = async (page: Page, kind: string): Promise<void> => {
  const radio = `input[type="radio"][value="${kind}"]`;
  await until(`${kind} can be chosen`, () => page.$(radio));
  await page.$eval(radio, (input) => (input as HTMLElement).click());
};

/** The step's own button; the last step has another. */
export const goOn = async (page: Page): Promise<void> => {
  const step = (): Promise<string> => page.$eval('[aria-current="step"]', (item) => item.textContent ?? '');
  const before = await step();
  await page.$eval('form button[type="submit"]', (button) => (button as HTMLElement).click());
  await until('the next step is there', async () => (await step()) !== before);
};

export const explain = async (page: Page, words: string): Promise<void> => {
  await page.bringToFront();
  await page.focus('#notice-explanation');
  await page.keyboard.type(words);
};

export const textOf = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);

/** Clicks `button` and gives the bytes of the archive that the page hands to the browser. */
export const exportedBy = async (page: Page, button: string): Promise<Uint8Array> => {
  await page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      Object.assign(globalThis, { exported: blob });
      return make(blob);
    };
  });
  await page.$eval(button, (element) => (element as HTMLElement).click());
  const base64 = await until('an archive is handed out', () =>
    page.evaluate(async () => {
      const { exported } = globalThis as unknown as { readonly exported?: Blob };
      if (exported === undefined) return '';
      const bytes = new Uint8Array(await exported.arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    }),
  );
  return new Uint8Array(Buffer.from(base64, 'base64'));
};
