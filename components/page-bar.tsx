import { i18n } from '#i18n';
import { Sign } from './signs';

export type PageName = 'report' | 'notices' | 'options';

const LINKS = [
  { page: 'report', address: '/report.html', text: () => i18n.t('report.title') },
  { page: 'notices', address: '/notices.html', text: () => i18n.t('popup.notices') },
  { page: 'options', address: '/options.html', text: () => i18n.t('popup.options') },
] as const;

/** The bar on top of every page of the extension but the popup. */
export const PageBar = ({ current }: { readonly current?: PageName }) => (
  <header class="bar">
    <span class="bar__name">
      <Sign name="brand" size={20} />
      {i18n.t('ext.name')}
    </span>
    <nav class="bar__links" aria-label={i18n.t('ext.name')}>
      {LINKS.map(({ page, address, text }) => (
        <a key={page} class="bar__link" href={address} aria-current={page === current ? 'page' : undefined}>
          {text()}
        </a>
      ))}
    </nav>
  </header>
);
