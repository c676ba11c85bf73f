import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { block, bytes, decode, decodeAll, latin1, type Part, texts, u16, u32 } from './build';

const resource = (id: number, name: string, content: Uint8Array, signature = '8BIM'): Uint8Array =>
  bytes(
    signature,
    u16(id),
    [name.length],
    name,
    (1 + name.length) % 2 === 0 ? [] : [0],
    u32(content.length),
    content,
    content.length % 2 === 0 ? [] : [0],
  );

const dataset = (record: number, number: number, ...value: readonly Part[]): Uint8Array => {
  const content = bytes(...value);
  return bytes([0x1c, record, number], u16(content.length), content);
};

const UTF8 = dataset(1, 90, '\x1b%G');
const read = (payload: Uint8Array, kind: 'photoshop' | 'iptc-iim' = 'photoshop') =>
  texts(decodeAll(block(kind, payload, { place: kind === 'photoshop' ? 'JPEG APP13' : 'JPEG APP13 IPTC' })));

describe('Photoshop image resources', () => {
  const iptc = resource(0x0404, '', dataset(2, 110, 'Credit line'));

  it('hands on the IPTC block', () => {
    expect(read(iptc)).toEqual([['JPEG APP13 IPTC 2:110', 'Credit line']]);
  });

  it('finds it behind other resources, names and odd lengths', () => {
    const others = [resource(0x03ed, '', bytes('resolution')), resource(0x0bb7, 'path', bytes('odd'))];
    expect(read(bytes('Photoshop 3.0\0', ...others, resource(0x2710, 'ab', bytes(''), 'AgHg'), iptc))).toEqual([
      ['JPEG APP13 IPTC 2:110', 'Credit line'],
    ]);
  });

  it('hands on XMP', () => {
    const { blocks } = decode(block('photoshop', resource(0x0424, '', bytes('<x/>')), { place: 'P', offset: 20 }));
    expect(blocks).toEqual([{ kind: 'xmp', place: 'P XMP', payload: bytes('<x/>'), offset: 32 }]);
  });

  it('reads no resource that runs beyond its end', () => {
    const cut = iptc.subarray(0, iptc.length - 2);
    expect(read(cut)).toEqual([]);
    expect(decode(block('photoshop', cut)).problem?.code).toBe('malformed');
    // Nothing that can hold a label is missing.
    const thumbnail = resource(0x040c, '', bytes('a thumbnail'));
    expect(decode(block('photoshop', thumbnail.subarray(0, 20))).problem).toBeUndefined();
  });

  it.each<[string, Uint8Array]>([
    ['nothing', bytes('')],
    ['text', bytes('not a resource list')],
    ['resources of other kinds', resource(0x040c, '', bytes('a thumbnail'))],
  ])('finds nothing in %s', (_, payload) => {
    expect(decode(block('photoshop', payload))).toEqual({ fields: [], blocks: [] });
  });
});

describe('IPTC-IIM datasets', () => {
  it.each<[string, Uint8Array, readonly (readonly [string, string])[]]>([
    ['ASCII', dataset(2, 5, 'Title'), [['2:05', 'Title']]],
    ['UTF-8 that is declared', bytes(UTF8, dataset(2, 120, '标识')), [['2:120', '标识']]],
    ['UTF-8 that is not declared', dataset(2, 120, '标识'), [['2:120', '标识']]],
    ['Windows-1252', dataset(2, 80, latin1('caf\xe9')), [['2:80', 'café']]],
    ['declared UTF-8 cut in a character', bytes(UTF8, dataset(2, 5, 'a', [0xe6, 0xa0])), [['2:05', 'a\ufffd']]],
    [
      'repeated datasets',
      bytes(dataset(2, 25, 'one'), dataset(2, 25, 'two')),
      [
        ['2:25', 'one'],
        ['2:25', 'two'],
      ],
    ],
    [
      'an extended length',
      bytes([0x1c, 2, 120, 0x80, 4], u32(3), 'abc', dataset(2, 110, 'def')),
      [
        ['2:120', 'abc'],
        ['2:110', 'def'],
      ],
    ],
    [
      'datasets behind padding',
      bytes(dataset(2, 5, 'a'), [0, 0], dataset(2, 110, 'b')),
      [
        ['2:05', 'a'],
        ['2:110', 'b'],
      ],
    ],
    [
      'what stands before a broken dataset',
      bytes(dataset(2, 5, 'a'), [0x1c, 2, 120, 0x7f, 0xff], 'x'),
      [['2:05', 'a']],
    ],
  ])('reads %s', (_, payload, expected) => {
    expect(read(payload, 'iptc-iim')).toEqual(expected.map(([key, value]) => [`JPEG APP13 IPTC ${key}`, value]));
  });

  it.each<[string, Uint8Array]>([
    ['the version', dataset(2, 0, [0, 4])],
    ['previews', dataset(2, 202, 'binary')],
    ['other records', dataset(7, 10, 'text')],
    ['an extended length of no or too many bytes', bytes([0x1c, 2, 120, 0x80, 0], 'abc', [0x1c, 2, 120, 0x80, 9])],
  ])('makes no field of %s', (_, payload) => {
    expect(read(payload, 'iptc-iim')).toEqual([]);
  });

  it('never throws, whatever one change does to the list', () => {
    const payload = bytes(UTF8, dataset(2, 120, '标识'), [0x1c, 2, 5, 0x80, 2, 0, 1], 'x');
    fc.assert(
      fc.property(fc.nat(payload.length - 1), fc.nat(255), (at, value) => {
        const changed = payload.slice();
        changed[at] = value;
        expect(Array.isArray(read(changed, 'iptc-iim'))).toBe(true);
      }),
    );
  });
});
