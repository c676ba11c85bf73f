/**
 * Mark `vendor`: fields and credit lines that tools and services write of their own. An exact field and an exact value;
 * a name alone, in a caption or of a general program, says nothing.
 */
import { type Entries, entriesOf } from '../generator/entry';
import type { ToolRule } from '../generator/rule';
import { type Mark, NOTHING, problemOf } from '../mark';
import { findingsOf } from './hit';
import { matchTable } from './match-table';
import { SERVICES } from './services';
import { FIELD_RULES } from './table';
import { textsOf, wantedOf } from './texts';

/** Where any rule or service looks. */
const WANTED = wantedOf([...FIELD_RULES, ...SERVICES].flatMap(({ where }) => where));

export const vendor: Mark = {
  name: 'vendor',
  detect: (fields) => {
    const texts = textsOf(fields, WANTED);
    if (texts.size === 0) return NOTHING;
    const overLimit = new Set<string>();
    // The rule itself is asked, not the mark `generator`: so no mark waits for another, and none is run twice.
    let entries: Entries | undefined;
    const hits = onceEach((rule: ToolRule) => {
      entries ??= entriesOf(fields);
      return rule.match(entries).length > 0;
    });
    const ofServices = SERVICES.filter(({ where }) => where.some((address) => texts.has(address))).flatMap((service) =>
      service.match(texts, overLimit),
    );
    return { findings: findingsOf([...ofServices, ...matchTable(texts, hits)]), ...problemOf(overLimit) };
  },
};

/** Thousands of fields can ask for the same rule, which reads the whole medium. */
function onceEach(answer: (rule: ToolRule) => boolean): (rule: ToolRule) => boolean {
  const answers = new Map<ToolRule, boolean>();
  return (rule) => {
    const known = answers.get(rule) ?? answer(rule);
    answers.set(rule, known);
    return known;
  };
}
