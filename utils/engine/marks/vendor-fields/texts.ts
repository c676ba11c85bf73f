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

/** What somebody reads. */
export interface Wanted {
  readonly addresses: ReadonlySet<Address>;
  /** Local names of XMP properties among them: most properties of a packet have another. */
  readonly names: ReadonlySet<string>;
}

export const wantedOf = (addresses: readonly Address[]): Wanted => ({
  addresses: new Set(addresses),
  names: new Set(addresses.map((address) => address.slice(address.lastIndexOf(' ') + 1))),
});

/** What the packets say of other assets is left out, and what nobody reads. */
export function textsOf(fields: readonly Field[], { addresses, names }: Wanted): Texts {
  const found: (readonly [Address, Text])[] = [];
  for (const field of fields) {
    if (field.kind === 'text') {
      const address = keyed(field.vocabulary, field.key);
      const { place, key, value } = field;
      if (addresses.has(address)) found.push([address, { place, name: key.trim(), value }]);
    } else if (field.kind === 'xmp' && field.aboutFile && names.has(field.name)) {
      const address = xmp(...[...field.path, field].map(({ namespace, name }) => [namespace, name] as const));
      const { place, name, value } = field;
      if (addresses.has(address)) found.push([address, { place, name, value }]);
    }
  }
  return multimap(found);
}

export const at = (texts: Texts, ...addresses: readonly Address[]): readonly Text[] =>
  addresses.flatMap((address) => texts.get(address) ?? []);

/** As values are compared: in Unicode's composed form, without padding, blanks inside collapsed. */
export const plain = (value: string): string => trimPadding(value.normalize('NFC')).replace(/\s+/g, ' ');
