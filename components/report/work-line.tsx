import { i18n } from '#i18n';
import { isUnderWay, type ReportItem } from '@/utils/report/report-item';
import { formatBytes } from '../format';
import { errorSentence } from '../status-text';
import { hostText } from './subject-text';

/** What is being done, with the way to stop it; or what came of it, where that was not what was wanted. */
export const WorkLine = ({ item, onStop }: { readonly item: ReportItem; readonly onStop: () => void }) => {
  const text = workText(item);
  return (
    <div class="work">
      <p role="status">{text}</p>
      {isUnderWay(item.work) && (
        <>
          <progress class="work__bar" aria-label={text} />
          <button type="button" class="button button--small" onClick={onStop}>
            {i18n.t('report.action.stop')}
          </button>
        </>
      )}
    </div>
  );
};

const FAILED_IDS = { file: 'whole', record: 'record' } as const;

const workText = ({ work, subject, report }: ReportItem): string => {
  switch (work.kind) {
    case 'none':
      if (subject.kind === 'file' && subject.isFragment) return i18n.t('report.fragments.alone');
      return report?.findings.some(({ codes = [] }) => codes.includes('c2pa-fragment-unverified')) === true
        ? i18n.t('report.fragments.note')
        : '';
    case 'waiting':
      return i18n.t('report.work.waiting');
    case 'reading':
      return i18n.t('report.work.reading', [formatBytes(work.bytesRead)]);
    case 'inspecting':
      return i18n.t('report.work.inspecting');
    case 'checking':
      return i18n.t('report.work.checking');
    case 'looking':
      return i18n.t('report.work.looking');
    case 'stopped':
      return i18n.t('report.work.stopped');
    case 'not-made':
      return i18n.t('report.work.notMade');
    case 'fetching':
      return i18n.t('report.work.fetching', [hostText(work.address)]);
    case 'no-record':
      return i18n.t('report.record.none');
    case 'failed':
      return i18n.t(`report.${FAILED_IDS[work.of]}.failed`, [errorSentence(work)]);
  }
};
