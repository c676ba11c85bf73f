import { LIMITS } from './limits';
import type { MarkEvidence, MarkFinding } from './marks/mark';
import { type ErrorCode, type Finding, type LabelReport, NOTES, type Note, type ReportError } from './report';
import { visibleFinding, visibleText } from './strings';
import { byStrength, verdictOf } from './verdict';

/** What an inspection found out, before it is put in order. */
export interface Observations extends Pick<LabelReport, 'input' | 'kind' | 'container' | 'bytes' | 'bytesRead'> {
  readonly elapsedMs: number;
  readonly findings: readonly MarkFinding[];
  readonly notes: ReadonlySet<Note>;
  /** `null` only where everything that can hold a label was read. */
  readonly error: ReportError | null;
}

/** What a finding of a report was made of. */
export type LabelEvidence = MarkEvidence & {
  /** The finding as it stands in the report: the same object. */
  readonly finding: Finding;
};

export interface Examination {
  readonly report: LabelReport;
  /** In the order of the report's findings. It never leaves the process that read the medium. */
  readonly evidence: readonly LabelEvidence[];
}

/**
 * The report of one medium: strings made visible, findings sorted and bounded, verdict drawn. An error stays beside
 * findings that were read before the damage.
 */
const makeReport = (observations: Observations): LabelReport => makeExamination(observations).report;

/** The report, and what its findings were made of. */
export function makeExamination({ findings, ...medium }: Observations): Examination {
  const made = findings
    .map(({ evidence, ...finding }) => ({ finding: visibleFinding(finding), evidence }))
    .sort((a, b) => byStrength(a.finding, b.finding));
  const evidence = made
    .slice(0, LIMITS.findings)
    .flatMap(({ finding, evidence }) => (evidence === undefined ? [] : [{ ...evidence, finding }]));
  return {
    report: arrange(
      medium,
      made.map(({ finding }) => finding),
    ),
    evidence,
  };
}

function arrange(
  { notes, error, elapsedMs, input, ...medium }: Omit<Observations, 'findings'>,
  sorted: readonly Finding[],
): LabelReport {
  return {
    input: shownInput(input),
    ...medium,
    elapsedMs: Math.round(elapsedMs * 100) / 100,
    verdict: verdictOf(sorted, error === null),
    findings: sorted.slice(0, LIMITS.findings),
    ...(notes.size > 0 && { notes: NOTES.filter((note) => notes.has(note)) }),
    error: error && { code: error.code, message: visibleText(error.message) },
  };
}

/** The same medium's report with findings that were checked, and with what more there is to note. */
export function withFindings(
  report: LabelReport,
  findings: readonly Finding[],
  notes: readonly Note[] = [],
): LabelReport {
  const { verdict: _, ...medium } = report;
  return makeReport({ ...medium, findings, notes: new Set([...(report.notes ?? []), ...notes]) });
}

/** The report of a medium that no byte was read of: `blocked`, `timeout`, `crashed` … */
export function unreadableReport(input: string, code: ErrorCode, message: string): LabelReport {
  return makeReport({
    input,
    kind: 'unknown',
    container: 'unknown',
    bytes: null,
    bytesRead: 0,
    elapsedMs: 0,
    findings: [],
    notes: new Set(),
    error: { code, message },
  });
}

/**
 * `data:` addresses are media themselves: type and length tell them apart well enough. One without the comma before its
 * data (RFC 2397) has been shortened by who asked.
 */
function shownInput(input: string): string {
  const type = /^data:([^;,]{0,80})[^,]*,/i.exec(input)?.[1];
  if (type === undefined) return input;
  return `data:${visibleText(type || 'text/plain')} (${input.length} characters)`;
}
