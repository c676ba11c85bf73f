import { Worker } from 'node:worker_threads';
import { c2paSettings } from '../../utils/credentials/c2pa/settings';
import { checkTimeMs, withoutCheck } from '../../utils/credentials/checkable';
import type { TrustLists } from '../../utils/credentials/trust-lists';
import type { Examination } from '../../utils/engine/make-report';
import type { LabelReport } from '../../utils/engine/report';
import type { CheckAnswer, CheckOrder } from './messages';

/** Checks media one after the other in a thread of its own, which starts with the first one. */
export interface Checker {
  /**
   * Never rejects: a check that could not be made is noted in the report.
   * @param stated What was read before.
   * @param bytes The whole medium; handed over.
   */
  readonly check: (stated: Examination, bytes: Uint8Array<ArrayBuffer>) => Promise<LabelReport>;
  readonly close: () => Promise<void>;
}

export interface CheckerTools {
  readonly startThread: () => Worker;
  /** Milliseconds that the check of so many bytes may take. */
  readonly timeFor: (bytes: number) => number;
}

export function createChecker(lists: TrustLists, tools: CheckerTools = TOOLS): Checker {
  const settings = c2paSettings(lists);
  let thread: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const end = async (): Promise<void> => {
    const ending = thread;
    thread = undefined;
    await ending?.terminate();
  };

  /** One that ends while nothing is asked of it does not end the run, and is not asked again. */
  const start = (): Worker => {
    const started = tools.startThread();
    const forget = (): void => {
      if (thread === started) thread = undefined;
    };
    return started.on('error', forget).on('exit', forget);
  };

  const checkNow = async (stated: Examination, bytes: Uint8Array<ArrayBuffer>): Promise<LabelReport> => {
    const { input } = stated.report;
    thread ??= start();
    const answer = await ask(thread, { input, bytes, settings }, tools.timeFor(bytes.length));
    if (answer === null) await end();
    return answer ?? withoutCheck(stated);
  };

  return {
    check: (stated, bytes) => {
      const checked = last.then(() => checkNow(stated, bytes)).catch(() => withoutCheck(stated));
      last = checked;
      return checked;
    },
    close: end,
  };
}

const TOOLS: CheckerTools = {
  startThread: () => new Worker(new URL('./thread-entry.mjs', import.meta.url), { execArgv: [] }),
  timeFor: checkTimeMs,
};

/** @returns `null` when the thread died, broke down or took too long. */
const ask = (thread: Worker, order: CheckOrder, limitMs: number): Promise<CheckAnswer> =>
  new Promise((resolve) => {
    const fail = (): void => settle(null);
    const settle = (answer: CheckAnswer): void => {
      clearTimeout(timer);
      thread.off('message', settle).off('error', fail).off('exit', fail);
      thread.unref();
      resolve(answer);
    };
    const timer = setTimeout(fail, limitMs);
    thread.ref();
    thread.once('message', settle).once('error', fail).once('exit', fail);
    thread.postMessage(order, [order.bytes.buffer as ArrayBuffer]);
  });
