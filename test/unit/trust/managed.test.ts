import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@/utils/settings';
import { choicesOf } from '@/utils/trust/choices';
import { TRUST_LIMITS } from '@/utils/trust/limits';
import { loadManaged, type ManagedTrust, NOTHING_MANAGED, parseManaged } from '@/utils/trust/managed';
import { freshWorld, setManaged } from './world';

beforeEach(freshWorld);

const list = (name: string, pem = 'PEM') => ({ name, pem });

describe('what an organisation sets', () => {
  it.each<[string, unknown, Partial<ManagedTrust>]>([
    ['nothing', {}, {}],
    ['no object', 'on', {}],
    ['a switch', { officialList: false }, { fixed: { official: false } }],
    [
      'all switches',
      { officialList: true, interimList: false, updateWeekly: false },
      { fixed: { official: true, interim: false, weekly: false } },
    ],
    ['a switch that is none', { officialList: 'no', interimList: false }, { fixed: { interim: false } }],
    [
      'lists',
      { lists: [list('a'), list(' b ')] },
      {
        lists: [
          { name: 'a', text: 'PEM' },
          { name: 'b', text: 'PEM' },
        ],
      },
    ],
    ['lists that are none', { lists: 'PEM', updateWeekly: false }, { fixed: { weekly: false } }],
    [
      'a good and a bad list',
      { lists: [list(''), 7, { name: 'x' }, list('a')] },
      { lists: [{ name: 'a', text: 'PEM' }] },
    ],
    ['two of one name', { lists: [list('a', '1'), list('a', '2')] }, { lists: [{ name: 'a', text: '1' }] }],
    ['a name that is too long', { lists: [list('x'.repeat(TRUST_LIMITS.nameCharacters + 1))] }, {}],
    ['a text that is too long', { lists: [list('a', ' '.repeat(TRUST_LIMITS.ownCharacters + 1))] }, {}],
    ['what a later version knows', { officialList: false, more: 1 }, { fixed: { official: false } }],
  ])('is read: %s', (_, stored, expected) => {
    expect(parseManaged(stored)).toEqual({ ...NOTHING_MANAGED, ...expected });
  });

  it('is read no further than its limit', () => {
    const lists = Array.from({ length: TRUST_LIMITS.ownLists + 1 }, (_, at) => list(`${at}`));
    expect(parseManaged({ lists }).lists).toHaveLength(TRUST_LIMITS.ownLists);
  });

  it('is nothing where the browser has no policy', async () => {
    setManaged(() => Promise.reject(new Error('Managed storage manifest not found')));
    expect(await loadManaged()).toEqual(NOTHING_MANAGED);
  });

  it('counts before what the person chose, and leaves the rest to them', () => {
    const chosen = { ...DEFAULT_SETTINGS, trustInterim: false };
    expect(choicesOf(chosen, { official: false })).toEqual({ official: false, interim: false, weekly: true });
    expect(choicesOf(chosen, { interim: true })).toEqual({ official: true, interim: true, weekly: true });
  });

  it('is described to Chromium by the names that are read', () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../public/managed-schema.json'), 'utf8'));
    expect(Object.keys(schema.properties).sort()).toEqual(['interimList', 'lists', 'officialList', 'updateWeekly']);
    expect(Object.keys(schema.properties.lists.items.properties)).toEqual(['name', 'pem']);
    expect(schema.additionalProperties).toBeUndefined();
  });
});
