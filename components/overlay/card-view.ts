/** What a card says, from a label report: a value that the component only draws. */
import { i18n } from '#i18n';
import type { ErrorCode, Finding, LabelReport } from '@/utils/engine/report';
import { leadFinding } from '@/utils/label-words';
import type { CheckState } from '@/utils/messages/check-state';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { PixelState } from '@/utils/messages/pixel-state';
import { assuranceWords, isUnchecked } from '../assurance-text';
import { deviationTexts, fieldFacts, findingFacts, reasonTexts } from '../finding-details';
import { formatBytes } from '../format';
import { type LookAction, lookAction, pixelsSentence } from '../pixels-text';
import { type SignName, type SignTone, statusSign, statusTone } from '../signs';
import {
  brokenSaid,
  damageLine,
  disagreeLine,
  errorName,
  errorSentence,
  headline,
  kindName,
  markName,
  mediumLine,
  otherFindings,
  statusMeaning,
  statusName,
} from '../status-text';
import { type CardFact, type CardText, ours, theirs } from './card-text';

export interface CardStrip {
  readonly look: 'filled' | 'warn' | 'outlined';
  readonly sign: SignName | null;
  readonly name: string | null;
  readonly sentences: readonly string[];
  /** A second thought, in a quieter ink. */
  readonly aside: string | null;
}

export interface CardDetails {
  readonly title: string;
  readonly facts: readonly CardFact[];
  readonly lines: readonly CardText[];
  readonly deviations: readonly CardText[];
}

export type CardAction = 'retry' | 'check' | LookAction | 'open-tab' | 'copy' | 'full-report' | 'notice';

export interface CardView {
  readonly sign: SignName;
  readonly tone: SignTone;
  readonly headline: string;
  readonly second: string;
  readonly facts: readonly CardFact[];
  /** The first one describes the dialog. */
  readonly strips: readonly CardStrip[];
  readonly details: CardDetails | null;
  readonly actions: readonly CardAction[];
  /** What reading the whole medium for a check or its pixels costs; null where it is not known. */
  readonly bytes: number | null;
}

/** Fields of the leading finding that the card has room for. */
const FIELDS_SHOWN = 6;

/**
 * @param check How far the check of what is signed in the medium has come.
 * @param pixels How far looking at its pixels has come.
 */
export const cardView = (
  medium: MediumOnPage,
  report: LabelReport | null,
  check?: CheckState,
  pixels?: PixelState,
): CardView => {
  if (!report) return checkingView(medium);
  const lead = leadFinding(report);
  if (lead) return labelledView(report, lead, check, pixels);
  return report.verdict.status === 'unreadable' ? unreadableView(report) : unlabelledView(medium, report, pixels);
};

const checkingView = ({ kind }: MediumOnPage): CardView => ({
  sign: 'status-checking',
  tone: 'none',
  headline: i18n.t('status.checking.headline'),
  second: kindName(kind),
  facts: [],
  strips: [],
  details: null,
  actions: [],
  bytes: null,
});

const unlabelledView = (medium: MediumOnPage, report: LabelReport, pixels: PixelState | undefined): CardView => ({
  sign: statusSign('unlabelled'),
  tone: statusTone('unlabelled'),
  headline: headline(report),
  second: mediumLine(medium, report),
  facts: [],
  strips: [plainStrip(statusMeaning('unlabelled')), ...pixelStrips(report, pixels)],
  details: {
    title: i18n.t('card.wasRead'),
    facts: [],
    lines: [
      ours(
        i18n.t('card.readWhat', [
          formatBytes(report.bytesRead),
          report.bytes === null ? i18n.t('common.unknown') : formatBytes(report.bytes),
        ]),
      ),
    ],
    deviations: [],
  },
  actions: [...lookActions(pixels, 'look'), 'notice', ...lookActions(pixels, 'look-closely'), 'full-report', 'copy'],
  bytes: report.bytes,
});

const plainStrip = (sentence: string, aside: string | null = null): CardStrip => ({
  look: 'filled',
  sign: null,
  name: null,
  sentences: [sentence],
  aside,
});

/** What is in the pixels is another place than the file's own labels stand in. */
const pixelStrips = (report: LabelReport, pixels: PixelState | undefined): readonly CardStrip[] => {
  const sentence = pixelsSentence(report, pixels);
  if (sentence === '') return [];
  const sign = pixels === 'running' ? 'status-checking' : null;
  return [{ look: 'outlined', sign, name: null, sentences: [sentence], aside: null }];
};

/** What is asked for where nobody has looked comes first; where somebody has, behind what a person more likely wants. */
const lookActions = (pixels: PixelState | undefined, asked: LookAction): readonly CardAction[] =>
  lookAction(pixels) === asked ? [asked] : [];

/** What can be done about it; a damaged file stays damaged however often it is asked for. */
const ERROR_ACTIONS: Readonly<Record<ErrorCode, readonly CardAction[]>> = {
  empty: ['retry'],
  'not-media': ['open-tab'],
  truncated: ['retry'],
  malformed: [],
  'over-budget': ['open-tab'],
  timeout: ['retry'],
  network: ['retry'],
  'http-status': ['retry', 'open-tab'],
  blocked: ['retry'],
  unsupported: [],
  crashed: ['retry'],
};

const unreadableView = (report: LabelReport): CardView => ({
  sign: statusSign('unreadable'),
  tone: statusTone('unreadable'),
  headline: headline(report),
  second: report.error ? errorName(report.error) : '',
  facts: [],
  strips: report.error
    ? [plainStrip(errorSentence(report.error), statusMeaning('unreadable'))]
    : [plainStrip(statusMeaning('unreadable'))],
  details: null,
  actions: [...(report.error ? ERROR_ACTIONS[report.error.code] : []), 'notice'],
  bytes: report.bytes,
});

const labelledView = (
  report: LabelReport,
  lead: Finding,
  check: CheckState | undefined,
  pixels: PixelState | undefined,
): CardView => {
  const isBroken = report.verdict.assurance === 'broken';
  const { status } = report.verdict;
  return {
    sign: isBroken ? 'assurance-broken' : statusSign(status),
    tone: isBroken ? 'warn' : statusTone(status),
    headline: headline(report),
    second: isBroken ? brokenSaid(report) : markName(lead.mark),
    facts: [
      ...(isBroken ? [{ term: i18n.t('card.saysSo'), values: [ours(markName(lead.mark))] }] : []),
      ...findingFacts(lead),
    ],
    strips: [
      ...assuranceStrip(report, check),
      ...besideStrips(lead, check),
      ...pixelStrips(report, pixels),
      ...contradictionStrips(report, lead),
      ...checkStrips(report),
    ],
    details: labelledDetails(report, lead),
    actions: [
      ...(check === 'on-asking' || check === 'not-made' ? (['check'] as const) : []),
      ...lookActions(pixels, 'look'),
      'copy',
      ...lookActions(pixels, 'look-closely'),
      'full-report',
      'notice',
    ],
    bytes: report.bytes,
  };
};

const assuranceStrip = (report: LabelReport, check: CheckState | undefined): readonly CardStrip[] => {
  const words = assuranceWords(report, check);
  if (!words) return [];
  return [
    {
      look: report.verdict.assurance === 'broken' ? 'warn' : 'filled',
      sign: words.sign,
      name: words.name,
      sentences: [words.sentence],
      aside: words.caution,
    },
  ];
};

/** A signature that is not the leading label's. */
const besideStrips = (lead: Finding, check: CheckState | undefined): readonly CardStrip[] => {
  if (check === undefined || check.startsWith('made') || isUnchecked(lead)) return [];
  const isRunning = check === 'running';
  return [
    {
      look: 'outlined',
      sign: isRunning ? 'status-checking' : null,
      name: null,
      sentences: [i18n.t(isRunning ? 'card.signatureChecking' : 'card.signatureOpen')],
      aside: null,
    },
  ];
};

export const contradictionStrips = (report: LabelReport, lead: Finding): readonly CardStrip[] => {
  if (!report.verdict.disagreement) return [];
  const against = otherFindings(report).filter(({ status }) => status !== lead.status);
  return [
    {
      look: 'outlined',
      sign: 'sign-disagreement',
      name: i18n.t('card.disagree'),
      sentences: [...new Set(against.map(disagreeLine))].slice(0, 3),
      aside: null,
    },
  ];
};

const CHECK_SIGNS = {
  'not-shown': 'sign-not-shown',
  'page-only': 'sign-page-only',
  differs: 'sign-disagreement',
} as const;

export const checkStrips = (report: LabelReport): readonly CardStrip[] => {
  const { labelCheck } = report;
  if (labelCheck === undefined || labelCheck === 'agrees') return [];
  const ofPage = report.findings.find(({ mark }) => mark === 'page');
  const ofFile = report.findings.find(({ mark }) => mark !== 'page');
  const sentence =
    labelCheck === 'differs'
      ? i18n.t('check.differs', [
          ofPage ? statusName(ofPage.status) : i18n.t('common.unknown'),
          ofFile ? statusName(ofFile.status) : i18n.t('common.unknown'),
        ])
      : i18n.t(labelCheck === 'not-shown' ? 'check.notShown' : 'check.pageOnly');
  return [{ look: 'outlined', sign: CHECK_SIGNS[labelCheck], name: null, sentences: [sentence], aside: null }];
};

const labelledDetails = (report: LabelReport, lead: Finding): CardDetails => {
  const others = otherFindings(report);
  const agreeing = report.findings.filter(({ status }) => status === lead.status).length;
  const damage = damageLine(report);
  return {
    title: detailsTitle(report, agreeing),
    facts: [
      ...others.map((finding) => ({
        term: markName(finding.mark),
        values: [ours(statusName(finding.status)), theirs(finding.place)],
      })),
      ...fieldFacts(lead, FIELDS_SHOWN),
    ],
    lines: [...reasonTexts(lead), ...(damage === '' ? [] : [ours(damage)])],
    deviations: deviationTexts(lead),
  };
};

const detailsTitle = (report: LabelReport, agreeing: number): string => {
  const details = i18n.t('card.details');
  if (report.verdict.disagreement) return `${details} (${report.findings.length})`;
  return agreeing > 1 ? `${details} · ${i18n.t('card.labelsAgree', agreeing)}` : details;
};
