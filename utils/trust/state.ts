/** All that the options page shows of the lists. */
import { LIST_IDS, type ListId } from '@/utils/credentials/list-files';
import type { TrustChoices } from './choices';
import { type KeptList, trustDatabase } from './database';
import { loadManaged } from './managed';
import { type OwnEntries, type OwnListFault, readOwnList } from './own-list';
import type { Refusal } from './refusal';
import { isAttempt, isKeptList, isOwnList } from './sound-rows';

export interface PublishedState {
  readonly id: ListId;
  /** `null` where none is at hand. */
  readonly kept: Pick<KeptList, 'certificates' | 'fetchedAt' | 'source'> | null;
  /** Why the last attempt changed nothing; `null` where it succeeded, or none was made. */
  readonly refused: { readonly refusal: Refusal; readonly triedAt: number } | null;
}

export interface OwnState {
  readonly name: string;
  readonly isManaged: boolean;
  /** What it holds, or why it cannot be used (of an organisation's list: the person cannot mend it). */
  readonly entries: Pick<OwnEntries, 'certificates' | 'keys'> | OwnListFault;
}

export interface TrustState {
  readonly published: readonly PublishedState[];
  readonly own: readonly OwnState[];
  /** What the organisation decided. */
  readonly fixed: Partial<TrustChoices>;
}

/** @throws where the browser refuses the database. */
export const loadTrustState = async (): Promise<TrustState> => {
  const database = await trustDatabase();
  const [kept, attempts, own, managed] = await Promise.all([
    database.getAll('published'),
    database.getAll('attempts'),
    database.getAll('own'),
    loadManaged(),
  ]);
  return {
    published: LIST_IDS.map((id) => {
      const attempt = attempts.filter(isAttempt).find((one) => one.id === id);
      return {
        id,
        kept: kept.filter(isKeptList).find((list) => list.id === id) ?? null,
        refused: attempt?.refusal ? { refusal: attempt.refusal, triedAt: attempt.triedAt } : null,
      };
    }),
    own: [
      ...managed.lists.map(({ name, text }) => ({ name, isManaged: true, entries: readOwnList(text) })),
      ...own.map((list) => ({
        name: list.name,
        isManaged: false,
        entries: isOwnList(list) ? readOwnList(list.text) : ('unparsable' as const),
      })),
    ],
    fixed: managed.fixed,
  };
};
