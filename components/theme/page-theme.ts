import { i18n } from '#i18n';
import type { Settings } from '@/utils/settings';

/** A person's choice of theme on an element that holds the tokens' users; `system` leaves it to the browser. */
export const applyTheme = (root: HTMLElement, theme: Settings['theme']): void => {
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
};

/** The language that the browser chose of ours: without it Han characters may take another country's forms. */
export const applyLanguage = (root: HTMLElement): void => {
  root.lang = i18n.t('ext.lang');
};
