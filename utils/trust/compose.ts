/**
 * Works out what checks need of the lists, once for every change of lists, switches or own entries: parsing all
 * certificates for each check would cost more than the check.
 */
import { browser } from 'wxt/browser';
import { c2paSettings } from '@/utils/credentials/c2pa/settings';
import { listsOfTexts } from '@/utils/credentials/list-files';
import type { TrustedKey } from '@/utils/credentials/security-data';
import { loadSettings } from '@/utils/settings-store';
import { sha256Hex } from '@/utils/sha256';
import { tellTrustChange } from './changes';
import { choicesOf, chosenLists, type TrustChoices } from './choices';
import { type ComposedLists, type KeptList, type OwnList, trustDatabase } from './database';
import { NO_LISTS_NAME } from './lists-in-use';
import { loadManaged, type ManagedTrust } from './managed';
import { type OwnEntries, readOwnList } from './own-list';
import { isComposed, isKeptList, isOwnList } from './sound-rows';

/** Everything that the lists in use are made from. */
interface TrustSources {
  readonly published: readonly KeptList[];
  readonly own: readonly OwnList[];
  readonly managed: ManagedTrust;
  readonly choices: TrustChoices;
  /** Of the extension: another one may word the settings otherwise. */
  readonly version: string;
}

/** Brings what `listsInUse` names up to date. @throws where the browser refuses the database. */
export const composeLists = (now: () => number = Date.now): Promise<void> =>
  // One at a time, whichever page or background asks: the last one to begin has seen every change before it.
  navigator.locks.request('trust-lists-compose', async () => {
    const sources = await loadSources();
    const entries = ownEntries(sources);
    const name = await nameOf(sources, entries);
    const database = await trustDatabase();
    const newest = await database.transaction('composed').store.index('composedAt').openCursor(null, 'prev');
    const before = isComposed(newest?.value) ? newest.value : undefined;
    if (before?.name === name) return;
    const known = await database.get('composed', name);
    const composedAt = Math.max(now(), (before?.composedAt ?? 0) + 1);
    await keep({ ...(isComposed(known) ? known : { name, ...composed(sources, entries) }), composedAt });
    tellTrustChange();
  });

const loadSources = async (): Promise<TrustSources> => {
  const database = await trustDatabase();
  const [published, own, managed, settings] = await Promise.all([
    database.getAll('published'),
    database.getAll('own'),
    loadManaged(),
    loadSettings(),
  ]);
  const { version } = browser.runtime.getManifest();
  return {
    published: published.filter(isKeptList),
    own: own.filter(isOwnList),
    managed,
    choices: choicesOf(settings, managed.fixed),
    version,
  };
};

/** Beside the newest, jobs that were given before the change may still ask for the one before. */
const KEPT = 2;

const keep = async (lists: ComposedLists): Promise<void> => {
  const transaction = (await trustDatabase()).transaction('composed', 'readwrite');
  await transaction.store.put(lists);
  let cursor = await transaction.store.index('composedAt').openCursor(null, 'prev');
  for (let place = 1; cursor; place++, cursor = await cursor.continue()) {
    if (place > KEPT || !isComposed(cursor.value)) await cursor.delete();
  }
  await transaction.done;
};

interface NamedEntries extends OwnEntries {
  readonly name: string;
}

/** The organisation's before the person's. What cannot be used is left aside; the options page says why. */
const ownEntries = ({ own, managed }: TrustSources): readonly NamedEntries[] =>
  [...managed.lists, ...own].flatMap(({ name, text }) => {
    const entries = readOwnList(text);
    return typeof entries === 'string' ? [] : [{ name, ...entries }];
  });

/** `none`, `none-…` for keys of labels alone, else a digest of all that goes into the settings. */
const nameOf = async (sources: TrustSources, entries: readonly NamedEntries[]): Promise<string> => {
  const lists = chosenLists(sources.published, sources.choices).map(({ id, sha256 }) => [id, sha256]);
  if (lists.length + entries.length === 0) return NO_LISTS_NAME;
  const digest = await sha256Hex(JSON.stringify([sources.version, lists, entries]));
  const knowSigners = lists.length > 0 || entries.some(({ certificates }) => certificates > 0);
  return knowSigners ? digest : `${NO_LISTS_NAME}-${digest}`;
};

const composed = (
  sources: TrustSources,
  entries: readonly NamedEntries[],
): { readonly settings: string; readonly keys: readonly TrustedKey[] } => {
  const texts = Object.fromEntries(
    chosenLists(sources.published, sources.choices).flatMap((list) => Object.entries(list.texts)),
  );
  const own = entries.filter(({ certificates }) => certificates > 0);
  return {
    settings: c2paSettings({ ...listsOfTexts(texts), own }),
    keys: entries.flatMap(({ name, keys }) => keys.map((key) => ({ name, key }))),
  };
};
