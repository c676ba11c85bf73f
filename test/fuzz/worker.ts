/** One thread of a run: makes and tries the inputs of the stretches that it is sent. */
import { parentPort, workerData } from 'node:worker_threads';
import { inputOf } from './input';
import { allSeeds } from './seeds';
import { type Broken, leaveOutStacks, tryInput } from './try-input';

/** What a thread is started with. */
export interface WorkerStart {
  readonly seed: number;
  /** Number of the input that is being tried, and when that began (ms since 1970): seen by the main thread at any time. */
  readonly watch: Float64Array;
}

/** Inputs from `from` up to, without, `to`. */
export interface Stretch {
  readonly container: string;
  readonly from: number;
  readonly to: number;
}

export type WorkerMessage =
  | ({ readonly kind: 'broken'; readonly container: string; readonly index: number } & Broken)
  | { readonly kind: 'done'; readonly slowestMs: number };

const { seed, watch } = workerData as WorkerStart;
const port = parentPort;
leaveOutStacks();
const seeds = allSeeds();
/** Each defect once: its first input is the least. */
const told = new Set<string>();

const post = (message: WorkerMessage): void => port?.postMessage(message);

async function tryStretch({ container, from, to }: Stretch): Promise<void> {
  const own = seeds.find((one) => one.container === container);
  if (own === undefined) throw new Error(`no seeds of ${container}`);
  let slowestMs = 0;
  for (let index = from; index < to; index++) {
    const startedAt = Date.now();
    watch[0] = index;
    watch[1] = startedAt;
    for (const broken of await tryInput(inputOf(own, seed, index))) {
      const defect = `${container} ${broken.property} ${broken.seen}`;
      if (!told.has(defect)) post({ kind: 'broken', container, index, ...broken });
      told.add(defect);
    }
    slowestMs = Math.max(slowestMs, Date.now() - startedAt);
  }
  watch[1] = 0;
  post({ kind: 'done', slowestMs });
}

port?.on('message', (stretch: Stretch) => void tryStretch(stretch));
