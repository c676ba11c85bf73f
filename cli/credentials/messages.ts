import type { LabelReport } from '../../utils/engine/report';

/** To the thread that checks: a medium whose labels were read. */
export interface CheckOrder {
  readonly report: LabelReport;
  readonly bytes: Uint8Array;
  readonly settings: string;
}

/** Back from it: the report after the check, or `null` when the library broke down and the thread has to go. */
export type CheckAnswer = LabelReport | null;
