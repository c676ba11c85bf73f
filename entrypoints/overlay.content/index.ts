import { defineContentScript } from 'wxt/utils/define-content-script';
import { getBridge } from '@/utils/page/bridge';
import { startOverlay } from './start-overlay';

/** Injected into a frame by the background, once there is something to show in it. */
export default defineContentScript({
  registration: 'runtime',
  matches: ['<all_urls>'],
  main: () => {
    const bridge = getBridge();
    if (bridge && !bridge.overlay && !bridge.signal.aborted) startOverlay(bridge);
  },
});
