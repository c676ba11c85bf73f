/** Notices and drafts on this computer, in a database of their own: clearing results never touches what a person wrote. */
import type { DBSchema } from 'idb';
import * as v from 'valibot';
import { databaseOf } from '../open-database';
import { keepable, type NoticeRecord, NoticeRecordSchema } from './record';

export const NOTICES_DATABASE = 'notices';

interface NoticesSchema extends DBSchema {
  notices: { key: string; value: NoticeRecord; indexes: { updatedAt: string } };
}

/** Why a record could not be kept: no room, or the browser has no database to write to (private window, damaged profile). */
export type KeepFailure = 'full' | 'refused';
export type KeepResult = { readonly ok: true } | { readonly ok: false; readonly reason: KeepFailure };

/** Newest first. Records of another shape (an older version, damage) are left out, and stay where they are. */
export const listNotices = async (): Promise<readonly NoticeRecord[]> => {
  const stored = await (await database()).getAllFromIndex('notices', 'updatedAt');
  return stored.filter((record) => v.is(NoticeRecordSchema, record)).reverse();
};

export const getNotice = async (key: string): Promise<NoticeRecord | null> => {
  const stored: unknown = await (await database()).get('notices', key);
  return v.is(NoticeRecordSchema, stored) ? stored : null;
};

/** Keeps what may be kept of the record. A failure is answered, not thrown: the caller still holds every word. */
export const saveNotice = async (record: NoticeRecord): Promise<KeepResult> => {
  try {
    const transaction = (await database()).transaction('notices', 'readwrite');
    const put = transaction.store.put(keepable(record));
    // At once: a page that is being left has no next turn in which the browser would commit by itself.
    transaction.commit();
    await Promise.all([put, transaction.done]);
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: isQuota(error) ? 'full' : 'refused' };
  }
};

/** @throws where the browser refuses. */
export const deleteNotice = async (key: string): Promise<void> => (await database()).delete('notices', key);

/** @throws where the browser refuses. */
export const deleteAllNotices = async (): Promise<void> => (await database()).clear('notices');

const isQuota = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'QuotaExceededError' || /quota/i.test(error.message));

/** Kept open: on leaving a page there is no time to open another one. */
const database = databaseOf<NoticesSchema>(NOTICES_DATABASE, 1, (fresh) => {
  fresh.createObjectStore('notices', { keyPath: 'key' }).createIndex('updatedAt', 'updatedAt');
});
