/** Which trust lists signers are checked against: named where jobs are given, read where they are done. */
import { c2paSettings } from '@/utils/credentials/c2pa/settings';
import type { TrustedKey } from '@/utils/credentials/security-data';
import { NO_LISTS } from '@/utils/credentials/trust-lists';
import { type ComposedLists, trustDatabase } from './database';

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

/** The C2PA library's settings for the lists of that name, or for no lists where those are gone. For workers too. */
export const settingsOf = async (lists: string): Promise<string> =>
  (await composedOf(lists))?.settings ?? c2paSettings(NO_LISTS);

/** The keys of GB 45438 labels that the person or organisation trusts, by the lists of that name. For workers too. */
export const trustedKeysOf = async (lists: string): Promise<readonly TrustedKey[]> =>
  (await composedOf(lists))?.keys ?? [];

const composedOf = async (name: string): Promise<ComposedLists | undefined> => {
  try {
    return await (await trustDatabase()).get('composed', name);
  } catch {
    return undefined;
  }
};
