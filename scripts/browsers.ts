/** Finds the installed browsers, and installs them by the platform's own means where there are none. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Browser, detectBrowserPlatform, install, resolveBuildId } from '@puppeteer/browsers';

export type BrowserName = 'chromium' | 'firefox';
export const BROWSER_NAMES: readonly BrowserName[] = ['chromium', 'firefox'];

interface Whereabouts {
  /** Environment variable that names the program. */
  readonly variable: string;
  readonly programs: readonly string[];
  readonly paths: readonly string[];
}

const windows = (path: string): readonly string[] =>
  [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((root) => root !== undefined)
    .map((root) => join(root, path));

/** Branded Chrome comes after Chromium: from version 137 it loads unpacked extensions only through the debugging pipe. */
const WHEREABOUTS: Readonly<Record<BrowserName, Whereabouts>> = {
  chromium: {
    variable: 'CHROMIUM_BIN',
    programs: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
    paths: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ...windows('Chromium/Application/chrome.exe'),
      ...windows('Google/Chrome/Application/chrome.exe'),
      ...windows('Microsoft/Edge/Application/msedge.exe'),
    ],
  },
  firefox: {
    variable: 'FIREFOX_BIN',
    programs: ['firefox-esr', 'firefox'],
    paths: ['/Applications/Firefox.app/Contents/MacOS/firefox', ...windows('Mozilla Firefox/firefox.exe')],
  },
};

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The browser's program, or `undefined` where none is installed. */
export const findBrowser = (name: BrowserName): string | undefined => {
  const { variable, programs, paths } = WHEREABOUTS[name];
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw new Error(`${variable} names ${named}, which is no program. Correct it, or unset it to search.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [...programs.flatMap((program) => folders.map((folder) => join(folder, program))), ...paths];
  return candidates.find((path) => isProgram(path) && !isSnapStub(path));
};

/** Ubuntu's `chromium-browser` and `firefox` may be stubs that only say "install the snap". */
const isSnapStub = (path: string): boolean => realpathSync(path).endsWith('/snap') && !existsSync('/run/snapd.socket');

const hasCommand = (command: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => isProgram(join(folder, command)));

const DEBIAN_PACKAGES: Readonly<Record<BrowserName, string>> = { chromium: 'chromium', firefox: 'firefox-esr' };

const apt = (...args: readonly string[]): void => {
  // Another run may hold the package manager's lock: wait for it.
  const line = ['apt-get', '-o', 'DPkg::Lock::Timeout=500', ...args];
  const [command = 'apt-get', ...rest] = process.getuid?.() === 0 ? line : ['sudo', ...line];
  // Its progress goes to standard error: standard output is for results.
  spawnSync(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 2, 2] });
};

const installWithApt = (names: readonly BrowserName[]): void => {
  const packages = names.map((name) => DEBIAN_PACKAGES[name]);
  console.error(`Installing with apt-get: ${packages.join(' ')} …`);
  apt('update');
  for (const name of packages) apt('install', '-y', '--no-install-recommends', name);
};

/** Firefox ESR: the only released Firefox that installs the unsigned build for good, which restart tests need. */
const DOWNLOADS = {
  chromium: { browser: Browser.CHROME, channel: 'stable' },
  firefox: { browser: Browser.FIREFOX, channel: 'esr' },
} as const;

const CACHE = join(import.meta.dirname, '../.cache/browsers');

const download = async (name: BrowserName): Promise<string> => {
  const platform = detectBrowserPlatform();
  if (platform === undefined) throw new Error(`No ${name} is published for this platform.`);
  const { browser, channel } = DOWNLOADS[name];
  const buildId = await resolveBuildId(browser, platform, channel);
  console.error(`Downloading ${browser} ${buildId} with @puppeteer/browsers into ${CACHE} …`);
  return (await install({ browser, buildId, platform, cacheDir: CACHE })).executablePath;
};

const advice = (name: BrowserName, reason: unknown): string =>
  [
    `No ${name} is installed, and it could not be installed${reason === undefined ? '' : `: ${reason}`}.`,
    hasCommand('apt-get') ? `Install the package ${DEBIAN_PACKAGES[name]}, or` : 'Install it, or',
    `name its program: ${WHEREABOUTS[name].variable}=/path/to/${name}`,
  ].join('\n');

/**
 * The programs of `names`. Those that are missing are installed first: by apt-get where the platform has it,
 * elsewhere by `@puppeteer/browsers`.
 * @throws Error that says how to install what is missing.
 */
export const ensureBrowsers = async (names: readonly BrowserName[]): Promise<ReadonlyMap<BrowserName, string>> => {
  const missing = names.filter((name) => findBrowser(name) === undefined);
  if (missing.length > 0) {
    console.error(`Not installed here: ${missing.join(', ')}.`);
    if (hasCommand('apt-get')) installWithApt(missing);
  }
  const found = new Map<BrowserName, string>();
  for (const name of names) {
    const path = findBrowser(name) ?? (hasCommand('apt-get') ? undefined : await downloaded(name));
    if (path === undefined) throw new Error(advice(name, undefined));
    found.set(name, path);
  }
  return found;
};

const downloaded = async (name: BrowserName): Promise<string> => {
  try {
    return await download(name);
  } catch (error) {
    throw new Error(advice(name, error));
  }
};
