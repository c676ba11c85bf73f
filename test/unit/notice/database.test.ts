// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { record } from './records';
import { storedKeys } from './stored-keys';

const other = '0b6fd6f2-92a9-4c4e-8f6f-5b1f6f6b7a10';

// Each test has its own profile and its own page.
let store: typeof import('@/utils/notice/database');
beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.resetModules();
  store = await import('@/utils/notice/database');
});
afterEach(() => vi.restoreAllMocks());

describe('notices kept on this computer', () => {
  it('survive: what was saved is read back as it was', async () => {
    expect(await store.saveNotice(record())).toEqual({ ok: true });
    expect(await store.getNotice(record().key)).toEqual(record());
    expect(await store.getNotice(other)).toBeNull();
  });

  it('are listed newest first', async () => {
    await store.saveNotice(record());
    await store.saveNotice(record({ key: other, updatedAt: '2026-11-24T00:00:00.000Z' }));
    expect((await store.listNotices()).map(({ key }) => key)).toEqual([other, record().key]);
  });

  it('go one by one and all at once', async () => {
    await store.saveNotice(record());
    await store.saveNotice(record({ key: other }));
    await store.deleteNotice(other);
    expect((await store.listNotices()).map(({ key }) => key)).toEqual([record().key]);
    await store.deleteAllNotices();
    expect(await storedKeys()).toEqual([]);
  });

  it('hold a file only when it is included', async () => {
    const file = new Blob(['hello']);
    await store.saveNotice(record({ file }));
    expect((await store.getNotice(record().key))?.file).toBeNull();
    await store.saveNotice(record({ file, includeFile: true }));
    expect(await (await store.getNotice(record().key))?.file?.text()).toBe('hello');
  });

  it('of intimate content hold no file, no picture, and a hash only with consent', async () => {
    const full = record({ file: new Blob(['hello']), includeFile: true, thumbnail: 'data:image/png;base64,QUJD' });
    await store.saveNotice(full);
    await store.saveNotice({ ...full, reason: 'non-consensual-intimate' });
    const kept = await store.getNotice(full.key);
    expect([kept?.file, kept?.thumbnail, kept?.bytes.state]).toEqual([null, null, 'not-read']);
    await store.saveNotice({ ...full, reason: 'non-consensual-intimate', hashAgreed: true });
    expect((await store.getNotice(full.key))?.bytes.state).toBe('read');
  });

  it('leave out a record of another shape, and keep the others', async () => {
    await store.saveNotice(record());
    await store.saveNotice({ ...record({ key: other }), reason: 'minor' as never });
    expect((await store.listNotices()).map(({ key }) => key)).toEqual([record().key]);
    expect(await store.getNotice(other)).toBeNull();
    expect(await storedKeys()).toEqual([other, record().key]);
  });

  it.each([
    ['QuotaExceededError', 'full'],
    ['UnknownError', 'refused'],
  ] as const)('answer %s with "%s" instead of throwing', async (name, reason) => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no', name);
    });
    expect(await store.saveNotice(record())).toEqual({ ok: false, reason });
  });

  it('answer "refused" where there is no database at all', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('private window', 'SecurityError');
      },
    });
    expect(await store.saveNotice(record())).toEqual({ ok: false, reason: 'refused' });
  });

  it('are read back by another page, whose connection is its own', async () => {
    await store.saveNotice(record());
    vi.resetModules();
    const other = await import('@/utils/notice/database');
    expect(await other.listNotices()).toEqual([record()]);
  });

  it('have a database of their own', async () => {
    await store.saveNotice(record());
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([store.NOTICES_DATABASE]);
  });
});
