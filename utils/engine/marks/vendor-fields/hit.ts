/** What a rule of this mark found, and how hits become findings. */
import { multimap } from '../../multimap';
import type { Finding, LabelStatus } from '../../report';
import { compareStatus } from '../../verdict';
import { declaredFinding } from '../mark';
import type { Address, Texts } from './texts';

export interface Hit {
  /** Where the field stands that says it; fields that only confirm it are named among `fields`. */
  readonly place: string;
  readonly status: LabelStatus;
  /** Left out where the text does not tell whose it is. */
  readonly tool?: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A service whose fields are read together. */
export interface Service {
  /** Where it writes them: it is asked only of media that have one. */
  readonly where: readonly Address[];
  /** @param overLimit Takes the places whose JSON goes beyond a limit. */
  readonly match: (texts: Texts, overLimit: Set<string>) => readonly Hit[];
}

/** One finding for each place: the strongest hit speaks, the fields of all are shown. */
export function findingsOf(hits: readonly Hit[]): readonly Finding[] {
  const byPlace = multimap(hits.map((hit) => [hit.place, hit]));
  return [...byPlace.values()].flatMap((ofPlace): readonly Finding[] => {
    const sorted = [...ofPlace].sort((a, b) => compareStatus(a.status, b.status));
    const [strongest] = sorted;
    if (strongest === undefined) return [];
    // No field of a vendor says "suspected": the sign is weak.
    const codes = strongest.status === 'suspected-ai' ? ['weak-sign'] : [];
    return [declaredFinding('vendor', { ...strongest, codes, fields: joinedFields(sorted) })];
  });
}

/** The fields of several hits; of two under one name, the first stays. */
export function joinedFields(hits: readonly Hit[]): Hit['fields'] {
  const joined: Record<string, string> = {};
  for (const { fields } of hits) {
    for (const [name, value] of Object.entries(fields)) joined[name] ??= value;
  }
  return joined;
}
