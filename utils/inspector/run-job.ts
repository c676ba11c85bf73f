/** One job in the inspector worker: bytes → engine → result. */
import { canBeChecked, withoutCheck } from '@/utils/credentials/checkable';
import type { InspectOptions } from '@/utils/engine/inspect';
import type { Examination } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import { blobSource } from '@/utils/engine/source/blob-source';
import type { ByteSource } from '@/utils/engine/source/byte-source';
import type { HttpAnswer } from '@/utils/engine/source/http-answer';
import { httpSource } from '@/utils/engine/source/http-source';
import type { HttpJobSource, InspectionJob, InspectionResult, Validators } from '@/utils/messages/inspector';
import { withoutPixels } from '@/utils/pixels/find-watermarks';
import { pixelsAreOpen } from '@/utils/pixels/reading';
import { createPolicyFetch, type Fetch } from './policy-fetch';
import { unreadResult } from './unread-result';

export interface JobTools {
  readonly examine: (source: ByteSource, options: InspectOptions) => Promise<Examination>;
  readonly fetch: Fetch;
}

/** Never rejects: an engine that throws in spite of its contract costs this medium only. */
export const runJob = async (job: InspectionJob, signal: AbortSignal, tools: JobTools): Promise<InspectionResult> => {
  try {
    return job.source.kind === 'blob'
      ? await inspectBlob(job, job.source.bytes, signal, tools)
      : await inspectAddress(job, job.source, signal, tools);
  } catch (error) {
    return unreadResult(job, 'crashed', `The check stopped unexpectedly: ${String(error)}.`);
  }
};

const inspectBlob = async (
  { jobId, input }: InspectionJob,
  bytes: Blob,
  signal: AbortSignal,
  { examine }: JobTools,
): Promise<InspectionResult> => ({
  jobId,
  outcome: 'report',
  ...stated(await examine(blobSource(bytes), { input, signal })),
  validators: {},
});

const inspectAddress = async (
  { jobId, input }: InspectionJob,
  source: HttpJobSource,
  signal: AbortSignal,
  { examine, fetch }: JobTools,
): Promise<InspectionResult> => {
  const policy = createPolicyFetch(source, fetch);
  const bytes = httpSource({ address: source.address, fetch: policy.fetch, budgetBytes: source.budgetBytes, signal });
  try {
    const { report, canBeChecked } = stated(await examine(bytes, { input, signal }));
    const network = {
      requests: bytes.requests,
      wasRedirected: policy.wasRedirected(),
      hasFailed: report.error?.code === 'network' && !policy.isUnchanged(),
    };
    if (policy.isUnchanged()) return { jobId, outcome: 'unchanged', network };
    const validators = validatorsOf(bytes.answer);
    const everything = canBeChecked || pixelsAreOpen(report) ? bytes.everything : undefined;
    const whole = everything && { whole: new Blob([everything as Uint8Array<ArrayBuffer>]) };
    return { jobId, outcome: 'report', report, canBeChecked, ...whole, validators, network };
  } finally {
    await bytes.close();
  }
};

/** What is signed stands as it says until it was checked; that nobody has looked at the pixels is noted. */
const stated = (examination: Examination): { readonly report: LabelReport; readonly canBeChecked: boolean } => ({
  report: withoutPixels(withoutCheck(examination), false),
  canBeChecked: canBeChecked(examination),
});

export const validatorsOf = (answer: HttpAnswer | undefined): Validators => ({
  ...(answer?.etag ? { etag: answer.etag } : {}),
  ...(answer?.lastModified ? { lastModified: answer.lastModified } : {}),
});
