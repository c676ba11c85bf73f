/** What a rule of this mark is, and how its hits become findings. */
import { LIMITS } from '../../limits';
import type { LabelStatus } from '../../report';
import { shortened } from '../../strings';
import { declaredFinding, type MarkEvidence, type MarkFinding } from '../mark';
import type { Entries, Entry } from './entry';
import type { Parameters } from './parameters';

/** One tool, or a family that writes one form. */
export interface ToolRule {
  readonly match: (entries: Entries) => readonly Hit[];
}

export interface Hit {
  readonly place: string;
  readonly tool: string;
  readonly status: LabelStatus;
  readonly parameters: Parameters;
  readonly codes?: readonly string[];
  /** Where the text carries a signature: what a check of it needs. */
  readonly evidence?: MarkEvidence;
}

/** AUTOMATIC1111's own names, which most people know. */
const FIELD_NAMES: readonly (readonly [string, Exclude<keyof Parameters, 'model'>])[] = [
  ['Prompt', 'prompt'],
  ['Negative prompt', 'negativePrompt'],
  ['Steps', 'steps'],
  ['Sampler', 'sampler'],
  ['Schedule type', 'scheduler'],
  ['CFG scale', 'cfgScale'],
  ['Seed', 'seed'],
  ['Size', 'size'],
  ['Model hash', 'modelHash'],
  ['Version', 'version'],
];

export const hit = (entry: Entry, tool: string, parameters: Parameters, status: LabelStatus = 'ai-generated'): Hit => ({
  place: entry.place,
  tool,
  status,
  parameters,
});

export function findingOf({ place, tool, status, parameters, codes, evidence }: Hit): MarkFinding {
  const fields: Record<string, string> = {};
  for (const [name, key] of FIELD_NAMES) {
    const text = textOf(parameters[key]);
    if (text !== undefined) fields[name] = text;
  }
  const finding = declaredFinding('generator', { place, status, tool, model: textOf(parameters.model), codes, fields });
  return evidence === undefined ? finding : { ...finding, evidence };
}

/** A value as shortened text; `undefined` for what says nothing. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text === '') return undefined;
  return shortened(text, LIMITS.reportPrompt);
}
