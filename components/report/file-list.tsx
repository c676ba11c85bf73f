import { i18n } from '#i18n';
import { isUnderWay, type ReportItem } from '@/utils/report/report-item';
import { FileText } from '../file-text';
import { VerdictSign } from '../shared/verdict-sign';
import { rowTitle, statusName } from '../status-text';
import { subjectName } from './subject-text';

interface FileListProps {
  readonly items: readonly ReportItem[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

/** Several files, each with what its labels say; the chosen one's report stands below. */
export const FileList = ({ items, chosen, onChoose }: FileListProps) => (
  <nav class="files no-print" aria-label={i18n.t('report.section.files')}>
    <ul class="box">
      {items.map((item) => (
        <li key={item.key}>
          <button
            type="button"
            class="files__row"
            aria-current={item.key === chosen ? 'true' : undefined}
            data-status={item.report?.verdict.status}
            onClick={() => onChoose(item.key)}
          >
            <VerdictSign report={item.report} size={16} />
            <span class="files__name">
              {item.report === null
                ? statusName(isUnderWay(item.work) ? 'checking' : 'waiting')
                : rowTitle(item.report)}
            </span>
            <FileText value={subjectName(item.subject)} class="files__file" />
          </button>
        </li>
      ))}
    </ul>
  </nav>
);
