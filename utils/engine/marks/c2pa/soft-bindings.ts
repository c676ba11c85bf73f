/**
 * Soft bindings (C2PA 2.2 9.3): by which watermark or fingerprint a manifest may be found again when the file has lost it.
 * They are named as the manifest names them. That one is named says nothing about AI, nor that the medium still carries it.
 */
import type { CborMap, CborValue } from '../../cbor';
import { LIMITS } from '../../limits';
import { list, map, text } from './content';

export const SOFT_BINDING_KIND = 'c2pa.soft-binding';

export interface SoftBinding {
  readonly alg: string;
  /** The texts of its blocks: a watermark's message, a fingerprint's value. */
  readonly values: readonly string[];
}

/** @param standard The claim's `alg_soft`, which stands in for a missing `alg`. */
export function readSoftBinding(content: CborMap, standard: CborValue): SoftBinding | undefined {
  const alg = text(content.get('alg')) ?? text(standard);
  if (alg === undefined || alg === '') return undefined;
  const blocks = list(content.get('blocks')).slice(0, LIMITS.softBindings);
  return { alg, values: blocks.map((block) => text(map(block)?.get('value'))).filter((value) => value !== undefined) };
}

/** The fields of a report: each name and each value once. */
export function softBindingFields(bindings: readonly SoftBinding[]): Readonly<Record<string, string>> {
  const algs = writeList(bindings.map(({ alg }) => alg));
  const values = writeList(bindings.flatMap((binding) => binding.values));
  return { ...(algs && { SoftBindings: algs }), ...(values && { SoftBindingValues: values }) };
}

/** A name on the list of algorithms, or a value in digits. What else there is, is quoted, so that the list stays one. */
const PLAIN = /^[\w.*|:+/=-]+$/;
const PIECE = /"(?:[^"\\]|\\.)*"|[^",\s]+/g;

const writeList = (texts: readonly string[]): string =>
  [...new Set(texts)]
    .slice(0, LIMITS.softBindings)
    .map((one) => one.slice(0, LIMITS.softBindingCharacters))
    .map((one) => (PLAIN.test(one) ? one : JSON.stringify(one)))
    .join(', ');

/** The entries of such a field, as they are written there. */
export const softBindingsIn = (field: string): readonly string[] => field.match(PIECE) ?? [];
