import { defineContentScript } from 'wxt/utils/define-content-script';
import { contentApi, isAlive } from '@/utils/page/content-api';
import { startFrame } from '@/utils/page/frame';

export default defineContentScript({
  matches: ['<all_urls>'],
  allFrames: true,
  matchAboutBlank: true,
  matchOriginAsFallback: true,
  runAt: 'document_idle',
  main: () => {
    const start = () => {
      const api = contentApi();
      if (isAlive(api)) startFrame(api, import.meta.env.FIREFOX ? 'firefox' : 'chromium');
    };
    // A page that was loaded on suspicion has another frame number than it will be shown under, and may never be shown.
    if ((document as Document & { readonly prerendering?: boolean }).prerendering) {
      document.addEventListener('prerenderingchange', start, { once: true });
    } else start();
  },
});
