/** The offscreen document's end: carries orders from the background's port to the worker host. */
import { browser } from 'wxt/browser';
import { INSPECTOR_CALL, INSPECTOR_PORT, type InspectorOrder, type WorkOrder } from '@/utils/messages/inspector';
import type { WorkerHost } from './worker-host';

export const serveInspector = (host: WorkerHost): void => {
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    // A tab on the sender would be a page; the background has none.
    const isCall = (message as Partial<typeof INSPECTOR_CALL> | null)?.type === INSPECTOR_CALL.type;
    if (!isCall || sender.id !== browser.runtime.id || sender.tab) return undefined;
    openPort(host);
    return Promise.resolve(true);
  });
};

const answer = (host: WorkerHost, order: WorkOrder) => {
  switch (order.type) {
    case 'run':
      return host.run(order.job, order.priority);
    case 'check':
      return host.check(order.job, order.priority);
    case 'look':
      return host.look(order.job, order.priority);
  }
};

/** A background calls only when it has no port: one that is still open here belongs to a life that has ended. */
const openPort = (host: WorkerHost): void => {
  const port = browser.runtime.connect({ name: INSPECTOR_PORT });
  const asked = new Set<string>();
  let isOpen = true;

  const work = async (order: WorkOrder): Promise<void> => {
    const { jobId } = order.job;
    asked.add(jobId);
    const result = await answer(host, order);
    asked.delete(jobId);
    if (isOpen) port.postMessage(result);
  };

  port.onMessage.addListener((message: unknown) => {
    const order = message as InspectorOrder;
    if (order.type === 'abort') host.abort(order.jobId);
    else void work(order);
  });
  port.onDisconnect.addListener(() => {
    isOpen = false;
    for (const jobId of asked) host.abort(jobId);
  });
};
