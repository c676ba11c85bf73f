/**
 * The trust lists on this computer, in IndexedDB: workers, which have no `browser.storage`, read them there, too. A database
 * of their own: clearing results never touches what a person added.
 */
import type { DBSchema } from 'idb';
import type { ListId, ListPart } from '@/utils/credentials/list-files';
import type { TrustedKey } from '@/utils/credentials/security-data';
import { databaseOf } from '@/utils/open-database';
import type { Refusal } from './refusal';

/** A publisher's list as it was last accepted. */
export interface KeptList {
  readonly id: ListId;
  readonly texts: Readonly<Partial<Record<ListPart, string>>>;
  /** SHA-256 over the parts' own, hexadecimal: what tells two versions apart. */
  readonly sha256: string;
  readonly certificates: number;
  /** When it was fetched, milliseconds since 1970; of a list that came with the extension, when that was made. */
  readonly fetchedAt: number;
  readonly source: 'publisher' | 'package';
}

/** What came of asking a publisher, whether or not a list is at hand. */
export interface Attempt {
  readonly id: ListId;
  readonly triedAt: number;
  /** When to ask again, unless somebody asks for it. */
  readonly nextAt: number;
  /** In a row. */
  readonly failures: number;
  /** Why the last one changed nothing; `null` where it succeeded. */
  readonly refusal: Refusal | null;
}

/** A list of authorities' certificates and SM2 keys that a person added. */
export interface OwnList {
  readonly name: string;
  /** As it was given: PEM. */
  readonly text: string;
  readonly addedAt: number;
}

/** Everything a check needs of the lists, worked out once. */
export interface ComposedLists {
  /** See `listsInUse`. */
  readonly name: string;
  /** See `c2paSettings`. */
  readonly settings: string;
  readonly keys: readonly TrustedKey[];
  readonly composedAt: number;
}

interface TrustDatabase extends DBSchema {
  published: { key: ListId; value: KeptList };
  attempts: { key: ListId; value: Attempt };
  own: { key: string; value: OwnList };
  composed: { key: string; value: ComposedLists; indexes: { composedAt: number } };
}

/** @throws where the browser gives no database. */
export const trustDatabase = databaseOf<TrustDatabase>('trust', 1, (fresh) => {
  fresh.createObjectStore('published', { keyPath: 'id' });
  fresh.createObjectStore('attempts', { keyPath: 'id' });
  fresh.createObjectStore('own', { keyPath: 'name' });
  fresh.createObjectStore('composed', { keyPath: 'name' }).createIndex('composedAt', 'composedAt');
});
