import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CborValue, readCbor } from '../../../../utils/engine/cbor';
import { LIMITS } from '../../../../utils/engine/limits';
import { bytes, type CborInput, cbor } from './build';

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Maps as objects, so that expectations can be written down. */
function plain(value: CborValue): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

describe('CBOR reader', () => {
  // RFC 8949 appendix A, as far as it is about what C2PA uses.
  it.each<[string, unknown]>([
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['1903e8', 1000],
    ['1a000f4240', 1_000_000],
    ['1b000000e8d4a51000', 1_000_000_000_000],
    ['1bffffffffffffffff', 18_446_744_073_709_551_615n],
    ['20', -1],
    ['3903e7', -1000],
    ['3bffffffffffffffff', -18_446_744_073_709_551_616n],
    ['f93c00', 1],
    ['f97bff', 65504],
    ['f90001', 2 ** -24],
    ['f9c400', -4],
    ['f97c00', Number.POSITIVE_INFINITY],
    ['fa47c35000', 100_000],
    ['fb3ff199999999999a', 1.1],
    ['f4', false],
    ['f5', true],
    ['f6', null],
    ['f7', undefined],
    ['c11a514b67b0', { tag: 1, value: 1_363_896_240 }],
    ['40', new Uint8Array(0)],
    ['4401020304', Uint8Array.of(1, 2, 3, 4)],
    ['60', ''],
    ['62c3bc', 'ü'],
    ['64f0908591', '\u{10151}'],
    ['80', []],
    ['8301820203820405', [1, [2, 3], [4, 5]]],
    ['a0', {}],
    ['a201020304', { 1: 2, 3: 4 }],
    ['a26161016162820203', { a: 1, b: [2, 3] }],
    ['5f42010243030405ff', Uint8Array.of(1, 2, 3, 4, 5)],
    ['7f657374726561646d696e67ff', 'streaming'],
    ['9fff', []],
    ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
    ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
  ])('reads %s', (hex, expected) => {
    const reading = readCbor(fromHex(hex));
    expect(reading).toMatchObject({ ok: true, lengthBytes: hex.length / 2 });
    expect(reading.ok && plain(reading.value)).toEqual(expected);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a head without its argument', '19 03'],
    ['a text that is cut', '63 61'],
    ['a text that is no UTF-8', '61 ff'],
    ['a byte string longer than what is there', '5b 7fffffffffffffff 00'],
    ['an array longer than what is there', '9a ffffffff 00'],
    ['a map longer than what is there', 'bb ffffffffffffffff 00'],
    ['a reserved additional value', '1c'],
    ['a break outside', 'ff'],
    ['a break in place of a value', 'bf 6161 ff'],
    ['a break inside a definite array', '81 ff'],
    ['an indefinite array that never ends', '9f 01'],
    ['an indefinite integer', '1f'],
    ['text among the chunks of a byte string', '5f 6161 ff'],
    ['an indefinite chunk', '5f 5f ff ff'],
    ['an unassigned simple value', 'f0'],
  ])('refuses %s', (_, hex) => {
    expect(readCbor(fromHex(hex.replaceAll(' ', '')))).toEqual({ ok: false, reason: 'malformed' });
  });

  it('takes the first of repeated keys, whatever they are called', () => {
    const reading = readCbor(fromHex('a3616101616102695f5f70726f746f5f5f03'));
    expect(reading.ok && reading.value).toEqual(
      new Map<string, number>([
        ['a', 1],
        ['__proto__', 3],
      ]),
    );
  });

  it('gives byte strings as views of what it read', () => {
    const source = fromHex('4401020304');
    const reading = readCbor(source);
    expect(reading.ok && reading.value instanceof Uint8Array && reading.value.buffer).toBe(source.buffer);
  });

  it('stops at its limits of depth and items', () => {
    const nested = (depth: number): Uint8Array => bytes(new Uint8Array(depth).fill(0x81), [0]);
    expect(readCbor(nested(LIMITS.cborDepth)).ok).toBe(true);
    expect(readCbor(nested(LIMITS.cborDepth + 1))).toEqual({ ok: false, reason: 'over-budget' });
    expect(readCbor(new Uint8Array(1e5).fill(0x9f))).toEqual({ ok: false, reason: 'over-budget' });

    const array = (items: number): Uint8Array => bytes([0x9f], new Uint8Array(items), [0xff]);
    expect(readCbor(array(LIMITS.cborItems - 2)).ok).toBe(true);
    expect(readCbor(array(LIMITS.cborItems))).toEqual({ ok: false, reason: 'over-budget' });
    expect(readCbor(bytes([0x5f], new Uint8Array(LIMITS.cborItems + 1).fill(0x40), [0xff]))).toEqual({
      ok: false,
      reason: 'over-budget',
    });
  });

  const inputs = fc.letrec<{ value: CborInput }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
      fc.string({ unit: 'grapheme' }),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 300 }),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;

  it('reads back what was written', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const reading = readCbor(cbor(input));
        expect(reading.ok && plain(reading.value)).toEqual(input);
      }),
    );
  });

  it('takes no prefix of an item for an item', () => {
    const whole = cbor({ actions: [{ action: 'c2pa.created', when: 'today', parameters: { n: 300 } }], flag: true });
    for (let length = 0; length < whole.length; length += 1) {
      expect(readCbor(whole.subarray(0, length)).ok).toBe(false);
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (source) => {
        expect(typeof readCbor(source).ok).toBe('boolean');
      }),
      { numRuns: 2_000 },
    );
  });
});
