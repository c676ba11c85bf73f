// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { LIST_PATHS, type ListId, type ListPart } from '@/utils/credentials/list-files';
import { TRUST_TIMES } from '@/utils/trust/limits';
import type { UpdateTools } from '@/utils/trust/update';
import { type PublisherServer, SMALL_TEXTS, startPublisher } from './publisher';
import { freshWorld, setManaged } from './world';

const OFFICIAL = [LIST_PATHS.signers, LIST_PATHS.timeStamping];
const INTERIM = [LIST_PATHS.anchors, LIST_PATHS.allowed, LIST_PATHS.usages];
const WEEK = TRUST_TIMES.refreshMs;

let publisher: PublisherServer;
/** What lies in the package, by path; the rest is not there. */
let packaged: ReadonlyMap<string, string>;
let time: number;
let isSparing: boolean;

const tools: UpdateTools = {
  // The publishers' addresses, answered by the test's own server.
  fetch: async (address, init) => {
    const own = fakeBrowser.runtime.getURL('/' as never);
    if (address.startsWith(own)) {
      const text = packaged.get(address.slice(own.length));
      if (text === undefined) throw new TypeError('Failed to fetch');
      return new Response(text);
    }
    const file = address.slice(address.lastIndexOf('/') + 1);
    const path = Object.values(LIST_PATHS).find((one) => one.endsWith(file));
    return fetch(`${publisher.address}${path}`, init);
  },
  now: () => time,
  random: () => 0,
  isSparing: () => isSparing,
};

const load = async () => ({
  ...(await import('@/utils/trust/update')),
  ...(await import('@/utils/trust/database')),
  ...(await import('@/utils/trust/lists-in-use')),
  ...(await import('@/utils/settings-store')),
});
type Loaded = Awaited<ReturnType<typeof load>>;

const paths = (): readonly string[] => publisher.asked.map(({ path }) => path);
const kept = async ({ trustDatabase }: Loaded, id: ListId) => (await trustDatabase()).get('published', id);
const attempt = async ({ trustDatabase }: Loaded, id: ListId) => (await trustDatabase()).get('attempts', id);

const snapshot = (fetchedAt: string): ReadonlyMap<string, string> =>
  new Map([
    ['trust-lists/snapshot.json', JSON.stringify({ fetchedAt })],
    ...(Object.keys(LIST_PATHS) as ListPart[]).map(
      (part) => [`trust-lists/${LIST_PATHS[part]}`, SMALL_TEXTS[part]] as const,
    ),
  ]);

beforeEach(async () => {
  freshWorld();
  publisher = await startPublisher((part) => SMALL_TEXTS[part]);
  packaged = new Map();
  time = Date.parse('2026-11-26T12:00:00Z');
  isSparing = false;
});
afterEach(async () => {
  await publisher.close();
  vi.unstubAllGlobals();
});

describe('after install', () => {
  it('all lists are fetched once, kept with date and source, and used', async () => {
    const loaded = await load();
    await loaded.updateWhenDue(tools);
    expect(paths()).toEqual([...OFFICIAL, ...INTERIM]);
    expect(await kept(loaded, 'official')).toMatchObject({ fetchedAt: time, source: 'publisher' });
    expect(await kept(loaded, 'interim')).toMatchObject({ texts: { usages: SMALL_TEXTS.usages } });
    expect(loaded.knowSigners(await loaded.listsInUse())).toBe(true);
    await loaded.updateWhenDue(tools);
    expect(paths()).toHaveLength(5);
  });

  it('nothing is fetched where the package brings new lists along', async () => {
    packaged = snapshot('2026-11-25T00:00:00.000Z');
    const loaded = await load();
    await loaded.updateWhenDue(tools);
    await loaded.updateFromPackage(tools);
    expect(paths()).toEqual([]);
    expect(await kept(loaded, 'official')).toMatchObject({ source: 'package', fetchedAt: Date.parse('2026-11-25') });
    expect(loaded.knowSigners(await loaded.listsInUse())).toBe(true);
  });

  it('old packaged lists serve until newer ones are fetched, which is at once', async () => {
    packaged = snapshot('2026-10-01T00:00:00.000Z');
    const loaded = await load();
    await loaded.updateFromPackage(tools);
    expect(await kept(loaded, 'official')).toMatchObject({ source: 'package' });
    await loaded.updateWhenDue(tools);
    expect(paths()).toEqual(OFFICIAL);
    expect(await kept(loaded, 'official')).toMatchObject({ source: 'publisher' });
  });

  it.each<[string, ReadonlyMap<string, string>]>([
    ['has none', new Map()],
    ['says no date', new Map([...snapshot('2026-11-25T00:00:00.000Z'), ['trust-lists/snapshot.json', '{}']])],
    ['is damaged', new Map([...snapshot('2026-11-25T00:00:00.000Z'), [`trust-lists/${LIST_PATHS.signers}`, 'x']])],
    ['is older', snapshot('2026-01-01T00:00:00.000Z')],
  ])('a package that %s changes nothing', async (_, files) => {
    const loaded = await load();
    await loaded.updateWhenDue(tools);
    packaged = files;
    await loaded.updateFromPackage(tools);
    expect(await kept(loaded, 'official')).toMatchObject({ source: 'publisher', fetchedAt: time });
  });
});

describe('from then on', () => {
  const later = async (ms: number): Promise<Loaded> => {
    const loaded = await load();
    await loaded.updateWhenDue(tools);
    publisher.asked.length = 0;
    time += ms;
    return loaded;
  };

  it('the official list is asked for after a week, the frozen one never', async () => {
    const loaded = await later(WEEK - 1);
    await loaded.updateWhenDue(tools);
    expect(paths()).toEqual([]);
    time += 1;
    await loaded.updateWhenDue(tools);
    expect(paths()).toEqual(OFFICIAL);
  });

  it('a refused list leaves the old one in use, with the reason, and waits before it asks again', async () => {
    const loaded = await later(WEEK);
    const before = await kept(loaded, 'official');
    const name = await loaded.listsInUse();
    publisher.answer('signers', 'shrunk');
    await loaded.updateWhenDue(tools);
    expect(await kept(loaded, 'official')).toEqual(before);
    expect(await loaded.listsInUse()).toBe(name);
    expect(await attempt(loaded, 'official')).toMatchObject({
      refusal: { part: 'signers', fault: 'shrunk' },
      failures: 1,
      nextAt: time + TRUST_TIMES.retryMs,
    });
    publisher.answer('signers', 'good');
    await loaded.updateWhenDue(tools);
    expect(paths()).toHaveLength(2);
    time += TRUST_TIMES.retryMs;
    await loaded.updateWhenDue(tools);
    expect(await attempt(loaded, 'official')).toMatchObject({ refusal: null, failures: 0 });
    expect(await kept(loaded, 'official')).toMatchObject({ fetchedAt: time });
  });

  it('a background that dies on the way does not ask again when it wakes', async () => {
    const loaded = await later(WEEK);
    const dying: UpdateTools = {
      ...tools,
      fetch: (address, init) =>
        address.startsWith('https:') ? new Promise(() => undefined) : tools.fetch(address, init),
    };
    void loaded.updateWhenDue(dying);
    await vi.waitFor(async () => expect(await attempt(loaded, 'official')).toMatchObject({ failures: 1 }));
    // Its locks die with it.
    vi.stubGlobal('navigator', {
      locks: { request: async (_: string, ...rest: unknown[]) => (rest.at(-1) as (lock: object) => unknown)({}) },
    });
    const { updateWhenDue } = loaded;
    await updateWhenDue(tools);
    expect(paths()).toEqual([]);
  });

  it.each<[string, (loaded: Loaded) => unknown]>([
    ['the person does not want it', ({ saveSettings }) => saveSettings({ trustWeekly: false })],
    ['the organisation does not want it', () => setManaged(async () => ({ updateWeekly: false }))],
    ['the list is switched off', ({ saveSettings }) => saveSettings({ trustOfficial: false })],
    [
      'data should be saved',
      () => {
        isSparing = true;
      },
    ],
  ])('nothing is asked where %s', async (_, change) => {
    const loaded = await later(WEEK);
    await change(loaded);
    await loaded.updateWhenDue(tools);
    expect(paths()).toEqual([]);
  });

  it('one asks at a time', async () => {
    const loaded = await later(WEEK);
    await Promise.all([loaded.updateWhenDue(tools), loaded.updateWhenDue(tools), loaded.updateWhenDue(tools)]);
    expect(paths()).toEqual(OFFICIAL);
  });
});

describe('when a person asks', () => {
  const steps: [ListId, ListPart][] = [];
  const ask = (loaded: Loaded) => loaded.updateNow(tools, (...step) => steps.push(step));
  beforeEach(() => {
    steps.length = 0;
  });

  it('each file is told as it is fetched, and what came of it', async () => {
    const loaded = await load();
    expect(await ask(loaded)).toMatchObject([
      { id: 'official', kind: 'updated', isChanged: true },
      { id: 'interim', kind: 'updated', isChanged: true },
    ]);
    expect(steps).toEqual([
      ['official', 'signers'],
      ['official', 'timeStamping'],
      ['interim', 'anchors'],
      ['interim', 'allowed'],
      ['interim', 'usages'],
    ]);
    // Again at once, and the frozen list not at all.
    expect(await ask(loaded)).toMatchObject([{ id: 'official', kind: 'updated', isChanged: false }]);
  });

  it('it is done though the weekly update is off, but for lists that are switched off', async () => {
    const loaded = await load();
    await loaded.saveSettings({ trustWeekly: false, trustInterim: false });
    await ask(loaded);
    expect(paths()).toEqual(OFFICIAL);
  });

  it('why a list was refused is told, and the others are fetched', async () => {
    const loaded = await load();
    publisher.answer('timeStamping', 'missing');
    expect(await ask(loaded)).toMatchObject([
      { id: 'official', kind: 'refused', refusal: { part: 'timeStamping', fault: 'status', status: 404 } },
      { id: 'interim', kind: 'updated' },
    ]);
    expect(await kept(loaded, 'official')).toBeUndefined();
    expect(loaded.knowSigners(await loaded.listsInUse())).toBe(true);
  });
});
