/** What the rules read: texts with their keys, JSON parsed at most once. */
import type { Field, TextField } from '../../fields';
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
  /** Places whose JSON goes beyond a limit. */
  readonly overLimit: Set<string>;
}

/** XMP properties that generators write. */
const XMP_KEYS = new Map([
  [`${EXIF} UserComment`, 'usercomment'],
  [`${XMP_BASIC} CreatorTool`, 'creatortool'],
  [`${DUBLIN_CORE} description`, 'description'],
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
      const key = XMP_KEYS.get(`${field.namespace} ${field.name}`);
      if (key !== undefined) add(field.place, 'xmp', key, field.value);
    }
  }
  return { all, overLimit };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export const png = (entries: Entries, ...keys: readonly string[]): readonly Entry[] =>
  entries.all.filter((entry) => entry.vocabulary === 'png' && keys.includes(entry.key));

export const exif = (entries: Entries, ...keys: readonly string[]): readonly Entry[] =>
  entries.all.filter((entry) => entry.vocabulary === 'exif' && keys.includes(entry.key));

/** Where tools that copy AUTOMATIC1111's habits put their one text. */
export const parameterTexts = (entries: Entries): readonly Entry[] =>
  entries.all.filter(
    ({ vocabulary, key }) =>
      (vocabulary === 'png' && key === 'parameters') ||
      (vocabulary === 'exif' && key === 'usercomment') ||
      vocabulary === 'comment' ||
      (vocabulary !== 'xmp' && COMMENT_KEYS.get(vocabulary)?.includes(key)),
  );
