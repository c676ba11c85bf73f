/**
 * The background's end of the inspector in Chromium, whose service worker has no `Worker`: orders go over a port to the
 * offscreen document, which keeps the workers. The document outlives the service worker; jobs asked for by a background
 * that died are dropped when its port closes, for their media ask again.
 */
import { browser } from 'wxt/browser';
import { INSPECTOR_PORT, type InspectionJob, type InspectionResult, type InspectorOrder } from '../messages/inspector';
import { failureReport } from './failure-report';
import type { WorkerHost } from './worker-host';

const DOCUMENT = '/offscreen.html';

interface Pending {
  readonly job: InspectionJob;
  readonly priority: number;
  readonly settle: (result: InspectionResult) => void;
  isRepeated: boolean;
}

type Port = ReturnType<typeof browser.runtime.connect>;

export const createOffscreenClient = (): WorkerHost => {
  const pending = new Map<string, Pending>();
  let connection: Promise<Port> | null = null;

  const connect = (): Promise<Port> => {
    connection ??= openDocument().then(
      () => {
        const port = browser.runtime.connect({ name: INSPECTOR_PORT });
        port.onMessage.addListener(onResult);
        port.onDisconnect.addListener(onLost);
        return port;
      },
      (error: unknown) => {
        connection = null;
        throw error;
      },
    );
    return connection;
  };

  const onResult = (message: unknown): void => {
    const result = message as InspectionResult;
    const asked = pending.get(result.jobId);
    pending.delete(result.jobId);
    asked?.settle(result);
  };

  /** The document died (memory, a crash): every job is asked for once more, then given up. */
  const onLost = (): void => {
    connection = null;
    for (const [jobId, asked] of pending) {
      if (asked.isRepeated) {
        pending.delete(jobId);
        asked.settle(crashed(asked.job));
      } else {
        asked.isRepeated = true;
        void send({ type: 'run', job: asked.job, priority: asked.priority });
      }
    }
  };

  const send = async (order: InspectorOrder): Promise<void> => {
    try {
      (await connect()).postMessage(order);
    } catch {
      if (order.type !== 'run') return;
      pending.get(order.job.jobId)?.settle(crashed(order.job));
      pending.delete(order.job.jobId);
    }
  };

  return {
    run: (job, priority) =>
      new Promise((settle) => {
        pending.set(job.jobId, { job, priority, settle, isRepeated: false });
        void send({ type: 'run', job, priority });
      }),
    abort: (jobId) => {
      if (pending.has(jobId)) void send({ type: 'abort', jobId });
    },
    abortAll: () => {
      for (const jobId of pending.keys()) void send({ type: 'abort', jobId });
    },
  };
};

const crashed = (job: InspectionJob): InspectionResult => ({
  jobId: job.jobId,
  outcome: 'report',
  report: failureReport(job.input, 'crashed', 'The page that makes the checks could not be reached.'),
  validators: {},
});

/** A second `createDocument` is an error, and the document may be there from an earlier life of the background. */
const openDocument = async (): Promise<void> => {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  if (contexts.length > 0) return;
  await browser.offscreen.createDocument({
    url: DOCUMENT,
    reasons: ['WORKERS'],
    justification: 'Reads the labels of media in a worker, so that one that hangs stops no other.',
  });
};
