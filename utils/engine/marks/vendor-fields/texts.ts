/** The texts of a medium by address: which field of which vocabulary they stand in, wherever the container put it. */
import type { Field, TextField } from '../../fields';
import { multimap } from '../../multimap';
import { COMMENT_KEYS } from '../comment-keys';
import { trimPadding } from '../json';

/** `exif make`, `xmp http://ns.adobe.com/photoshop/1.0/Credit`: made by `keyed` and `xmp` alone. */
export type Address = string & { readonly kind: 'address' };

export const keyed = (vocabulary: TextField['vocabulary'], key: string): Address =>
  `${vocabulary} ${key.trim().toLowerCase()}` as Address;

/** @param path Namespace and name of the property, those that enclose it before it. */
export const xmp = (...path: readonly (readonly [namespace: string, name: string])[]): Address =>
  `xmp ${path.map(([namespace, name]) => `${namespace} ${name}`).join(' ')}` as Address;

export const commentsOf = (vocabulary: TextField['vocabulary']): readonly Address[] =>
  (COMMENT_KEYS.get(vocabulary) ?? []).map((key) => keyed(vocabulary, key));

export const COMMENTS: readonly Address[] = [...COMMENT_KEYS.keys()].flatMap(commentsOf);

export interface Text {
  readonly place: string;
  /** The key as the file spells it; of XMP, the property's local name. */
  readonly name: string;
  readonly value: string;
}

export type Texts = ReadonlyMap<Address, readonly Text[]>;

/** What somebody reads: addresses by vocabulary, and in it by key or, of XMP properties, by local name. */
export type Wanted = ReadonlyMap<string, ReadonlyMap<string, readonly Address[]>>;

export const wantedOf = (addresses: readonly Address[]): Wanted => {
  const wanted = new Map<string, Map<string, Address[]>>();
  for (const address of new Set(addresses)) {
    const vocabulary = address.slice(0, address.indexOf(' '));
    const name =
      vocabulary === 'xmp' ? address.slice(address.lastIndexOf(' ') + 1) : address.slice(vocabulary.length + 1);
    const byName = wanted.get(vocabulary) ?? new Map<string, Address[]>();
    wanted.set(vocabulary, byName.set(name, [...(byName.get(name) ?? []), address]));
  }
  return wanted;
};

/** What the packets say of other assets is left out, and what nobody reads. */
export function textsOf(fields: readonly Field[], wanted: Wanted): Texts {
  const found: (readonly [Address, Text])[] = [];
  const ofXmp = wanted.get('xmp');
  for (const field of fields) {
    if (field.kind === 'text') {
      const key = field.key.trim();
      const [address] = wanted.get(field.vocabulary)?.get(key.toLowerCase()) ?? NOWHERE;
      if (address !== undefined) found.push([address, { place: field.place, name: key, value: field.value }]);
    } else if (field.kind === 'xmp' && field.aboutFile) {
      const addresses = ofXmp?.get(field.name);
      if (addresses === undefined) continue;
      const address = xmp(...[...field.path, field].map(({ namespace, name }) => [namespace, name] as const));
      const { place, name, value } = field;
      if (addresses.includes(address)) found.push([address, { place, name, value }]);
    }
  }
  return found.length === 0 ? NO_TEXTS : multimap(found);
}

const NOWHERE: readonly Address[] = [];
const NO_TEXTS: Texts = new Map();

export const at = (texts: Texts, ...addresses: readonly Address[]): readonly Text[] =>
  addresses.flatMap((address) => texts.get(address) ?? []);

/** What `plain` leaves as it is, and most values are: words of ASCII, one blank between them. */
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** As values are compared: in Unicode's composed form, without padding, blanks inside collapsed. */
export const plain = (value: string): string =>
  PLAIN.test(value) ? value : trimPadding(value.normalize('NFC')).replace(/\s+/g, ' ');
