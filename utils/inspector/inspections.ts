/**
 * From a request for a report to the report: verdict cache, one job for all who ask for the same address, passage
 * through the wall, redirects watched. Lives in the background; the work is the worker host's.
 */
import { LIMITS } from '@/utils/engine/limits';
import { unreadableReport } from '@/utils/engine/make-report';
import type { ErrorCode, LabelReport } from '@/utils/engine/report';
import type { CheckState } from '@/utils/messages/check-state';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { InspectionJob, InspectionResult, NetworkUse, Validators } from '@/utils/messages/inspector';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import { type LookedState, lookedState } from '@/utils/messages/pixel-state';
import { pixelsAreOpen, withPixels } from '@/utils/pixels/reading';
import type { CachedVerdict, VerdictCache } from '@/utils/store/verdict-cache';
import { type BytesAtHand, checkedState, openCheck } from './checks';
import { needsPassage } from './fetch-policy';
import { INSPECTION_LIMITS } from './inspection-limits';
import { acceptFor, refusalOf } from './media-address';
import type { RedirectWatch } from './redirects';
import { unreadResult } from './unread-result';
import type { Wall } from './wall';
import { runWhileWanted } from './wanted';
import type { WorkerHost } from './worker-host';

export interface InspectionRequest {
  readonly medium: Pick<MediumOnPage, 'address' | 'kind' | 'loaded'>;
  /** What the content script could read itself: then nothing is asked of the network. */
  readonly bytes?: Blob;
  /** The private origin at which the page is at home, or `null`. */
  readonly home: string | null;
  /** Private windows neither read nor write the verdict cache. */
  readonly incognito: boolean;
  /** The verdict cache is left aside (and written anew). */
  readonly anew: boolean;
  /** Higher first. */
  readonly priority: number;
}

export interface InspectionTools {
  readonly cache: VerdictCache;
  readonly host: WorkerHost;
  readonly wall: Wall;
  readonly redirects: RedirectWatch;
  /** The name of the trust lists in use. */
  readonly lists: () => Promise<string>;
}

/** What the first stage found, or the cache holds of both. */
export interface Inspected {
  readonly report: LabelReport;
  readonly check?: CheckState;
  /** Where more can be made of it. With a check that is `running`: it needs no request, and is to be made at once. */
  readonly whole?: BytesAtHand;
  /** The report tells what the pixels say, as far as somebody has looked. */
  readonly looked?: LookedState;
}

export interface Inspections {
  /** Never rejects. A signal that aborts takes this asker away; a job without askers is stopped. */
  readonly inspect: (request: InspectionRequest, signal: AbortSignal) => Promise<Inspected>;
}

interface Running {
  readonly report: Promise<Inspected>;
  readonly stop: AbortController;
  askers: number;
}

export const createInspections = ({ cache, host, wall, redirects, lists }: InspectionTools): Inspections => {
  const running = new Map<string, Running>();

  const inspectBytes = async (
    { medium, priority }: InspectionRequest,
    bytes: Blob,
    signal: AbortSignal,
  ): Promise<Inspected> => {
    if (bytes.size > MESSAGE_LIMITS.blobBytes) {
      return unread(medium.address, 'over-budget', 'The medium is too large to be handed over.');
    }
    const job = jobFor(medium.address, { kind: 'blob', bytes }, INSPECTION_LIMITS.localJobMs);
    const result = await runWhileWanted(host, job, priority, signal);
    return statedOf(result, { bytes, validators: null });
  };

  const inspectAddress = async (request: InspectionRequest, signal: AbortSignal): Promise<Inspected> => {
    const { medium, incognito, anew, home } = request;
    const cached = incognito || anew ? null : await cache.get(medium.address);
    if (cached?.isFresh) return keptOf(cached);
    const url = new URL(medium.address);
    const read = (): Promise<InspectionResult> => readWatched(request, cached?.validators ?? null, signal);
    const passing = home !== null && needsPassage(url) ? wall.withPassageTo(home, read) : wall.behind(read);
    const result = await passing.catch(() => null);
    if (result === null) {
      return unread(medium.address, 'blocked', 'The rules that guard private networks could not be set.');
    }
    if (result.outcome === 'unchanged') {
      if (!cached) return unread(medium.address, 'network', 'The server confirmed a verdict that is not kept.');
      await cache.confirm(medium.address);
      return keptOf(cached);
    }
    const { report, canBeChecked, validators, whole } = result;
    if (!incognito) await cache.put(medium.address, { report, canBeChecked }, validators);
    return statedOf(result, whole && { bytes: whole, validators });
  };

  /** A check counts only against the lists that are in use now. */
  const keptOf = async (kept: CachedVerdict): Promise<Inspected> => {
    const { report, canBeChecked, checked, pixels } = kept;
    const inspected =
      checked && checked.lists === (await lists())
        ? { report: checked.report, check: checkedState(checked) }
        : { report, ...(canBeChecked && { check: openCheck(report) }) };
    return pixels === null
      ? inspected
      : { ...inspected, report: withPixels(inspected.report, pixels), looked: lookedState(pixels) };
  };

  const readWatched = async (
    { medium, home, priority }: InspectionRequest,
    validators: Validators | null,
    signal: AbortSignal,
  ): Promise<InspectionResult> => {
    const job = jobFor(
      medium.address,
      {
        kind: 'http',
        address: medium.address,
        budgetBytes: LIMITS.networkBytes,
        home,
        accept: acceptFor(medium.kind),
        validators,
      },
      INSPECTION_LIMITS.networkJobMs,
    );
    const watch = redirects.watch(medium.address, home, () => host.abort(job.jobId));
    try {
      const result = await runWhileWanted(host, job, priority, signal);
      // Whatever came back from behind a refused redirect is not looked at.
      const refusal = await watch.refusal(result.network ?? NO_NETWORK);
      return refusal === null ? result : unreadResult(job, 'blocked', refusal);
    } finally {
      watch.end();
    }
  };

  /** One read for all who ask for the same address under the same rules. */
  const join = (request: InspectionRequest, signal: AbortSignal): Promise<Inspected> => {
    const key = JSON.stringify([request.medium.address, request.home, request.incognito, request.anew]);
    let shared = running.get(key);
    if (!shared) {
      const stop = new AbortController();
      const report = inspectAddress(request, stop.signal).finally(() => {
        if (running.get(key)?.stop === stop) running.delete(key);
      });
      shared = { report, stop, askers: 0 };
      running.set(key, shared);
    }
    const { report, stop } = shared;
    shared.askers += 1;
    const leave = (): void => {
      const now = running.get(key);
      if (now?.stop !== stop) return;
      now.askers -= 1;
      if (now.askers > 0) return;
      running.delete(key);
      stop.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    return report.finally(() => signal.removeEventListener('abort', leave));
  };

  return {
    inspect: async (request, signal) => {
      if (request.bytes) return inspectBytes(request, request.bytes, signal);
      const refusal = refusalOf(request.medium, request.home);
      if (refusal) return unread(request.medium.address, refusal.code, refusal.message);
      return join(request, signal);
    },
  };
};

const NO_NETWORK: NetworkUse = { requests: 0, wasRedirected: false, hasFailed: false };

const jobFor = (address: string, source: InspectionJob['source'], timeLimitMs: number): InspectionJob => ({
  jobId: crypto.randomUUID(),
  input: address,
  source,
  timeLimitMs,
});

const unread = (address: string, code: ErrorCode, reason: string): Inspected => ({
  report: unreadableReport(address, code, reason),
});

const statedOf = (result: InspectionResult, whole: BytesAtHand | undefined): Inspected => {
  if (result.outcome !== 'report') return unread('', 'network', 'Bytes at hand cannot be unchanged.');
  const { report, canBeChecked } = result;
  if (!canBeChecked) return { report, ...(whole && pixelsAreOpen(report) && { whole }) };
  return whole ? { report, check: 'running', whole } : { report, check: openCheck(report) };
};
