/**
 * A queue and the workers that take from it: one job at a time each, a time limit per job, and a new worker for one that
 * hung or died, so that a file costs its worker and no other medium.
 */
import { INSPECTION_LIMITS } from './inspection-limits';

export interface LaneJob {
  readonly jobId: string;
  readonly timeLimitMs: number;
}

/** The part of `Worker` that is used. */
export interface LaneWorker<Order, Result> {
  postMessage(order: Order): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<Result>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** Why no worker has answered a job. */
export type LaneFailure = 'too-long' | 'died' | 'not-started' | 'dropped' | 'too-many';

export interface LaneRules<Job extends LaneJob, Order, Result extends { readonly jobId: string }> {
  readonly workers: number;
  readonly spawn: () => LaneWorker<Order, Result>;
  readonly order: (job: Job, priority: number) => Order;
  /** What a job comes to that no worker has answered. */
  readonly failed: (job: Job, failure: LaneFailure) => Result;
  readonly mayStart: (waiting: { readonly job: Job; readonly priority: number }, running: readonly Job[]) => boolean;
  /** How a worker hears that nobody waits for its job; `null` where it cannot listen meanwhile, and has to go. */
  readonly stop: ((jobId: string) => Order) | null;
  /** Whether a worker is not to be used again after this. */
  readonly isSpent: (job: Job, result: Result) => boolean;
  /** Nothing runs and nothing waits any more. */
  readonly onRest: () => void;
}

export interface Lane<Job, Result> {
  /** Never rejects. Higher priorities first, equal ones in the order of asking. */
  readonly run: (job: Job, priority: number) => Promise<Result>;
  /** A waiting job is dropped, a running one stopped. */
  readonly abort: (jobId: string) => void;
  readonly isAtRest: () => boolean;
  /** What a waiting job waited for may have changed. */
  readonly lookAgain: () => void;
}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly priority: number;
  readonly settle: (result: Result) => void;
}

interface Slot<Job, Order, Result> {
  worker: LaneWorker<Order, Result> | null;
  current: Waiting<Job, Result> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export const createLane = <Job extends LaneJob, Order, Result extends { readonly jobId: string }>(
  rules: LaneRules<Job, Order, Result>,
): Lane<Job, Result> => {
  const waiting: Waiting<Job, Result>[] = [];
  const slots: readonly Slot<Job, Order, Result>[] = Array.from({ length: rules.workers }, () => ({
    worker: null,
    current: null,
    timer: undefined,
  }));

  const isAtRest = (): boolean => waiting.length === 0 && slots.every(({ current }) => current === null);

  const next = (): void => {
    const slot = slots.find(({ current }) => current === null);
    const running = slots.flatMap(({ current }) => (current ? [current.job] : []));
    const index = slot ? waiting.findIndex((one) => rules.mayStart(one, running)) : -1;
    const [first] = index < 0 ? [] : waiting.splice(index, 1);
    if (slot && first) start(slot, first);
    else if (isAtRest()) rules.onRest();
  };

  const start = (slot: Slot<Job, Order, Result>, first: Waiting<Job, Result>): void => {
    clearTimeout(slot.timer);
    slot.current = first;
    slot.timer = setTimeout(() => give(slot, 'too-long'), first.job.timeLimitMs);
    try {
      slot.worker ??= rules.spawn();
      slot.worker.onmessage = ({ data }) => finish(slot, data);
      slot.worker.onerror = () => give(slot, 'died');
      slot.worker.postMessage(rules.order(first.job, first.priority));
    } catch {
      give(slot, 'not-started');
    }
  };

  const finish = (slot: Slot<Job, Order, Result>, result: Result): void => {
    if (slot.current?.job.jobId !== result.jobId) return;
    clearTimeout(slot.timer);
    const { job, settle } = slot.current;
    slot.current = null;
    if (rules.isSpent(job, result)) dismiss(slot);
    else slot.timer = setTimeout(() => dismiss(slot), INSPECTION_LIMITS.workerIdleMs);
    settle(result);
    next();
  };

  /** Gives the slot's worker up with its job; the next job gets a new one. */
  const give = (slot: Slot<Job, Order, Result>, failure: LaneFailure): void => {
    clearTimeout(slot.timer);
    dismiss(slot);
    const lost = slot.current;
    slot.current = null;
    lost?.settle(rules.failed(lost.job, failure));
    // Not at once: where no worker can be started the whole queue is given up, one after the other.
    queueMicrotask(next);
  };

  return {
    run: (job, priority) =>
      new Promise((settle) => {
        if (waiting.length >= INSPECTION_LIMITS.queuedJobs) {
          settle(rules.failed(job, 'too-many'));
          return;
        }
        const after = waiting.findIndex((other) => other.priority < priority);
        waiting.splice(after < 0 ? waiting.length : after, 0, { job, priority, settle });
        next();
      }),
    abort: (jobId) => {
      const index = waiting.findIndex(({ job }) => job.jobId === jobId);
      const [dropped] = index < 0 ? [] : waiting.splice(index, 1);
      dropped?.settle(rules.failed(dropped.job, 'dropped'));
      const slot = slots.find(({ current }) => current?.job.jobId === jobId);
      if (!slot) return;
      if (rules.stop) slot.worker?.postMessage(rules.stop(jobId));
      else give(slot, 'dropped');
    },
    isAtRest,
    lookAgain: next,
  };
};

const dismiss = <Job, Order, Result>(slot: Slot<Job, Order, Result>): void => {
  slot.worker?.terminate();
  slot.worker = null;
};
