/** What interface and notices both need to put a label report into words: ids of sentences, and what it says first. */
import type { Assurance, ErrorCode, Finding, LabelReport, MarkName, ReportError, Status } from './engine/report';

export const STATUS_IDS = {
  'ai-generated': 'aiGenerated',
  'ai-edited': 'aiEdited',
  'possibly-ai': 'possiblyAi',
  'suspected-ai': 'suspectedAi',
  captured: 'captured',
  'labelled-other': 'labelledOther',
  unlabelled: 'unlabelled',
  unreadable: 'unreadable',
} as const satisfies Record<Status, string>;

export const MARK_IDS = {
  gb45438: 'gb45438',
  iptc: 'iptc',
  generator: 'generator',
  vendor: 'vendor',
  c2pa: 'c2pa',
  'watermark-dwtdct': 'watermarkDwtdct',
  'watermark-stealth': 'watermarkStealth',
  'watermark-visible': 'watermarkVisible',
  page: 'page',
} as const satisfies Record<MarkName, string>;

export const ERROR_IDS = {
  empty: 'empty',
  'not-media': 'notMedia',
  truncated: 'truncated',
  malformed: 'malformed',
  'over-budget': 'overBudget',
  timeout: 'timeout',
  network: 'network',
  'http-status': 'httpStatus',
  blocked: 'blocked',
  unsupported: 'unsupported',
  crashed: 'crashed',
} as const satisfies Record<ErrorCode, string>;

export const ASSURANCE_IDS = {
  broken: 'broken',
  declared: 'declared',
  intact: 'intact',
  'verified-interim': 'verifiedInterim',
  verified: 'verified',
} as const satisfies Record<Assurance, string>;

/** A list vouches for the signer's name. */
export const isVouchedFor = (assurance: Assurance): boolean =>
  assurance === 'verified' || assurance === 'verified-interim';

/** The finding that carries the verdict. */
export const leadFinding = ({ verdict, findings }: LabelReport): Finding | null =>
  findings.find((finding) => finding.status === verdict.status && finding.assurance === verdict.assurance) ??
  findings.find((finding) => finding.status === verdict.status) ??
  null;

/** The server's number, which stands in the message of `http-status`. */
export const httpStatus = ({ message }: Pick<ReportError, 'message'>): string | null =>
  /\b[1-5]\d\d\b/.exec(message)?.[0] ?? null;
