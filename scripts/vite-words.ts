import { resolve } from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import type { Plugin } from 'vite';

const WORDS_MODULE = 'virtual:words';
const RESOLVED = `\0${WORDS_MODULE}`;
const LOCALES = { en: 'en.yml', 'zh-CN': 'zh_CN.yml' } as const;

/** What a document in another language than the browser's is made of; the interface itself asks the browser. */
const SECTIONS: ReadonlySet<string> = new Set([
  'assurance',
  'common',
  'error',
  'evidence',
  'ext',
  'kind',
  'mark',
  'notice',
  'report',
  'route',
  'status',
]);

/** The sentences of one locale by their id; plural ones are left out, documents hold none. */
const wordsOfLocale = async (file: string): Promise<Record<string, string>> => {
  const messages = await parseMessagesFile(file);
  return Object.fromEntries(
    messages.flatMap((message) =>
      message.type === 'simple' && SECTIONS.has(message.key[0] ?? '') ? [[message.key.join('.'), message.message]] : [],
    ),
  );
};

/**
 * `import words from 'virtual:words'`: sentences of every locale, whatever the browser's language. `browser.i18n` can
 * only answer in one, and a notice is written in its receiver's.
 */
export const words = (root: string = process.cwd()): Plugin => ({
  name: 'words',
  resolveId: (id) => (id === WORDS_MODULE ? RESOLVED : undefined),
  async load(id) {
    if (id !== RESOLVED) return undefined;
    const entries = await Promise.all(
      Object.entries(LOCALES).map(async ([lang, name]) => {
        const file = resolve(root, 'locales', name);
        this.addWatchFile(file);
        return [lang, await wordsOfLocale(file)] as const;
      }),
    );
    return `export default ${JSON.stringify(Object.fromEntries(entries))};`;
  },
});
