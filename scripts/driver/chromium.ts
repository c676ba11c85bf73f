/** Chromium over the DevTools protocol's pipe, which alone loads unpacked extensions in every build. */
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page, type Protocol } from 'puppeteer-core';
import { findBrowser } from '../browsers';
import type { Driver, Launch, LaunchOptions } from './driver';
import { drivePages, launchSettings } from './pages';
import { makeProfile } from './profile';
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

/** The first rule that fits a name holds; addresses of this machine are names, too. */
const resolverRules = ({ hosts, isOffline = false }: LaunchOptions): readonly string[] => [
  ...hosts.map((host) => `MAP ${host} 127.0.0.1`),
  ...(isOffline ? ['MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost', 'EXCLUDE localhost.'] : []),
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
  const settings = launchSettings(options);
  const profile = options.profile ?? makeProfile('chromium');
  const language = options.language ?? 'en';
  const browser: Browser = await puppeteer.launch({
    executablePath: program,
    ...settings,
    pipe: true,
    enableExtensions: [resolve(options.extension ?? BUILD)],
    userDataDir: profile,
    // Chromium on Linux takes its language from the environment, elsewhere from the flag.
    env: { ...process.env, LANGUAGE: language === 'en' ? 'en_US' : 'zh_CN' },
    args: [...FLAGS, `--lang=${language}`, `--host-resolver-rules=${resolverRules(options).join(',')}`],
  });
  const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
  // Node knows no origin of this scheme.
  const origin = `chrome-extension://${new URL(worker.url()).host}`;

  const goToExtensionPage = async (page: Page, path: string): Promise<void> => {
    await page.goto(`${origin}/${path}`);
  };
  const pages = await drivePages(browser, goToExtensionPage, {
    profile,
    isKept: options.profile !== undefined,
    headless: settings.headless,
  });
  const { inExtension } = pages;

  const workerTarget = () =>
    browser.targets().find((target) => target.type() === 'service_worker' && target.url().startsWith(origin));

  let saver: CDPSession | undefined;
  /** Holds as long as this session to the service worker, which keeps that awake; other sessions do not reach it. */
  const saveData = async (isSaving: boolean): Promise<void> => {
    await saver?.detach();
    saver = undefined;
    if (!isSaving) return;
    await wake();
    saver = await (await browser.waitForTarget((target) => target === workerTarget())).createCDPSession();
    await saver.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true });
  };

  const wake = () => inExtension(() => chrome.runtime.sendMessage({ type: 'wake' }).catch(() => undefined));

  const stopBackground = async (): Promise<void> => {
    await (await workerTarget()?.worker())?.close();
    await until('the service worker has ended', () => workerTarget() === undefined);
  };

  /** The background's workers are those of its offscreen document. */
  const inWorker: Driver['inWorker'] = async (owner, name, run, ...args) => {
    const offscreen = (): Promise<Page> | undefined =>
      browser
        .targets()
        .find((target) => target.url() === `${origin}/offscreen.html`)
        ?.asPage();
    const page = owner === 'background' ? await offscreen() : owner;
    const worker = page?.workers().find((candidate) => candidate.url().includes(`/${name}.worker-`));
    if (worker === undefined) throw new Error(`There is no worker called ${name}.`);
    return (await worker.evaluate(run as never, ...args)) as never;
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
    await wake();
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

  return {
    name: 'chromium',
    origin,
    ...pages,
    goToExtensionPage,
    inWorker,
    stopBackground,
    saveData,
    contextMenu,
    inOverlay,
  };
};
