/** Whether a medium has something to check, asked by those who read its labels; the check itself is `check-credentials.ts`. */
import { type Examination, withFindings } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import { checkableStore, uncheckedStores } from './c2pa/checkable-store';

const CHECK_LIMITS = {
  /** The library copies the whole medium into its memory, which never shrinks. */
  bytes: 256 * 1024 * 1024,
  /** Time of one check: a genuine picture with 30 manifests needs seconds. */
  baseMs: 30_000,
  msPerByte: 1_000 / (20 * 1024 * 1024),
} as const;

export const checkTimeMs = (bytes: number): number => Math.ceil(CHECK_LIMITS.baseMs + bytes * CHECK_LIMITS.msPerByte);

/** Whether a medium has a label that a check over all its bytes could say more about. */
export const canBeChecked = ({ report, evidence }: Examination): boolean =>
  (checkableStore(report) !== undefined || evidence.length > 0) &&
  (report.bytes ?? Number.POSITIVE_INFINITY) <= CHECK_LIMITS.bytes;

/** The report where no check was made: it notes that there was something to check. */
export const withoutCheck = ({ report, evidence }: Examination): LabelReport =>
  uncheckedStores(report).length + evidence.length === 0
    ? report
    : withFindings(report, report.findings, ['credentials-not-checked']);
