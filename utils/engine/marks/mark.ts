import type { Field } from '../fields';
import type { Finding, MarkName } from '../report';
import type { Member } from './json';

/** One kind of label: a pure function from fields to findings. It knows no container. */
export interface Mark {
  readonly name: MarkName;
  readonly detect: (fields: readonly Field[]) => MarkResult;
}

/**
 * What a finding was made of, to the letter: a check of signatures needs it, while a report's strings are shortened and
 * made visible. It can hold what a report must not (a citizen's number), so it stays beside the report.
 */
export type MarkEvidence =
  | {
      readonly mark: 'gb45438';
      /** The label's members as they are written. */
      readonly members: readonly Member[];
    }
  | {
      readonly mark: 'generator';
      readonly signedBy: 'NovelAI';
      /** The JSON that the signature stands in and is over, as the field has it. */
      readonly text: string;
    };

export interface MarkFinding extends Finding {
  readonly evidence?: MarkEvidence;
}

export interface MarkResult {
  readonly findings: readonly MarkFinding[];
  /** A limit or a packing stopped the mark's reading; then no finding does not mean `unlabelled`. */
  readonly problem?: { readonly code: 'over-budget' | 'unsupported'; readonly message: string };
}

/** What most marks find in most media. */
export const NOTHING: MarkResult = { findings: [] };

interface Said extends Pick<Finding, 'status' | 'place' | 'fields' | 'who' | 'by'> {
  readonly tool?: string | undefined;
  readonly model?: string | undefined;
  readonly codes?: readonly string[] | undefined;
  readonly deviations?: readonly string[];
}

/** What fields say, before anything is checked; members that have nothing to say are left out. */
export function declaredFinding(
  mark: MarkName,
  { status, place, tool, model, codes = [], deviations = [], ...said }: Said,
): Finding {
  return {
    mark,
    status,
    assurance: 'declared',
    place,
    ...(tool === undefined ? {} : { tool }),
    ...(model === undefined ? {} : { model }),
    ...(codes.length === 0 ? {} : { codes }),
    ...said,
    deviations,
  };
}

/** @param overLimit Places whose JSON goes beyond a limit, so that the mark did not read them. */
export function problemOf(overLimit: ReadonlySet<string>): Pick<MarkResult, 'problem'> {
  const [place] = overLimit;
  if (place === undefined) return {};
  const message = `The JSON in ${place} is nested deeper, has more values, or has more to be mended, than is read.`;
  return { problem: { code: 'over-budget', message } };
}
