/** Codes of the label report in the words of a notice's language. */
import type { Assurance, LabelReport, MarkName, ReportError, Status } from '../engine/report';
import { ASSURANCE_IDS, ERROR_IDS, httpStatus, leadFinding, MARK_IDS, STATUS_IDS } from '../label-words';
import type { HashMissing, Reason, Relation } from './schema';
import type { Say } from './words';

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

export const RELATION_IDS = {
  self: 'self',
  authorised: 'authorised',
  'third-party': 'thirdParty',
} as const satisfies Record<Relation, string>;

export const statusWord = (say: Say, status: Status): string => say(`status.${STATUS_IDS[status]}.name`);
export const assuranceWord = (say: Say, assurance: Assurance): string =>
  say(`assurance.${ASSURANCE_IDS[assurance]}.name`);
export const markWord = (say: Say, mark: MarkName): string => say(`mark.${MARK_IDS[mark]}.name`);
export const reasonWord = (say: Say, reason: Reason): string => say(`notice.kind.${REASON_IDS[reason]}`);
export const relationWord = (say: Say, relation: Relation): string => say(`notice.relation.${RELATION_IDS[relation]}`);

export const errorSentence = (say: Say, error: ReportError): string =>
  say(`error.${ERROR_IDS[error.code]}.sentence`, httpStatus(error) ?? say('common.unknown'));

const errorName = (say: Say, error: ReportError): string =>
  say(`error.${ERROR_IDS[error.code]}.name`, httpStatus(error) ?? say('common.unknown'));

/** What the file says, in one sentence: never more than the report holds. */
export const findingSentence = (say: Say, report: LabelReport | null): string => {
  if (report === null) return say('notice.finding.notChecked');
  const { status } = report.verdict;
  if (status === 'unlabelled') return say('notice.finding.unlabelled');
  if (status === 'unreadable') {
    return say('notice.finding.unreadable', report.error ? errorName(say, report.error) : say('common.unknown'));
  }
  const lead = leadFinding(report);
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
  return say('evidence.noHash', errorName(say, { code: missing, message: '' }));
};
