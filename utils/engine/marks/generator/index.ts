/** Settings that generators write into their files. */
import { type Mark, type MarkFinding, NOTHING, problemOf } from '../mark';
import { entriesOf } from './entry';
import { findingOf } from './rule';
import { TOOLS } from './tools';

export const generator: Mark = {
  name: 'generator',
  detect: (fields) => {
    const entries = entriesOf(fields);
    if (entries.all.length === 0) return NOTHING;
    const byPlace = new Map<string, MarkFinding>();
    for (const tool of TOOLS) {
      for (const hit of tool.match(entries)) {
        if (!byPlace.has(hit.place)) byPlace.set(hit.place, findingOf(hit));
      }
    }
    return { findings: [...byPlace.values()], ...problemOf(entries.overLimit) };
  },
};
