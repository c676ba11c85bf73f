/** A run over one container: inputs are dealt out, what breaks is kept once a defect and made small. */
import { runCrew, shrinkFound } from './crew';
import { writeFind } from './finds';
import { inputOf } from './input';
import type { Seeds } from './seeds';
import type { Found, Stretch } from './worker';

export interface RunOptions {
  readonly inputs: number;
  /** When no more inputs are dealt out (ms since 1970). */
  readonly until: number;
  readonly seed: number;
  readonly workers: number;
  readonly limitMs: number;
  readonly onTried: (tried: number, found: number) => void;
}

export interface RunResult {
  readonly tried: number;
  readonly slowestMs: number;
  /** What was seen, by the names of the files that show it. */
  readonly finds: ReadonlyMap<string, string>;
}

const STRETCH = 500;

export async function runContainer(seeds: Seeds, options: RunOptions): Promise<RunResult> {
  const { inputs, until, seed } = options;
  const { container } = seeds;
  const found = new Map<string, Found>();
  let dealt = 0;
  let tried = 0;
  let slowestMs = 0;
  await runCrew({
    ...options,
    next: (): Stretch | undefined => {
      if (dealt >= inputs || Date.now() >= until) return undefined;
      const from = dealt;
      dealt = Math.min(inputs, from + STRETCH);
      return { kind: 'try', container, from, to: dealt };
    },
    onBroken: (index, broken) => {
      const defect = `${broken.property} ${broken.seen}`;
      const first = found.get(defect)?.index ?? Number.POSITIVE_INFINITY;
      // Of one defect the first input counts, whichever thread was the first to meet it.
      if (index < first) found.set(defect, { kind: 'shrink', container, index, broken });
    },
    onTried: (more, ms) => {
      tried += more;
      slowestMs = Math.max(slowestMs, ms);
      options.onTried(tried, found.size);
    },
  });
  const finds = new Map<string, string>();
  for (const one of found.values()) {
    const { medium, at } = (await shrinkFound(one, options)) ?? inputOf(seeds, seed, one.index);
    finds.set(writeFind(container, { medium, at, ...one.broken }), one.broken.seen);
  }
  return { tried, slowestMs, finds };
}
