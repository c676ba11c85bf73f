export interface InOrderOptions {
  /** Tasks at one time. */
  readonly concurrency: number;
  /** Results that may wait for an earlier one: bounds memory while one task is slow. */
  readonly window: number;
}

/**
 * Runs a task for each input, several at a time, and yields the results in the inputs' order, each as soon as it and
 * all before it are there. Inputs are pulled no further ahead than the window.
 *
 * @throws what an input's iterator or a task throws.
 */
export async function* inOrder<Input, Output>(
  inputs: AsyncIterable<Input>,
  { concurrency, window }: InOrderOptions,
  task: (input: Input) => Promise<Output>,
): AsyncGenerator<Output> {
  const results: Promise<Output>[] = [];
  const pulled = signal();
  const room = signal();
  let running = 0;
  let hasEnded = false;
  let isStopped = false;

  const pull = async (): Promise<void> => {
    for await (const input of inputs) {
      if (isStopped) return;
      running += 1;
      const result = task(input).finally(() => {
        running -= 1;
        room.raise();
      });
      // It is awaited in its turn; until then a failure is nobody's.
      result.catch(() => {});
      results.push(result);
      pulled.raise();
      while (!isStopped && (running >= concurrency || results.length >= window)) await room.wait();
      if (isStopped) return;
    }
  };
  const pulling = pull().finally(() => {
    hasEnded = true;
    pulled.raise();
  });
  pulling.catch(() => {});

  try {
    for (;;) {
      const next = results[0];
      if (next !== undefined) {
        yield await next;
        results.shift();
        room.raise();
      } else if (hasEnded) {
        await pulling;
        return;
      } else {
        await pulled.wait();
      }
    }
  } finally {
    isStopped = true;
    room.raise();
  }
}

/** Wakes whoever waits; a raise before the wait is not lost. */
function signal(): { raise(): void; wait(): Promise<void> } {
  let isRaised = false;
  let wake: (() => void) | undefined;
  return {
    raise: () => {
      isRaised = true;
      wake?.();
    },
    wait: async () => {
      if (!isRaised) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      isRaised = false;
      wake = undefined;
    },
  };
}
