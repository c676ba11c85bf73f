/** Which lists are used and asked for: as the organisation fixed it, else as the person chose. */
import { LIST_IDS } from '@/utils/credentials/list-files';
import type { Settings } from '@/utils/settings';
import type { KeptList } from './database';

export interface TrustChoices {
  readonly official: boolean;
  readonly interim: boolean;
  /** Whether publishers are asked without anybody asking for it. */
  readonly weekly: boolean;
}

export const choicesOf = (
  { trustOfficial, trustInterim, trustWeekly }: Settings,
  { official, interim, weekly }: Partial<TrustChoices>,
): TrustChoices => ({
  official: official ?? trustOfficial,
  interim: interim ?? trustInterim,
  weekly: weekly ?? trustWeekly,
});

/** Of the lists at hand those that are switched on, in the order of `LIST_IDS`. */
export const chosenLists = (published: readonly KeptList[], choices: TrustChoices): readonly KeptList[] =>
  LIST_IDS.flatMap((id) => published.filter((list) => list.id === id && choices[id]));
