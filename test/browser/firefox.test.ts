/** All that is asked of the extension in Firefox, on one started browser. */
import { describe } from 'vitest';
import { launchFirefox } from '../../scripts/driver/firefox';
import { useBrowser } from './session';
import { SUITES } from './suites';

describe('firefox', () => {
  const session = useBrowser(launchFirefox);
  for (const suite of SUITES) suite(session);
});
