// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TRUST_TIMES } from '@/utils/trust/limits';
import type { UpdateTools } from '@/utils/trust/update';
import { fixtureList } from './fixture-lists';
import { freshWorld } from './world';

let time: number;
let tools: UpdateTools;
/** How often a publisher was asked; each list stops at its first file. */
let publishersAsked: () => number;

const load = async () => ({
  ...(await import('@/utils/trust/keeper')),
  ...(await import('@/utils/trust/database')),
  ...(await import('@/utils/trust/lists-in-use')),
  ...(await import('@/utils/settings-store')),
});

beforeEach(() => {
  freshWorld();
  time = 1_800_000_000_000;
  const asked: string[] = [];
  publishersAsked = () => asked.filter((address) => address.startsWith('https:')).length;
  tools = {
    fetch: async (address) => {
      asked.push(address);
      throw new TypeError('no network');
    },
    now: () => time,
    random: () => 0,
    isSparing: () => false,
  };
});
afterEach(() => vi.unstubAllGlobals());

describe('the background', () => {
  it('works out the lists when it starts, whatever was changed while it slept', async () => {
    const { startTrustKeeper, trustDatabase, listsInUse, knowSigners } = await load();
    await (await trustDatabase()).put('own', { name: 'house', text: fixtureList('own'), addedAt: 1 });
    startTrustKeeper(tools);
    await vi.waitFor(async () => expect(knowSigners(await listsInUse())).toBe(true));
  });

  it('asks when it starts, and in use no more often than its clock says', async () => {
    const { startTrustKeeper } = await load();
    const keeper = startTrustKeeper(tools);
    await vi.waitFor(() => expect(publishersAsked()).toBe(2));
    await keeper.onUse();
    time += TRUST_TIMES.lookMs - 1;
    await keeper.onUse();
    expect(publishersAsked()).toBe(2);
    time += 1;
    await keeper.onUse();
    expect(publishersAsked()).toBe(4);
  });

  it('asks after install, though its package was being read when it started', async () => {
    const { startTrustKeeper } = await load();
    const keeper = startTrustKeeper(tools);
    await keeper.onInstalled();
    expect(publishersAsked()).toBe(2);
  });

  it('follows the switches', async () => {
    const { startTrustKeeper, trustDatabase, listsInUse, saveSettings, NO_LISTS_NAME } = await load();
    await (await trustDatabase()).put('published', {
      id: 'official',
      texts: { signers: fixtureList('official') },
      sha256: 'a',
      certificates: 1,
      fetchedAt: time,
      source: 'publisher',
    });
    const keeper = startTrustKeeper(tools);
    await vi.waitFor(async () => expect(await listsInUse()).not.toBe(NO_LISTS_NAME));
    await saveSettings({ trustOfficial: false });
    await keeper.onSettings();
    expect(await listsInUse()).toBe(NO_LISTS_NAME);
  });

  it('goes on where the browser gives no database', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('refused');
      },
    });
    const { startTrustKeeper } = await load();
    const keeper = startTrustKeeper(tools);
    await expect(keeper.onSettings()).resolves.toBeUndefined();
    await expect(keeper.onInstalled()).resolves.toBeUndefined();
    expect(publishersAsked()).toBe(0);
  });
});
