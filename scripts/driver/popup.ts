/** The popup's list as anybody can read it: `li[data-status][data-assurance][data-url]`. */
import type { Page } from 'puppeteer-core';
import type { Driver } from './driver';
import { until } from './until';

export interface Row {
  /** A status of the report, or `waiting`, `checking`. */
  readonly status: string;
  readonly assurance: string;
  readonly url: string;
  /** What the row says under its status: assurance, mark, tool. */
  readonly says: string;
  readonly gone: boolean;
}

/** The number of the tab that shows `page`. */
export const tabIdOf = async (driver: Driver, page: Page): Promise<number> => {
  // Asked of the page: in Firefox the driver does not know the address of an extension's page.
  const address = (await page.evaluate(() => location.href)).replace(/#.*$/, '');
  return until(`a tab shows ${address}`, () =>
    driver.inExtension(async (wanted) => {
      const tabs = await chrome.tabs.query({});
      return tabs.find((tab) => tab.url?.replace(/#.*$/, '') === wanted)?.id ?? 0;
    }, address),
  );
};

/** Opens the popup's page for the tab that shows `page`, in a window of its own. */
export const openPopup = async (driver: Driver, page: Page): Promise<Page> =>
  driver.openExtensionPage(`popup.html?tab=${await tabIdOf(driver, page)}`);

export const rowsOf = (popup: Page): Promise<readonly Row[]> =>
  popup.$$eval('li[data-status]', (items) =>
    items.map((item) => ({
      status: item.getAttribute('data-status') ?? '',
      assurance: item.getAttribute('data-assurance') ?? '',
      url: item.getAttribute('data-url') ?? '',
      says: item.querySelector('.row__line')?.textContent ?? '',
      gone: item.hasAttribute('data-gone'),
    })),
  );

export const isSettled = (row: Row): boolean => row.status !== 'waiting' && row.status !== 'checking';

/** Waits until `count` rows are there and every one is checked. */
export const settledRows = (popup: Page, count: number): Promise<readonly Row[]> =>
  until(
    `the popup lists ${count} checked media`,
    () => rowsOf(popup),
    (rows) => rows.length === count && rows.every(isSettled),
  );

/** Waits until the row whose address ends with `ending` is accepted. */
export const rowWhere = async (
  popup: Page,
  ending: string,
  accept: (row: Row) => boolean = isSettled,
): Promise<Row> => {
  const rows = await until(
    `the row …${ending} is as asked`,
    () => rowsOf(popup),
    (all) => all.some((row) => row.url.endsWith(ending) && accept(row)),
  );
  const row = rows.find((candidate) => candidate.url.endsWith(ending) && accept(candidate));
  if (row === undefined) throw new Error(`No row ends with ${ending}.`);
  return row;
};
