import { BROWSER_NAMES, type BrowserName } from '../browsers';
import { launchChromium } from './chromium';
import type { Launch } from './driver';
import { launchFirefox } from './firefox';

const LAUNCH: Readonly<Record<BrowserName, Launch>> = { chromium: launchChromium, firefox: launchFirefox };

export const launchBrowser = (name: BrowserName): Launch => LAUNCH[name];

/** For `describe.each`. */
export const BROWSERS: readonly { readonly browser: BrowserName; readonly launch: Launch }[] = BROWSER_NAMES.map(
  (browser) => ({ browser, launch: LAUNCH[browser] }),
);
