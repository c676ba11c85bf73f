/** A thread that is watched: a task in which it hangs or dies ends with the thread, and says so. */
import { Worker } from 'node:worker_threads';
import type { Broken } from './try-input';
import type { Reply, Task, WorkerStart } from './worker';

export interface Thread {
  readonly worker: Worker;
  readonly watch: Float64Array;
}

/** The last reply to a task, or the input in which the thread ended. */
export type Outcome =
  | Exclude<Reply, { readonly kind: 'broken' }>
  | { readonly kind: 'ended'; readonly index: number; readonly broken: Broken };

const LOOK_MS = 250;
/** A thread does not have its parent's TypeScript loader in every Node. */
const START = `import('tsx/esm/api').then(({ tsImport }) => tsImport('./worker.ts', ${JSON.stringify(import.meta.url)}))`;
/** Beyond it V8 ends the thread: memory that no small input may take. */
const HEAP_MIB = 512;

export function startThread(seed: number): Thread {
  const watch = new Float64Array(new SharedArrayBuffer(16));
  const start: WorkerStart = { seed, watch };
  const resourceLimits = { maxOldGenerationSizeMb: HEAP_MIB };
  return { worker: new Worker(START, { workerData: start, eval: true, resourceLimits }), watch };
}

/** @param limitMs After so long an input counts as one that hangs. */
export function perform(
  { worker, watch }: Thread,
  task: Task,
  { limitMs, onBroken }: { readonly limitMs: number; readonly onBroken?: (index: number, broken: Broken) => void },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearInterval(look);
      worker.off('message', onMessage);
      worker.off('error', onError);
    };
    const end = (broken: Broken): void => {
      stop();
      void worker.terminate();
      resolve({ kind: 'ended', index: watch[0] ?? 0, broken });
    };
    const onMessage = (reply: Reply): void => {
      if (reply.kind === 'broken') {
        onBroken?.(reply.index, reply.broken);
      } else {
        stop();
        resolve(reply);
      }
    };
    const onError = (error: Error & { readonly code?: string }): void => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        end({ property: 'memory', seen: `needs more than ${HEAP_MIB} MiB` });
      } else {
        stop();
        reject(error);
      }
    };
    const look = setInterval(() => {
      const since = watch[1] ?? 0;
      if (since > 0 && Date.now() - since > limitMs) {
        end({ property: 'time', seen: `takes longer than ${limitMs} ms` });
      }
    }, LOOK_MS);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(task);
  });
}
