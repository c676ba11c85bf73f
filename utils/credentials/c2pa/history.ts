/**
 * What a manifest store tells of how its medium came to be: the active manifest and, through its ingredients, those of
 * what it was made of. It is what signers state, for people to read; the status of a label is not derived from it.
 */
import { LIMITS } from '@/utils/engine/limits';
import type { Assurance } from '@/utils/engine/report';
import { visibleText } from '@/utils/engine/strings';
import { HISTORY_LIMITS } from './history-limits';
import { type HistoryAction, type IngredientAccount, type ManifestAccount, readAccount } from './history-manifest';
import type { Resources, WantedResources } from './library';
import { type C2paStore, readStore } from './store';
import { type Thumbnail, thumbnailsOf } from './thumbnails';

export type { HistoryAction };

export interface StoreHistory {
  /** The active manifest first, then what it was made of, nearest first; each manifest once. */
  readonly steps: readonly HistoryStep[];
  /** By the names that steps and ingredients give. */
  readonly thumbnails: ReadonlyMap<string, Thumbnail>;
}

export interface HistoryStep extends Omit<ManifestAccount, 'ingredients'> {
  /** Label of the manifest, as a report writes it in `StatementManifest`. */
  readonly label: string;
  readonly assurance: Assurance;
  readonly ingredients: readonly HistoryIngredient[];
}

export interface HistoryIngredient extends Omit<IngredientAccount, 'manifest'> {
  readonly record: IngredientRecord;
}

/** Whether an ingredient has a manifest of its own: index of its step, or why it is none. */
export type IngredientRecord =
  | { readonly kind: 'step'; readonly index: number }
  | { readonly kind: 'none' | 'missing' | 'left-out' };

/**
 * @param assurances How far each manifest can be relied on by itself, the active one included, by label.
 * @param resources What the library handed over for `HISTORY_RESOURCES`.
 */
export function historyOf(
  store: C2paStore,
  assurances: ReadonlyMap<string, Assurance>,
  resources: Resources,
): StoreHistory {
  const { labels, accounts } = walk(store);
  const indexes = new Map(labels.map((label, index) => [label, index]));
  let entriesLeft: number = HISTORY_LIMITS.entries;
  const take = <Entry>(entries: readonly Entry[]): readonly Entry[] => {
    const taken = entries.slice(0, entriesLeft);
    entriesLeft -= taken.length;
    return taken;
  };
  const recordOf = (manifest: string | undefined): IngredientRecord => {
    if (manifest === undefined) return { kind: 'none' };
    const index = indexes.get(manifest);
    if (index !== undefined) return { kind: 'step', index };
    return { kind: store.account(manifest) === undefined ? 'missing' : 'left-out' };
  };
  const steps = accounts.map((account, index): HistoryStep => {
    const label = labels[index] ?? '';
    const actions = take(account.actions);
    const ingredients = take(account.ingredients);
    return {
      ...account,
      label: visibleText(label),
      assurance: assurances.get(label) ?? 'declared',
      actions,
      ingredients: ingredients.map(({ manifest, ...ingredient }) => ({ ...ingredient, record: recordOf(manifest) })),
      leftOut:
        account.leftOut + account.actions.length + account.ingredients.length - actions.length - ingredients.length,
    };
  });
  return { steps, thumbnails: thumbnailsOf(resources) };
}

/** What a history asks of the library beside its account. */
export const HISTORY_RESOURCES: WantedResources = {
  choose: (json) => {
    const store = readStore(json);
    if (store === null) return [];
    const names = walk(store).accounts.flatMap(({ thumbnail, ingredients }) => [
      thumbnail,
      ...ingredients.map((ingredient) => ingredient.thumbnail),
    ]);
    return [...new Set(names.filter((name) => name !== undefined))].slice(0, HISTORY_LIMITS.thumbnails);
  },
  bytesEach: HISTORY_LIMITS.thumbnailBytes,
  bytesTogether: HISTORY_LIMITS.thumbnailsBytes,
};

interface Walked {
  readonly labels: readonly string[];
  /** One for each label. */
  readonly accounts: readonly ManifestAccount[];
}

/** Breadth first from the active manifest. Manifests may name each other in circles, and need not exist. */
function walk(store: C2paStore): Walked {
  const labels: string[] = [];
  const accounts: ManifestAccount[] = [];
  const seen = new Set<string>();
  const reach = (label: string | undefined): void => {
    if (label === undefined || seen.has(label) || seen.size >= LIMITS.c2paManifests) return;
    if (store.account(label) === undefined) return;
    seen.add(label);
    labels.push(label);
  };
  reach(store.activeLabel);
  for (let depth = 0, from = 0; depth <= LIMITS.c2paDepth && from < labels.length; depth += 1) {
    const level = labels.slice(from);
    from = labels.length;
    for (const label of level) {
      const account = readAccount(store.account(label));
      accounts.push(account);
      if (depth < LIMITS.c2paDepth) for (const { manifest } of account.ingredients) reach(manifest);
    }
  }
  return { labels, accounts };
}
