import { render } from 'preact';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import '@/components/theme/tokens.css';
import '@/components/theme/signs.css';
import '@/components/theme/base.css';
import '@/components/notice/notices.css';
import { exportNotice, exportNotices } from '@/components/notice/export-notices';
import { type NoticesDeps, NoticesList } from '@/components/notice/notices-list';
import { PageBar } from '@/components/page-bar';
import { applyLanguage, applyTheme } from '@/components/theme/page-theme';
import { deleteAllNotices, deleteNotice, getNotice, listNotices, saveNotice } from '@/utils/notice/database';
import type { Tool } from '@/utils/notice/notice';
import type { NoticeRecord } from '@/utils/notice/record';
import { loadSettings } from '@/utils/settings-store';

const root = document.documentElement;
applyLanguage(root);
document.title = i18n.t('notices.title');
void loadSettings().then(({ theme }) => applyTheme(root, theme));

const tool: Tool = { name: 'AI Label Lens', version: browser.runtime.getManifest().version };

/** Only what is still as it was listed: another tab may have gone on writing, or taken it back for good. */
const markExported = async (record: NoticeRecord): Promise<void> => {
  const stored = await getNotice(record.key);
  if (stored?.updatedAt === record.updatedAt) await saveNotice({ ...record, state: 'exported' });
};

const deps: NoticesDeps = {
  list: listNotices,
  remove: deleteNotice,
  removeAll: deleteAllNotices,
  restore: async (record) => {
    const result = await saveNotice(record);
    if (!result.ok) throw new Error(result.reason);
  },
  exportOne: async (record) => {
    const name = await exportNotice(record, tool);
    await markExported(record);
    return name;
  },
  exportSome: async (records) => {
    const name = await exportNotices(records, tool);
    await Promise.all(records.map(markExported));
    return name;
  },
};

const mount = document.getElementById('app');
if (mount !== null) {
  render(
    <>
      <PageBar current="notices" />
      <main class="column">
        <NoticesList {...deps} />
      </main>
    </>,
    mount,
  );
}
