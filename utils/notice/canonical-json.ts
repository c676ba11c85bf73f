/** JSON Canonicalization Scheme (RFC 8785): one spelling per value, so that equal notices have equal bytes. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Members without a value are left out. Numbers and strings are spelt as ECMAScript does (RFC 8785 §3.2.2); members
 * are sorted by UTF-16 code units (§3.2.3).
 * @throws RangeError for a number that JSON cannot hold, or a lone surrogate (§3.2.2.2).
 */
export const canonicalJson = (value: Json): string => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('JSON holds finite numbers only');
  if (typeof value === 'string') return canonicalString(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return member === undefined ? [] : [`${canonicalString(key)}:${canonicalJson(member)}`];
    });
  return `{${members.join(',')}}`;
};

const canonicalString = (value: string): string => {
  if (/\p{Cs}/u.test(value)) throw new RangeError('a lone surrogate has no UTF-8 form');
  return JSON.stringify(value);
};

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
