/**
 * What the check says of the manifests that a statement came through. The active manifest's assurance is its own: a
 * broken ingredient takes nothing from it, but a statement that only an ingredient makes is no better than that one.
 */
import type { Assurance } from '@/utils/engine/report';
import { isTimeFault, kindOfFailure } from './failures';
import { type Reached, type RecordedCodes, reachedFrom, wayTo } from './ingredient-graph';
import { assuranceOfList, signersList, weaker } from './judge';
import type { C2paStore, ValidationItem } from './store';

interface IngredientStanding {
  /** `verified` where nothing speaks against it. */
  readonly assurance: Assurance;
  /** Its signer was trusted when it was taken in, and is: the library then does not say by which list. */
  readonly isListOpen: boolean;
  /** Its time stamp does not count: as with the active manifest, that is a reason to be told, and no failure. */
  readonly hasTimeFault: boolean;
}

/** What is known of one ingredient's manifest. */
function standingOf(store: C2paStore, label: string, recorded: ReadonlyMap<string, RecordedCodes>): IngredientStanding {
  const isOfManifest = ({ url }: { readonly url: string }): boolean => url.includes(`/c2pa/${label}/`);
  const deltas = store.results.ingredientDeltas.map(({ validationDeltas }) => validationDeltas);
  const list = signersList(deltas.flatMap(({ success }) => success.filter(isOfManifest)));
  const failures = [
    // Whoever took it in may have used other lists: what is known of the signer today counts.
    ...(recorded.get(label)?.failures ?? []).filter((code) => list === undefined || !isAboutSigner(code)),
    ...deltas.flatMap(({ failure }) => failure.filter(isOfManifest).map(({ code }) => code)),
  ];
  const vouched = list === undefined ? 'verified' : (assuranceOfList(list) ?? 'intact');
  const assurance = failures.map(assuranceAfter).reduce(weaker, vouched);
  const isStampTrusted = deltas.some(({ success }) => success.some((one) => isOfManifest(one) && isStampTrust(one)));
  const timeCodes = [
    // As with signers: what is known of the stamp today counts.
    ...(isStampTrusted ? [] : (recorded.get(label)?.informational ?? [])),
    ...deltas.flatMap(({ informational }) => informational.filter(isOfManifest).map(({ code }) => code)),
  ];
  return {
    assurance,
    isListOpen: list === undefined && assurance === 'verified',
    hasTimeFault: timeCodes.some(isTimeFault),
  };
}

const isStampTrust = ({ code }: ValidationItem): boolean => code === 'timeStamp.trusted';

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
  const reach = reachedFrom(store, (relationship) => relationship !== 'inputTo');
  const { reached } = reach;
  const assurances = assurancesOf(store, reach, byOthers);
  const worst = [...assurances.values()].reduce(weaker, 'verified');
  const way = speaking === undefined ? [] : wayTo(speaking, reached);
  // A manifest that the library's answer does not lead to was not judged: nothing better can be said of what it states.
  const isOutOfReach = speaking !== undefined && speaking !== store.activeLabel && way.length === 0;
  const hasTimeFault = way.some((label) => standingOf(store, label, reach.recorded).hasTimeFault);
  return {
    onTheWay: way
      .map((label) => assurances.get(label) ?? 'declared')
      .reduce(weaker, isOutOfReach ? 'declared' : 'verified'),
    codes: [...CODES[worst], ...(hasTimeFault ? ['untrusted-timestamp'] : [])],
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

const walkAll = (store: C2paStore): Reached => reachedFrom(store, () => true);

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
