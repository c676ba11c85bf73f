import type { ErrorCode, LabelReport } from '@/utils/engine/report';

/** The report of a medium that was not read: `unreadable`, with the reason. */
export const failureReport = (input: string, code: ErrorCode, message: string): LabelReport => ({
  input,
  kind: 'unknown',
  container: 'unknown',
  bytes: null,
  bytesRead: 0,
  elapsedMs: 0,
  verdict: { status: 'unreadable', assurance: null, disagreement: false },
  findings: [],
  error: { code, message },
});
