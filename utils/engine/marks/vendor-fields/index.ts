/**
 * Mark `vendor`: fields and credit lines that tools and services write of their own. An exact field and an exact value;
 * a name alone, in a caption or of a general program, says nothing.
 */
import { entriesOf } from '../generator/entry';
import type { ToolRule } from '../generator/rule';
import { type Mark, problemOf } from '../mark';
import { findingsOf } from './hit';
import { matchTable } from './match-table';
import { SERVICES } from './services';
import { textsOf } from './texts';

export const vendor: Mark = {
  name: 'vendor',
  detect: (fields) => {
    const texts = textsOf(fields);
    const overLimit = new Set<string>();
    // The rule itself is asked, not the mark `generator`: so no mark waits for another, and none is run twice.
    const entries = entriesOf(fields);
    const hits = onceEach((rule: ToolRule) => rule.match(entries).length > 0);
    const ofServices = SERVICES.flatMap((service) => service(texts, overLimit));
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
