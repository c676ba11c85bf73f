/** Several labels of one file: GB 45438-2025 6.1 c) wants one. */
import type { Finding } from '../../report';
import type { MarkFinding } from '../mark';

/** The elements that name a label; the rest can be added on its way (Labelling Measures art. 6). */
const CORE = ['Label', 'ContentProducer', 'ProduceID'] as const;

/**
 * Findings in their order: repeats of the same text in the same place become one, later copies and updates are
 * `duplicate`, labels that contradict each other are `conflict`, all of them.
 */
export function relate(findings: readonly MarkFinding[]): readonly MarkFinding[] {
  const kept: { finding: MarkFinding; deviations: Set<string> }[] = [];
  for (const finding of findings) {
    const twin = kept.find((other) => other.finding.place === finding.place && saysTheSame(other.finding, finding));
    if (twin !== undefined) {
      twin.deviations.add('duplicate');
      continue;
    }
    const entry = { finding, deviations: new Set(finding.deviations) };
    for (const other of kept) {
      if (!hasCore(finding) || !hasCore(other.finding)) continue;
      if (contradicts(other.finding, finding)) {
        other.deviations.add('conflict');
        entry.deviations.add('conflict');
      } else {
        entry.deviations.add('duplicate');
      }
    }
    kept.push(entry);
  }
  return kept.map(({ finding, deviations }) => ({ ...finding, deviations: [...deviations] }));
}

const hasCore = (finding: Finding): boolean => CORE.some((key) => (finding.fields[key] ?? '') !== '');

const saysTheSame = (one: Finding, other: Finding): boolean =>
  one.status === other.status && JSON.stringify(one.fields) === JSON.stringify(other.fields);

const contradicts = (one: Finding, other: Finding): boolean =>
  CORE.some((key) => {
    const value = one.fields[key] ?? '';
    const otherValue = other.fields[key] ?? '';
    return value !== '' && otherValue !== '' && value !== otherValue;
  });
