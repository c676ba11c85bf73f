/** One thread of a run: makes and tries the inputs that it is told, and makes what breaks a property small. */
import { parentPort, workerData } from 'node:worker_threads';
import { inputOf } from './input';
import type { Trial } from './properties';
import { allSeeds, type Seeds } from './seeds';
import { shrink } from './shrink';
import { type Broken, breaksAlike, leaveOutStacks, tryInput, withStacks } from './try-input';

/** What a thread is started with. */
export interface WorkerStart {
  readonly seed: number;
  /** Number of the input that is being tried, and when that began (ms since 1970): seen by the main thread at any time. */
  readonly watch: Float64Array;
}

/** Inputs from `from` up to, without, `to`. */
export interface Stretch {
  readonly kind: 'try';
  readonly container: string;
  readonly from: number;
  readonly to: number;
}

/** An input that broke a property. */
export interface Found {
  readonly kind: 'shrink';
  readonly container: string;
  readonly index: number;
  readonly broken: Broken;
}

export type Task = Stretch | Found;

/** `broken` comes any number of times before `tried`. */
export type Reply =
  | { readonly kind: 'broken'; readonly index: number; readonly broken: Broken }
  | { readonly kind: 'tried'; readonly slowestMs: number }
  | { readonly kind: 'shrunk'; readonly small: Pick<Trial, 'medium' | 'at'> };

const { seed, watch } = workerData as WorkerStart;
leaveOutStacks();
const all = allSeeds();
/** Each defect once: its first input is the least. */
const told = new Set<string>();

function seedsOf(container: string): Seeds {
  const seeds = all.find((one) => one.container === container);
  if (seeds === undefined) throw new Error(`no seeds of ${container}`);
  return seeds;
}

async function tryStretch({ container, from, to }: Stretch): Promise<Reply> {
  const seeds = seedsOf(container);
  let slowestMs = 0;
  for (let index = from; index < to; index++) {
    const startedAt = Date.now();
    watch[0] = index;
    watch[1] = startedAt;
    for (const broken of await tryInput(inputOf(seeds, seed, index))) {
      const defect = `${container} ${broken.property} ${broken.seen}`;
      if (!told.has(defect)) post({ kind: 'broken', index, broken });
      told.add(defect);
    }
    slowestMs = Math.max(slowestMs, Date.now() - startedAt);
  }
  return { kind: 'tried', slowestMs };
}

async function shrinkFound({ container, index, broken }: Found): Promise<Reply> {
  watch[0] = index;
  const isBroken = (cut: Pick<Trial, 'medium' | 'at'>): Promise<boolean> => {
    watch[1] = Date.now();
    return breaksAlike(cut, broken);
  };
  const small = await withStacks(() => shrink(inputOf(seedsOf(container), seed, index), isBroken));
  return { kind: 'shrunk', small };
}

const post = (reply: Reply): void => parentPort?.postMessage(reply);

parentPort?.on('message', async (task: Task) => {
  const reply = task.kind === 'try' ? await tryStretch(task) : await shrinkFound(task);
  watch[1] = 0;
  post(reply);
});
