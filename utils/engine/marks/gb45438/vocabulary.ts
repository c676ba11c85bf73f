/** The names of GB 45438-2025 Annex E, and what real files write in their stead. */

/** Annex E c) to i), in the standard's order. */
export const LABEL_KEYS = [
  'Label',
  'ContentProducer',
  'ProduceID',
  'ReservedCode1',
  'ContentPropagator',
  'PropagateID',
  'ReservedCode2',
] as const;
export type LabelKey = (typeof LABEL_KEYS)[number];

/** Annex E c) to e). */
export const REQUIRED_KEYS: readonly LabelKey[] = ['Label', 'ContentProducer', 'ProduceID'];

/** Misspellings that writers are known to have used, lower-cased. */
const ALIASES: Readonly<Record<string, LabelKey>> = {
  reservecode1: 'ReservedCode1',
  reservecode2: 'ReservedCode2',
  propagator: 'ContentPropagator',
  propatorid: 'PropagateID',
  propagatorid: 'PropagateID',
};

const EXACT = new Map<string, LabelKey>(LABEL_KEYS.map((key) => [key, key]));
const ANY_CASE = new Map<string, LabelKey>(LABEL_KEYS.map((key) => [key.toLowerCase(), key]));
const BY_ALIAS = new Map<string, LabelKey>(Object.entries(ALIASES));

export interface KnownKey {
  readonly key: LabelKey;
  readonly deviation?: 'key-case' | 'key-alias';
}

/** The standard's key that a name stands for: as it is, in any case, or misspelt in a known way. */
export function knownKey(name: string): KnownKey | undefined {
  const exact = EXACT.get(name);
  if (exact !== undefined) return { key: exact };
  const lower = name.toLowerCase();
  const anyCase = ANY_CASE.get(lower);
  if (anyCase !== undefined) return { key: anyCase, deviation: 'key-case' };
  const alias = BY_ALIAS.get(lower);
  return alias === undefined ? undefined : { key: alias, deviation: 'key-alias' };
}

const WORDS = /[A-Za-z0-9_]+/g;

/** How many different known keys stand as whole words in a text that is no JSON. */
export function knownKeysShown(text: string): number {
  const shown = new Set<LabelKey>();
  for (const [word] of text.matchAll(WORDS)) {
    const known = knownKey(word);
    if (known !== undefined) shown.add(known.key);
  }
  return shown.size;
}

/** The guide's namespace (TC260-PG-20259A); `https` and a missing last slash occur. */
export const isLabelNamespace = (uri: string): boolean => NAMESPACES.has(uri);

const NAMESPACES: ReadonlySet<string> = new Set(
  ['http', 'https'].flatMap((scheme) => ['', '/'].map((end) => `${scheme}://www.tc260.org.cn/ns/AIGC/1.0${end}`)),
);
