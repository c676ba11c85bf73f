import type { Breach } from './finds';
import type { Input } from './input';
import { inspectBytes } from './inspect-bytes';
import { collectGarbage, memoryUsed } from './memory';
import { PROPERTIES, violationOf } from './properties';

/** An inspection may use 4 × its input, and this: parsers, tables, a text that unpacks to the megabyte it may have. */
const BASE_BYTES = 32 * 1024 * 1024;
const TIMES_INPUT = 4;

export interface Broken {
  readonly property: Breach;
  readonly seen: string;
}

/** Tries an input: its report is sound, its memory bounded, and its one further property holds. */
export async function tryInput({ medium, at, property }: Input): Promise<readonly Broken[]> {
  const broken: Broken[] = [];
  const before = memoryUsed();
  try {
    const report = await inspectBytes(medium);
    const bound = TIMES_INPUT * medium.length + BASE_BYTES;
    if (memoryUsed() - before > bound && (await leastMemory(medium)) > bound) {
      broken.push({ property: 'memory', seen: 'uses more than 4 × its size and 32 MiB' });
    }
    const unsound = PROPERTIES.sound({ medium, at, report });
    if (unsound) broken.push({ property: 'sound', seen: unsound });
    const seen = property === 'sound' ? undefined : await PROPERTIES[property]({ medium, at, report });
    if (seen) broken.push({ property, seen });
  } catch {
    broken.push(await withStacks(() => thrownIn({ medium, at, property })));
  }
  return broken;
}

/** What throws whatever is asked of the report is one defect, whichever property met it. */
async function thrownIn({ medium, at, property }: Input): Promise<Broken> {
  const seen = await violationOf('sound', { medium, at });
  if (seen !== undefined) return { property: 'sound', seen };
  return { property, seen: (await violationOf(property, { medium, at })) ?? 'throws once' };
}

/** Parsers that go on after a fault make thousands of errors: their stacks would cost more than all the rest. */
export function leaveOutStacks(): void {
  Error.stackTraceLimit = 0;
}

export async function withStacks<Value>(run: () => Promise<Value>): Promise<Value> {
  Error.stackTraceLimit = 20;
  try {
    return await run();
  } finally {
    leaveOutStacks();
  }
}

/** Whether an input breaks a property in the way that was seen before. */
export async function breaksAlike(input: Pick<Input, 'medium' | 'at'>, { property, seen }: Broken): Promise<boolean> {
  if (property === 'time' || property === 'memory') return false;
  return (await violationOf(property, input)) === seen;
}

/** Of several runs after a clean-up the least: what is not the garbage of runs before. */
async function leastMemory(medium: Uint8Array): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    collectGarbage();
    const before = memoryUsed();
    await inspectBytes(medium);
    least = Math.min(least, memoryUsed() - before);
  }
  return least;
}
