// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import type { KeptList } from '@/utils/trust/database';
import { fixtureList } from './fixture-lists';
import { freshWorld, setManaged } from './world';

const load = async () => ({
  ...(await import('@/utils/trust/lists-in-use')),
  ...(await import('@/utils/trust/compose')),
  ...(await import('@/utils/trust/database')),
  ...(await import('@/utils/settings-store')),
});

const official = (signers = fixtureList('official'), sha256 = 'a'): KeptList => ({
  id: 'official',
  texts: { signers, timeStamping: fixtureList('tsa') },
  sha256,
  certificates: 2,
  fetchedAt: 1,
  source: 'publisher',
});

const urisOf = (settings: string): readonly string[] =>
  JSON.parse(settings).trust.anchors.map((anchors: { trust_uri: string }) => anchors.trust_uri);

beforeEach(freshWorld);
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the lists in use', () => {
  it('are none before anything was worked out, and where there is nothing', async () => {
    const { listsInUse, readLists, knowSigners, composeLists, NO_LISTS_NAME } = await load();
    expect(await listsInUse()).toBe(NO_LISTS_NAME);
    await composeLists();
    expect(await listsInUse()).toBe(NO_LISTS_NAME);
    expect(knowSigners(NO_LISTS_NAME)).toBe(false);
    expect(urisOf((await readLists(NO_LISTS_NAME)).settings)).toEqual([]);
    expect((await readLists(NO_LISTS_NAME)).trustedKeys).toEqual([]);
  });

  it.each([
    ['is damaged', { texts: 'cut' }],
    ['has lost its date', { fetchedAt: undefined }],
    ['is of a kind that is not known', { source: 'elsewhere' }],
  ])('leave out a list whose row %s, and work on with the others', async (_, damage) => {
    const { trustDatabase, composeLists, listsInUse, readLists } = await load();
    const database = await trustDatabase();
    await database.put('published', { ...official(), ...damage } as never);
    await database.put('own', { name: 'damaged' } as never);
    await database.put('own', { name: 'house', text: fixtureList('own'), addedAt: 1 });
    await composeLists();
    expect(urisOf((await readLists(await listsInUse())).settings)).toEqual(['own:house']);
    const { loadTrustState } = await import('@/utils/trust/state');
    const { published, own } = await loadTrustState();
    expect(published.map(({ kept }) => kept)).toEqual([null, null]);
    expect(own.map(({ name, entries }) => [name, entries])).toEqual([
      ['damaged', 'unparsable'],
      ['house', expect.objectContaining({ certificates: 1 })],
    ]);
    const { listDates } = await import('@/utils/trust/list-dates');
    expect(await listDates()).toEqual([]);
  });

  it.each([
    ['has lost its settings', { settings: undefined }],
    ['says no time', { composedAt: 'yesterday' }],
  ])('are worked out anew where what was worked out %s', async (_, damage) => {
    const { trustDatabase, composeLists, listsInUse, readLists } = await load();
    const database = await trustDatabase();
    await database.put('published', official());
    await composeLists();
    const name = await listsInUse();
    const row = await database.get('composed', name);
    await database.put('composed', { ...row, ...damage } as never);
    expect(urisOf((await readLists(name)).settings)).toEqual([]);
    await composeLists();
    expect(await listsInUse()).toBe(name);
    expect(urisOf((await readLists(name)).settings)).toContain('c2pa-official');
  });

  it('have the settings of every list that is at hand', async () => {
    const { trustDatabase, composeLists, listsInUse, readLists, knowSigners } = await load();
    const database = await trustDatabase();
    await database.put('published', official());
    await database.put('published', {
      ...official(),
      id: 'interim',
      texts: { anchors: fixtureList('interim'), allowed: fixtureList('allowed'), usages: '1.3.6.1.4.1.9.9\n' },
    });
    await database.put('own', { name: 'house', text: fixtureList('own'), addedAt: 1 });
    await composeLists();
    const name = await listsInUse();
    expect(knowSigners(name)).toBe(true);
    const settings = (await readLists(name)).settings;
    expect(urisOf(settings)).toEqual(['own:house', 'c2pa-official', 'c2pa-official-tsa', 'c2pa-interim']);
    expect(JSON.parse(settings).trust.trust_config.split('\n')).toEqual(
      expect.arrayContaining(['1.3.6.1.4.1.62558.2.1', '1.3.6.1.4.1.9.9']),
    );
  });

  it.each<[string, (tools: Awaited<ReturnType<typeof load>>) => Promise<unknown>]>([
    ['a list is switched off', ({ saveSettings }) => saveSettings({ trustOfficial: false })],
    [
      'a publisher has another version',
      async ({ trustDatabase }) => (await trustDatabase()).put('published', official(fixtureList('interim'), 'b')),
    ],
    [
      'a person adds a list',
      async ({ trustDatabase }) =>
        (await trustDatabase()).put('own', { name: 'house', text: fixtureList('own'), addedAt: 1 }),
    ],
    [
      'the organisation sets one',
      async () => setManaged(async () => ({ lists: [{ name: 'firm', pem: fixtureList('own') }] })),
    ],
    ['the organisation forbids one', async () => setManaged(async () => ({ officialList: false }))],
    [
      'the extension is another version',
      async () => Object.assign(fakeBrowser.runtime, { getManifest: () => ({ version: '1.2.4' }) }),
    ],
  ])('have another name when %s, and the former settings stay for jobs that were given', async (_, change) => {
    const tools = await load();
    await (await tools.trustDatabase()).put('published', official());
    await tools.composeLists();
    const before = await tools.listsInUse();
    const settings = (await tools.readLists(before)).settings;
    await change(tools);
    await tools.composeLists();
    expect(await tools.listsInUse()).not.toBe(before);
    expect((await tools.readLists(before)).settings).toBe(settings);
  });

  it.each<[string, (tools: Awaited<ReturnType<typeof load>>) => Promise<unknown>]>([
    ['a setting is changed that is not theirs', ({ saveSettings }) => saveSettings({ theme: 'dark' })],
    [
      'the same version is fetched again',
      async ({ trustDatabase }) => (await trustDatabase()).put('published', { ...official(), fetchedAt: 2 }),
    ],
    [
      'a list is added that cannot be used',
      async ({ trustDatabase }) => (await trustDatabase()).put('own', { name: 'bad', text: 'words', addedAt: 1 }),
    ],
  ])('keep their name when %s', async (_, change) => {
    const tools = await load();
    await (await tools.trustDatabase()).put('published', official());
    await tools.composeLists();
    const before = await tools.listsInUse();
    await change(tools);
    await tools.composeLists();
    expect(await tools.listsInUse()).toBe(before);
  });

  it('have their former name when a change is taken back, though the clock stood still', async () => {
    const { trustDatabase, composeLists, listsInUse, saveSettings, NO_LISTS_NAME } = await load();
    await (await trustDatabase()).put('published', official());
    const compose = () => composeLists(() => 5);
    await compose();
    const before = await listsInUse();
    await saveSettings({ trustOfficial: false });
    await compose();
    expect(await listsInUse()).toBe(NO_LISTS_NAME);
    await saveSettings({ trustOfficial: true });
    await compose();
    expect(await listsInUse()).toBe(before);
  });

  it('of keys alone know no signer', async () => {
    const { trustDatabase, composeLists, listsInUse, readLists, knowSigners, NO_LISTS_NAME } = await load();
    const { LABEL_KEY_PEM } = await import('./label-key');
    await (await trustDatabase()).put('own', { name: 'platform', text: LABEL_KEY_PEM, addedAt: 1 });
    await composeLists();
    const name = await listsInUse();
    expect(name).not.toBe(NO_LISTS_NAME);
    expect(knowSigners(name)).toBe(false);
    expect((await readLists(name)).trustedKeys).toEqual([{ name: 'platform', key: expect.stringMatching(/^3059/) }]);
  });

  it('are forgotten but for the newest two', async () => {
    const { trustDatabase, composeLists, listsInUse, readLists, NO_LISTS_NAME } = await load();
    const database = await trustDatabase();
    let first = '';
    for (const sha256 of ['a', 'b', 'c', 'd']) {
      await database.put('published', official(undefined, sha256));
      await composeLists();
      first ||= await listsInUse();
    }
    expect(await database.count('composed')).toBe(2);
    const newest = await listsInUse();
    expect((await readLists(newest)).name).toBe(newest);
    // Whoever still asks for an older one is not told that it was used.
    expect((await readLists(first)).name).toBe(NO_LISTS_NAME);
  });

  it('are none where there is no database', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('refused');
      },
    });
    const { listsInUse, readLists, NO_LISTS_NAME } = await load();
    expect(await listsInUse()).toBe(NO_LISTS_NAME);
    expect(urisOf((await readLists('a')).settings)).toEqual([]);
    expect((await readLists('a')).trustedKeys).toEqual([]);
    expect((await readLists('a')).name).toBe(NO_LISTS_NAME);
  });
});
