import { render } from 'preact';
import { i18n } from '#i18n';
import '@/components/theme/tokens.css';
import '@/components/theme/signs.css';
import '@/components/theme/base.css';
import '@/components/report/report.css';
import { PageBar } from '@/components/page-bar';
import { applyLanguage, applyTheme } from '@/components/theme/page-theme';
import { createReportSession } from '@/utils/report/session';
import { loadSettings } from '@/utils/settings-store';
import { ReportOf } from './report-of';
import { startOf } from './start';
import { createReportTools } from './tools';

const root = document.documentElement;
applyLanguage(root);
document.title = i18n.t('report.title');
void loadSettings().then(({ theme }) => applyTheme(root, theme));

const session = createReportSession(createReportTools());

void startOf(new URLSearchParams(location.search)).then((start) => {
  const mount = document.getElementById('app');
  if (mount === null) return;
  if (start.kind === 'medium') void session.addMedium(start.subject);
  render(
    <>
      <PageBar current="report" />
      <main class="column">
        <ReportOf start={start} session={session} />
      </main>
    </>,
    mount,
  );
});
