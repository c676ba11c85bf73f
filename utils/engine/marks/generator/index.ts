/** Settings that generators write into their files. */
import type { Finding } from '../../report';
import type { Mark } from '../mark';
import { entriesOf } from './entry';
import { findingOf } from './rule';
import { TOOLS } from './tools';

export const generator: Mark = {
  name: 'generator',
  detect: (fields) => {
    const entries = entriesOf(fields);
    const byPlace = new Map<string, Finding>();
    for (const tool of TOOLS) {
      for (const hit of tool.match(entries)) {
        if (!byPlace.has(hit.place)) byPlace.set(hit.place, findingOf(hit));
      }
    }
    const findings = [...byPlace.values()];
    const [place] = entries.overLimit;
    if (place === undefined) return { findings };
    return {
      findings,
      problem: {
        code: 'over-budget',
        message: `The JSON in ${place} is nested deeper, or has more of what must be mended, than is read.`,
      },
    };
  },
};
