import type { Spawners } from './worker-host';

/** Only contexts that have `Worker` import this: a page of the extension, never a content script or service worker. */
export const spawnWorkers: Spawners = {
  inspector: () => new Worker(new URL('./inspector.worker.ts', import.meta.url), { type: 'module', name: 'inspector' }),
  credentials: () =>
    new Worker(new URL('./credentials.worker.ts', import.meta.url), { type: 'module', name: 'credentials' }),
  pixels: () => new Worker(new URL('./pixels.worker.ts', import.meta.url), { type: 'module', name: 'pixels' }),
};
