/** The threads of a run: each is watched, and one that hangs or dies costs its input, not the run. */
import { Worker } from 'node:worker_threads';
import type { Broken } from './try-input';
import type { Stretch, WorkerMessage, WorkerStart } from './worker';

export interface Orders {
  readonly seed: number;
  readonly workers: number;
  /** After so long an input counts as one that hangs. */
  readonly limitMs: number;
  /** The next stretch to try, `undefined` when there is none. */
  readonly next: () => Stretch | undefined;
  readonly onBroken: (container: string, index: number, broken: Broken) => void;
  readonly onTried: (inputs: number, slowestMs: number) => void;
}

const LOOK_MS = 250;
/** A thread does not have its parent's TypeScript loader in every Node. */
const START = `import('tsx/esm/api').then(({ tsImport }) => tsImport('./worker.ts', ${JSON.stringify(import.meta.url)}))`;
/** Beyond it V8 ends the thread: memory that no small input may take. */
const HEAP_MIB = 512;

/** Resolves when there is nothing more to try. */
export async function runCrew(orders: Orders): Promise<void> {
  await Promise.all(Array.from({ length: orders.workers }, () => workThrough(orders)));
}

async function workThrough(orders: Orders): Promise<void> {
  let thread: Thread | undefined;
  let left = orders.next();
  while (left !== undefined) {
    thread ??= startThread(orders.seed);
    const ended = await tryStretch(thread, left, orders);
    if (ended === undefined) {
      left = orders.next();
      continue;
    }
    // The thread is gone, and with it one input; another goes on behind it.
    thread = undefined;
    const { container, to } = left;
    orders.onBroken(container, ended.index, ended.broken);
    orders.onTried(ended.index + 1 - left.from, orders.limitMs);
    left = ended.index + 1 < to ? { container, from: ended.index + 1, to } : orders.next();
  }
  await thread?.worker.terminate();
}

interface Thread {
  readonly worker: Worker;
  readonly watch: Float64Array;
}

function startThread(seed: number): Thread {
  const watch = new Float64Array(new SharedArrayBuffer(16));
  const start: WorkerStart = { seed, watch };
  const worker = new Worker(START, {
    workerData: start,
    eval: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  return { worker, watch };
}

interface Ended {
  readonly index: number;
  readonly broken: Broken;
}

/** @returns the input that the thread ended in, if it did. */
function tryStretch({ worker, watch }: Thread, stretch: Stretch, orders: Orders): Promise<Ended | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearInterval(look);
      worker.off('message', onMessage);
      worker.off('error', onError);
    };
    const endThread = (broken: Broken): void => {
      stop();
      void worker.terminate();
      resolve({ index: Math.max(stretch.from, watch[0] ?? 0), broken });
    };
    const onMessage = (message: WorkerMessage): void => {
      if (message.kind === 'broken') {
        orders.onBroken(message.container, message.index, message);
        return;
      }
      stop();
      orders.onTried(stretch.to - stretch.from, message.slowestMs);
      resolve(undefined);
    };
    const onError = (error: Error & { readonly code?: string }): void => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        endThread({ property: 'memory', seen: `needs more than ${HEAP_MIB} MiB` });
      } else {
        stop();
        reject(error);
      }
    };
    const look = setInterval(() => {
      const since = watch[1] ?? 0;
      if (since === 0 || Date.now() - since < orders.limitMs) return;
      endThread({ property: 'time', seen: `takes longer than ${orders.limitMs} ms` });
    }, LOOK_MS);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(stretch);
  });
}
