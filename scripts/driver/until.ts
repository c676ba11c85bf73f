import { setTimeout as pause } from 'node:timers/promises';

const DEADLINE_MS = 25_000;
const STEP_MS = 40;

/**
 * Asks until the answer is accepted, and gives it.
 * @throws Error with the last answer, 25 s after the first.
 */
export const until = async <Value>(
  what: string,
  ask: () => Value | Promise<Value>,
  accept: (value: Value) => boolean = Boolean,
  deadlineMs = DEADLINE_MS,
): Promise<Value> => {
  const end = Date.now() + deadlineMs;
  let last: unknown;
  do {
    try {
      const value = await ask();
      if (accept(value)) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await pause(STEP_MS);
  } while (Date.now() < end);
  const said = last instanceof Error ? String(last) : JSON.stringify(last, null, 1);
  throw new Error(`Waited in vain until ${what}. Last answer: ${said}`);
};
