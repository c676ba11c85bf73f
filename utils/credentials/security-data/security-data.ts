/** SecurityData as `ReservedCode1` and `ReservedCode2` hold it (TC260-PG-202511A), as guide and real files spell it. */
import { LIMITS } from '@/utils/engine/limits';
import { endOfBalanced, isObject, type JsonObject, type Member, membersOf, parseJson } from '@/utils/engine/marks/json';
import { SECURITY_LIMITS } from './limits';

/** An entry `DS`: a signature, and what it is over. */
export interface SignatureEntry {
  readonly algorithm: string;
  /** `TBSData.Type`. */
  readonly over: string;
  readonly signature: string;
  readonly keyId: string;
}

/** An entry `PubKey`. */
export interface KeyEntry {
  readonly value: string;
  readonly keyId: string;
}

/** `Bindings[0]`. */
export interface Binding {
  /** As it is written: what the signature is over. */
  readonly text: string;
  readonly algorithm: string;
  readonly hash: string;
}

export interface SecurityData {
  readonly signatures: readonly SignatureEntry[];
  readonly keys: readonly KeyEntry[];
  readonly binding?: Binding;
}

/**
 * @param written The value of a `ReservedCode` as it stands in the label: a JSON string that holds the object, or the
 * object itself. `undefined` for everything else that stands there: identifiers, digests, signatures without a key.
 */
export function readSecurityData(written: string): SecurityData | undefined {
  const text = written.startsWith('"') ? unquoted(written) : written;
  const members = text === undefined ? [] : membersOfObject(text);
  const outer = textOf(members, 'SecurityData');
  const inner = outer === undefined ? [] : membersOfObject(outer);
  if (stringIn(textOf(inner, 'Type')) !== 'TC260PG') return undefined;
  const entries = objectsIn(textOf(inner, 'PubSD') ?? textOf(inner, 'PubSd'));
  const binding = readBinding(textOf(inner, 'Bindings'));
  return {
    signatures: entries.filter(({ Type }) => Type === 'DS').map(readSignature),
    keys: entries.filter(({ Type }) => Type === 'PubKey').map(readKeyEntry),
    ...(binding === undefined ? {} : { binding }),
  };
}

export interface LabelSecurity {
  readonly data: SecurityData;
  /** It stands in the producer's field, not in the propagator's. */
  readonly isProducers: boolean;
}

/** The producer's, else the propagator's. */
export function securityDataOf(members: readonly Member[]): LabelSecurity | undefined {
  const inField = (name: string): SecurityData | undefined => {
    const written = members.findLast((member) => member.name === name)?.text;
    return written === undefined ? undefined : readSecurityData(written);
  };
  const producers = inField('ReservedCode1');
  const data = producers ?? inField('ReservedCode2');
  return data && { data, isProducers: producers !== undefined };
}

/** `KeyValue` of the key that a signature names. */
export const keyTextOf = ({ keys }: SecurityData, { keyId }: SignatureEntry): string =>
  keys.find((key) => key.keyId === keyId)?.value ?? '';

const readSignature = (entry: JsonObject): SignatureEntry => ({
  algorithm: textIn(entry.AlgID),
  over: isObject(entry.TBSData) ? textIn(entry.TBSData.Type) : '',
  signature: textIn(entry.Signature),
  keyId: keyIdOf(entry),
});

const readKeyEntry = (entry: JsonObject): KeyEntry => ({ value: textIn(entry.KeyValue), keyId: keyIdOf(entry) });

/** What is not stated is number 0. */
const keyIdOf = ({ KeyID }: JsonObject): string =>
  typeof KeyID === 'string' || typeof KeyID === 'number' ? String(KeyID) : '0';

function readBinding(bindings: string | undefined): Binding | undefined {
  const start = bindings === undefined ? null : /^\[\s*(?=\{)/.exec(bindings);
  if (bindings === undefined || start === null) return undefined;
  const text = bindings.slice(start[0].length, endOfBalanced(bindings, start[0].length));
  const binding = objectIn(text);
  if (binding === undefined || binding.Type !== 'Hash') return undefined;
  return { text, algorithm: textIn(binding.AlgID), hash: textIn(binding.Signature) };
}

function membersOfObject(text: string): readonly Member[] {
  return objectIn(text) === undefined ? [] : membersOf(text);
}

const textOf = (members: readonly Member[], name: string): string | undefined =>
  members.find((member) => member.name === name)?.text;

function valueIn(text: string | undefined): unknown {
  if (text === undefined || text.length > LIMITS.gb45438Bytes) return undefined;
  const reading = parseJson(text, LIMITS.gb45438Depth);
  return reading.kind === 'value' ? reading.value : undefined;
}

function objectIn(text: string): JsonObject | undefined {
  const value = text.startsWith('{') ? valueIn(text) : undefined;
  return isObject(value) ? value : undefined;
}

function objectsIn(text: string | undefined): readonly JsonObject[] {
  const value = valueIn(text);
  return Array.isArray(value) ? value.slice(0, SECURITY_LIMITS.entries).filter(isObject) : [];
}

function unquoted(text: string): string | undefined {
  const value = valueIn(text);
  return typeof value === 'string' ? value.trim() : undefined;
}

const stringIn = (text: string | undefined): string | undefined => (text === undefined ? undefined : unquoted(text));

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
