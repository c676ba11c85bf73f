import { SingleBar } from 'cli-progress';
import type { OutputStream } from './output';
import { shown } from './table';

export interface Progress {
  count(input: string, unreadable: number): void;
  stop(): void;
}

/** A run is long, and worth a line of progress, after this time. */
const LONG_RUN_MS = 1500;

/**
 * Counts what was inspected, on standard error. Silent where that is no terminal, on short runs, and where the
 * results themselves appear on the terminal line by line.
 */
export function createProgress(
  stderr: OutputStream,
  stdout: OutputStream,
  now: () => number = () => performance.now(),
): Progress {
  if (stderr.isTTY !== true || stdout.isTTY === true) return { count: () => {}, stop: () => {} };
  const startedAt = now();
  let bar: SingleBar | undefined;
  let done = 0;
  return {
    count: (input, unreadable) => {
      done += 1;
      const payload = { name: shown(input, 60), unreadable };
      if (bar === undefined && now() - startedAt > LONG_RUN_MS) {
        // How many there are is not known before the last one: a count, no bar.
        bar = new SingleBar({
          stream: stderr,
          format: 'inspected {value}, unreadable {unreadable} · {name}',
          clearOnComplete: true,
          hideCursor: null,
        });
        bar.start(0, done, payload);
      }
      bar?.update(done, payload);
    },
    stop: () => bar?.stop(),
  };
}
