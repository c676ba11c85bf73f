/** The label of GB 45438-2025 in a file's metadata, wherever it stands. */
import { LIMITS } from '../../limits';
import type { Finding } from '../../report';
import type { Member } from '../json';
import { declaredFinding, type Mark, type MarkFinding, type MarkResult } from '../mark';
import { type Candidate, candidatesOf } from './candidates';
import type { Deviation } from './deviations';
import { judge } from './judge';
import { readPayload } from './payload';
import { relate } from './several';

export const gb45438: Mark = {
  name: 'gb45438',
  detect: (fields) => {
    const findings: MarkFinding[] = [];
    let problem: MarkResult['problem'];
    for (const candidate of candidatesOf(fields)) {
      const result = findingOf(candidate);
      if (result === 'over-budget') {
        problem ??= {
          code: 'over-budget',
          message: `The label in ${candidate.place} is larger or deeper than is read.`,
        };
      } else if (result !== undefined) {
        if (findings.length === LIMITS.gb45438Candidates) {
          problem ??= {
            code: 'over-budget',
            message: `More than ${LIMITS.gb45438Candidates} labels stand in this file.`,
          };
          break;
        }
        findings.push(result);
      }
    }
    return problem === undefined ? { findings: relate(findings) } : { findings: relate(findings), problem };
  },
};

function findingOf({ place, kind, deviations: ofPlace, content }: Candidate): MarkFinding | 'over-budget' | undefined {
  const deviations = new Set<Deviation>();
  const finding = (said: Pick<Finding, 'status' | 'fields' | 'who' | 'by' | 'codes'>): Finding =>
    declaredFinding('gb45438', { place, ...said, deviations: [...deviations, ...ofPlace] });
  const damaged = (deviation: Deviation, codes: readonly string[] = []): Finding => {
    deviations.add(deviation);
    return finding({ status: 'suspected-ai', fields: {}, codes });
  };

  if (content.kind === 'residue') return damaged(content.deviation, ['residue']);
  const payload =
    content.kind === 'members'
      ? ({ kind: 'members', members: content.members, isWrapped: false } as const)
      : readPayload(content.text, kind, deviations);
  switch (payload.kind) {
    case 'none':
      return undefined;
    case 'over-budget':
      return 'over-budget';
    case 'empty':
      return kind === 'named' ? damaged('empty', ['residue']) : undefined;
    case 'bare':
      return damaged('not-an-object');
    case 'broken':
      return damaged('broken-json');
    case 'members': {
      const judgement = judge(payload.members, payload.isWrapped, kind, deviations);
      if (judgement === undefined) return undefined;
      const { members } = payload;
      const found = finding(judgement);
      return members.some(holdsSecurityData) ? { ...found, evidence: { mark: 'gb45438', members } } : found;
    }
  }
}

/** TC260-PG-202511A; other labels hold nothing that could be checked. */
const holdsSecurityData = ({ text }: Member): boolean => text.includes('SecurityData');
