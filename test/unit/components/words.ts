import { resolve } from 'node:path';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

export type Locale = 'en' | 'zh_CN';

export const localeFile = (locale: Locale): string => resolve(import.meta.dirname, `../../../locales/${locale}.yml`);

/** Lets `browser.i18n` answer from the project's own locale file, as a browser in that language would. */
export const speak = async (locale: Locale): Promise<void> => {
  const messages = generateChromeMessages(await parseMessagesFile(localeFile(locale)));
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation((key: string, substitutions?: string | string[]) => {
    const values = [substitutions ?? []].flat();
    return (messages[key]?.message ?? '').replace(/\$(\d)/g, (_, index: string) => values[Number(index) - 1] ?? '');
  });
};
