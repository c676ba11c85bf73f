/**
 * What the check says of the manifests that a statement came through. The active manifest's assurance is its own: a
 * broken ingredient takes nothing from it, but a statement that only an ingredient makes is no better than that one.
 */
import { LIMITS } from '@/utils/engine/limits';
import type { Assurance } from '@/utils/engine/report';
import { kindOfFailure } from './failures';
import { assuranceOfList, signersList, weaker } from './judge';
import type { C2paStore } from './store';

interface IngredientStanding {
  /** `verified` where nothing speaks against it. */
  readonly assurance: Assurance;
  /** Its signer was trusted when it was taken in, and is: the library then does not say by which list. */
  readonly isListOpen: boolean;
}

/** What is known of one ingredient's manifest. */
function standingOf(
  store: C2paStore,
  label: string,
  recorded: ReadonlyMap<string, readonly string[]>,
): IngredientStanding {
  const isOfManifest = ({ url }: { readonly url: string }): boolean => url.includes(`/c2pa/${label}/`);
  const deltas = store.results.ingredientDeltas.map(({ validationDeltas }) => validationDeltas);
  const list = signersList(deltas.flatMap(({ success }) => success.filter(isOfManifest)));
  const failures = [
    // Whoever took it in may have used other lists: what is known of the signer today counts.
    ...(recorded.get(label) ?? []).filter((code) => list === undefined || !isAboutSigner(code)),
    ...deltas.flatMap(({ failure }) => failure.filter(isOfManifest).map(({ code }) => code)),
  ];
  const vouched = list === undefined ? 'verified' : (assuranceOfList(list) ?? 'intact');
  const assurance = failures.map(assuranceAfter).reduce(weaker, vouched);
  return { assurance, isListOpen: list === undefined && assurance === 'verified' };
}

const isAboutSigner = (code: string): boolean =>
  code.startsWith('signingCredential.') && kindOfFailure(code) === 'soft';

function assuranceAfter(code: string): Assurance {
  switch (kindOfFailure(code)) {
    case 'tampered':
    case 'revoked':
      return 'broken';
    case 'soft':
      return 'intact';
    case 'identity':
      return 'verified';
    case 'unknown':
      return 'declared';
  }
}

export interface IngredientJudgement {
  /** The weakest of the manifests between the active one and the one that makes the statement. */
  readonly onTheWay: Assurance;
  readonly codes: readonly string[];
}

const CODES: Readonly<Record<Assurance, readonly string[]>> = {
  broken: ['ingredient-broken'],
  declared: ['ingredient-untrusted'],
  intact: ['ingredient-untrusted'],
  'verified-interim': [],
  verified: [],
};

/**
 * @param speaking Label of the manifest that makes the statement.
 * @param byOthers The store by the lists but the interim one, where `hasOpenList`.
 */
export function judgeIngredients(
  store: C2paStore,
  speaking: string | undefined,
  byOthers?: C2paStore,
): IngredientJudgement {
  const reach = walk(store, (relationship) => relationship !== 'inputTo');
  const { reached } = reach;
  const assurances = assurancesOf(store, reach, byOthers);
  const worst = [...assurances.values()].reduce(weaker, 'verified');
  const way = speaking === undefined ? [] : wayTo(speaking, reached);
  return {
    onTheWay: way.map((label) => assurances.get(label) ?? 'declared').reduce(weaker, 'verified'),
    codes: CODES[worst],
  };
}

/** Of every manifest below the active one, inputs included: how far it can be relied on by itself. */
export const assurancesBelow = (store: C2paStore, byOthers?: C2paStore): ReadonlyMap<string, Assurance> =>
  assurancesOf(store, walkAll(store), byOthers);

/** Whether the library leaves open by which list it trusts a signer below the active manifest. */
export function hasOpenList(store: C2paStore): boolean {
  const { reached, recorded } = walkAll(store);
  return [...reached.keys()].some((label) => standingOf(store, label, recorded).isListOpen);
}

const walkAll = (store: C2paStore): Reached => walk(store, () => true);

/** Whoever is not vouched for without the interim list, is by that one. */
const assurancesOf = (
  store: C2paStore,
  { reached, recorded }: Reached,
  byOthers: C2paStore | undefined,
): ReadonlyMap<string, Assurance> =>
  new Map(
    [...reached.keys()].map((label) => {
      const { assurance, isListOpen } = standingOf(store, label, recorded);
      const isByInterim =
        isListOpen && byOthers !== undefined && standingOf(byOthers, label, recorded).assurance !== 'verified';
      return [label, isByInterim ? 'verified-interim' : assurance];
    }),
  );

interface Reached {
  /** Every manifest below the active one, with the one that led there first. */
  readonly reached: ReadonlyMap<string, string>;
  /** Failures that were found when an ingredient was taken in, by its manifest's label. */
  readonly recorded: ReadonlyMap<string, readonly string[]>;
}

/** Breadth first, so that a way is a shortest one. Labels may name each other in circles. */
function walk(store: C2paStore, follows: (relationship: string) => boolean): Reached {
  const active = store.activeLabel ?? '';
  const reached = new Map<string, string>();
  const recorded = new Map<string, readonly string[]>();
  const waiting = [active];
  for (let at = 0; at < waiting.length && at < LIMITS.c2paManifests; at++) {
    const label = waiting[at] ?? '';
    for (const ingredient of store.manifest(label)?.ingredients ?? []) {
      const { active_manifest: next, relationship, validation_results: results, validation_status: older } = ingredient;
      if (next === undefined || !follows(relationship)) continue;
      const failures = [...(results?.activeManifest.failure ?? []), ...older].map(({ code }) => code);
      recorded.set(next, [...(recorded.get(next) ?? []), ...failures]);
      if (next === active || reached.has(next)) continue;
      reached.set(next, label);
      waiting.push(next);
    }
  }
  return { reached, recorded };
}

/** The manifests from below the active one down to `label`; only itself where nothing leads there. */
function wayTo(label: string, reached: ReadonlyMap<string, string>): readonly string[] {
  const way: string[] = [];
  for (let at: string | undefined = label; at !== undefined && reached.has(at); at = reached.get(at)) way.push(at);
  return way;
}
