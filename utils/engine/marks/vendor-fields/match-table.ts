import { LIMITS } from '../../limits';
import type { ToolRule } from '../generator/rule';
import type { Hit } from './hit';
import { FIELD_RULES, type FieldRule } from './table';
import { type Address, plain, type Text, type Texts } from './texts';

const RULES_BY_ADDRESS: ReadonlyMap<Address, readonly FieldRule[]> = byAddress(FIELD_RULES);

function byAddress(rules: readonly FieldRule[]): ReadonlyMap<Address, readonly FieldRule[]> {
  const map = new Map<Address, FieldRule[]>();
  for (const rule of rules) {
    for (const address of rule.where) map.set(address, [...(map.get(address) ?? []), rule]);
  }
  return map;
}

/** @param hits Whether a generator's whole rule hits in the same medium. */
export function matchTable(texts: Texts, hits: (rule: ToolRule) => boolean): readonly Hit[] {
  return [...RULES_BY_ADDRESS].flatMap(([address, rules]) =>
    (texts.get(address) ?? []).flatMap((text) => matchText(text, rules, hits)),
  );
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
