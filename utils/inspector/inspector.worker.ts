/** The inspector worker: the engine, and nothing of the browser's but `fetch`. */
import { examine } from '@/utils/engine/inspect';
import type { InspectorOrder } from '@/utils/messages/inspector';
import { runJob } from './run-job';

const running = new Map<string, AbortController>();

const onOrder = async ({ data: order }: MessageEvent<InspectorOrder>): Promise<void> => {
  if (order.type === 'abort') {
    running.get(order.jobId)?.abort();
    return;
  }
  if (order.type !== 'run') return;
  const { job } = order;
  const controller = new AbortController();
  running.set(job.jobId, controller);
  const result = await runJob(job, controller.signal, { examine, fetch: (address, init) => fetch(address, init) });
  running.delete(job.jobId);
  postMessage(result);
};

addEventListener('message', onOrder);
