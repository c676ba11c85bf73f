/** Which trust lists signers are checked against: named where jobs are given, read where they are done. */
import { c2paSettings } from '@/utils/credentials/c2pa/settings';
import type { TrustedKey } from '@/utils/credentials/security-data';
import { NO_LISTS } from '@/utils/credentials/trust-lists';
import { trustDatabase } from './database';
import { isComposed } from './sound-rows';

/** The name where no list is in use: then no signer was looked for, which is not the same as an unknown one. */
export const NO_LISTS_NAME = 'none';

/** Whether lists of that name know any C2PA signer; they may hold keys of GB 45438 labels alone. */
export const knowSigners = (lists: string): boolean => !lists.startsWith(NO_LISTS_NAME);

/** The name of the lists in use. Another name stands for other lists: what was checked against those is checked again. */
export const listsInUse = async (): Promise<string> => {
  try {
    const composed = (await trustDatabase()).transaction('composed').store.index('composedAt');
    return (await composed.openKeyCursor(null, 'prev'))?.primaryKey ?? NO_LISTS_NAME;
  } catch {
    return NO_LISTS_NAME;
  }
};

/** What a check needs of the lists in use. */
export interface ListsAtHand {
  /** Of the lists that are really at hand: what was checked without any must not pass for checked against some. */
  readonly name: string;
  /** The C2PA library's. */
  readonly settings: string;
  /** Keys of GB 45438 labels that the person or organisation trusts. */
  readonly trustedKeys: readonly TrustedKey[];
}

/** The lists of that name; none where those are gone, or cannot be read. For workers, too. */
export const readLists = async (name: string): Promise<ListsAtHand> => {
  try {
    const composed = await (await trustDatabase()).get('composed', name);
    if (isComposed(composed)) return { name, settings: composed.settings, trustedKeys: composed.keys };
  } catch {
    // As where there are none.
  }
  return { name: NO_LISTS_NAME, settings: c2paSettings(NO_LISTS), trustedKeys: [] };
};
