/** All that is asked of the extension in Chromium, on one started browser. */
import { describe } from 'vitest';
import { launchChromium } from '../../scripts/driver/chromium';
import { useBrowser } from './session';
import { SUITES } from './suites';

describe('chromium', () => {
  const session = useBrowser(launchChromium);
  for (const suite of SUITES) suite(session);
});
