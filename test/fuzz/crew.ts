/** The threads of a run: one that hangs or dies costs its input, not the run. */
import type { Trial } from './properties';
import { perform, startThread, type Thread } from './thread';
import type { Broken } from './try-input';
import type { Found, Stretch } from './worker';

export interface Orders {
  readonly seed: number;
  readonly workers: number;
  readonly limitMs: number;
  /** The next stretch to try, `undefined` when there is none. */
  readonly next: () => Stretch | undefined;
  readonly onBroken: (index: number, broken: Broken) => void;
  readonly onTried: (inputs: number, slowestMs: number) => void;
}

/** Resolves when there is nothing more to try. */
export async function runCrew(orders: Orders): Promise<void> {
  await Promise.all(Array.from({ length: orders.workers }, () => workThrough(orders)));
}

async function workThrough(orders: Orders): Promise<void> {
  const { seed, next, onBroken, onTried, limitMs } = orders;
  let thread: Thread | undefined;
  let stretch = next();
  while (stretch !== undefined) {
    thread ??= startThread(seed);
    const outcome = await perform(thread, stretch, orders);
    const { from, to } = stretch;
    if (outcome.kind === 'ended') {
      // The thread is gone, and with it one input; another goes on behind it.
      thread = undefined;
      const behind = outcome.index + 1;
      onBroken(outcome.index, outcome.broken);
      onTried(behind - from, limitMs);
      stretch = behind < to ? { ...stretch, from: behind } : next();
    } else {
      onTried(to - from, outcome.kind === 'tried' ? outcome.slowestMs : 0);
      stretch = next();
    }
  }
  await thread?.worker.terminate();
}

/** @returns the find made small, `undefined` where a medium that was tried for it hangs. */
export async function shrinkFound(
  found: Found,
  { seed, limitMs }: Pick<Orders, 'seed' | 'limitMs'>,
): Promise<Pick<Trial, 'medium' | 'at'> | undefined> {
  const thread = startThread(seed);
  const outcome = await perform(thread, found, { limitMs });
  await thread.worker.terminate();
  return outcome.kind === 'shrunk' ? outcome.small : undefined;
}
