/** `npm start`: the extension in a browser, on the gallery page. */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { MEDIA_HOST, PAGE_HOST, serveGallery } from '../gallery/serve';
import { BROWSER_NAMES, type BrowserName, ensureBrowsers, findBrowser } from './browsers';
import type { Driver } from './driver/driver';
import { launchBrowser } from './driver/drivers';
import { badgesOn, pointAt, waitForCard, waitForRest } from './driver/overlay';
import { isSettled, openPopup, type Row, rowsOf } from './driver/popup';
import { until } from './driver/until';
import { build, ROOT } from './tools';

const USAGE = 'Usage: npm start [-- --browser chromium|firefox] [--headless]';

const say = (sentence: string): void => console.error(sentence);

const isBrowser = (name: string): name is BrowserName => (BROWSER_NAMES as readonly string[]).includes(name);

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/** The one that was asked for, else the first that is installed, else Chromium, which is then installed. */
const chooseBrowser = async (asked: string | undefined): Promise<BrowserName> => {
  if (asked !== undefined && !isBrowser(asked)) throw new Error(`No browser is called ${asked}.\n${USAGE}`);
  const name = asked ?? BROWSER_NAMES.find((candidate) => findBrowser(candidate) !== undefined) ?? 'chromium';
  await ensureBrowsers([name]);
  return name;
};

/** Lazy media load, and are looked at, only once they come near. */
const lookAtAll = async (page: Page): Promise<void> => {
  const selectors = await page.$$eval('figure img, figure video, figure audio', (media) =>
    media.map((medium) => `#${medium.id}`),
  );
  for (const selector of selectors) {
    await page.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));
    await until(
      `${selector} has loaded or failed`,
      () =>
        page.$eval(selector, (element) =>
          element instanceof HTMLMediaElement ? element.readyState > 0 : (element as HTMLImageElement).complete,
        ),
      Boolean,
      5_000,
    ).catch(() => say(`${selector} did not load.`));
  }
  await page.evaluate(() => scrollTo({ top: 0 }));
};

const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - text.length));

const table = (rows: readonly Row[]): string => {
  const cells = [
    ['Status', 'Assurance', 'Says', 'Medium'],
    ...rows.map((row) => [row.status, row.assurance || '–', row.says, row.url]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const screenshots = async (driver: Driver, page: Page, popup: Page): Promise<readonly string[]> => {
  const folder = join(ROOT, 'out');
  mkdirSync(folder, { recursive: true });
  const gallery = join(folder, 'gallery.png');
  const list = join(folder, 'popup.png');
  await page.bringToFront();
  const [badge] = await until(
    'a badge is shown',
    () => badgesOn(driver, page),
    (badges) => badges.length > 0,
  );
  if (badge !== undefined) await pointAt(page, badge);
  await waitForCard(driver, page);
  await waitForRest(driver, page);
  await page.screenshot({ path: gallery });
  await popup.bringToFront();
  await popup.setViewport({ width: 400, height: 640 });
  await popup.screenshot({ path: list });
  return [gallery, list].map((file) => relative(process.cwd(), file));
};

const showTable = async (driver: Driver, page: Page): Promise<void> => {
  await lookAtAll(page);
  const popup = await openPopup(driver, page);
  say('Waiting until every medium is checked …');
  const rows = await until(
    'the popup has no medium left to check',
    () => rowsOf(popup),
    (all) => all.length > 0 && all.every(isSettled),
  );
  const files = await screenshots(driver, page, popup);
  console.log(table(rows));
  console.log(`Screenshots: ${files.join(', ')}`);
};

const INSTRUCTIONS = `The gallery is open. Point at a picture, then at its badge; press the toolbar button for the list.
If the button is not in the toolbar, look for it under the puzzle piece.
Close the browser, or press Ctrl+C here, to end.`;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { browser: { type: 'string' }, headless: { type: 'boolean', default: false } },
  });
  const name = await chooseBrowser(values.browser);
  const headless = values.headless || !hasDisplay();
  say(`Building the extension for ${name} …`);
  const built = await build(name);
  if (!built.ok) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
  const gallery = await serveGallery();
  say(`Starting ${name}${headless ? ' without a window' : ''} on ${gallery.address} …`);
  const driver = await launchBrowser(name)({
    hosts: [PAGE_HOST, MEDIA_HOST],
    headless,
    ...(headless ? {} : { viewport: null }),
  });
  try {
    const page = await driver.open(gallery.address);
    if (headless) {
      await showTable(driver, page);
    } else {
      say(INSTRUCTIONS);
      await driver.closed;
    }
  } finally {
    await driver.close();
    await gallery.close();
  }
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
