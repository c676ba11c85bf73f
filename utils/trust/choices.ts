/** Which lists are used and asked for: as the organisation fixed it, else as the person chose. */
import type { Settings } from '@/utils/settings';

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
