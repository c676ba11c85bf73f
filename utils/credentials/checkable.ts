/** Whether a medium has something to check, asked by those who read its labels; the check itself is `check-credentials.ts`. */
import { type Examination, type LabelEvidence, withFindings } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import { checkableStore, uncheckedStores } from './c2pa/checkable-store';
import { hasExactPixels, isSignedComment, notCheckable } from './novelai/checkable-comment';

const CHECK_LIMITS = {
  /** The library copies the whole medium into its memory, which never shrinks. */
  bytes: 256 * 1024 * 1024,
  /** Time of one check: a genuine picture with 30 manifests needs seconds. */
  baseMs: 30_000,
  msPerByte: 1_000 / (20 * 1024 * 1024),
} as const;

export const checkTimeMs = (bytes: number): number => Math.ceil(CHECK_LIMITS.baseMs + bytes * CHECK_LIMITS.msPerByte);

/** Whether a medium has a label that a check over all its bytes could say more about. */
export const canBeChecked = (examination: Examination): boolean =>
  (checkableStore(examination.report) !== undefined || examination.evidence.some(isCheckableIn(examination))) &&
  (examination.report.bytes ?? Number.POSITIVE_INFINITY) <= CHECK_LIMITS.bytes;

/** The report where no check was made: it notes that there was something to check, or something that cannot be. */
export function withoutCheck(examination: Examination): LabelReport {
  const { report, evidence } = examination;
  const isCheckable = isCheckableIn(examination);
  const isLeft = uncheckedStores(report).length > 0 || evidence.some(isCheckable);
  const beyond = new Set(evidence.filter((one) => !isCheckable(one)).map(({ finding }) => finding));
  if (!isLeft && beyond.size === 0) return report;
  const findings = report.findings.map((finding) => (beyond.has(finding) ? notCheckable(finding) : finding));
  return withFindings(report, findings, isLeft ? ['credentials-not-checked'] : []);
}

/** Whatever the check may find: what no whole medium could change is told at once. */
const isCheckableIn =
  ({ report }: Examination) =>
  (evidence: LabelEvidence): boolean =>
    !isSignedComment(evidence) || hasExactPixels(report.container);
