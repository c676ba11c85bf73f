/** Jobs of a worker host that end when nobody waits for them any more; one that nobody waits for already is not begun. */
import type {
  CheckJob,
  CheckResult,
  InspectionJob,
  InspectionResult,
  LookJob,
  LookResult,
} from '@/utils/messages/inspector';
import { unreadResult } from './unread-result';
import type { WorkerHost } from './worker-host';

export const runWhileWanted = async (
  host: Pick<WorkerHost, 'run' | 'abort'>,
  job: InspectionJob,
  priority: number,
  signal: AbortSignal,
): Promise<InspectionResult> =>
  signal.aborted
    ? unreadResult(job, 'timeout', 'Nobody waits for this check any more.')
    : abortable(host, job.jobId, signal, () => host.run(job, priority));

export const checkWhileWanted = async (
  host: Pick<WorkerHost, 'check' | 'abort'>,
  job: CheckJob,
  priority: number,
  signal: AbortSignal,
): Promise<CheckResult> =>
  signal.aborted
    ? { jobId: job.jobId, outcome: 'unchecked', reason: 'stopped' }
    : abortable(host, job.jobId, signal, () => host.check(job, priority));

export const lookWhileWanted = async (
  host: Pick<WorkerHost, 'look' | 'abort'>,
  job: LookJob,
  priority: number,
  signal: AbortSignal,
): Promise<LookResult> =>
  signal.aborted
    ? { jobId: job.jobId, outcome: 'unlooked', reason: 'stopped' }
    : abortable(host, job.jobId, signal, () => host.look(job, priority));

const abortable = <Result>(
  host: Pick<WorkerHost, 'abort'>,
  jobId: string,
  signal: AbortSignal,
  begin: () => Promise<Result>,
): Promise<Result> => {
  const stop = (): void => host.abort(jobId);
  signal.addEventListener('abort', stop, { once: true });
  return begin().finally(() => signal.removeEventListener('abort', stop));
};
