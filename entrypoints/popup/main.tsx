import { render } from 'preact';
import { i18n } from '#i18n';
import '@/components/theme/tokens.css';
import '@/components/theme/signs.css';
import '@/components/theme/base.css';
import '@/components/popup/popup.css';
import { applyLanguage } from '@/components/theme/page-theme';
import { PopupOfTab } from './popup-of-tab';

/** `/popup.html?tab=ID` in a tab of its own speaks about that tab; the popup proper about the active one. */
const asked = new URLSearchParams(location.search).get('tab');
const isPopup = asked === null && !/\bAndroid\b/.test(navigator.userAgent);

const root = document.documentElement;
root.dataset.view = isPopup ? 'popup' : 'tab';
applyLanguage(root);
document.title = i18n.t('popup.title');

const mount = document.getElementById('app');
if (mount !== null) {
  const tabId = asked !== null && /^\d{1,15}$/.test(asked) ? Number(asked) : null;
  render(<PopupOfTab tabId={tabId} closesItself={isPopup} />, mount);
}
