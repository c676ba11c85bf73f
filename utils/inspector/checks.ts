/**
 * The second stage of an inspection: what is signed in a medium is checked over all its bytes. Whatever keeps that from
 * being done leaves the report as it was stated. Lives in the background; the work is the worker host's.
 */
import { checkTimeMs } from '@/utils/credentials/checkable';
import { LIMITS } from '@/utils/engine/limits';
import type { LabelReport } from '@/utils/engine/report';
import { SourceError } from '@/utils/engine/source/source-error';
import type { CheckState } from '@/utils/messages/check-state';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { CheckedReport, CheckJob, Validators } from '@/utils/messages/inspector';
import type { VerdictCache } from '@/utils/store/verdict-cache';
import { knowSigners } from '@/utils/trust/lists-in-use';
import { createTurns } from '@/utils/turns';
import { INSPECTION_LIMITS } from './inspection-limits';
import { readWhole, type WholeTools } from './read-whole';
import { validatorsOf } from './run-job';
import { checkWhileWanted } from './wanted';
import { CHECK_PRIORITY, type WorkerHost } from './worker-host';

/** A whole medium: of the server's answer with these validators, or the page's own copy (`null`). */
export interface BytesAtHand {
  readonly bytes: Blob;
  readonly validators: Validators | null;
}

export interface CheckRequest {
  readonly medium: Pick<MediumOnPage, 'address' | 'kind' | 'loaded'>;
  /** What the first stage has read. */
  readonly stated: LabelReport;
  /** Else the medium is read over the network, as far as `mostBytes`. */
  readonly whole: BytesAtHand | null;
  readonly mostBytes: number;
  /** The private origin at which the page is at home, or `null`. */
  readonly home: string | null;
  /** Private windows do not write the verdict cache. */
  readonly incognito: boolean;
  /** See `CHECK_PRIORITY`. */
  readonly priority: number;
}

export interface ChecksTools extends WholeTools {
  readonly cache: Pick<VerdictCache, 'putChecked'>;
  readonly host: Pick<WorkerHost, 'check' | 'abort'>;
  /** The name of the trust lists in use. */
  readonly lists: () => Promise<string>;
}

export interface Checked {
  readonly report: LabelReport;
  readonly check: CheckState;
}

export interface Checks {
  /** Never rejects. */
  readonly check: (request: CheckRequest, signal: AbortSignal) => Promise<Checked>;
}

/** A check that has left something signed unchecked (a store that the library does not take) is none. */
export const checkedState = ({ report, lists }: CheckedReport): CheckState => {
  if (report.notes?.includes('credentials-not-checked')) return 'not-made';
  return knowSigners(lists) ? 'made' : 'made-without-lists';
};

/** When a check that needs more bytes than are at hand is to be made. */
export const openCheck = ({ bytes }: LabelReport): CheckState =>
  bytes !== null && bytes <= LIMITS.networkBytes ? 'on-pointing' : 'on-asking';

export const createChecks = (tools: ChecksTools): Checks => {
  const { cache, host, lists } = tools;
  const inTurn = createTurns(INSPECTION_LIMITS.wholeReads);

  let heldBytes = 0;

  const checkNow = (request: CheckRequest, signal: AbortSignal): Promise<Checked> => {
    const { whole } = request;
    return whole ? checkHeld(request, whole, signal) : inTurn(() => readAndCheck(request, signal));
  };

  const readAndCheck = async (request: CheckRequest, signal: AbortSignal): Promise<Checked> => {
    const { medium, home, mostBytes } = request;
    const limit = { bytes: mostBytes, ms: INSPECTION_LIMITS.wholeMs };
    const { bytes, answer } = await readWhole({ medium, home, limit, signal }, tools);
    return checkBytes(request, { bytes, validators: validatorsOf(answer) }, signal);
  };

  const checkHeld = async (request: CheckRequest, whole: BytesAtHand, signal: AbortSignal): Promise<Checked> => {
    const { size } = whole.bytes;
    if (request.priority === CHECK_PRIORITY.unasked && heldBytes + size > INSPECTION_LIMITS.heldBytes) {
      return { report: request.stated, check: openCheck(request.stated) };
    }
    heldBytes += size;
    try {
      return await checkBytes(request, whole, signal);
    } finally {
      heldBytes -= size;
    }
  };

  const checkBytes = async (
    request: CheckRequest,
    { bytes, validators }: BytesAtHand,
    signal: AbortSignal,
  ): Promise<Checked> => {
    const { medium, stated, incognito, priority } = request;
    const job: CheckJob = {
      jobId: crypto.randomUUID(),
      input: stated.input,
      bytes,
      stated,
      lists: await lists(),
      timeLimitMs: checkTimeMs(bytes.size),
    };
    const result = await checkWhileWanted(host, job, priority, signal);
    if (result.outcome === 'unchecked') return notMade(request);
    if (validators && !incognito) await cache.putChecked(medium.address, result, validators);
    return { report: result.report, check: checkedState(result) };
  };

  return {
    check: async (request, signal) => {
      try {
        return await checkNow(request, signal);
      } catch (error) {
        const isTooLarge = error instanceof SourceError && error.code === 'over-budget';
        return isTooLarge && request.mostBytes < INSPECTION_LIMITS.wholeBytes
          ? { report: request.stated, check: 'on-asking' }
          : notMade(request);
      }
    },
  };
};

const notMade = ({ stated }: CheckRequest): Checked => ({ report: stated, check: 'not-made' });
