/** One job in the inspector worker: bytes → engine → result. */
import type { Inspect } from '@/utils/engine/inspect';
import { unreadableReport } from '@/utils/engine/make-report';
import { blobSource } from '@/utils/engine/source/blob-source';
import type { HttpAnswer } from '@/utils/engine/source/http-answer';
import { httpSource } from '@/utils/engine/source/http-source';
import type { HttpJobSource, InspectionJob, InspectionResult, Validators } from '@/utils/messages/inspector';
import { createPolicyFetch, type Fetch } from './policy-fetch';

export interface JobTools {
  readonly inspect: Inspect;
  readonly fetch: Fetch;
}

/** Never rejects: an engine that throws in spite of its contract costs this medium only. */
export const runJob = async (job: InspectionJob, signal: AbortSignal, tools: JobTools): Promise<InspectionResult> => {
  try {
    return job.source.kind === 'blob'
      ? await inspectBlob(job, job.source.bytes, signal, tools)
      : await inspectAddress(job, job.source, signal, tools);
  } catch (error) {
    const message = `The check stopped unexpectedly: ${String(error)}.`;
    return {
      jobId: job.jobId,
      outcome: 'report',
      report: unreadableReport(job.input, 'crashed', message),
      validators: {},
    };
  }
};

const inspectBlob = async (
  { jobId, input }: InspectionJob,
  bytes: Blob,
  signal: AbortSignal,
  { inspect }: JobTools,
): Promise<InspectionResult> => ({
  jobId,
  outcome: 'report',
  report: await inspect(blobSource(bytes), { input, signal }),
  validators: {},
});

const inspectAddress = async (
  { jobId, input }: InspectionJob,
  source: HttpJobSource,
  signal: AbortSignal,
  { inspect, fetch }: JobTools,
): Promise<InspectionResult> => {
  const policy = createPolicyFetch(source, fetch);
  const bytes = httpSource({ address: source.address, fetch: policy.fetch, budgetBytes: source.budgetBytes, signal });
  try {
    const report = await inspect(bytes, { input, signal });
    const network = {
      requests: bytes.requests,
      wasRedirected: policy.wasRedirected(),
      hasFailed: report.error?.code === 'network' && !policy.isUnchanged(),
    };
    if (policy.isUnchanged()) return { jobId, outcome: 'unchanged', network };
    return { jobId, outcome: 'report', report, validators: validatorsOf(bytes.answer), network };
  } finally {
    await bytes.close();
  }
};

export const validatorsOf = (answer: HttpAnswer | undefined): Validators => ({
  ...(answer?.etag ? { etag: answer.etag } : {}),
  ...(answer?.lastModified ? { lastModified: answer.lastModified } : {}),
});
