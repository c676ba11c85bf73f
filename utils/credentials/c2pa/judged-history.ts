import type { Assurance } from '@/utils/engine/report';
import type { Judged } from './fragments';
import { historyOf, type StoreHistory } from './history';
import { assurancesBelow } from './ingredients';
import { weaker } from './judge';
import type { C2paStore } from './store';

export interface HistoryOptions {
  /** See `judgeIngredients`. */
  readonly byOthers?: C2paStore | undefined;
  /** No manifest is worth more: of a store apart from its medium nothing was looked at but itself. */
  readonly atMost?: Assurance;
}

/**
 * The history of a store that was judged; the active manifest's assurance is its own, whatever its statement was borrowed
 * from. @returns `null` where the store could not be decoded.
 */
export function judgedHistory(
  { judgement: { store, assurance }, answer }: Judged,
  { byOthers, atMost = 'verified' }: HistoryOptions = {},
): StoreHistory | null {
  if (store === null || answer.kind !== 'store') return null;
  const own = [store.activeLabel ?? '', assurance] as const;
  const each = [...assurancesBelow(store, byOthers), own].map(([label, one]) => [label, weaker(one, atMost)] as const);
  return historyOf(store, new Map(each), answer.resources ?? new Map());
}
