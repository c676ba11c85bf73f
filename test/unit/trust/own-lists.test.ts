// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TRUST_LIMITS } from '@/utils/trust/limits';
import type { AddFault } from '@/utils/trust/own-lists';
import { fixtureList } from './fixture-lists';
import { freshWorld, setManaged } from './world';

const own = fixtureList('own');
const load = async () => ({
  ...(await import('@/utils/trust/own-lists')),
  ...(await import('@/utils/trust/state')),
  ...(await import('@/utils/trust/lists-in-use')),
});

beforeEach(freshWorld);
afterEach(() => vi.unstubAllGlobals());

describe('a list that a person adds', () => {
  it('is in use at once, and no longer when it is removed', async () => {
    const { addOwnList, removeOwnList, loadTrustState, listsInUse, knowSigners, NO_LISTS_NAME } = await load();
    expect(await addOwnList(' house ', own)).toBeNull();
    expect((await loadTrustState()).own).toMatchObject([
      { name: 'house', isManaged: false, entries: { certificates: 1, keys: [] } },
    ]);
    expect(knowSigners(await listsInUse())).toBe(true);
    await removeOwnList('house');
    expect((await loadTrustState()).own).toEqual([]);
    expect(await listsInUse()).toBe(NO_LISTS_NAME);
  });

  it.each<[AddFault, string, string]>([
    ['nameMissing', '  ', own],
    ['nameLong', 'x'.repeat(TRUST_LIMITS.nameCharacters + 1), own],
    ['nameTaken', 'house', own],
    ['empty', 'other', 'words'],
  ])('is refused for %s and changes nothing', async (fault, name, text) => {
    const { addOwnList, loadTrustState, listsInUse } = await load();
    await addOwnList('house', own);
    const before = await listsInUse();
    expect(await addOwnList(name, text)).toBe(fault);
    expect((await loadTrustState()).own).toHaveLength(1);
    expect(await listsInUse()).toBe(before);
  });

  it('is refused when there are as many as are kept', async () => {
    const { addOwnList } = await load();
    for (let at = 0; at < TRUST_LIMITS.ownLists; at++) expect(await addOwnList(`${at}`, own)).toBeNull();
    expect(await addOwnList('one more', own)).toBe('full');
  });

  it('is refused where the browser gives no database', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('refused');
      },
    });
    const { addOwnList } = await load();
    expect(await addOwnList('house', own)).toBe('notKept');
  });

  it('stands behind the organisation’s, which say what is wrong with them', async () => {
    setManaged(async () => ({ interimList: false, lists: [{ name: 'firm', pem: 'words' }] }));
    const { addOwnList, loadTrustState } = await load();
    await addOwnList('firm', own);
    expect(await loadTrustState()).toMatchObject({
      published: [
        { id: 'official', kept: null, refused: null },
        { id: 'interim', kept: null },
      ],
      own: [
        { name: 'firm', isManaged: true, entries: 'empty' },
        { name: 'firm', isManaged: false },
      ],
      fixed: { interim: false },
    });
  });
});
