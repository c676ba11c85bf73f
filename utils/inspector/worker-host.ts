/**
 * Keeps the inspector's workers in four lanes: reads from memory, reads over the network, checks of what is signed,
 * and looks at pixels.
 * Runs in the offscreen document (Chromium), the event page (Firefox), or a page of the extension.
 */
import type { ErrorCode } from '@/utils/engine/report';
import type {
  CheckJob,
  CheckResult,
  InspectionJob,
  InspectionResult,
  InspectorOrder,
  LookJob,
  LookResult,
  UncheckedReason,
  UnlookedReason,
} from '@/utils/messages/inspector';
import { INSPECTION_LIMITS } from './inspection-limits';
import { createLane, type Lane, type LaneFailure, type LaneWorker } from './lane';
import { unreadResult } from './unread-result';

export type InspectorWorker = LaneWorker<InspectorOrder, InspectionResult>;
export type CredentialsWorker = LaneWorker<InspectorOrder, CheckResult>;

export type PixelsWorker = LaneWorker<InspectorOrder, LookResult>;

export interface WorkerHost {
  /** Never rejects: whatever goes wrong is a report. */
  readonly run: (job: InspectionJob, priority: number) => Promise<InspectionResult>;
  /** Never rejects: what could not be checked is `unchecked`. */
  readonly check: (job: CheckJob, priority: number) => Promise<CheckResult>;
  /** Never rejects: what could not be looked at is `unlooked`. */
  readonly look: (job: LookJob, priority: number) => Promise<LookResult>;
  /** A waiting job is dropped, a running one stopped. */
  readonly abort: (jobId: string) => void;
}

export interface Spawners {
  readonly inspector: () => InspectorWorker;
  readonly credentials: () => CredentialsWorker;
  readonly pixels: () => PixelsWorker;
}

/** From this priority on a check, or a look, does not wait until the labels of all others were read. */
export const CHECK_PRIORITY = { unasked: 0, pointedAt: 1, askedFor: 2 } as const;

export const createWorkerHost = ({ inspector, credentials, pixels }: Spawners): WorkerHost => {
  const readers = {
    spawn: inspector,
    order: (job: InspectionJob, priority: number): InspectorOrder => ({ type: 'run', job, priority }),
    failed: unread,
    stop: (jobId: string): InspectorOrder => ({ type: 'abort', jobId }),
    isSpent: () => false,
  };
  const local: Lane<InspectionJob, InspectionResult> = createLane({
    ...readers,
    workers: INSPECTION_LIMITS.localWorkers,
    mayStart: () => true,
    onRest: () => {
      checks.lookAgain();
      looks.lookAgain();
    },
  });
  const network: Lane<InspectionJob, InspectionResult> = createLane({
    ...readers,
    workers: INSPECTION_LIMITS.networkWorkers,
    mayStart: ({ job }, running) =>
      running.filter((other) => hostOf(other) === hostOf(job)).length < INSPECTION_LIMITS.networkWorkersPerHost,
    onRest: () => undefined,
  });
  const checks: Lane<CheckJob, CheckResult> = createLane({
    workers: INSPECTION_LIMITS.checkWorkers,
    spawn: credentials,
    order: (job: CheckJob, priority: number): InspectorOrder => ({ type: 'check', job, priority }),
    failed: ({ jobId }, failure) => ({ jobId, outcome: 'unchecked', reason: UNCHECKED[failure] }),
    mayStart: ({ priority }) => priority >= CHECK_PRIORITY.pointedAt || local.isAtRest(),
    // The library does not return while it checks, so nothing can be told.
    stop: null,
    // Its memory never shrinks, and a trap leaves it unusable.
    isSpent: ({ bytes }, result) =>
      bytes.size >= INSPECTION_LIMITS.spentByBytes ||
      (result.outcome === 'unchecked' && result.reason === 'broke-down'),
    onRest: () => looks.lookAgain(),
  });
  const looks: Lane<LookJob, LookResult> = createLane({
    workers: INSPECTION_LIMITS.lookWorkers,
    spawn: pixels,
    order: (job: LookJob, priority: number): InspectorOrder => ({ type: 'look', job, priority }),
    failed: ({ jobId }, failure) => ({ jobId, outcome: 'unlooked', reason: UNCHECKED[failure] }),
    // What is stated, and what is signed, comes before what may be hidden.
    mayStart: ({ priority }) => priority >= CHECK_PRIORITY.pointedAt || (local.isAtRest() && checks.isAtRest()),
    // A decoder does not return while it looks, so nothing can be told.
    stop: null,
    isSpent: ({ bytes }, result: LookResult) =>
      bytes.size >= INSPECTION_LIMITS.spentByBytes ||
      (result.outcome === 'looked' ? result.pixels >= INSPECTION_LIMITS.spentByPixels : result.reason === 'broke-down'),
    onRest: () => undefined,
  });

  return {
    run: (job, priority) => (job.source.kind === 'blob' ? local : network).run(job, priority),
    check: checks.run,
    look: looks.run,
    abort: (jobId) => {
      for (const lane of [local, network, checks, looks]) lane.abort(jobId);
    },
  };
};

const UNREAD: Readonly<Record<LaneFailure, { readonly code: ErrorCode; readonly message: string }>> = {
  'too-long': { code: 'timeout', message: 'The check took too long and was stopped.' },
  died: { code: 'crashed', message: 'The worker that made the check died.' },
  'not-started': { code: 'crashed', message: 'The worker that makes the check could not be started.' },
  dropped: { code: 'timeout', message: 'The check was stopped before it began.' },
  'too-many': { code: 'over-budget', message: 'Too many media are waiting to be checked.' },
};

const unread = (job: InspectionJob, failure: LaneFailure): InspectionResult => {
  const { code, message } = UNREAD[failure];
  return unreadResult(job, code, message);
};

const UNCHECKED: Readonly<Record<LaneFailure, UncheckedReason & UnlookedReason>> = {
  'too-long': 'too-long',
  died: 'broke-down',
  'not-started': 'broke-down',
  dropped: 'stopped',
  'too-many': 'too-many',
};

const hostOf = ({ source }: InspectionJob): string | null =>
  source.kind === 'http' ? new URL(source.address).host : null;
