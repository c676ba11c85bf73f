/** Background → inspector worker (through the offscreen document in Chromium, directly in Firefox). */
import type { StoreHistory } from '../credentials/c2pa/history';
import type { LabelReport } from '../engine/report';
import type { PixelReading } from '../pixels/reading';

/**
 * The port between the offscreen document and the background. The document opens it when it is asked to: listening for
 * connections itself, it would be a second receiver of every frame's port and keep those open when the background dies,
 * so that no frame would notice.
 */
export const INSPECTOR_PORT = 'inspector';

/** Background → offscreen document, by `runtime.sendMessage`: open the port. */
export const INSPECTOR_CALL = { type: 'open-inspector-port' } as const;

/** Of an HTTP answer: whether a medium is still the one that was read. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface HttpJobSource {
  readonly kind: 'http';
  readonly address: string;
  readonly budgetBytes: number;
  /** The private origin whose media may be read for this page, `null` for a public page. */
  readonly home: string | null;
  /** As the browser asks for this kind of media: servers choose the format by it. */
  readonly accept: string;
  /** Of a cached verdict: the answer is `unchanged` where the server says that they still hold. */
  readonly validators: Validators | null;
}

export interface InspectionJob {
  /** Unique beyond the life of the background, which may die while its jobs run on. */
  readonly jobId: string;
  /** What the report calls the medium. */
  readonly input: string;
  /** Bytes at hand, or the address to read by Range under the fetch policy. */
  readonly source: { readonly kind: 'blob'; readonly bytes: Blob } | HttpJobSource;
  readonly timeLimitMs: number;
}

/** What a read did on the network, so that the browser's account of it can be waited for. */
export interface NetworkUse {
  readonly requests: number;
  /** By its answers' addresses; a request that failed tells none. */
  readonly wasRedirected: boolean;
  readonly hasFailed: boolean;
}

export type InspectionResult =
  | {
      readonly jobId: string;
      readonly outcome: 'report';
      readonly report: LabelReport;
      /** Whether a check over the whole medium could say more about what is signed in it. */
      readonly canBeChecked: boolean;
      /** The whole medium, where more can be made of it and reading its labels has fetched all of it. */
      readonly whole?: Blob;
      /** Of the answer, for the verdict cache. */
      readonly validators: Validators;
      /** Absent where nothing was asked of the network. */
      readonly network?: NetworkUse;
    }
  /** The cached verdict still holds. */
  | { readonly jobId: string; readonly outcome: 'unchanged'; readonly network: NetworkUse };

/** The second stage: what is signed in a medium is checked over all its bytes. */
export interface CheckJob {
  /** Like an inspection's. */
  readonly jobId: string;
  readonly input: string;
  /** The whole medium. */
  readonly bytes: Blob;
  /** What its labels were read to say; of another medium nothing is checked. */
  readonly stated: LabelReport;
  /** Name of the trust lists to check against. */
  readonly lists: string;
  readonly timeLimitMs: number;
  /** Parts of the video that the medium begins. */
  readonly fragments?: readonly Blob[];
  /** Only the full report tells the history of a C2PA store. */
  readonly withHistory?: boolean;
  /** `bytes` are no medium: they came from this address, at which `stated` says that the medium's C2PA store lies. */
  readonly recordFrom?: string;
}

/**
 * Why a check was not made. `other-medium`: the bytes are not those whose labels were read; `no-record`: they are no C2PA
 * store.
 */
export type UncheckedReason = 'broke-down' | 'too-long' | 'stopped' | 'too-many' | 'other-medium' | 'no-record';

export interface CheckedReport {
  readonly report: LabelReport;
  /** Name of the lists that it was checked against. */
  readonly lists: string;
  /** Where it was asked for and there is one. */
  readonly history?: StoreHistory;
}

export type CheckResult =
  | (CheckedReport & { readonly jobId: string; readonly outcome: 'checked' })
  /** What was stated before stays. */
  | { readonly jobId: string; readonly outcome: 'unchecked'; readonly reason: UncheckedReason };

/** What lives in a medium's pixels is looked for. */
export interface LookJob {
  /** Like an inspection's. */
  readonly jobId: string;
  /** The whole medium. */
  readonly bytes: Blob;
  /** What its labels were read to say; of another medium nothing is looked for. */
  readonly stated: Pick<LabelReport, 'kind' | 'container' | 'bytes'>;
  /** A person asks: see `WatermarkEffort`. */
  readonly isThorough: boolean;
  readonly timeLimitMs: number;
}

/** Why nobody looked; as for checks. */
export type UnlookedReason = Exclude<UncheckedReason, 'no-record'>;

export type LookResult =
  | {
      readonly jobId: string;
      readonly outcome: 'looked';
      readonly reading: PixelReading;
      /** Of what was opened: the worker holds some copies of them until it clears its memory. */
      readonly pixels: number;
    }
  | { readonly jobId: string; readonly outcome: 'unlooked'; readonly reason: UnlookedReason };

/** Higher `priority` first; equal ones in the order of asking. */
export type WorkOrder =
  | { readonly type: 'run'; readonly job: InspectionJob; readonly priority: number }
  | { readonly type: 'check'; readonly job: CheckJob; readonly priority: number }
  | { readonly type: 'look'; readonly job: LookJob; readonly priority: number };

/** Orders to whoever keeps the workers, and to a worker. */
export type InspectorOrder =
  | WorkOrder
  /** Nobody waits for it any more, or the policy ended it: an inspection settles at its next read. */
  | { readonly type: 'abort'; readonly jobId: string };
