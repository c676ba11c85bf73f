import { quantile } from '../../scripts/quantile';

export interface Timing {
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** For each task. */
interface Patience {
  readonly warmUpMs: number;
  readonly sampleMs: number;
}

const ONE_MEDIUM: Patience = { warmUpMs: 400, sampleMs: 1_200 };
/** Of many media that are added up: their code is warm after the first ones. */
export const ONE_OF_MANY: Patience = { warmUpMs: 10, sampleMs: 40 };
const MAX_SAMPLES = 10_000;
/** One task so many times before the next: each runs with its own code and memory in the processor's caches. */
const BURST = 20;

/** Several tasks in turn, so that what else the machine does meets all of them alike. */
export async function measure(
  tasks: readonly (() => Promise<unknown>)[],
  { warmUpMs, sampleMs } = ONE_MEDIUM,
): Promise<readonly Timing[]> {
  const times = tasks.map((): number[] => []);
  const round = async (): Promise<void> => {
    for (const [index, task] of tasks.entries()) {
      for (let run = 0; run < BURST; run += 1) {
        const startedAt = performance.now();
        await task();
        times[index]?.push(performance.now() - startedAt);
      }
    }
  };
  const warmUntil = performance.now() + warmUpMs * tasks.length;
  do await round();
  while (performance.now() < warmUntil);
  for (const samples of times) samples.length = 0;
  const until = performance.now() + sampleMs * tasks.length;
  do await round();
  while (performance.now() < until && (times[0]?.length ?? 0) < MAX_SAMPLES);
  return times.map((samples) => ({ medianMs: quantile(samples, 0.5) ?? 0, p95Ms: quantile(samples, 0.95) ?? 0 }));
}
