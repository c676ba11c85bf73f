/** What a claim or assertion holds in its content box: CBOR, or, where another standard defines it, JSON. */
import { type CborMap, type CborValue, readCbor } from '../../cbor';
import type { JumbfSuperbox } from '../../jumbf-boxes';
import { LIMITS } from '../../limits';
import { isObject, parseJson } from '../json';

/** The first content box, when it holds a map; both forms come as the same values. */
export function contentMap(box: JumbfSuperbox): CborMap | undefined {
  const content = box.contents.find(({ type }) => type === 'cbor' || type === 'json');
  if (content === undefined) return undefined;
  if (content.type === 'json') return map(jsonValue(content.payload));
  const reading = readCbor(content.payload);
  return reading.ok ? map(reading.value) : undefined;
}

function jsonValue(payload: Uint8Array): CborValue {
  if (payload.length > LIMITS.c2paJsonBytes) return undefined;
  const reading = parseJson(new TextDecoder().decode(payload), LIMITS.cborDepth);
  return reading.kind === 'value' ? fromJson(reading.value) : undefined;
}

/** The depth of what comes is bounded. */
function fromJson(value: unknown): CborValue {
  if (Array.isArray(value)) return value.map(fromJson);
  if (isObject(value)) return new Map(Object.entries(value).map(([key, item]) => [key, fromJson(item)]));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

export function text(value: CborValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function map(value: CborValue): CborMap | undefined {
  return value instanceof Map ? value : undefined;
}

export function list(value: CborValue): readonly CborValue[] {
  return Array.isArray(value) ? value : [];
}
