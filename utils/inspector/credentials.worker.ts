/**
 * The worker that checks what is signed. Started with the first medium that has something to check; the C2PA library
 * (9 MB) is compiled with the first store. The library makes no request: its settings forbid it.
 */
import wasm from '@contentauth/c2pa-wasm/c2pa.wasm?url';
import type { C2paLibrary } from '@/utils/credentials/c2pa/library';
import { loadC2paLibrary } from '@/utils/credentials/c2pa/wasm-library';
import type { InspectorOrder } from '@/utils/messages/inspector';
import { type ListsAtHand, readLists } from '@/utils/trust/lists-in-use';
import { runCheck } from './run-check';

let loading: Promise<C2paLibrary> | undefined;
let kept: ListsAtHand | undefined;

const tools = {
  library: (): Promise<C2paLibrary> => {
    loading ??= WebAssembly.compileStreaming(fetch(wasm)).then(loadC2paLibrary);
    return loading;
  },
  /** Lists are megabytes of text, and one job's are mostly the next one's. */
  listsOf: async (name: string): Promise<ListsAtHand> => {
    if (kept?.name !== name) kept = await readLists(name);
    return kept;
  },
};

const onOrder = async ({ data: order }: MessageEvent<InspectorOrder>): Promise<void> => {
  if (order.type === 'check') postMessage(await runCheck(order.job, tools));
};

addEventListener('message', onOrder);
