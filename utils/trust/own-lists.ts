/** The lists that a person adds and removes. */
import { composeLists } from './compose';
import { trustDatabase } from './database';
import { TRUST_LIMITS } from './limits';
import { type OwnListFault, readOwnList } from './own-list';

export type AddFault = OwnListFault | 'nameMissing' | 'nameLong' | 'nameTaken' | 'full' | 'notKept';

/** @returns what is wrong, or `null` where the list was added and is in use. */
export const addOwnList = async (
  name: string,
  text: string,
  now: () => number = Date.now,
): Promise<AddFault | null> => {
  const trimmed = name.trim();
  if (trimmed === '') return 'nameMissing';
  if (trimmed.length > TRUST_LIMITS.nameCharacters) return 'nameLong';
  const entries = readOwnList(text);
  if (typeof entries === 'string') return entries;
  try {
    const fault = await keep(trimmed, text, now());
    if (fault === null) await composeLists(now);
    return fault;
  } catch {
    return 'notKept';
  }
};

/** In one transaction, so that two pages cannot both take the last place. */
const keep = async (name: string, text: string, addedAt: number): Promise<AddFault | null> => {
  const transaction = (await trustDatabase()).transaction('own', 'readwrite');
  const names = await transaction.store.getAllKeys();
  const fault = names.includes(name) ? 'nameTaken' : names.length >= TRUST_LIMITS.ownLists ? 'full' : null;
  if (fault === null) await transaction.store.put({ name, text, addedAt });
  await transaction.done;
  return fault;
};

/** @throws where the browser refuses. */
export const removeOwnList = async (name: string): Promise<void> => {
  await (await trustDatabase()).delete('own', name);
  await composeLists();
};
