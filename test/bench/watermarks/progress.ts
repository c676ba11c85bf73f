import { SingleBar } from 'cli-progress';

/** Shows on standard error how far a long task has come: a bar on a terminal, elsewhere a line now and then. */
export async function withProgress<Result>(
  doing: string,
  total: number,
  task: (advance: () => void) => Promise<Result>,
): Promise<Result> {
  const bar = new SingleBar({
    format: `${doing} {bar} {value} of {total}, {eta_formatted} to go`,
    clearOnComplete: true,
    etaBuffer: 200,
    hideCursor: null,
    noTTYOutput: true,
    notTTYSchedule: 30_000,
  });
  bar.start(total, 0);
  try {
    return await task(() => bar.increment());
  } finally {
    bar.stop();
  }
}
