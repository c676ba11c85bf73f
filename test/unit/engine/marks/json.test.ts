import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import {
  endOfBalanced,
  isObject,
  member,
  membersOf,
  parseJson,
  parseObject,
  trimPadding,
} from '../../../../utils/engine/marks/json';

const valueOfText = (text: string): unknown => {
  const reading = parseJson(text);
  return reading.kind === 'value' ? reading.value : reading.kind;
};

describe('parseJson', () => {
  it.each([
    ['NaN, Infinity and -Infinity', '{"a":NaN,"b":[Infinity,-Infinity]}', { a: null, b: [null, null] }],
    [
      'the same words in strings',
      '{"a":"NaN","b":"-Infinity, 12345678901234567890"}',
      { a: 'NaN', b: '-Infinity, 12345678901234567890' },
    ],
    [
      'whole numbers beyond 2^53',
      '{"seed":18446744073709551615,"x":-1234567890123456789}',
      { seed: '18446744073709551615', x: '-1234567890123456789' },
    ],
    [
      'long fractions and powers',
      '[0.12345678901234567890,1234567890123456.5,1e20,1234567e2]',
      [0.12345678901234568, 1234567890123456.5, 1e20, 1234567e2],
    ],
    ['smaller numbers', '[1,-2,123456789012345]', [1, -2, 123456789012345]],
    ['NULs and a byte-order mark around it', '\ufeff {"a":1}\0\0 ', { a: 1 }],
    ['escaped quotes', '{"a":"\\"NaN","b":NaN}', { a: '"NaN', b: null }],
  ])('reads %s', (_name, text, value) => {
    expect(valueOfText(text)).toEqual(value);
  });

  it.each(['', '\0', '{', '{"a":}', 'Nan', 'over-limit', "{'a':1}", '{"a":1}x'])('says that %j is no JSON', (text) => {
    expect(valueOfText(text)).toBe('no-json');
  });

  it('takes a number of 14 million digits', () => {
    const digits = '1'.repeat(14_000_000);
    expect(parseJson(`[${digits}]`)).toEqual({ kind: 'value', value: [digits] });
  });

  it('stops at the depth that it is given', () => {
    expect(parseJson('[[[1]]]', 3).kind).toBe('value');
    expect(parseJson('[[[[1]]]]', 3).kind).toBe('over-limit');
    expect(parseJson('["[[[[[["]', 3).kind).toBe('value');
    expect(parseJson('['.repeat(1_000_000)).kind).toBe('over-limit');
  });

  it('parses as many values as the limit says, commas in strings not counted, and no more', () => {
    // The array itself is one of them.
    const list = (count: number): string => `[${'"1,[",'.repeat(count - 2)}0]`;
    expect(parseJson(list(LIMITS.jsonValues)).kind).toBe('value');
    expect(parseJson(list(LIMITS.jsonValues + 1)).kind).toBe('over-limit');
  });

  it.each([
    ['an escaped backslash before the closing quote', '["\\\\",NaN]', ['\\', null]],
    ['an escaped quote behind an escaped backslash', '["\\\\\\"NaN",NaN]', ['\\"NaN', null]],
  ])('finds the end of a string with %s', (_name, text, value) => {
    expect(valueOfText(text)).toEqual(value);
  });

  it('stops at the number of mended tokens', () => {
    const text = (count: number) => `[${'NaN,'.repeat(count)}1]`;
    expect(parseJson(text(LIMITS.jsonReplacements)).kind).toBe('value');
    expect(parseJson(text(LIMITS.jsonReplacements + 2)).kind).toBe('over-limit');
  });

  it('agrees with JSON.parse on every JSON text without long integers', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        fc.pre(!/\d{16}/.test(text));
        expect(valueOfText(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('parseObject', () => {
  it('opens JSON in strings three levels down, and no further', () => {
    const nest = (levels: number): string => {
      let text = '{"a":1}';
      for (let level = 0; level < levels; level += 1) text = JSON.stringify(text);
      return text;
    };
    expect(parseObject(nest(3))).toEqual({ a: 1 });
    expect(parseObject(nest(4))).toBe('no-object');
  });

  it.each(['[1]', '1', 'null', '"text"', 'text'])('gives no object for %s', (text) => {
    expect(parseObject(text)).toBe('no-object');
  });
});

describe('members', () => {
  it('are own members only, whatever a file calls them', () => {
    const object = parseObject('{"__proto__":{"x":1},"a":2}');
    if (typeof object === 'string') throw new Error('no object');
    expect(member(object, 'x')).toBeUndefined();
    expect(member(object, 'toString')).toBeUndefined();
    expect(isObject(member(object, '__proto__'))).toBe(true);
  });

  it('come in order, with repeated names and their text', () => {
    expect(membersOf('{"a" : "x,}" , "b":{"c":[1,2]},"a":null,"\\u0061":1}')).toEqual([
      { name: 'a', text: '"x,}"' },
      { name: 'b', text: '{"c":[1,2]}' },
      { name: 'a', text: 'null' },
      { name: 'a', text: '1' },
    ]);
    expect(membersOf('{}')).toEqual([]);
  });

  it('are the same as those of JSON.parse', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (object) => {
        const read = membersOf(JSON.stringify(object)).map(({ name, text }) => [name, JSON.parse(text)]);
        expect(read).toEqual(Object.entries(JSON.parse(JSON.stringify(object))));
      }),
    );
  });
});

describe('text helpers', () => {
  it('find the end of an object, brackets in strings skipped', () => {
    expect(endOfBalanced('{"a":"}"}rest', 0)).toBe(9);
    expect(endOfBalanced('x[1,[2]]', 1)).toBe(8);
    expect(endOfBalanced('{"a":"}', 0)).toBeUndefined();
  });

  it('trim what writers pad with', () => {
    expect(trimPadding('\ufeff \0\na b\0 \u00a0\u3000')).toBe('a b');
    expect(trimPadding('\0 \0')).toBe('');
  });
});
