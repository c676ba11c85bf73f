/** Notices and drafts on this computer, in a database of their own: clearing results never touches what a person wrote. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as v from 'valibot';
import { keepable, type NoticeRecord, NoticeRecordSchema } from '../notice/record';

export const NOTICES_DATABASE = 'notices';

interface NoticesSchema extends DBSchema {
  notices: { key: string; value: NoticeRecord; indexes: { updatedAt: string } };
}

/** Why a record could not be kept: no room, or the browser has no database to write to (private window, damaged profile). */
export type KeepFailure = 'full' | 'refused';
export type KeepResult = { readonly ok: true } | { readonly ok: false; readonly reason: KeepFailure };

/** Newest first. Records of another shape (an older version, damage) are left out, and stay where they are. */
export const listNotices = async (): Promise<readonly NoticeRecord[]> => {
  const stored = await withDatabase((database) => database.getAllFromIndex('notices', 'updatedAt'));
  return stored.filter((record) => v.is(NoticeRecordSchema, record)).reverse();
};

export const getNotice = async (key: string): Promise<NoticeRecord | null> => {
  const stored: unknown = await withDatabase((database) => database.get('notices', key));
  return v.is(NoticeRecordSchema, stored) ? stored : null;
};

export const countNotices = (): Promise<number> => withDatabase((database) => database.count('notices'));

/** Keeps what may be kept of the record. A failure is answered, not thrown: the caller still holds every word. */
export const saveNotice = async (record: NoticeRecord): Promise<KeepResult> => {
  try {
    await withDatabase((database) => database.put('notices', keepable(record)));
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: isQuota(error) ? 'full' : 'refused' };
  }
};

/** @throws where the browser refuses. */
export const deleteNotice = (key: string): Promise<void> => withDatabase((database) => database.delete('notices', key));

/** @throws where the browser refuses. */
export const deleteAllNotices = (): Promise<void> => withDatabase((database) => database.clear('notices'));

const isQuota = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'QuotaExceededError' || /quota/i.test(error.message));

/** Opened for each piece of work and closed after it: no page keeps another one's upgrade or deletion waiting. */
const withDatabase = async <Result>(
  work: (database: IDBPDatabase<NoticesSchema>) => Promise<Result>,
): Promise<Result> => {
  const database = await openDB<NoticesSchema>(NOTICES_DATABASE, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('notices', { keyPath: 'key' }).createIndex('updatedAt', 'updatedAt');
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
};
