import { i18n } from '#i18n';

/** A day as people write it. @param at Milliseconds since 1970. */
export const dateText = (at: number): string =>
  new Date(at).toLocaleDateString(i18n.t('ext.lang'), { dateStyle: 'medium' });
