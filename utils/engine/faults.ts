import type { ReportError } from './report';

/**
 * What becomes of a fault of our own (a `TypeError` in a decoder, a stack that overflows). In use it becomes the
 * report's error `crashed`, so that one bad medium costs one report; tests let it through, so that none hides.
 */
export type Faults = 'report' | 'throw';

/** @param doing For the sentence: `reading PNG iTXt`. Asked only when the attempt fails. */
export function attempt<Value>(
  run: () => Value,
  faults: Faults,
  doing: () => string,
): { readonly value: Value } | { readonly error: ReportError } {
  try {
    return { value: run() };
  } catch (error) {
    if (faults === 'throw') throw error;
    return { error: faultReport(error, doing()) };
  }
}

export function faultReport(error: unknown, doing: string): ReportError {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'crashed', message: `The engine failed while ${doing} (${reason}).` };
}
