/**
 * Firefox over WebDriver BiDi. What puppeteer has no word for (extension pages, privileged script) goes over its
 * connection, which is an internal of the pinned version: it is touched in this file only.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { zipSync } from 'fflate';
import puppeteer, { type Page } from 'puppeteer-core';
import { findBrowser } from '../browsers';
import type { Driver, Launch } from './driver';
import { evaluationInWorker, type WorkerAnswer } from './firefox-workers';
import { drivePages, launchSettings } from './pages';
import { makeProfile, removeProfile } from './profile';
import { until } from './until';

const BUILD = join(import.meta.dirname, '../../.output/firefox-mv3');
const UUID = '5d0f8c3a-6a51-4f7e-9f6b-3c2d1e0f9a8b';

interface Connection {
  send(method: string, params: unknown): Promise<{ readonly result: unknown }>;
}

interface RemoteValue {
  readonly type: string;
  readonly sharedId?: string;
  readonly value?: {
    readonly attributes?: Readonly<Record<string, string>>;
    readonly children?: readonly RemoteValue[];
    readonly shadowRoot?: RemoteValue | null;
    readonly mode?: string;
  };
}

type ScriptResult =
  | { readonly type: 'success'; readonly result: RemoteValue & { readonly value?: unknown } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

const contextOf = (page: Page): string => (page.mainFrame() as unknown as { readonly _id: string })._id;

/** RFC 863; nothing answers there. */
const DISCARD_PORT = 9;

/** A proxy that is not there, for all but the hosts of this machine: Firefox has no rule that refuses names. */
const awayFromWeb = (hosts: readonly string[]): Readonly<Record<string, string | number>> => ({
  'network.proxy.type': 1,
  'network.proxy.failover_direct': false,
  ...Object.fromEntries(
    ['http', 'ssl'].flatMap((scheme) => [
      [`network.proxy.${scheme}`, '127.0.0.1'],
      [`network.proxy.${scheme}_port`, DISCARD_PORT],
    ]),
  ),
  'network.proxy.no_proxies_on': [...hosts, 'localhost', 'localhost.', '127.0.0.1'].join(', '),
});

/** The closed root of the last element with `popover`. */
const overlayRoot = (node: RemoteValue): string | undefined => {
  let found: string | undefined;
  const visit = (current: RemoteValue): void => {
    const root = current.value?.shadowRoot;
    if (root?.value?.mode === 'closed' && current.value?.attributes?.popover !== undefined) found = root.sharedId;
    for (const child of current.value?.children ?? []) visit(child);
  };
  visit(node);
  return found;
};

/** Permanent installation takes an archive, not a folder. */
const archive = (folder: string, file: string): void => {
  const entries: Record<string, Uint8Array> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) entries[relative(folder, path).replaceAll('\\', '/')] = readFileSync(path);
  }
  writeFileSync(file, zipSync(entries));
};

const addonId = (folder: string): string => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    readonly browser_specific_settings: { readonly gecko: { readonly id: string } };
  };
  return manifest.browser_specific_settings.gecko.id;
};

export const launchFirefox: Launch = async (options) => {
  const program = findBrowser('firefox');
  if (program === undefined) throw new Error('Firefox is not installed: run `npm test`, which installs it.');
  const extension = resolve(options.extension ?? BUILD);
  const id = addonId(extension);
  const settings = launchSettings(options);
  const profile = options.profile ?? makeProfile('firefox');
  const origin = `moz-extension://${UUID}`;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: program,
    ...settings,
    userDataDir: profile,
    // BiDi reaches extension pages and privileged script only with this.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
      'extensions.originControls.grantByDefault': true,
      'network.dns.localDomains': options.hosts.join(','),
      'xpinstall.signatures.required': false,
      'media.autoplay.default': 0,
      ...(options.isOffline === true ? awayFromWeb(options.hosts) : {}),
    },
  });
  const connection = (browser as unknown as { readonly connection: Connection }).connection;

  const send = async <Result>(method: string, params: unknown): Promise<Result> =>
    (await connection.send(method, params)).result as Result;

  const windows = async (): Promise<readonly string[]> => {
    const tree = await send<{ readonly contexts: readonly { readonly context: string }[] }>('browsingContext.getTree', {
      'moz:scope': 'chrome',
    });
    return tree.contexts.map(({ context }) => context);
  };

  const inWindow = async (context: string | undefined, body: string): Promise<unknown> => {
    const answer = await send<ScriptResult>('script.evaluate', {
      expression: `(async () => { ${body} })()`,
      target: { context },
      awaitPromise: true,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  };

  /** Runs with the browser's own rights. */
  const privileged = async (body: string): Promise<unknown> => inWindow((await windows())[0], body);

  if (options.language === 'zh-CN') {
    // No language pack is at hand: the list of available languages is widened by hand.
    await privileged(
      `Services.locale.availableLocales = ['zh-CN', 'en-US']; Services.locale.requestedLocales = ['zh-CN'];`,
    );
  }

  const isInstalled = `!!WebExtensionPolicy.getByID(${JSON.stringify(id)})`;
  const isThere = options.permanent === true && (await privileged(`return ${isInstalled}`)) === true;
  if (!isThere && options.permanent === true) {
    const folder = makeProfile('xpi');
    const file = join(folder, 'extension.xpi');
    archive(extension, file);
    await send('webExtension.install', { extensionData: { type: 'archivePath', path: file }, 'moz:permanent': true });
    await removeProfile(folder);
  } else if (!isThere) {
    await browser.installExtension(extension);
  }
  await until('the extension runs', () => privileged(`return ${isInstalled}`));

  const goToExtensionPage = async (page: Page, path: string): Promise<void> => {
    const address = `${origin}/${path}`;
    await send('browsingContext.navigate', { context: contextOf(page), url: address, wait: 'none' });
    await until(`${path} is loaded`, () =>
      page.evaluate((wanted) => location.href === wanted && document.readyState === 'complete', address),
    );
  };
  const pages = await drivePages(browser, goToExtensionPage, {
    profile,
    isKept: options.profile !== undefined,
    headless: settings.headless,
  });

  const stopBackground = async (): Promise<void> => {
    await privileged(
      `const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(id)});
       await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });`,
    );
    await until('the event page has ended', () =>
      privileged(`return WebExtensionPolicy.getByID(${JSON.stringify(id)}).extension.backgroundState === 'stopped'`),
    );
  };

  const inWorker: Driver['inWorker'] = async (owner, name, run, ...args) => {
    const address = owner === 'background' ? undefined : await owner.evaluate(() => location.href);
    const isOwner =
      address === undefined
        ? `address.startsWith(${JSON.stringify(`${origin}/_generated_background_page`)})`
        : `address === ${JSON.stringify(address)}`;
    const text = `JSON.stringify((${String(run)})(...${JSON.stringify(args)}) ?? null)`;
    const answered = await privileged(evaluationInWorker({ isOwner, file: name, text }));
    const answer = JSON.parse(String(answered)) as WorkerAnswer;
    if ('error' in answer) throw new Error(answer.error);
    return JSON.parse(answer.result);
  };

  const inOverlay: Driver['inOverlay'] = async (page, run, ...args) => {
    const target = { context: contextOf(page) };
    const tree = await send<ScriptResult>('script.evaluate', {
      expression: 'document.documentElement',
      target,
      awaitPromise: false,
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 3 },
    });
    const sharedId = tree.type === 'success' ? overlayRoot(tree.result) : undefined;
    if (sharedId === undefined) return undefined;
    const answer = await send<ScriptResult>('script.callFunction', {
      functionDeclaration: `async (root, args) => JSON.stringify((await (${String(run)})(root, ...JSON.parse(args))) ?? null)`,
      target,
      awaitPromise: true,
      arguments: [{ sharedId }, { type: 'string', value: JSON.stringify(args) }],
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(String(answer.result.value));
  };

  const contextMenu: Driver['contextMenu'] = async (page, selector, entry) => {
    await page.bringToFront();
    await page.locator(selector).click({ button: 'right' });
    // Several entries stand in a submenu named after the extension, which must be open to be chosen from.
    const choose = `
      const menu = document.getElementById('contentAreaContextMenu');
      const item = [...(menu?.querySelectorAll('menuitem') ?? [])]
        .find((candidate) => candidate.id.endsWith('-menuitem-_' + ${JSON.stringify(entry)}));
      if (menu?.state !== 'open' || !item) return false;
      const popup = item.parentNode;
      if (popup.state !== 'open') {
        popup.parentNode.openMenu(true);
        return false;
      }
      popup.activateItem(item);
      return true;`;
    await until(`the menu offers ${entry}`, async () => {
      for (const context of await windows()) if (await inWindow(context, choose)) return true;
      return false;
    });
  };

  return {
    name: 'firefox',
    origin,
    ...pages,
    goToExtensionPage,
    inWorker,
    stopBackground,
    saveData: null,
    contextMenu,
    inOverlay,
  };
};
