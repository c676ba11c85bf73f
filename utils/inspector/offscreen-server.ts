/** The offscreen document's end: carries orders from the background's port to the worker host. */
import { browser } from 'wxt/browser';
import { INSPECTOR_PORT, type InspectorOrder } from '../messages/inspector';
import type { WorkerHost } from './worker-host';

export const serveInspector = (host: WorkerHost): void => {
  browser.runtime.onConnect.addListener((port) => {
    // A tab or an address on the sender would be a page; the background has neither.
    if (port.name !== INSPECTOR_PORT || port.sender?.id !== browser.runtime.id || port.sender.tab) return;
    let isOpen = true;
    port.onMessage.addListener((message: unknown) => {
      const order = message as InspectorOrder;
      if (order.type === 'abort') host.abort(order.jobId);
      else void host.run(order.job, order.priority).then((result) => isOpen && port.postMessage(result));
    });
    port.onDisconnect.addListener(() => {
      isOpen = false;
      host.abortAll();
    });
  });
};
