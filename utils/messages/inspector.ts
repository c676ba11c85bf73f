/** Background → inspector worker (through the offscreen document in Chromium, directly in Firefox). */
import type { LabelReport } from '../engine/report';

export interface InspectionJob {
  readonly jobId: number;
  /** What the report calls the medium. */
  readonly input: string;
  /** Bytes at hand, or the address to read by Range under the fetch policy. */
  readonly source:
    | { readonly kind: 'blob'; readonly bytes: Blob }
    | { readonly kind: 'http'; readonly address: string; readonly budgetBytes: number };
  readonly timeLimitMs: number;
}

export interface InspectionResult {
  readonly jobId: number;
  readonly report: LabelReport;
  /** Of the answer, for the verdict cache: `etag` and `last-modified`. */
  readonly validators: { readonly etag?: string; readonly lastModified?: string };
}
