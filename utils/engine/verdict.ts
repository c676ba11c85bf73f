import { AI_STATUSES, ASSURANCES, type Assurance, type Finding, STATUSES, type Status, type Verdict } from './report';

/**
 * What the findings of one medium say together: the strongest status, with the best assurance among the findings
 * that have it (so `broken` counts only where no other has), and whether any contradict each other.
 *
 * Findings of the page speak only where the file has none.
 *
 * @param isComplete Whether everything that can hold a label was read: the only way to `unlabelled`.
 */
export function verdictOf(findings: readonly Finding[], isComplete: boolean): Verdict {
  const ofFile = findings.filter(({ mark }) => mark !== 'page');
  const speaking = ofFile.length > 0 ? ofFile : findings;
  const [strongest] = [...speaking].sort(byStrength);
  if (strongest === undefined) {
    return { status: isComplete ? 'unlabelled' : 'unreadable', assurance: null, disagreement: false };
  }
  const { status, assurance } = strongest;
  const said = new Set<Status>(speaking.map((finding) => finding.status));
  // No medium is both a camera's and a model's.
  const disagreement = said.has('captured') && AI_STATUSES.some((one) => said.has(one));
  return { status, assurance, disagreement };
}

/** Strongest status first, then best assurance; equal ones by place and mark, so that the order is total. */
export function byStrength(a: Finding, b: Finding): number {
  return (
    compareStatus(a.status, b.status) ||
    rankOf(b.assurance) - rankOf(a.assurance) ||
    compareText(a.place, b.place) ||
    compareText(a.mark, b.mark)
  );
}

/** Negative where `a` is the stronger status. */
export function compareStatus(a: Status, b: Status): number {
  return STATUSES.indexOf(a) - STATUSES.indexOf(b);
}

function rankOf(assurance: Assurance): number {
  return ASSURANCES.indexOf(assurance);
}

/** By code units: the same everywhere, whatever the language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
