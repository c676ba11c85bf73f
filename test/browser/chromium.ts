/** Chromium over the DevTools protocol's pipe, which alone loads unpacked extensions in every build. */
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page, type Protocol } from 'puppeteer-core';
import { findBrowser } from '../../scripts/browsers';
import { whenClosed } from './closing';
import type { Driver, Launch } from './driver';
import { makeProfile, removeProfile } from './profile';
import { until } from './until';

const BUILD = join(import.meta.dirname, '../../.output/chrome-mv3');

const FLAGS = [
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  // Chromium refuses to start as root with its sandbox.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** The closed root of the last element with `popover`: the overlay's host stands at the end of the document. */
const overlayRoot = (node: Protocol.DOM.Node): number | undefined => {
  let found: number | undefined;
  const visit = (current: Protocol.DOM.Node): void => {
    const root = current.shadowRoots?.find((candidate) => candidate.shadowRootType === 'closed');
    if (root !== undefined && current.attributes?.includes('popover')) found = root.backendNodeId;
    for (const child of current.children ?? []) visit(child);
  };
  visit(node);
  return found;
};

export const launchChromium: Launch = async (options) => {
  const program = findBrowser('chromium');
  if (program === undefined) throw new Error('Chromium is not installed: run `npm test`, which installs it.');
  const headless = options.headless ?? true;
  const profile = options.profile ?? makeProfile('chromium');
  const language = options.language ?? 'en';
  const browser: Browser = await puppeteer.launch({
    executablePath: program,
    headless,
    pipe: true,
    enableExtensions: [resolve(options.extension ?? BUILD)],
    userDataDir: profile,
    defaultViewport: options.viewport === undefined ? { width: 1280, height: 900 } : options.viewport,
    // Chromium on Linux takes its language from the environment, elsewhere from the flag.
    env: { ...process.env, LANGUAGE: language === 'en' ? 'en_US' : 'zh_CN' },
    args: [
      ...FLAGS,
      `--lang=${language}`,
      `--host-resolver-rules=${options.hosts.map((host) => `MAP ${host} 127.0.0.1`).join(',')}`,
    ],
  });
  const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
  // Node knows no origin of this scheme.
  const origin = `chrome-extension://${new URL(worker.url()).host}`;

  let [spare] = await browser.pages();
  const newPage = async (): Promise<Page> => {
    const page = spare ?? (await browser.newPage());
    spare = undefined;
    await page.bringToFront();
    return page;
  };
  const open = async (address: string): Promise<Page> => {
    const page = await newPage();
    await page.goto(address);
    return page;
  };
  const goToExtensionPage = async (page: Page, path: string): Promise<void> => {
    await page.goto(`${origin}/${path}`);
  };
  const openExtensionPage = async (path: string): Promise<Page> => {
    // In a window of its own, so that the web page stays visible, and goes on looking.
    const page = await browser.newPage({ type: 'window' });
    await goToExtensionPage(page, path);
    return page;
  };

  let hand = headless ? await openExtensionPage('options.html') : undefined;
  const inExtension: Driver['inExtension'] = async (run, ...args) => {
    hand ??= await openExtensionPage('options.html');
    return (await hand.evaluate(run as never, ...args)) as never;
  };

  const workerTarget = () =>
    browser.targets().find((target) => target.type() === 'service_worker' && target.url().startsWith(origin));

  const stopBackground = async (): Promise<void> => {
    await (await workerTarget()?.worker())?.close();
    await until('the service worker has ended', () => workerTarget() === undefined);
  };

  const sessions = new WeakMap<Page, Promise<CDPSession>>();
  const sessionOf = (page: Page): Promise<CDPSession> => {
    const session = sessions.get(page) ?? page.createCDPSession();
    sessions.set(page, session);
    return session;
  };

  const inOverlay: Driver['inOverlay'] = async (page, run, ...args) => {
    const session = await sessionOf(page);
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const backendNodeId = overlayRoot(root);
    if (backendNodeId === undefined) return undefined;
    const { object } = await session.send('DOM.resolveNode', { backendNodeId });
    const answer = await session.send('Runtime.callFunctionOn', {
      functionDeclaration: String(run),
      objectId: object.objectId ?? '',
      arguments: [{ objectId: object.objectId ?? '' }, ...args.map((value) => ({ value }))],
      returnByValue: true,
      awaitPromise: true,
    });
    if (answer.exceptionDetails !== undefined) {
      throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    }
    return answer.result.value;
  };

  /** Chromium's menu is the system's and cannot be clicked: the event is dispatched as the browser would. */
  const contextMenu: Driver['contextMenu'] = async (page, selector, entry) => {
    await page.bringToFront();
    // A real right click first, for what the content script notes of it.
    await page.locator(selector).click({ button: 'right' });
    const info = await page.$eval(selector, (element) => {
      const media = element as HTMLImageElement | HTMLMediaElement;
      return {
        srcUrl: media.currentSrc,
        mediaType: media.tagName === 'IMG' ? 'image' : media.tagName.toLowerCase(),
        pageUrl: location.href,
      };
    });
    const tabId = await inExtension(async (address) => {
      const [tab] = await chrome.tabs.query({ url: address.replace(/#.*$/, '') });
      return tab?.id;
    }, page.url());
    await page.keyboard.press('Escape');
    await inExtension(() => chrome.runtime.sendMessage({ type: 'wake' }).catch(() => undefined));
    const background = await (await browser.waitForTarget((target) => target === workerTarget())).worker();
    await background?.evaluate(
      async (clicked, id) => {
        const tab = await chrome.tabs.get(id);
        const { onClicked } = chrome.contextMenus as unknown as {
          onClicked: { dispatch(info: unknown, tab: unknown): void };
        };
        onClicked.dispatch(clicked, tab);
      },
      { ...info, menuItemId: entry, editable: false, frameId: 0 },
      tabId as number,
    );
  };

  const closed = whenClosed(browser);
  const close = async (): Promise<void> => {
    // Fails where a person has closed it already.
    await browser.close().catch(() => undefined);
    if (options.profile === undefined) await removeProfile(profile);
  };

  return {
    name: 'chromium',
    origin,
    newPage,
    open,
    openExtensionPage,
    goToExtensionPage,
    inExtension,
    stopBackground,
    contextMenu,
    inOverlay,
    closed,
    close,
  };
};
