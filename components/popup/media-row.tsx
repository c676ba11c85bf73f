import { i18n } from '#i18n';
import { leadFinding } from '@/utils/label-words';
import { assuranceWords } from '../assurance-text';
import { FileText } from '../file-text';
import { formatHost } from '../format';
import type { MediumRow } from '../media-rows';
import { pixelsSentence } from '../pixels-text';
import { VerdictSign } from '../shared/verdict-sign';
import { Sign } from '../signs';
import {
  errorName,
  errorSentence,
  kindName,
  markMeaning,
  markShort,
  mediumLine,
  noticeSign,
  noticeSignText,
  rowTitle,
  sayer,
  statusMeaning,
  statusName,
} from '../status-text';
import { TEXT_CAP, visibleText } from '../visible-text';
import { Thumbnail } from './thumbnail';

export interface MediaRowProps {
  readonly row: MediumRow;
  readonly picture: string | undefined;
  readonly isOpen: boolean;
  /** The list's one tab stop. */
  readonly isCurrent: boolean;
  readonly onToggle: () => void;
  readonly onLocate: () => void;
  readonly onFullReport: () => void;
  readonly onReport: () => void;
}

export const MediaRow = ({
  row,
  picture,
  isOpen,
  isCurrent,
  onToggle,
  onLocate,
  onFullReport,
  onReport,
}: MediaRowProps) => (
  <li
    class="row"
    data-status={row.status}
    data-assurance={row.report?.verdict.assurance ?? ''}
    data-url={row.medium.address}
    data-gone={row.isGone ? '' : undefined}
    data-open={isOpen ? '' : undefined}
  >
    <button
      type="button"
      class="row__main"
      data-row={row.key}
      aria-expanded={isOpen}
      tabIndex={isCurrent ? 0 : -1}
      onClick={onToggle}
    >
      <Thumbnail medium={row.medium} status={row.status} picture={picture} />
      <span class="row__text">
        <Naming row={row} />
        <Title row={row} />
        <Says row={row} />
        <Whereabouts row={row} />
      </span>
      <Sign name="ui-chevron" size={12} class="row__chevron" />
    </button>
    {isOpen && (
      <div class="row__more">
        {row.report?.error != null && <p class="hint">{errorSentence(row.report.error)}</p>}
        <Pixels row={row} />
        <div class="row__actions">
          <button type="button" class="button button--small" disabled={row.isGone} onClick={onLocate}>
            {i18n.t('popup.row.show')}
          </button>
          <button type="button" class="button button--small button--quiet" onClick={onFullReport}>
            {i18n.t('popup.row.report')}
          </button>
          <button type="button" class="button button--small button--quiet" onClick={onReport}>
            {i18n.t('popup.row.notice')}
          </button>
        </div>
      </div>
    )}
  </li>
);

const Pixels = ({ row: { report, pixels } }: { readonly row: MediumRow }) => {
  const sentence = report === null ? '' : pixelsSentence(report, pixels);
  return sentence === '' ? null : <p class="hint">{sentence}</p>;
};

/** Which medium the row is about, for those who do not see the thumbnail. */
const Naming = ({ row: { medium } }: { readonly row: MediumRow }) => (
  <span class="visually-hidden">
    {kindName(medium.kind)}
    {medium.alt !== '' && (
      <>
        , <FileText value={medium.alt} cap={TEXT_CAP.card} />
      </>
    )}
    .{' '}
  </span>
);

const Title = ({ row }: { readonly row: MediumRow }) => {
  const { report, status } = row;
  const sign = report === null ? null : noticeSign(report);
  return (
    <span class="row__title" title={tooltip(row)}>
      <VerdictSign report={report} size={16} />
      <span class="row__name">{report === null ? statusName(status) : rowTitle(report)}</span>
      {report !== null && sign !== null && sign !== 'sign-several' && (
        <span class="row__notice" title={noticeSignText(report)}>
          <Sign name={sign} size={14} />
          <span class="visually-hidden">{noticeSignText(report)}</span>
        </span>
      )}
    </span>
  );
};

const tooltip = ({ report, status, check }: MediumRow): string => {
  if (status === 'waiting') return i18n.t('status.waiting.meaning');
  if (status === 'checking') return i18n.t('status.checking.headline');
  const words = report?.verdict.assurance === 'broken' ? assuranceWords(report, check) : null;
  return words?.sentence ?? statusMeaning(status);
};

/** How far it can be relied on, by which mark, by whom; for media without a label, what was read or kept from being read. */
const Says = ({ row: { report, medium, check } }: { readonly row: MediumRow }) => {
  const finding = report === null ? null : leadFinding(report);
  if (report === null || finding === null) {
    return (
      <span class="row__line">{report?.error != null ? errorName(report.error) : mediumLine(medium, report)}</span>
    );
  }
  const words = report.verdict.assurance === 'broken' ? null : assuranceWords(report, check);
  const who = sayer(finding);
  return (
    <span class="row__line">
      {words !== null && (
        <>
          <span class="row__assurance" title={words.sentence}>
            <Sign name={words.sign} size={13} tone={words.tone} />
            {words.short}
          </span>
          <Dot />
        </>
      )}
      <span title={markMeaning(finding.mark)}>{markShort(finding.mark)}</span>
      {who !== null && (
        <>
          <Dot />
          {who.fromFile ? <FileText value={who.text} cap={TEXT_CAP.row} /> : who.text}
        </>
      )}
    </span>
  );
};

const Dot = () => <span class="row__dot"> · </span>;

const Whereabouts = ({ row }: { readonly row: MediumRow }) => (
  <span class="row__host" title={visibleText(row.medium.address, TEXT_CAP.row)}>
    <FileText value={formatHost(row.medium.address)} />
    {row.times > 1 && <span> · {i18n.t('popup.row.alsoAt', [String(row.times)])}</span>}
    {row.isGone && <span> · {i18n.t('popup.row.gone')}</span>}
  </span>
);
