import type { LabelReport } from '../../utils/engine/report';

/** To the thread that checks: a whole medium. */
export interface CheckOrder {
  readonly input: string;
  readonly bytes: Uint8Array;
  readonly settings: string;
}

/** Back from it: the report with what was checked, or `null` when the library broke down and the thread has to go. */
export type CheckAnswer = LabelReport | null;
