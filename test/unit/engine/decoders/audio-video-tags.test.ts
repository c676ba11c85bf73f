import { describe, expect, it } from 'vitest';
import type { Block, Decoder } from '../../../../utils/engine/blocks';
import { amf0 } from '../../../../utils/engine/decoders/amf0';
import { apev2 } from '../../../../utils/engine/decoders/apev2';
import { matroskaTags } from '../../../../utils/engine/decoders/matroska-tags';
import { riffInfo } from '../../../../utils/engine/decoders/riff-info';
import { vorbisComment } from '../../../../utils/engine/decoders/vorbis-comment';
import { LIMITS } from '../../../../utils/engine/limits';
import { apeTag, element, onMetaData, tagsElement, vorbisComments } from '../av-builders';
import { be16, be32, bytes, le32, type Part, repeated, riffChunk, zeros } from '../byte-builders';

const decode = (decoder: Decoder, payload: Part, rest: Partial<Block> = {}) =>
  decoder.decode({ kind: 'text', place: 'P', offset: 0, payload: bytes(payload), ...rest });
const texts = (...parameters: Parameters<typeof decode>) =>
  decode(...parameters).fields.map((field) => (field.kind === 'text' ? [field.place, field.key, field.value] : []));

const simple = (name: string, ...rest: readonly Part[]) => element(0x67c8, element(0x45a3, name), ...rest);
const behindHeader = (tags: Uint8Array) => tags.subarray(8);
const items = apeTag('AIGC', 'x').subarray(32, -32);
const infoOf = (...children: readonly Part[]) => bytes(...children);

describe.each<readonly [string, Decoder, Partial<Block>, Uint8Array, readonly (readonly string[])[]]>([
  [
    'Vorbis comments',
    vorbisComment,
    {},
    vorbisComments('AIGC=a=b', 'METADATA_BLOCK_PICTURE=x'),
    [['P AIGC', 'AIGC', 'a=b']],
  ],
  ['APEv2 items', apev2, {}, items, [['P AIGC', 'AIGC', 'x']]],
  [
    'RIFF INFO',
    riffInfo,
    { variant: 'list' },
    infoOf(riffChunk('ICMT', 'x\0'), riffChunk('AIGC', 'y\0\0')),
    [
      ['P ICMT', 'ICMT', 'x'],
      ['P AIGC', 'AIGC', 'y'],
    ],
  ],
  ['AMF', amf0, {}, onMetaData('AIGC', 'x'), [['P onMetaData AIGC', 'AIGC', 'x']]],
  ['Matroska tags', matroskaTags, {}, behindHeader(tagsElement('AIGC', 'x')), [['P AIGC', 'AIGC', 'x']]],
  ['Matroska info', matroskaTags, { variant: 'info' }, element(0x7ba9, 'x'), [['P Title', 'Title', 'x']]],
])('%s', (_name, decoder, rest, payload, expected) => {
  it('give their texts', () => {
    expect(texts(decoder, payload, rest)).toEqual(expected);
    expect(decode(decoder, payload, rest).problem).toBeUndefined();
  });

  it('say no more where they are cut, and never throw', () => {
    for (let length = 0; length < payload.length; length++) {
      expect(texts(decoder, payload.subarray(0, length), rest).length).toBeLessThanOrEqual(expected.length);
    }
  });

  it('survive every changed byte', () => {
    for (let at = 0; at < payload.length; at++) {
      for (const value of [0, 1, 0x7f, 0xff]) {
        const changed = Uint8Array.from(payload);
        changed[at] = value;
        expect(() => decode(decoder, changed, rest)).not.toThrow();
      }
    }
  });
});

it.each([
  ['chunk', 'AIGC', '{}', [['P AIGC', 'AIGC', '{}']]],
  ['chunk', 'AIGC', '', [['P AIGC', 'AIGC', '']]],
  [
    'bext',
    undefined,
    bytes('d', zeros(601), 'h'),
    [
      ['P Description', 'Description', 'd'],
      ['P CodingHistory', 'CodingHistory', 'h'],
    ],
  ],
  ['comments', 'COMT', bytes(be16(1), zeros(6), be16(1), 'x'), [['P COMT', 'COMT', 'x']]],
])('a RIFF text of the form %s (%s) is read', (variant, key, payload, expected) => {
  expect(texts(riffInfo, payload, { variant, ...(key && { key }) })).toEqual(expected);
});

it.each<readonly [string, Decoder, Partial<Block>, Uint8Array, string]>([
  ['Vorbis comments cut off', vorbisComment, {}, vorbisComments('a=b').subarray(0, -1), 'malformed'],
  [
    'more Vorbis comments than are read',
    vorbisComment,
    {},
    bytes(le32(0), le32(9999), repeated(bytes(le32(1), 'x'), 9999)),
    'over-budget',
  ],
  ['an APEv2 item cut off', apev2, {}, items.subarray(0, -1), 'malformed'],
  ['an INFO child that is none', riffInfo, { variant: 'list' }, bytes('\x01\x02\x03\x04', zeros(8)), 'malformed'],
  ['an AMF value of an unknown type', amf0, {}, bytes([2], be16(1), 'a', 99), 'malformed'],
  ['AMF nested too deep', amf0, {}, bytes([2], be16(1), 'a', repeated(bytes([3], be16(1), 'k'), 99)), 'over-budget'],
  ['a Matroska tag cut off', matroskaTags, {}, behindHeader(tagsElement('a', 'b')).subarray(0, -1), 'malformed'],
])('%s is a problem', (_name, decoder, rest, payload, code) => {
  expect(decode(decoder, payload, rest).problem?.code).toBe(code);
});

it('Matroska tags are read inside tags, to a depth, and binary ones where they are text', () => {
  const nested = simple('OUTER', simple('AIGC', element(0x4485, 'x')), element(0x4485, [0xff, 0xfe, 0xfd]));
  expect(texts(matroskaTags, nested)).toEqual([['P AIGC', 'AIGC', 'x']]);
  let deep = simple('AIGC');
  for (let depth = 0; depth <= LIMITS.nesting; depth++) deep = element(0x67c8, deep);
  expect(decode(matroskaTags, deep).problem?.code).toBe('over-budget');
});

it('AMF gives XMP of its own tag, and texts of nested values', () => {
  const text = (value: string) => bytes(be16(value.length), value);
  const xmp = bytes([2], text('onXMPData'), [8], be32(1), text('liveXML'), [12], be32(4), '<x/>', [0, 0, 9]);
  expect(decode(amf0, xmp).blocks).toMatchObject([{ kind: 'xmp', place: 'P onXMPData XMP', payload: bytes('<x/>') }]);
  const list = bytes([10], be32(2), [0], zeros(8), [2], text('y'));
  const object = bytes([3], text('flag'), [1, 1], text('list'), list, [0, 0, 9]);
  expect(texts(amf0, bytes([2], text('onMetaData'), object))).toEqual([['P onMetaData list', 'list', 'y']]);
});
