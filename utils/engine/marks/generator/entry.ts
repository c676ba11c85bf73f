/** What the rules read: texts with their keys, each parsed at most once. */
import type { Field, TextField, XmpField } from '../../fields';
import { multimap } from '../../multimap';
import { COMMENT_KEYS } from '../comment-keys';
import { type JsonObject, objectIn, trimPadding } from '../json';
import { DUBLIN_CORE, EXIF, XMP_BASIC } from '../xmp-namespaces';
import { type Infotext, parseInfotext } from './infotext';

/** One text of a medium. */
export class Entry {
  readonly place: string;
  readonly vocabulary: TextField['vocabulary'] | 'xmp';
  /** Trimmed and in lower case: writers differ. */
  readonly key: string;
  /** Without padding at its ends. */
  readonly text: string;
  readonly #overLimit: Set<string>;
  #json: JsonObject | null | undefined;
  #infotext: Infotext | null | undefined;

  constructor(field: TextField | XmpField, key: string, text: string, overLimit: Set<string>) {
    this.place = field.place;
    this.vocabulary = field.kind === 'xmp' ? 'xmp' : field.vocabulary;
    this.key = key;
    this.text = text;
    this.#overLimit = overLimit;
  }

  /** The text as a JSON object, JSON-in-a-string opened; `undefined` for any other text. */
  json(): JsonObject | undefined {
    if (this.#json === undefined) this.#json = objectIn(this.text, this.place, this.#overLimit) ?? null;
    return this.#json ?? undefined;
  }

  /** The text as AUTOMATIC1111 writes its settings; `undefined` for any other text. */
  infotext(): Infotext | undefined {
    if (this.#infotext === undefined) this.#infotext = parseInfotext(this.text) ?? null;
    return this.#infotext ?? undefined;
  }
}

export interface Entries {
  readonly all: readonly Entry[];
  /** By vocabulary and key. */
  readonly named: (vocabulary: Entry['vocabulary'], key: string, ...others: readonly string[]) => readonly Entry[];
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

function keyOfXmp({ namespace, name, path, aboutFile }: XmpField): string | undefined {
  const known = XMP_KEYS.get(name);
  return known?.namespace === namespace && aboutFile && path.length === 0 ? known.key : undefined;
}

export function entriesOf(fields: readonly Field[]): Entries {
  const overLimit = new Set<string>();
  const all: Entry[] = [];
  for (const field of fields) {
    if (field.kind !== 'text' && field.kind !== 'xmp') continue;
    const key = field.kind === 'text' ? field.key.trim().toLowerCase() : keyOfXmp(field);
    if (key === undefined) continue;
    const text = trimPadding(field.value);
    if (text !== '') all.push(new Entry(field, key, text, overLimit));
  }
  // Every rule asks for some, most in vain: looked up, not searched for.
  const byKey = multimap(all.map((entry) => [entry.key, entry]));
  const withKey = (vocabulary: Entry['vocabulary'], key: string): readonly Entry[] =>
    byKey.get(key)?.filter((entry) => entry.vocabulary === vocabulary) ?? NONE;
  return {
    all,
    named: (vocabulary, key, ...others) =>
      others.length === 0 ? withKey(vocabulary, key) : [key, ...others].flatMap((one) => withKey(vocabulary, one)),
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
