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

const whileWanted =
  <Host extends Pick<WorkerHost, 'abort'>, Job extends { readonly jobId: string }, Result>(
    begin: (host: Host, job: Job, priority: number) => Promise<Result>,
    unbegun: (job: Job) => Result,
  ) =>
  async (host: Host, job: Job, priority: number, signal: AbortSignal): Promise<Result> => {
    if (signal.aborted) return unbegun(job);
    const stop = (): void => host.abort(job.jobId);
    signal.addEventListener('abort', stop, { once: true });
    return begin(host, job, priority).finally(() => signal.removeEventListener('abort', stop));
  };

export const runWhileWanted = whileWanted<Pick<WorkerHost, 'run' | 'abort'>, InspectionJob, InspectionResult>(
  (host, job, priority) => host.run(job, priority),
  (job) => unreadResult(job, 'timeout', 'Nobody waits for this check any more.'),
);

export const checkWhileWanted = whileWanted<Pick<WorkerHost, 'check' | 'abort'>, CheckJob, CheckResult>(
  (host, job, priority) => host.check(job, priority),
  ({ jobId }) => ({ jobId, outcome: 'unchecked', reason: 'stopped' }),
);

export const lookWhileWanted = whileWanted<Pick<WorkerHost, 'look' | 'abort'>, LookJob, LookResult>(
  (host, job, priority) => host.look(job, priority),
  ({ jobId }) => ({ jobId, outcome: 'unlooked', reason: 'stopped' }),
);
