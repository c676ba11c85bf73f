/** Where the report page has bytes read and checked: in workers of its own, so that it needs no background for files. */
import { browser } from 'wxt/browser';
import { checkTimeMs } from '@/utils/credentials/checkable';
import { INSPECTION_LIMITS } from '@/utils/inspector/inspection-limits';
import { spawnWorkers } from '@/utils/inspector/spawn-worker';
import { CHECK_PRIORITY, createWorkerHost } from '@/utils/inspector/worker-host';
import type { FrameCommand } from '@/utils/messages/frame';
import { readEvidence } from '@/utils/notice/read-evidence';
import type { MediumSubject, ReportTools } from '@/utils/report/session';
import { listsInUse } from '@/utils/trust/lists-in-use';

export const createReportTools = (): ReportTools => {
  const host = createWorkerHost(spawnWorkers);

  /** Gives the job up when nobody waits for it any more. */
  const following = async <Result>(signal: AbortSignal, run: (jobId: string) => Promise<Result>): Promise<Result> => {
    const jobId = crypto.randomUUID();
    const stop = (): void => host.abort(jobId);
    signal.addEventListener('abort', stop, { once: true });
    return run(jobId).finally(() => signal.removeEventListener('abort', stop));
  };

  return {
    inspect: (bytes, input, signal) =>
      following(signal, async (jobId) => {
        const source = { kind: 'blob', bytes } as const;
        const result = await host.run({ jobId, input, source, timeLimitMs: INSPECTION_LIMITS.localJobMs }, 0);
        if (result.outcome !== 'report') throw new Error('Bytes at hand have no verdict from before.');
        return { report: result.report, canBeChecked: result.canBeChecked };
      }),
    check: ({ bytes, stated, fragments }, signal) =>
      following(signal, async (jobId) => {
        const size = fragments.reduce((sum, fragment) => sum + fragment.size, bytes.size);
        const lists = await listsInUse();
        const timeLimitMs = checkTimeMs(size);
        const job = { jobId, input: stated.input, bytes, stated, lists, timeLimitMs, fragments, withHistory: true };
        const result = await host.check(job, CHECK_PRIORITY.askedFor);
        return result.outcome === 'checked' ? { report: result.report, history: result.history ?? null } : null;
      }),
    bytesOfPage,
    readWhole: ({ tabId, medium }, signal, onProgress) =>
      readEvidence({ tabId, frameId: medium.frameId, id: medium.id }, signal, onProgress),
    now: () => new Date(),
  };
};

/** As the frame's own script can read them without a request; not those of other origins, of which it cannot know that. */
const bytesOfPage = async ({ tabId, medium }: MediumSubject): Promise<Blob | null> => {
  const command: FrameCommand = { type: 'bytes', id: medium.id, underCors: false };
  try {
    const answered: unknown = await browser.tabs.sendMessage(tabId, command, { frameId: medium.frameId });
    return answered instanceof Blob ? answered : null;
  } catch {
    return null;
  }
};
