import type { InspectorWorker } from './worker-host';

/** Only contexts that have `Worker` import this: a page of the extension, never a content script or service worker. */
export const spawnInspectorWorker = (): InspectorWorker =>
  new Worker(new URL('./inspector.worker.ts', import.meta.url), { type: 'module', name: 'inspector' });
