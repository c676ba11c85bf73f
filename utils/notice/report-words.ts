/** Codes of the label report in the words of a notice's language. */
import type { Assurance, ErrorCode, LabelReport, MarkName, Status } from '../engine/report';
import type { HashMissing, Reason, Relation } from './schema';
import type { Say, WordId } from './words';

/** `http-status` → `httpStatus`: how ids of sentences are made from codes. */
const camel = (code: string): string => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

export const REASON_IDS = {
  'unlabelled-suspected-ai': 'unlabelledSuspectedAi',
  'label-removed': 'labelRemoved',
  'wrong-label': 'wrongLabel',
  impersonation: 'impersonation',
  fraud: 'fraud',
  misinformation: 'misinformation',
  'non-consensual-intimate': 'nonConsensualIntimate',
  other: 'other',
} as const satisfies Record<Reason, string>;

export const statusWord = (say: Say, status: Status): string => say(`status.${camel(status)}.name` as WordId);
export const assuranceWord = (say: Say, assurance: Assurance): string =>
  say(`assurance.${camel(assurance)}.name` as WordId);
export const markWord = (say: Say, mark: MarkName): string => say(`mark.${camel(mark)}.name` as WordId);
export const reasonWord = (say: Say, reason: Reason): string => say(`notice.kind.${REASON_IDS[reason]}`);
export const relationWord = (say: Say, relation: Relation): string =>
  say(`notice.relation.${camel(relation)}` as WordId);

/** The server's number of `http-status` stands in the message. */
export const errorSentence = (say: Say, code: ErrorCode, message: string): string =>
  say(`error.${camel(code)}.sentence` as WordId, httpStatus(message) || say('common.unknown'));

const errorName = (say: Say, code: ErrorCode, message: string): string =>
  say(`error.${camel(code)}.name` as WordId, httpStatus(message) || say('common.unknown'));

const httpStatus = (message: string): string => /\b[1-5]\d\d\b/.exec(message)?.[0] ?? '';

/** What the file says, in one sentence: never more than the report holds. */
export const findingSentence = (say: Say, report: LabelReport | null): string => {
  if (report === null) return say('notice.finding.notChecked');
  const { status, assurance } = report.verdict;
  if (status === 'unlabelled') return say('notice.finding.unlabelled');
  if (status === 'unreadable') {
    const error = report.error;
    return say('notice.finding.unreadable', error ? errorName(say, error.code, error.message) : say('common.unknown'));
  }
  const lead =
    report.findings.find((finding) => finding.status === status && finding.assurance === assurance) ??
    report.findings.find((finding) => finding.status === status);
  return say(
    'notice.finding.labelled',
    statusWord(say, status),
    lead ? markWord(say, lead.mark) : say('common.unknown'),
  );
};

/** What stands in a hash's place. */
export const hashMissingWord = (say: Say, missing: HashMissing): string => {
  if (missing === 'not-agreed') return say('evidence.noHash', say('evidence.reason.notAgreed'));
  if (missing === 'not-read') return say('evidence.noHash', say('evidence.reason.notRead'));
  return say('evidence.noHash', errorName(say, missing, ''));
};
