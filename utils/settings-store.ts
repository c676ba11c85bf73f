/** Settings in `storage.local`, shared by background and extension pages. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { DEFAULT_SETTINGS, SETTINGS_KEY, type Settings, SettingsSchema } from './settings';

/** Damaged parts fall back one by one; a value that is no object at all becomes the defaults. */
export const parseSettings = (stored: unknown): Settings => {
  const parsed = v.safeParse(SettingsSchema, stored ?? {});
  return parsed.success ? parsed.output : DEFAULT_SETTINGS;
};

/** What is stored, or the defaults where nothing can be read. */
export const loadSettings = async (): Promise<Settings> => {
  try {
    return parseSettings((await browser.storage.local.get(SETTINGS_KEY))[SETTINGS_KEY]);
  } catch {
    return DEFAULT_SETTINGS;
  }
};

let lastSave: Promise<unknown> = Promise.resolve();

/**
 * Merges `patch` into what is stored and answers the result. Saves of one page follow each other, so none is lost.
 * @throws what `storage.local.set` throws (disk full, profile read-only).
 */
export const saveSettings = (patch: Partial<Settings>): Promise<Settings> => {
  const save = lastSave.then(async () => {
    const settings = parseSettings({ ...(await loadSettings()), ...patch });
    await browser.storage.local.set({ [SETTINGS_KEY]: settings });
    return settings;
  });
  lastSave = save.catch(() => undefined);
  return save;
};

type StorageListener = Parameters<typeof browser.storage.local.onChanged.addListener>[0];

/** Calls `listener` after every change, whoever made it; returns the unsubscribe. */
export const watchSettings = (listener: (settings: Settings) => void): (() => void) => {
  const onChanged: StorageListener = (changes) => {
    const change = changes[SETTINGS_KEY];
    if (change) listener(parseSettings(change.newValue));
  };
  // Of this area alone: the event of all areas would bring every tab's list with every change of it.
  browser.storage.local.onChanged.addListener(onChanged);
  return () => browser.storage.local.onChanged.removeListener(onChanged);
};

/** The name under which a page's site is kept in `sitesOff`: its host without port; empty where there is none. */
export const siteOf = (address: string): string => {
  try {
    return normalHost(new URL(address).hostname);
  } catch {
    return '';
  }
};

/** Whether media of pages on `host` are looked at: every host is on until a person switched it off. */
export const isSiteOn = (settings: Settings, host: string): boolean => !settings.sitesOff.includes(normalHost(host));

const normalHost = (host: string): string => host.toLowerCase().replace(/\.$/, '');
