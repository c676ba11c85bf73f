/** What the rules read: texts with their keys, JSON parsed at most once. */
import type { Field, TextField } from '../../fields';
import { multimap } from '../../multimap';
import { COMMENT_KEYS } from '../comment-keys';
import { type JsonObject, objectIn, trimPadding } from '../json';
import { DUBLIN_CORE, EXIF, XMP_BASIC } from '../xmp-namespaces';

export interface Entry {
  readonly place: string;
  readonly vocabulary: TextField['vocabulary'] | 'xmp';
  /** Trimmed and in lower case: writers differ. */
  readonly key: string;
  /** Without padding at its ends. */
  readonly text: string;
  /** The text as a JSON object, JSON-in-a-string opened; `undefined` for any other text. */
  readonly json: () => JsonObject | undefined;
}

export interface Entries {
  readonly all: readonly Entry[];
  /** By vocabulary and key. */
  readonly named: (vocabulary: Entry['vocabulary'], ...keys: readonly string[]) => readonly Entry[];
  /** Where tools that copy AUTOMATIC1111's habits put their one text. */
  readonly parameterTexts: readonly Entry[];
  /** Places whose JSON goes beyond a limit. */
  readonly overLimit: Set<string>;
}

/** XMP properties that generators write, by name. */
const XMP_KEYS: ReadonlyMap<string, { readonly namespace: string; readonly key: string }> = new Map([
  ['UserComment', { namespace: EXIF, key: 'usercomment' }],
  ['CreatorTool', { namespace: XMP_BASIC, key: 'creatortool' }],
  ['description', { namespace: DUBLIN_CORE, key: 'description' }],
]);

export function entriesOf(fields: readonly Field[]): Entries {
  const overLimit = new Set<string>();
  const all: Entry[] = [];
  const add = (place: string, vocabulary: Entry['vocabulary'], key: string, value: string): void => {
    const text = trimPadding(value);
    if (text === '') return;
    all.push({ place, vocabulary, key, text, json: lazily(() => objectIn(text, place, overLimit)) });
  };
  for (const field of fields) {
    if (field.kind === 'text') {
      add(field.place, field.vocabulary, field.key.trim().toLowerCase(), field.value);
    } else if (field.kind === 'xmp' && field.aboutFile && field.path.length === 0) {
      const known = XMP_KEYS.get(field.name);
      if (known?.namespace === field.namespace) add(field.place, 'xmp', known.key, field.value);
    }
  }
  // Every rule asks for some, most in vain: looked up, not searched for.
  const byVocabulary = new Map(
    [...multimap(all.map((entry) => [entry.vocabulary, entry]))].map(([vocabulary, entries]) => [
      vocabulary,
      multimap(entries.map((entry) => [entry.key, entry])),
    ]),
  );
  return {
    all,
    named: (vocabulary, ...keys) => {
      const byKey = byVocabulary.get(vocabulary);
      if (byKey === undefined) return NONE;
      const [key, another] = keys;
      return another === undefined ? (byKey.get(key ?? '') ?? NONE) : keys.flatMap((one) => byKey.get(one) ?? NONE);
    },
    parameterTexts: all.filter(isParameterText),
    overLimit,
  };
}

const NONE: readonly Entry[] = [];

const isParameterText = ({ vocabulary, key }: Entry): boolean =>
  (vocabulary === 'png' && key === 'parameters') ||
  (vocabulary === 'exif' && key === 'usercomment') ||
  vocabulary === 'comment' ||
  (vocabulary !== 'xmp' && COMMENT_KEYS.get(vocabulary)?.includes(key) === true);

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
