/** Pure mappings from a label report to the words of the interface. Codes become ids of `locales/*.yml` in camel case. */
import { i18n } from '#i18n';
import type { Finding, LabelReport, MarkName, ReportError, Status } from '@/utils/engine/report';
import { ERROR_IDS, httpStatus, leadFinding, MARK_IDS, STATUS_IDS } from '@/utils/label-words';
import type { MediumOnPage } from '@/utils/messages/frame';
import { formatContainer, formatDimensions } from './format';
import type { ShownStatus, SignName } from './signs';

/** Badge M and chips. */
export const statusShort = (status: Status): string => i18n.t(`status.${STATUS_IDS[status]}.short`);

/** Badge L, rows, legend. */
export const statusName = (status: ShownStatus): string => {
  if (status === 'checking') return i18n.t('status.checking.name');
  if (status === 'waiting') return i18n.t('status.waiting.name');
  return i18n.t(`status.${STATUS_IDS[status]}.name`);
};

/** Tooltips and legend. */
export const statusMeaning = (status: Status): string => i18n.t(`status.${STATUS_IDS[status]}.meaning`);

/** Card and report. A failed check takes the headline; traces and weak signs are not called a label. */
export const headline = (report: LabelReport): string => {
  const { status, assurance } = report.verdict;
  if (assurance === 'broken') return i18n.t('assurance.broken.headline');
  if (status === 'suspected-ai') return suspectedHeadline(leadFinding(report));
  return i18n.t(`status.${STATUS_IDS[status]}.headline`);
};

const suspectedHeadline = (finding: Finding | null): string => {
  if (finding?.codes?.includes('residue')) return i18n.t('status.suspectedAi.headlineTrace');
  if (finding?.codes?.includes('weak-sign')) return i18n.t('status.suspectedAi.headlineWeak');
  return i18n.t('status.suspectedAi.headline');
};

/** Below the headline of a failed check: what the label said. */
export const brokenSaid = (report: LabelReport): string =>
  i18n.t('assurance.broken.said', [statusName(report.verdict.status)]);

/** What a row or badge L is called: the status, or that its check failed. */
export const rowTitle = (report: LabelReport): string =>
  report.verdict.assurance === 'broken'
    ? i18n.t('badge.brokenLong', [statusName(report.verdict.status)])
    : statusName(report.verdict.status);

export const markShort = (mark: MarkName): string => i18n.t(`mark.${MARK_IDS[mark]}.short`);
export const markName = (mark: MarkName): string => i18n.t(`mark.${MARK_IDS[mark]}.name`);
export const markMeaning = (mark: MarkName): string => i18n.t(`mark.${MARK_IDS[mark]}.meaning`);

/** The findings but the leading one, those that say something else first. */
export const otherFindings = (report: LabelReport): readonly Finding[] => {
  const lead = leadFinding(report);
  const others = report.findings.filter((finding) => finding !== lead);
  return [
    ...others.filter((finding) => finding.status !== lead?.status),
    ...others.filter((finding) => finding.status === lead?.status),
  ];
};

/** The tool, the signer or provider, or whose statement it is: the one name that a row has room for. */
export const sayer = (finding: Finding): { readonly text: string; readonly fromFile: boolean } | null => {
  const named = finding.tool ?? finding.who;
  if (named !== undefined && named !== '') return { text: named, fromFile: true };
  return finding.by === undefined || finding.by === 'generator'
    ? null
    : { text: i18n.t(`by.${finding.by}`), fromFile: false };
};

/** The first sign that holds of those that a badge or row shows beside the status; `several` only where there is room. */
export const noticeSign = (report: LabelReport): SignName | null => {
  if (report.verdict.disagreement || report.labelCheck === 'differs') return 'sign-disagreement';
  if (report.labelCheck === 'not-shown') return 'sign-not-shown';
  if (report.labelCheck === 'page-only') return 'sign-page-only';
  return report.findings.length > 1 ? 'sign-several' : null;
};

/** What the sign of `noticeSign` says. */
export const noticeSignText = (report: LabelReport): string => {
  switch (noticeSign(report)) {
    case 'sign-disagreement':
      return report.verdict.disagreement ? i18n.t('card.disagree') : i18n.t('check.short.differs');
    case 'sign-not-shown':
      return i18n.t('check.short.notShown');
    case 'sign-page-only':
      return i18n.t('check.short.pageOnly');
    case 'sign-several':
      return i18n.t('card.labelsAgree', report.findings.length);
    default:
      return '';
  }
};

/** Row: what kept the file from being read. */
export const errorName = (error: ReportError): string =>
  error.code === 'http-status'
    ? i18n.t('error.httpStatus.name', [httpStatus(error) ?? i18n.t('common.unknown')])
    : i18n.t(`error.${ERROR_IDS[error.code]}.name`);

/** Card and report: what happened, and what can be done. */
export const errorSentence = (error: ReportError): string =>
  error.code === 'http-status'
    ? i18n.t('error.httpStatus.sentence', [httpStatus(error) ?? i18n.t('common.unknown')])
    : i18n.t(`error.${ERROR_IDS[error.code]}.sentence`);

/** The same of a file that a person chose: no server and no connection is to blame. */
export const fileErrorName = (error: ReportError): string =>
  error.code === 'network' ? i18n.t('error.file.unread') : errorName(error);

export const fileErrorSentence = (error: ReportError): string => {
  if (error.code === 'network') return i18n.t('error.file.unreadSentence');
  return error.code === 'empty' ? i18n.t('error.file.emptySentence') : errorSentence(error);
};

/** A line for a file that is damaged behind labels that were read; empty for every other report. */
export const damageLine = (report: LabelReport, nameOf: (error: ReportError) => string = errorName): string =>
  report.error !== null && report.findings.length > 0 ? i18n.t('error.damagedAfterLabels', [nameOf(report.error)]) : '';

const PLACE_REALMS = [
  [/^pixels /, () => i18n.t('card.inPixels')],
  [/^page /, () => i18n.t('card.onPage')],
  [/^(?=HTTP )/, () => i18n.t('card.onPage')],
] as const;

/** Where a finding stood: in the file, in the pixels, on the page; then the place in the format's own names. */
export const placeWords = (place: string): { readonly realm: string; readonly at: string } => {
  const found = PLACE_REALMS.find(([begins]) => begins.test(place));
  return found === undefined
    ? { realm: i18n.t('card.inFile'), at: place }
    : { realm: found[1](), at: place.replace(found[0], '') };
};

/** One contradicting label in a line: "IPTC source type says: Camera capture". */
export const disagreeLine = (finding: Finding): string =>
  i18n.t('card.disagreeLine', [markShort(finding.mark), statusName(finding.status)]);

export const kindName = (kind: 'image' | 'video' | 'audio'): string => i18n.t(`kind.${kind}`);

/** What kind of thing a medium without a label is: "Image · JPEG · 1200 × 800". */
export const mediumLine = ({ kind, width, height }: MediumOnPage, report: LabelReport | null): string =>
  [kindName(kind), report === null ? '' : formatContainer(report.container), formatDimensions(width, height)]
    .filter((part) => part !== '')
    .join(' · ');
