/** From the members of a label to what it says: the gate, the decision table, the deviations. */
import type { LabelStatus, Speaker } from '../../report';
import { type Member, parseJson, unquoted } from '../json';
import { maskOf } from './citizen-numbers';
import type { Deviation } from './deviations';
import type { PlaceKind } from './payload';
import { codeDeviation } from './provider-code';
import { providerName } from './providers';
import { knownKey, LABEL_KEYS, type LabelKey, REQUIRED_KEYS } from './vocabulary';

export interface Judgement {
  readonly status: LabelStatus;
  readonly fields: Readonly<Record<string, string>>;
  readonly who?: string;
  readonly by?: Speaker;
}

/** One value of a label, as text whatever its type was. */
interface LabelValue {
  readonly text: string;
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'nested';
}

type Label = Partial<Record<LabelKey, LabelValue>>;

/** `undefined` where the members do not make a label in such a place. */
export function judge(
  members: readonly Member[],
  isWrapped: boolean,
  place: PlaceKind,
  deviations: Set<Deviation>,
): Judgement | undefined {
  const older = isWrapped ? olderSchema(members) : undefined;
  if (older !== undefined) {
    deviations.add('older-schema');
    return older;
  }
  const label = readMembers(members, deviations);
  if (!passesGate(label, isWrapped, place)) return undefined;
  if (!isWrapped && place === 'open') deviations.add('unwrapped');
  const status = labelStatus(label, deviations);
  noteMissing(label, deviations);
  noteValues(label, deviations);
  const values = LABEL_KEYS.flatMap((key) => (label[key] === undefined ? [] : [[key, label[key].text] as const]));
  const providers = [label.ContentProducer, label.ContentPropagator].map((value) => value?.text ?? '');
  return { status, ...statedBy(label), ...reported(values, providers) };
}

/**
 * `ServiceProvider`, `ServiceUser`, `Time`, `ContentId` under the wrapper: labels of before the standard, which have
 * no value that says how sure the provider is.
 */
function olderSchema(members: readonly Member[]): Judgement | undefined {
  if (members.some((part) => knownKey(part.name)?.key === 'Label')) return undefined;
  const provider = members.find((part) => part.name === 'ServiceProvider');
  if (provider === undefined) return undefined;
  const names = new Set(['ServiceProvider', 'ServiceUser', 'Time', 'ContentId', 'ContentID']);
  const values = members
    .filter((part) => names.has(part.name))
    .map((part) => [part.name, readValue(part).text] as const);
  return { status: 'ai-generated', ...reported(values, [readValue(provider).text]), by: 'generator' };
}

function readMembers(members: readonly Member[], deviations: Set<Deviation>): Label {
  const label: Label = {};
  for (const part of members) {
    const known = knownKey(part.name);
    if (known === undefined) {
      deviations.add('unknown-field');
      continue;
    }
    if (known.deviation !== undefined) deviations.add(known.deviation);
    const value = readValue(part);
    const earlier = label[known.key];
    if (earlier !== undefined) deviations.add('duplicate-key');
    label[known.key] = earlier !== undefined && known.key === 'Label' ? stronger(earlier, value) : value;
  }
  return label;
}

function readValue(part: Member): LabelValue {
  if (part.text.startsWith('"')) return { text: unquoted(part.text), type: 'string' };
  const reading = parseJson(part.text);
  const value = reading.kind === 'value' ? reading.value : undefined;
  // Whole numbers beyond 2^53 are read as the string of their digits.
  if (typeof value === 'string') return { text: value, type: 'number' };
  if (value === null) return { text: '', type: 'null' };
  if (typeof value === 'number' || typeof value === 'boolean') {
    return { text: part.text, type: typeof value === 'number' ? 'number' : 'boolean' };
  }
  return { text: part.text, type: 'nested' };
}

/** Of two values of `Label` the one that says more: 1, 2, 3, then any other. */
function stronger(one: LabelValue, other: LabelValue): LabelValue {
  const rank = (value: LabelValue): number => {
    const place = [...MEANINGS.keys()].indexOf(plainLabel(value.text));
    return place < 0 ? 3 : place;
  };
  return rank(other) < rank(one) ? other : one;
}

const plainLabel = (text: string): string => text.normalize('NFKC').trim();

function passesGate(label: Label, isWrapped: boolean, place: PlaceKind): boolean {
  const known = LABEL_KEYS.filter((key) => label[key] !== undefined).length;
  if (place === 'named') return known >= 1;
  if (isWrapped) return label.Label !== undefined || known >= 2;
  if (place === 'xmp-open') return false;
  // The strict gate: nothing but the payload says what this is, and `{"Label":"1"}` is common in training data.
  return (
    label.Label?.type === 'string' &&
    MEANINGS.has(label.Label.text) &&
    (label.ContentProducer !== undefined || label.ContentPropagator !== undefined) &&
    (label.ProduceID !== undefined || label.PropagateID !== undefined)
  );
}

interface Meaning {
  readonly status: LabelStatus;
  /** Who makes the statement (Labelling Measures art. 6). */
  readonly by: Speaker;
}

/** Annex E c). */
const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ['1', { status: 'ai-generated', by: 'generator' }],
  ['2', { status: 'possibly-ai', by: 'creator' }],
  ['3', { status: 'suspected-ai', by: 'platform' }],
]);
/** Values that the standard does not have; a label with one of them says nothing that is defined. */
const DENIALS = new Set(['0', 'false', 'no', 'none']);

function labelStatus(label: Label, deviations: Set<Deviation>): LabelStatus {
  const value = label.Label;
  if (value === undefined || value.type === 'null' || (value.type === 'string' && plainLabel(value.text) === '')) {
    return 'suspected-ai';
  }
  const plain = plainLabel(value.text);
  const status = MEANINGS.get(plain)?.status;
  if (status === undefined) {
    deviations.add('label-value');
    return DENIALS.has(plain.toLowerCase()) ? 'labelled-other' : 'suspected-ai';
  }
  if (value.type === 'number') deviations.add('label-not-string');
  else if (plain !== value.text) deviations.add('label-form');
  return status;
}

const isBlank = (value: LabelValue | undefined): boolean => value === undefined || value.text.trim() === '';

/** A platform that labels what has no label of its producer fills its own half only (Labelling Measures art. 6). */
function isPlatformLabel(label: Label): boolean {
  const plain = plainLabel(label.Label?.text ?? '');
  return (plain === '2' || plain === '3') && !isBlank(label.ContentPropagator) && isBlank(label.ContentProducer);
}

function noteMissing(label: Label, deviations: Set<Deviation>): void {
  const required = isPlatformLabel(label) ? (['Label'] as const) : REQUIRED_KEYS;
  for (const key of required) {
    if (label[key] === undefined) deviations.add(`missing:${key}`);
    else if (isBlank(label[key])) deviations.add(`empty:${key}`);
  }
}

/** Annex E j): GB 18030 single-byte characters 21 to 7E. */
const ALLOWED = /^[\x21-\x7e]*$/;

function noteValues(label: Label, deviations: Set<Deviation>): void {
  for (const key of LABEL_KEYS) {
    const value = label[key];
    if (value === undefined) continue;
    if (value.type === 'null') deviations.add('null-value');
    else if (value.type === 'nested') deviations.add('nested-value');
    else if (value.type === 'string') {
      if (!ALLOWED.test(value.text)) deviations.add(`charset:${key}`);
    } else if (key !== 'Label') deviations.add(`not-a-string:${key}`);
  }
  for (const provider of [label.ContentProducer, label.ContentPropagator]) {
    const deviation = provider === undefined ? undefined : codeDeviation(provider.text.trim());
    if (deviation !== undefined) deviations.add(deviation);
  }
}

function statedBy(label: Label): Pick<Judgement, 'by'> {
  const by = MEANINGS.get(plainLabel(label.Label?.text ?? ''))?.by;
  return by === undefined ? {} : { by };
}

/**
 * The values under their names, and the provider by its company's name where that is known; no citizen's number.
 *
 * @param providers Codes or names, the one that the label is known by first.
 */
function reported(
  values: readonly (readonly [key: string, text: string])[],
  providers: readonly string[],
): Pick<Judgement, 'fields' | 'who'> {
  const mask = maskOf(providers);
  const fields = Object.fromEntries(values.map(([key, text]) => [key, mask(text)]));
  const who = providers.map((provider) => provider.trim()).find((provider) => provider !== '');
  return who === undefined ? { fields } : { fields, who: providerName(who) ?? mask(who) };
}
