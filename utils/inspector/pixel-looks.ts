/**
 * The third stage of an inspection: the pixels of media that deserve it are looked at, one medium at a time. Whatever keeps
 * that from being done leaves the report as it was. Lives in the background; the work is the worker host's.
 */
import type { LabelReport } from '@/utils/engine/report';
import { SourceError } from '@/utils/engine/source/source-error';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { LookJob, Validators } from '@/utils/messages/inspector';
import { type LookedState, lookedState, type PixelRefusal, type PixelState } from '@/utils/messages/pixel-state';
import type { PixelProblem } from '@/utils/pixels/problem';
import type { PixelReading } from '@/utils/pixels/reading';
import type { PixelBudget } from '@/utils/store/pixel-budget';
import type { VerdictCache } from '@/utils/store/verdict-cache';
import { createTurns } from '@/utils/turns';
import type { BytesAtHand } from './checks';
import { INSPECTION_LIMITS } from './inspection-limits';
import { readWhole, type WholeTools } from './read-whole';
import { validatorsOf } from './run-job';
import { lookWhileWanted } from './wanted';
import { CHECK_PRIORITY, type WorkerHost } from './worker-host';

export interface LookRequest {
  readonly medium: Pick<MediumOnPage, 'address' | 'kind' | 'loaded'>;
  readonly tabId: number;
  /** What its labels were read to say. */
  readonly stated: LabelReport;
  /** A few bytes that were read whole for the labels. */
  readonly whole: BytesAtHand | null;
  /** What the page itself has of it; `null` where that is nothing. */
  readonly copy: () => Promise<Blob | null>;
  /** Asked when its turn has come: why it is not to be looked at. */
  readonly refusal: () => Promise<PixelRefusal | null>;
  readonly onTurn: () => void;
  /** A person asks: it does not wait, and no budget is asked. */
  readonly isAskedFor: boolean;
  /** The private origin at which the page is at home, or `null`. */
  readonly home: string | null;
  /** Private windows do not write the verdict cache. */
  readonly incognito: boolean;
}

export interface LooksTools extends WholeTools {
  readonly cache: Pick<VerdictCache, 'putPixels'>;
  readonly host: Pick<WorkerHost, 'look' | 'abort'>;
  readonly budget: PixelBudget;
}

export type Looked =
  | { readonly state: LookedState; readonly reading: PixelReading }
  | { readonly state: Exclude<PixelState, LookedState> };

export interface PixelLooks {
  /** Never rejects. */
  readonly look: (request: LookRequest, signal: AbortSignal) => Promise<Looked>;
}

export const createPixelLooks = (tools: LooksTools): PixelLooks => {
  const { cache, host, budget } = tools;
  const inTurn = { unasked: createTurns(1), askedFor: createTurns(1) };

  const lookNow = async (request: LookRequest, signal: AbortSignal): Promise<Looked> => {
    const refusal = signal.aborted ? 'not-seen' : await request.refusal();
    if (refusal !== null) return { state: refusal };
    request.onTurn();
    const copy = request.whole ?? pageCopy(await request.copy());
    // Of an image that takes one request; a video is asked for by its player in parts, and is much larger.
    if (copy === null && request.stated.kind === 'video' && !request.isAskedFor) return { state: 'when-asked' };
    const whole = copy ?? (await readOverNetwork(request, signal));
    return whole === null ? { state: 'over-budget' } : lookAt(request, whole, signal);
  };

  const readOverNetwork = async (request: LookRequest, signal: AbortSignal): Promise<BytesAtHand | null> => {
    if (request.isAskedFor) return read(request, INSPECTION_LIMITS.wholeBytes, signal, () => undefined);
    const { bytes } = request.stated;
    const reserved = await budget.reserve(request.tabId, bytes ?? Number.POSITIVE_INFINITY);
    if (reserved === null) return null;
    let used = 0;
    try {
      if (bytes !== null && bytes > reserved.bytes) return null;
      return await read(request, reserved.bytes, signal, (bytesRead) => {
        used = bytesRead;
      });
    } catch (error) {
      if (error instanceof SourceError && error.code === 'over-budget') return null;
      throw error;
    } finally {
      await reserved.settle(used);
    }
  };

  const read = async (
    { medium, home }: LookRequest,
    mostBytes: number,
    signal: AbortSignal,
    onProgress: (bytesRead: number) => void,
  ): Promise<BytesAtHand> => {
    const limit = { bytes: mostBytes, ms: INSPECTION_LIMITS.wholeMs };
    const { bytes, answer } = await readWhole({ medium, home, limit, signal, onProgress }, tools);
    return { bytes, validators: validatorsOf(answer) };
  };

  const lookAt = async (
    { medium, stated, isAskedFor, incognito }: LookRequest,
    { bytes, validators }: BytesAtHand,
    signal: AbortSignal,
  ): Promise<Looked> => {
    const { kind, container } = stated;
    const job: LookJob = {
      jobId: crypto.randomUUID(),
      bytes,
      stated: { kind, container, bytes: stated.bytes },
      isThorough: isAskedFor,
      timeLimitMs: INSPECTION_LIMITS.lookMs,
    };
    const priority = isAskedFor ? CHECK_PRIORITY.askedFor : CHECK_PRIORITY.unasked;
    const result = await lookWhileWanted(host, job, priority, signal);
    if (result.outcome === 'unlooked') return { state: 'not-made' };
    const { reading } = result;
    const isKept = validators && !incognito && !PASSING.some((code) => code === reading.problem?.code);
    if (isKept && isTellable(stated, validators)) await cache.putPixels(medium.address, reading, validators);
    return { state: lookedState(reading), reading };
  };

  return {
    look: async (request, signal) => {
      const turns = request.isAskedFor ? inTurn.askedFor : inTurn.unasked;
      try {
        return await turns(() => lookNow(request, signal));
      } catch {
        return { state: 'not-made' };
      }
    },
  };
};

/** A fault of ours, and what took too long, say nothing about the next time. */
const PASSING: readonly PixelProblem['code'][] = ['crashed', 'timeout'];

/** Whether the file that was looked at can be told from another one at its address. */
const isTellable = ({ bytes }: LabelReport, { etag, lastModified }: Validators): boolean =>
  bytes !== null || etag !== undefined || lastModified !== undefined;

const pageCopy = (bytes: Blob | null): BytesAtHand | null => bytes && { bytes, validators: null };
