// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { startSession } from '@/utils/notice/session';
import { record } from './records';
import { storedKeys } from './stored-keys';

type Store = typeof import('@/utils/notice/database');

/** A page that has just been opened: a module of its own over the same profile. */
const openPage = async (): Promise<Store> => {
  vi.resetModules();
  return import('@/utils/notice/database');
};

const write = (store: Store) =>
  startSession(
    {
      record: record({ bytes: { state: 'not-read' }, explanation: '', bonaFide: false }),
      isKept: false,
      canRead: false,
      chosen: null,
    },
    {
      save: store.saveNotice,
      remove: store.deleteNotice,
      readBytes: async () => ({ ok: false, code: 'network', message: '' }),
      drawThumbnail: async () => null,
      exportPackage: async () => '',
      nameInAddress: () => undefined,
      now: () => new Date('2026-11-23T06:05:12.480Z'),
    },
  );

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

describe('a notice over a real database', () => {
  it('whose kind may concern minors leaves no database at all', async () => {
    const session = write(await openPage());
    session.choose('fraud');
    session.choose('minor');
    session.leave();
    await vi.waitFor(() => expect(session.state().phase).toBe('minor'));
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('that was begun leaves no record when its kind turns out to concern minors', async () => {
    const store = await openPage();
    const session = write(store);
    session.choose('fraud');
    session.next();
    session.edit({ explanation: 'Typed before' });
    session.leave();
    await vi.waitFor(async () => expect((await store.listNotices())[0]?.explanation).toBe('Typed before'));
    session.choose('minor');
    await vi.waitFor(async () => expect(await storedKeys()).toEqual([]));
  });

  it('is there, word for word, when its page was closed and another one is opened', async () => {
    const session = write(await openPage());
    session.choose('fraud');
    session.next();
    session.edit({ explanation: 'Last words' });
    session.leave();
    const later = await openPage();
    await vi.waitFor(async () => expect((await later.getNotice(record().key))?.explanation).toBe('Last words'));
    expect((await later.getNotice(record().key))?.state).toBe('draft');
  });
});
