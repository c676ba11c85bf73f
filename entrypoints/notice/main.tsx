import { type ComponentChild, render } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import '@/components/theme/tokens.css';
import '@/components/theme/signs.css';
import '@/components/theme/base.css';
import '@/components/notice/notice.css';
import { exportNotice } from '@/components/notice/export-notices';
import { NoticeForm } from '@/components/notice/notice-form';
import { PageBar } from '@/components/page-bar';
import { applyLanguage, applyTheme } from '@/components/theme/page-theme';
import { deleteNotice, saveNotice } from '@/utils/notice/database';
import type { Tool } from '@/utils/notice/notice';
import { drawThumbnail, readEvidence } from '@/utils/notice/read-evidence';
import { type NoticeSession, type SessionStart, startSession } from '@/utils/notice/session';
import { loadSettings } from '@/utils/settings-store';
import { watchInventory } from '@/utils/store/inventory';
import { startOf } from './start';

const root = document.documentElement;
applyLanguage(root);
document.title = i18n.t('notice.title');
void loadSettings().then(({ theme }) => applyTheme(root, theme));

const tool: Tool = { name: 'AI Label Lens', version: browser.runtime.getManifest().version };

const open = (start: SessionStart): NoticeSession => {
  const session = startSession(start, {
    save: saveNotice,
    remove: deleteNotice,
    readBytes: readEvidence,
    drawThumbnail,
    exportPackage: (record, contact) => exportNotice(record, tool, contact),
    // Replaced, not pushed: no entry of the tab's history leads back to a medium.
    nameInAddress: (key) =>
      history.replaceState(null, '', key === null ? '/notice.html' : `/notice.html?notice=${key}`),
    now: () => new Date(),
  });
  followReport(session, start);
  addEventListener('pagehide', session.leave);
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && session.leave());
  addEventListener('beforeunload', (event) => {
    if (session.hasUnkeptWords()) event.preventDefault();
  });
  return session;
};

/** A medium may still be in check when its notice is begun. */
const followReport = (session: NoticeSession, { record }: SessionStart): void => {
  if (record.subject.report !== null) return;
  const { tabId, frameId, id } = record.subject.source;
  const unwatch = watchInventory(tabId, (inventory) => {
    const medium = inventory?.media.find((one) => one.frameId === frameId && one.id === id);
    if (medium?.report == null || medium.address !== record.subject.address) return;
    unwatch();
    session.reportArrived(medium.report);
  });
};

const Missing = ({ isNotice }: { readonly isNotice: boolean }) => (
  <section class="box notice-card">
    <h1>{i18n.t(isNotice ? 'notice.missing.notice' : 'notice.missing.title')}</h1>
    {!isNotice && <p>{i18n.t('notice.missing.body')}</p>}
  </section>
);

const show = (content: ComponentChild): void => {
  const mount = document.getElementById('app');
  if (mount === null) return;
  render(
    <>
      <PageBar />
      <main class="column">{content}</main>
    </>,
    mount,
  );
};

void startOf(new URLSearchParams(location.search)).then((start) =>
  show(
    start.kind === 'session' ? (
      <NoticeForm session={open(start.start)} tool={tool} />
    ) : (
      <Missing isNotice={start.kind === 'no-notice'} />
    ),
  ),
);
