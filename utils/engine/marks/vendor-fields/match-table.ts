import { LIMITS } from '../../limits';
import { multimap } from '../../multimap';
import type { ToolRule } from '../generator/rule';
import type { Hit } from './hit';
import { FIELD_RULES, type FieldRule } from './table';
import { plain, type Text, type Texts } from './texts';

const RULES_BY_ADDRESS = multimap(FIELD_RULES.flatMap((rule) => rule.where.map((address) => [address, rule] as const)));

/** @param hits Whether a generator's whole rule hits in the same medium. */
export function matchTable(texts: Texts, hits: (rule: ToolRule) => boolean): readonly Hit[] {
  return [...texts].flatMap(([address, found]) => {
    const rules = RULES_BY_ADDRESS.get(address);
    return rules === undefined ? [] : found.flatMap((text) => matchText(text, rules, hits));
  });
}

function matchText(
  { place, name, value }: Text,
  rules: readonly FieldRule[],
  hits: (rule: ToolRule) => boolean,
): readonly Hit[] {
  // A long text is nobody's name, and need not be looked through.
  if (value.length > LIMITS.reportString) return [];
  const text = plain(value);
  for (const rule of rules) {
    const fit = fitOf(text, rule);
    if (fit === undefined) continue;
    if (rule.unless !== undefined && hits(rule.unless)) return [];
    const { status } = rule;
    const tool = typeof rule.tool === 'object' ? fit.group : rule.tool;
    return [{ place, status, ...(tool === undefined ? {} : { tool }), fields: { [name]: text } }];
  }
  return [];
}

function fitOf(text: string, { value, except }: FieldRule): { readonly group: string | undefined } | undefined {
  if (value instanceof RegExp) {
    const match = except?.test(text) ? null : value.exec(text);
    return match === null ? undefined : { group: match[1] };
  }
  const texts = typeof value === 'string' ? [value] : value;
  return texts.some((one) => one.toLowerCase() === text.toLowerCase()) ? { group: undefined } : undefined;
}
