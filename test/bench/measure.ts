import { quantile } from '../../scripts/quantile';

export interface Timing {
  readonly medianMs: number;
  readonly p95Ms: number;
}

const WARM_UP_MS = 400;
const SAMPLE_MS = 1_200;
const MAX_SAMPLES = 4_000;

/** Several tasks in turn, so that what else the machine does meets all of them alike. */
export async function measure(tasks: readonly (() => Promise<unknown>)[]): Promise<readonly Timing[]> {
  const times = tasks.map((): number[] => []);
  const warmUntil = performance.now() + WARM_UP_MS * tasks.length;
  while (performance.now() < warmUntil) for (const task of tasks) await task();
  const until = performance.now() + SAMPLE_MS * tasks.length;
  for (let sample = 0; sample < MAX_SAMPLES && performance.now() < until; sample += 1) {
    for (const [index, task] of tasks.entries()) {
      const startedAt = performance.now();
      await task();
      times[index]?.push(performance.now() - startedAt);
    }
  }
  return times.map((samples) => ({ medianMs: quantile(samples, 0.5) ?? 0, p95Ms: quantile(samples, 0.95) ?? 0 }));
}
