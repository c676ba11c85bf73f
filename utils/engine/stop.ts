import { SourceError } from './source/source-error';

/** Why an inspection is not to go on, asked between its steps: at each read, before each block and each mark. */
export type Stop = () => SourceError | undefined;

export interface StopOptions {
  /** Ends the inspection at its next step. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds after which no further step is made; what was found until then stays. Default: no bound, for those
   * who run inspections in workers that they can end.
   */
  readonly limitMs?: number;
}

export const NEVER: Stop = () => undefined;

/** @param startedAt On the clock of `performance.now()`. */
export function stopOf(
  { signal, limitMs = Number.POSITIVE_INFINITY }: StopOptions,
  startedAt = performance.now(),
): Stop {
  if (signal === undefined && limitMs === Number.POSITIVE_INFINITY) return NEVER;
  return () => {
    if (signal?.aborted) {
      return new SourceError('timeout', 'The inspection was stopped before it had read the medium.');
    }
    if (performance.now() - startedAt <= limitMs) return undefined;
    const message =
      `Reading the medium took longer than ${limitMs / 1000} seconds and was stopped: ` +
      'inspect it by itself again; if that ends here, too, it was damaged, or made to take so long.';
    return new SourceError('timeout', message);
  };
}
