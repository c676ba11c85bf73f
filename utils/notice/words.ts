/** Sentences in a language of the caller's choice: a notice speaks its receiver's, not the browser's. */
import words from 'virtual:words';
import type { GeneratedI18nStructure } from '#i18n';

export const NOTICE_LANGUAGES = ['en', 'zh-CN'] as const;
export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number];

export type WordId = keyof GeneratedI18nStructure;
/** Sentences that nothing is put into. */
export type PlainWordId = {
  [Id in WordId]: GeneratedI18nStructure[Id] extends { substitutions: 0; plural: false } ? Id : never;
}[WordId];
export type Say = (id: WordId, ...substitutions: readonly string[]) => string;

/** Every `$1…$9` is replaced once and at the same time, so a substituted text that holds `$2` stays as it is. */
export const sayIn =
  (language: NoticeLanguage): Say =>
  (id, ...substitutions) =>
    (words[language][id] ?? id).replace(/\$([1-9])/g, (_, digit: string) => substitutions[Number(digit) - 1] ?? '');

/** The language that a browser's interface language asks for. */
export const languageFor = (interfaceLanguage: string): NoticeLanguage =>
  /^zh\b/i.test(interfaceLanguage) ? 'zh-CN' : 'en';

export const otherLanguage = (language: NoticeLanguage): NoticeLanguage => (language === 'en' ? 'zh-CN' : 'en');
