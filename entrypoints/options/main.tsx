import { render } from 'preact';
import { i18n } from '#i18n';
import '@/components/theme/tokens.css';
import '@/components/theme/signs.css';
import '@/components/theme/base.css';
import '@/components/options/options.css';
import { applyLanguage } from '@/components/theme/page-theme';
import { Options } from './options';

applyLanguage(document.documentElement);
document.title = `${i18n.t('options.title')} — ${i18n.t('ext.name')}`;

const mount = document.getElementById('app');
if (mount !== null) render(<Options />, mount);
