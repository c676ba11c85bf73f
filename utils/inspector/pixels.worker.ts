/** The worker that looks at pixels. Started with the first medium whose pixels deserve it. */
import type { InspectorOrder } from '@/utils/messages/inspector';
import { browserOpeners } from '@/utils/pixels/browser/browser-openers';
import { runLook } from './run-look';

const openers = browserOpeners();

const onOrder = async ({ data: order }: MessageEvent<InspectorOrder>): Promise<void> => {
  if (order.type === 'look') postMessage(await runLook(order.job, openers));
};

addEventListener('message', onOrder);
