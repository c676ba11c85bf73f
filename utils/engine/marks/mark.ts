import type { Field } from '../fields';
import type { Finding, MarkName } from '../report';

/** One kind of label: a pure function from fields to findings. It knows no container. */
export interface Mark {
  readonly name: MarkName;
  readonly detect: (fields: readonly Field[]) => MarkResult;
}

export interface MarkResult {
  readonly findings: readonly Finding[];
  /** A limit or a packing stopped the mark's reading; then no finding does not mean `unlabelled`. */
  readonly problem?: { readonly code: 'over-budget' | 'unsupported'; readonly message: string };
}

/** @param overLimit Places whose JSON goes beyond a limit, so that the mark did not read them. */
export function problemOf(overLimit: ReadonlySet<string>): Pick<MarkResult, 'problem'> {
  const [place] = overLimit;
  if (place === undefined) return {};
  const message = `The JSON in ${place} is nested deeper, or has more of what must be mended, than is read.`;
  return { problem: { code: 'over-budget', message } };
}
