/** What the trust lists stand on in a test: an empty database, locks, a browser, and what an organisation set. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';

/** Web Locks 1.0 as far as they are used: one holder at a time, in order. */
const createLocks = () => {
  const held = new Map<string, Promise<unknown>>();
  type Work = (lock: object | null) => Promise<unknown>;
  const request = async (name: string, options: { ifAvailable?: boolean } | Work, work?: Work): Promise<unknown> => {
    const run = typeof options === 'function' ? options : (work as Work);
    const before = held.get(name);
    if (before !== undefined && typeof options !== 'function' && options.ifAvailable) return run(null);
    const turn = (before ?? Promise.resolve()).then(() => run({ name }));
    const over = turn
      .catch(() => undefined)
      .then(() => {
        if (held.get(name) === over) held.delete(name);
      });
    held.set(name, over);
    return turn;
  };
  return { request };
};

/** What the organisation set; `storage.managed` is read-only, so that the fake browser cannot be told through it. */
export let managed: () => Promise<unknown> = async () => ({});
export const setManaged = (get: typeof managed): void => {
  managed = get;
};

/** To be called before each test, and modules loaded after it: they keep their connection. */
export const freshWorld = (): void => {
  vi.resetModules();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', { locks: createLocks() });
  fakeBrowser.reset();
  setManaged(async () => ({}));
  Object.assign(fakeBrowser.storage.managed, { get: () => managed() });
  Object.assign(fakeBrowser.runtime, { getManifest: () => ({ version: '1.2.3' }) });
};
