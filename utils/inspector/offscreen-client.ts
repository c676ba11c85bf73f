/**
 * The background's end of the inspector in Chromium, whose service worker has no `Worker`: orders go over a port to the
 * offscreen document, which keeps the workers. The document outlives the service worker; jobs asked for by a background
 * that died are dropped when its port closes, for their media ask again.
 */
import { browser } from 'wxt/browser';
import {
  type CheckJob,
  type CheckResult,
  INSPECTOR_CALL,
  INSPECTOR_PORT,
  type InspectionResult,
  type InspectorOrder,
  type LookJob,
  type LookResult,
  type WorkOrder,
} from '@/utils/messages/inspector';
import { unreadResult } from './unread-result';
import type { WorkerHost } from './worker-host';

const DOCUMENT = '/offscreen.html';

/** How often the document is called before it is given up, and how long each call waits for its port. */
const CALLS = 3;
const PORT_MS = 2_000;

/** The part of `runtime.Port` that is used. */
export interface InspectorPort {
  readonly name: string;
  readonly sender?: { readonly id?: string | undefined; readonly url?: string | undefined } | undefined;
  readonly postMessage: (order: InspectorOrder) => void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export interface OffscreenClient extends WorkerHost {
  /** Makes the document ready, for there will be work soon: its process takes longer to start than a job. */
  readonly prepare: () => void;
  /** Takes the port if it is the offscreen document's. */
  readonly accept: (port: InspectorPort) => boolean;
}

type Result = InspectionResult | CheckResult | LookResult;

interface Pending {
  readonly order: WorkOrder;
  readonly settle: (result: Result) => void;
  isRepeated: boolean;
}

export const createOffscreenClient = (): OffscreenClient => {
  const pending = new Map<string, Pending>();
  let port: InspectorPort | null = null;
  let isCalling = false;
  let unsent: InspectorOrder[] = [];
  let onPort: () => void = () => undefined;

  const send = (order: InspectorOrder): void => {
    if (port) {
      port.postMessage(order);
      return;
    }
    unsent.push(order);
    if (!isCalling) void call();
  };

  const call = async (): Promise<void> => {
    isCalling = true;
    try {
      for (let attempt = 1; port === null; attempt++) {
        if (attempt > CALLS) throw new Error('The offscreen document does not answer.');
        await callDocument();
        await portOpened();
      }
    } catch {
      unsent = [];
      for (const asked of pending.values()) asked.settle(crashed(asked.order));
      pending.clear();
    } finally {
      isCalling = false;
    }
  };

  /** The document opens its port before it answers the call; the two may still overtake each other. */
  const portOpened = (): Promise<void> =>
    new Promise((resolve) => {
      onPort = resolve;
      setTimeout(resolve, port ? 0 : PORT_MS);
    });

  const onResult = (message: unknown): void => {
    const result = message as Result;
    const asked = pending.get(result.jobId);
    pending.delete(result.jobId);
    asked?.settle(result);
  };

  /** The document died (memory, a crash): every job is asked for once more, then given up. */
  const onLost = (): void => {
    port = null;
    for (const [jobId, asked] of pending) {
      if (asked.isRepeated) {
        pending.delete(jobId);
        asked.settle(crashed(asked.order));
      } else {
        asked.isRepeated = true;
        send(asked.order);
      }
    }
  };

  /** An answer is of its order's kind: each carries the id of the one job that it answers. */
  const work = <Kind extends Result>(order: WorkOrder): Promise<Kind> =>
    new Promise((resolve) => {
      const settle = (result: Result): void => resolve(result as Kind);
      pending.set(order.job.jobId, { order, settle, isRepeated: false });
      send(order);
    });

  return {
    prepare: () => {
      if (!port && !isCalling) void call();
    },
    accept: (opened) => {
      if (opened.name !== INSPECTOR_PORT) return false;
      if (opened.sender?.id !== browser.runtime.id || opened.sender.url !== browser.runtime.getURL(DOCUMENT)) {
        return false;
      }
      port = opened;
      opened.onMessage.addListener(onResult);
      opened.onDisconnect.addListener(() => {
        if (port === opened) onLost();
      });
      for (const order of unsent.splice(0)) opened.postMessage(order);
      onPort();
      return true;
    },
    run: (job, priority) => work<InspectionResult>({ type: 'run', job, priority }),
    check: (job, priority) => work<CheckResult>({ type: 'check', job, priority }),
    look: (job, priority) => work<LookResult>({ type: 'look', job, priority }),
    abort: (jobId) => {
      if (pending.has(jobId)) send({ type: 'abort', jobId });
    },
  };
};

const crashed = (order: WorkOrder): Result => {
  switch (order.type) {
    case 'run':
      return unreadResult(order.job, 'crashed', 'The page that makes the checks could not be reached.');
    case 'check':
      return unchecked(order.job);
    case 'look':
      return unlooked(order.job);
  }
};

const unchecked = ({ jobId }: CheckJob): CheckResult => ({ jobId, outcome: 'unchecked', reason: 'broke-down' });

const unlooked = ({ jobId }: LookJob): LookResult => ({ jobId, outcome: 'unlooked', reason: 'broke-down' });

/** The document may be there from an earlier life of the background, and a second `createDocument` is an error. */
const callDocument = async (): Promise<void> => {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  if (contexts.length === 0) {
    await browser.offscreen.createDocument({
      url: DOCUMENT,
      reasons: ['WORKERS'],
      justification: 'Reads the labels of media in a worker, so that one that hangs stops no other.',
    });
  }
  await browser.runtime.sendMessage(INSPECTOR_CALL);
};
