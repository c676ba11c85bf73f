import { BROWSER_NAMES, type BrowserName } from '../../scripts/browsers';
import { launchChromium } from './chromium';
import type { Launch } from './driver';
import { launchFirefox } from './firefox';

const LAUNCH: Readonly<Record<BrowserName, Launch>> = { chromium: launchChromium, firefox: launchFirefox };

/** For `describe.each`. `BROWSERS=firefox` in the environment keeps the others out while a test is written. */
export const BROWSERS: readonly { readonly browser: BrowserName; readonly launch: Launch }[] = BROWSER_NAMES.filter(
  (name) => process.env.BROWSERS === undefined || process.env.BROWSERS.split(',').includes(name),
).map((browser) => ({ browser, launch: LAUNCH[browser] }));

export const launchBrowser = (name: BrowserName): Launch => LAUNCH[name];
