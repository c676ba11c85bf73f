// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  countNotices,
  deleteAllNotices,
  deleteNotice,
  getNotice,
  listNotices,
  NOTICES_DATABASE,
  saveNotice,
} from '@/utils/store/notices';
import { record } from '../notice/records';

const other = '0b6fd6f2-92a9-4c4e-8f6f-5b1f6f6b7a10';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.restoreAllMocks());

describe('notices kept on this computer', () => {
  it('survive: what was saved is read back as it was', async () => {
    expect(await saveNotice(record())).toEqual({ ok: true });
    expect(await getNotice(record().key)).toEqual(record());
    expect(await getNotice(other)).toBeNull();
  });

  it('are listed newest first and counted', async () => {
    await saveNotice(record());
    await saveNotice(record({ key: other, updatedAt: '2026-11-24T00:00:00.000Z' }));
    expect((await listNotices()).map(({ key }) => key)).toEqual([other, record().key]);
    expect(await countNotices()).toBe(2);
  });

  it('go one by one and all at once', async () => {
    await saveNotice(record());
    await saveNotice(record({ key: other }));
    await deleteNotice(other);
    expect((await listNotices()).map(({ key }) => key)).toEqual([record().key]);
    await deleteAllNotices();
    expect(await countNotices()).toBe(0);
  });

  it('hold a file only when it is included', async () => {
    const file = new Blob(['hello']);
    await saveNotice(record({ file }));
    expect((await getNotice(record().key))?.file).toBeNull();
    await saveNotice(record({ file, includeFile: true }));
    expect(await (await getNotice(record().key))?.file?.text()).toBe('hello');
  });

  it('of intimate content hold no file, no picture, and a hash only with consent', async () => {
    const full = record({ file: new Blob(['hello']), includeFile: true, thumbnail: 'data:image/png;base64,QUJD' });
    await saveNotice(full);
    await saveNotice({ ...full, reason: 'non-consensual-intimate' });
    const kept = await getNotice(full.key);
    expect([kept?.file, kept?.thumbnail, kept?.bytes.state]).toEqual([null, null, 'not-read']);
    await saveNotice({ ...full, reason: 'non-consensual-intimate', hashAgreed: true });
    expect((await getNotice(full.key))?.bytes.state).toBe('read');
  });

  it('leave out a record of another shape, and keep the others', async () => {
    await saveNotice(record());
    await saveNotice({ ...record({ key: other }), reason: 'minor' as never });
    expect((await listNotices()).map(({ key }) => key)).toEqual([record().key]);
    expect(await getNotice(other)).toBeNull();
  });

  it.each([
    ['QuotaExceededError', 'full'],
    ['UnknownError', 'refused'],
  ] as const)('answer %s with "%s" instead of throwing', async (name, reason) => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no', name);
    });
    expect(await saveNotice(record())).toEqual({ ok: false, reason });
  });

  it('answer "refused" where there is no database at all', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('private window', 'SecurityError');
      },
    });
    expect(await saveNotice(record())).toEqual({ ok: false, reason: 'refused' });
  });

  it('have a database of their own', async () => {
    await saveNotice(record());
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([NOTICES_DATABASE]);
  });
});
