import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../utils/engine/blocks';
import { mp4Metadata } from '../../../../utils/engine/decoders/mp4-metadata';
import { LIMITS } from '../../../../utils/engine/limits';
import {
  AIGC_LABEL,
  be16,
  be32,
  box,
  bytes,
  dataBox,
  fullBox,
  hdlr,
  ilstItem,
  keysBox,
  largeBox,
  repeated,
  utf8,
  utf16,
  zeros,
} from '../byte-builders';

const decode = (payload: Uint8Array, block: Partial<Block> = {}) =>
  mp4Metadata.decode({
    kind: 'mp4-metadata',
    variant: 'meta',
    place: 'MP4 moov/udta/meta',
    offset: 0,
    payload,
    ...block,
  });
const texts = (payload: Uint8Array, block: Partial<Block> = {}) =>
  decode(payload, block).fields.map((field) =>
    field.kind === 'text' ? [field.place, field.key, field.value] : [field.kind, field.place],
  );
const meta = (...children: readonly Uint8Array[]) => bytes(zeros(4), ...children);
const ilst = (...items: readonly Uint8Array[]) => box('ilst', ...items);

describe('keys and their items', () => {
  const children = [
    hdlr('mdta'),
    keysBox(['com.apple.quicktime.artwork', 'AIGC']),
    ilst(ilstItem(2, dataBox(AIGC_LABEL)), ilstItem(1, dataBox('x'))),
  ];
  const expected = [
    ['MP4 moov/udta/meta/keys AIGC', 'AIGC', AIGC_LABEL],
    ['MP4 moov/udta/meta/keys com.apple.quicktime.artwork', 'com.apple.quicktime.artwork', 'x'],
  ];

  it('are read as a full box', () => {
    expect(texts(meta(...children))).toEqual(expected);
  });
  it('are read in the QuickTime form without version and flags', () => {
    expect(texts(bytes(...children))).toEqual(expected);
    expect(texts(bytes(box('free', zeros(3)), ...children))).toEqual(expected);
  });
  it('may belong to namespaces other than mdta', () => {
    const keys = fullBox('keys', be32(2), box('udta', 'AIGC'), box('zzzz', 'b'));
    expect(texts(meta(keys, ilst(ilstItem(1, dataBox('{}')), ilstItem(2, dataBox('x')))))).toEqual([
      ['MP4 moov/udta/meta/keys AIGC', 'AIGC', '{}'],
      ['MP4 moov/udta/meta/keys b', 'b', 'x'],
    ]);
  });
  it('name no items of number 0, or beyond the last', () => {
    const payload = meta(keysBox(['AIGC']), ilst(ilstItem(0, dataBox('{}')), ilstItem(2, dataBox('{}'))));
    expect(decode(payload).fields).toMatchObject([
      { key: '', keyless: true },
      { key: '', keyless: true },
      { kind: 'empty-key', key: 'AIGC' },
    ]);
  });
  it('may have several values', () => {
    expect(texts(meta(keysBox(['AIGC']), ilst(ilstItem(1, dataBox('a'), dataBox('b')))))).toEqual([
      ['MP4 moov/udta/meta/keys AIGC', 'AIGC', 'a'],
      ['MP4 moov/udta/meta/keys AIGC', 'AIGC', 'b'],
    ]);
  });
  it('may stand in any order', () => {
    expect(texts(meta(...[...children].reverse()))).toEqual(expected);
  });

  it('without a value are empty keys', () => {
    const payload = meta(hdlr('mdta'), keysBox(['AIGC', 'a', 'b']), ilst(ilstItem(3, dataBox('x')), ilstItem(2)));
    expect(texts(payload)).toEqual([
      ['MP4 moov/udta/meta/keys b', 'b', 'x'],
      ['empty-key', 'MP4 moov/udta/meta/keys AIGC'],
      ['empty-key', 'MP4 moov/udta/meta/keys a'],
    ]);
  });

  it('whose value is a picture are not empty', () => {
    expect(decode(meta(keysBox(['artwork']), ilst(ilstItem(1, dataBox(bytes([0xff, 0xd8]), 13))))).fields).toEqual([]);
  });

  it('lose their padding', () => {
    const payload = meta(fullBox('keys', be32(1), box('mdta', 'AIGC\0')), ilst(ilstItem(1, dataBox('{}\0\0'))));
    expect(texts(payload)).toEqual([['MP4 moov/udta/meta/keys AIGC', 'AIGC', '{}']]);
  });
});

describe('items of a list', () => {
  it.each([
    ['four characters', ilstItem('\xa9cmt', dataBox('hi')), ['MP4 moov/udta/meta/ilst ©cmt', '©cmt', 'hi']],
    [
      'a name of their own',
      ilstItem('----', fullBox('mean', 'com.apple.iTunes'), fullBox('name', 'AIGC'), dataBox('{}')),
      ['MP4 moov/udta/meta/ilst ----:com.apple.iTunes:AIGC', 'AIGC', '{}'],
    ],
    ['nothing', ilstItem(0, dataBox('{}')), ['MP4 moov/udta/meta/ilst', '', '{}']],
    ['a key that is not there', ilstItem(7, dataBox('{}')), ['MP4 moov/udta/meta/ilst', '', '{}']],
  ])('are named by %s', (_name, item, expected) => {
    expect(texts(meta(hdlr('mdir'), ilst(item)))).toEqual([expected]);
  });

  it('without a name say so', () => {
    const [keyless] = decode(meta(ilst(ilstItem(0, dataBox('{}'))))).fields;
    const [named] = decode(meta(ilst(ilstItem('desc', dataBox('{}'))))).fields;
    expect(keyless).toMatchObject({ keyless: true });
    expect(named).not.toHaveProperty('keyless');
  });

  it.each([
    ['UTF-8', dataBox('汉', 1), '汉', 'utf-8'],
    ['UTF-16', dataBox(utf16('汉字', 'be'), 2), '汉字', 'utf-16'],
    ['UTF-16 for sorting', dataBox(utf16('汉字', 'be'), 5), '汉字', 'utf-16'],
    ['UTF-16 behind a mark', dataBox(bytes([0xff, 0xfe], utf16('汉字', 'le')), 2), '汉字', 'utf-16'],
    ['UTF-16 of another type', dataBox(utf16('{"a":1}', 'be'), 1), '{"a":1}', 'utf-16'],
    ['an implicit type', dataBox('汉', 0), '汉', 'utf-8'],
    ['bytes that are no UTF-8', dataBox(bytes('caf\xe9'), 1), 'café', 'latin1'],
  ])('are decoded from %s', (_name, data, value, encoding) => {
    expect(decode(meta(ilst(ilstItem('desc', data)))).fields).toMatchObject([{ vocabulary: 'mp4', value, encoding }]);
  });

  it('that are numbers or pictures give nothing', () => {
    expect(
      decode(meta(ilst(ilstItem('covr', dataBox(zeros(9), 14)), ilstItem('tmpo', dataBox(be16(90), 21))))).fields,
    ).toEqual([]);
  });

  it('may hold several values', () => {
    expect(texts(meta(ilst(ilstItem('\xa9ART', dataBox('a'), dataBox('b'))))).map(([, , value]) => value)).toEqual([
      'a',
      'b',
    ]);
  });

  it('end where a size is impossible', () => {
    expect(
      texts(meta(ilst(ilstItem('desc', dataBox('a')), bytes(be32(3), 'desc'), ilstItem('desc', dataBox('b'))))),
    ).toHaveLength(1);
    expect(texts(meta(ilst(bytes(be32(0xffffffff), 'desc'))))).toEqual([]);
  });

  it.each([
    ['an item', meta(keysBox(['AIGC']), ilst(bytes(be32(3), 'desc')))],
    ['the list', meta(keysBox(['AIGC']), bytes(be32(500), 'ilst', AIGC_LABEL))],
  ])('are malformed where the size of %s is impossible, and their keys not empty', (_name, payload) => {
    expect(texts(payload)).toEqual([]);
    expect(decode(payload).problem?.code).toBe('malformed');
  });

  it('may stand in a box with a size of 64 bits, and before padding', () => {
    const list = largeBox('ilst', ilstItem('desc', dataBox('a')));
    expect(texts(meta(list))).toEqual([['MP4 moov/udta/meta/ilst desc', 'desc', 'a']]);
    expect(decode(meta(list, zeros(4))).problem).toBeUndefined();
    expect(decode(meta(list, zeros(64))).problem).toBeUndefined();
  });

  it('are over budget when they are too many or too long', () => {
    const many = meta(ilst(repeated(ilstItem('desc', dataBox('a')), LIMITS.textBlocks + 1)));
    expect(decode(many).problem?.code).toBe('over-budget');
    const long = meta(ilst(ilstItem('desc', dataBox(zeros(LIMITS.textBytes + 1)))));
    expect(decode(long).problem?.code).toBe('over-budget');
  });
});

it('an XML box is handed on as XMP', () => {
  expect(decode(meta(fullBox('xml ', '<a/>'))).blocks).toMatchObject([
    { kind: 'xmp', place: 'MP4 moov/udta/meta/xml XMP', payload: bytes('<a/>'), offset: 16 },
  ]);
});

describe('user data', () => {
  const userData = (payload: Uint8Array) =>
    texts(payload, { variant: 'user-data', key: '©cmt', place: 'MOV moov/udta' });
  it.each([
    ['one text', bytes(be16(2), be16(0x55c4), 'hi'), ['hi']],
    ['several', bytes(be16(2), be16(0), 'hi', be16(6), be16(0x55c4), utf8('汉字')), ['hi', '汉字']],
    ['UTF-16 behind a mark', bytes(be16(4), be16(0x55c4), [0xfe, 0xff], utf16('汉', 'be')), ['汉']],
    ['a value as in a list', dataBox('hi'), ['hi']],
    ['a length that is wrong', bytes(be16(999), be16(0), 'hi'), ['hi']],
    ['an empty text', bytes(be16(0), be16(0)), ['']],
    ['nothing', zeros(0), []],
  ])('holds %s', (_name, payload, expected) => {
    expect(userData(payload)).toEqual(expected.map((value) => ['MOV moov/udta ©cmt', '©cmt', value]));
  });

  it('has 3GPP assets, and bare boxes', () => {
    const keywords = bytes(zeros(6), 2, 2, 'hi', 4, '{"a"', 9, 'x');
    expect(texts(keywords, { variant: 'keywords', key: 'kywd', place: 'MP4 moov/udta' })).toEqual([
      ['MP4 moov/udta kywd', 'kywd', 'hi'],
      ['MP4 moov/udta kywd', 'kywd', '{"a"'],
    ]);
    expect(
      texts(bytes(zeros(6), [0xfe, 0xff], utf16('汉', 'be'), 0, 0), { variant: 'asset', key: 'titl', place: 'P' }),
    ).toEqual([['P titl', 'titl', '汉']]);
    expect(texts(bytes(zeros(6), 'me\0'), { variant: 'asset', key: 'cprt', place: 'MP4 moov/udta' })).toEqual([
      ['MP4 moov/udta cprt', 'cprt', 'me'],
    ]);
    expect(texts(utf8(AIGC_LABEL), { variant: 'bare', key: 'AIGC', place: 'MP4 moov/udta' })).toEqual([
      ['MP4 moov/udta AIGC', 'AIGC', AIGC_LABEL],
    ]);
  });
});
