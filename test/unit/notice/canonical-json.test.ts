import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '@/utils/notice/canonical-json';

describe('canonical JSON', () => {
  it.each<[string, Json, string]>([
    [
      'members are sorted by UTF-16 code units',
      { '\u20ac': 1, '\r': 2, '1': 3, '\u{1f600}': 4, '\ufb33': 5 },
      '{"\\r":2,"1":3,"€":1,"😀":4,"\ufb33":5}',
    ],
    ['numbers are spelt as ECMAScript spells them', [1e30, 4.5, 2e-3, 1e-27, 0, -0], '[1e+30,4.5,0.002,1e-27,0,0]'],
    ['only what must be escaped is', '\u000f\n"\\/€', '"\\u000f\\n\\"\\\\/€"'],
    ['a member without a value is left out', { a: undefined, b: null }, '{"b":null}'],
  ])('%s', (_, value, text) => expect(canonicalJson(value)).toBe(text));

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { '\udc00': 1 }])(
    'refuses %o, which JSON cannot hold',
    (value) => expect(() => canonicalJson(value as Json)).toThrow(RangeError),
  );

  it('says what JSON.parse reads back, whatever the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});
