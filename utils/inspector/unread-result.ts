import { unreadableReport } from '@/utils/engine/make-report';
import type { ErrorCode } from '@/utils/engine/report';
import type { InspectionJob, InspectionResult } from '@/utils/messages/inspector';

/** What a job comes to whose medium could not be read. */
export const unreadResult = (
  { jobId, input }: Pick<InspectionJob, 'jobId' | 'input'>,
  code: ErrorCode,
  message: string,
): InspectionResult => ({
  jobId,
  outcome: 'report',
  report: unreadableReport(input, code, message),
  canBeChecked: false,
  validators: {},
});
