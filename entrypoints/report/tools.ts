/** Where the report page has bytes read and checked: in workers of its own, so that it needs no background for files. */
import { browser } from 'wxt/browser';
import { checkTimeMs } from '@/utils/credentials/checkable';
import { inTime } from '@/utils/in-time';
import { checkedState } from '@/utils/inspector/checks';
import { INSPECTION_LIMITS } from '@/utils/inspector/inspection-limits';
import { spawnWorkers } from '@/utils/inspector/spawn-worker';
import { checkWhileWanted, lookWhileWanted, runWhileWanted } from '@/utils/inspector/wanted';
import { CHECK_PRIORITY, createWorkerHost } from '@/utils/inspector/worker-host';
import type { FrameCommand } from '@/utils/messages/frame';
import type { CheckJob, CheckResult } from '@/utils/messages/inspector';
import { readEvidence, readRecord } from '@/utils/notice/read-evidence';
import { PIXEL_LIMITS } from '@/utils/pixels/limits';
import { withPixels } from '@/utils/pixels/reading';
import type { Checked, MediumSubject, ReportTools } from '@/utils/report/session';
import { listDates } from '@/utils/trust/list-dates';
import { listsInUse } from '@/utils/trust/lists-in-use';

export const createReportTools = (): ReportTools => {
  const host = createWorkerHost(spawnWorkers);

  const check = async (job: Omit<CheckJob, 'jobId' | 'input' | 'lists'>, signal: AbortSignal) => {
    const [name, lists] = await Promise.all([listsInUse(), listDates()]);
    const jobId = crypto.randomUUID();
    const whole: CheckJob = { ...job, jobId, input: job.stated.input, lists: name, withHistory: true };
    return { result: await checkWhileWanted(host, whole, CHECK_PRIORITY.askedFor, signal), lists };
  };

  return {
    inspect: async (bytes, input, signal) => {
      const source = { kind: 'blob', bytes } as const;
      const job = { jobId: crypto.randomUUID(), input, source, timeLimitMs: INSPECTION_LIMITS.localJobMs };
      const result = await runWhileWanted(host, job, 0, signal);
      if (result.outcome !== 'report') throw new Error('Bytes at hand have no verdict from before.');
      return { report: result.report, canBeChecked: result.canBeChecked };
    },
    check: async ({ bytes, stated, fragments }, signal) => {
      const size = fragments.reduce((sum, fragment) => sum + fragment.size, bytes.size);
      const { result, lists } = await check({ bytes, stated, fragments, timeLimitMs: checkTimeMs(size) }, signal);
      return checkedOf(result, lists);
    },
    look: async ({ bytes, stated }, signal) => {
      if (bytes.size > PIXEL_LIMITS.fileBytes) return null;
      const jobId = crypto.randomUUID();
      const job = { jobId, bytes, stated, isThorough: true, timeLimitMs: INSPECTION_LIMITS.lookMs };
      const result = await lookWhileWanted(host, job, CHECK_PRIORITY.askedFor, signal);
      return result.outcome === 'looked' ? withPixels(stated, result.reading) : null;
    },
    bytesOfPage,
    readWhole: ({ tabId, medium }, signal, onProgress) =>
      readEvidence({ tabId, frameId: medium.frameId, id: medium.id }, signal, onProgress),
    fetchRecord: readRecord,
    checkRecord: async ({ bytes, stated, address }, signal) => {
      const timeLimitMs = checkTimeMs(bytes.size);
      const { result, lists } = await check({ bytes, stated, recordFrom: address, timeLimitMs }, signal);
      const isNone = result.outcome === 'unchecked' && result.reason === 'no-record';
      return isNone ? 'no-record' : checkedOf(result, lists);
    },
    now: () => new Date(),
  };
};

const checkedOf = (result: CheckResult, lists: Checked['lists']): Checked | null =>
  result.outcome === 'checked'
    ? { report: result.report, check: checkedState(result), lists, history: result.history ?? null }
    : null;

/** As the frame's own script can read them without a request; not those of other origins, of which it cannot know that. */
const bytesOfPage = async ({ tabId, medium }: MediumSubject): Promise<Blob | null> => {
  const command: FrameCommand = { type: 'bytes', id: medium.id, underCors: false };
  try {
    const asked: Promise<unknown> = browser.tabs.sendMessage(tabId, command, { frameId: medium.frameId });
    const answered = await inTime(asked, INSPECTION_LIMITS.pageBytesMs, null);
    return answered instanceof Blob ? answered : null;
  } catch {
    return null;
  }
};
