/**
 * Keeps the inspector's workers: one job at a time each, a time limit per job, and a new worker for one that hung or
 * died, so that a file costs its worker and no other medium. Runs in the offscreen document (Chromium) or the event
 * page (Firefox).
 */
import { unreadableReport } from '@/utils/engine/make-report';
import type { ErrorCode } from '@/utils/engine/report';
import type { InspectionJob, InspectionResult, InspectorOrder } from '@/utils/messages/inspector';
import { INSPECTION_LIMITS } from './inspection-limits';

/** The part of `Worker` that is used. */
export interface InspectorWorker {
  postMessage(order: InspectorOrder): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<InspectionResult>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface WorkerHost {
  /** Never rejects: whatever goes wrong is a report. */
  readonly run: (job: InspectionJob, priority: number) => Promise<InspectionResult>;
  /** A waiting job is dropped, a running one told to stop. */
  readonly abort: (jobId: string) => void;
}

interface Waiting {
  readonly job: InspectionJob;
  readonly priority: number;
  readonly settle: (result: InspectionResult) => void;
}

interface Slot {
  worker: InspectorWorker | null;
  current: Waiting | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

type LaneName = 'local' | 'network';

interface Lane {
  readonly waiting: Waiting[];
  readonly slots: readonly Slot[];
}

const newLane = (workers: number): Lane => ({
  waiting: [],
  slots: Array.from({ length: workers }, () => ({ worker: null, current: null, timer: undefined })),
});

const laneOf = (job: InspectionJob): LaneName => (job.source.kind === 'blob' ? 'local' : 'network');

export const createWorkerHost = (spawn: () => InspectorWorker): WorkerHost => {
  const lanes: Readonly<Record<LaneName, Lane>> = {
    local: newLane(INSPECTION_LIMITS.localWorkers),
    network: newLane(INSPECTION_LIMITS.networkWorkers),
  };

  const next = (lane: Lane): void => {
    const slot = lane.slots.find(({ current }) => current === null);
    const index = slot ? lane.waiting.findIndex((waiting) => mayStart(lane, waiting)) : -1;
    const [waiting] = index < 0 ? [] : lane.waiting.splice(index, 1);
    if (slot && waiting) start(lane, slot, waiting);
  };

  const start = (lane: Lane, slot: Slot, waiting: Waiting): void => {
    clearTimeout(slot.timer);
    slot.current = waiting;
    slot.timer = setTimeout(
      () => give(lane, slot, 'timeout', 'The check took too long and was stopped.'),
      waiting.job.timeLimitMs,
    );
    try {
      slot.worker ??= spawn();
      slot.worker.onmessage = ({ data }) => finish(lane, slot, data);
      slot.worker.onerror = () => give(lane, slot, 'crashed', 'The worker that made the check died.');
      slot.worker.postMessage({ type: 'run', job: waiting.job, priority: waiting.priority });
    } catch {
      give(lane, slot, 'crashed', 'The worker that makes the check could not be started.');
    }
  };

  const finish = (lane: Lane, slot: Slot, result: InspectionResult): void => {
    if (slot.current?.job.jobId !== result.jobId) return;
    clearTimeout(slot.timer);
    const { settle } = slot.current;
    slot.current = null;
    slot.timer = setTimeout(() => dismiss(slot), INSPECTION_LIMITS.workerIdleMs);
    settle(result);
    next(lane);
  };

  /** Gives the slot's worker up with its job; the next job gets a new one. */
  const give = (lane: Lane, slot: Slot, code: ErrorCode, message: string): void => {
    clearTimeout(slot.timer);
    dismiss(slot);
    const lost = slot.current;
    slot.current = null;
    if (lost) settleWith(lost, code, message);
    // Not at once: where no worker can be started the whole queue is given up, one after the other.
    queueMicrotask(() => next(lane));
  };

  return {
    run: (job, priority) =>
      new Promise((settle) => {
        const lane = lanes[laneOf(job)];
        const waiting: Waiting = { job, priority, settle };
        if (lane.waiting.length >= INSPECTION_LIMITS.queuedJobs) {
          settleWith(waiting, 'over-budget', 'Too many media are waiting to be checked.');
          return;
        }
        const after = lane.waiting.findIndex((other) => other.priority < priority);
        lane.waiting.splice(after < 0 ? lane.waiting.length : after, 0, waiting);
        next(lane);
      }),
    abort: (jobId) => {
      for (const lane of Object.values(lanes)) abortIn(lane, jobId);
    },
  };
};

const mayStart = ({ slots }: Lane, { job }: Waiting): boolean => {
  const host = hostOf(job);
  if (host === null) return true;
  const running = slots.filter(({ current }) => current !== null && hostOf(current.job) === host).length;
  return running < INSPECTION_LIMITS.networkWorkersPerHost;
};

const hostOf = ({ source }: InspectionJob): string | null =>
  source.kind === 'http' ? new URL(source.address).host : null;

const dismiss = (slot: Slot): void => {
  slot.worker?.terminate();
  slot.worker = null;
};

const abortIn = (lane: Lane, jobId: string): void => {
  const index = lane.waiting.findIndex(({ job }) => job.jobId === jobId);
  const [dropped] = index < 0 ? [] : lane.waiting.splice(index, 1);
  if (dropped) settleWith(dropped, 'timeout', 'The check was stopped before it began.');
  const slot = lane.slots.find(({ current }) => current?.job.jobId === jobId);
  slot?.worker?.postMessage({ type: 'abort', jobId });
};

const settleWith = ({ job, settle }: Waiting, code: ErrorCode, message: string): void =>
  settle({ jobId: job.jobId, outcome: 'report', report: unreadableReport(job.input, code, message), validators: {} });
