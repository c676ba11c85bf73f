import { openDB } from 'idb';

/** Keys of all notices in the database, of those too whose shape no page would show. */
export const storedKeys = async (): Promise<readonly IDBValidKey[]> => {
  const database = await openDB('notices');
  const keys = await database.getAllKeys('notices');
  database.close();
  return keys;
};
