/** A database of this computer that is opened when it is first asked for, and kept open. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/**
 * One connection per page or worker, given up when another one wants the database changed or removed, and opened anew then.
 * @param upgrade Makes the stores of this version, out of whatever stands in the one before.
 * @returns a function that throws where the browser gives no database.
 */
export const databaseOf = <Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: (database: IDBPDatabase<Schema>) => void,
): (() => Promise<IDBPDatabase<Schema>>) => {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const forget = (): void => {
    opened = null;
  };
  return () => {
    opened ??= openDB<Schema>(name, version, {
      upgrade,
      blocking: (_current, _blocked, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opened;
  };
};
