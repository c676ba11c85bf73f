import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../utils/engine/blocks';
import { LIMITS } from '../../../../utils/engine/limits';
import { block, bytes, decode, latin1 } from './build';

describe('texts that are blocks', () => {
  it.each<[string, Partial<Block>, object]>([
    ['a JPEG comment', { place: 'JPEG COM', variant: 'comment' }, { vocabulary: 'comment', key: '' }],
    ['a GIF comment', { place: 'GIF comment', variant: 'comment' }, { vocabulary: 'comment', key: '' }],
    [
      'a segment that begins with its label',
      { place: 'JPEG APP9', variant: 'glued' },
      { vocabulary: 'glued', key: '' },
    ],
    [
      'an entry of a trailer that calls itself a comment',
      { place: 'JPEG trailer SEF comment', key: 'comment' },
      { vocabulary: 'glued', key: 'comment' },
    ],
    ['an entry of a trailer', { place: 'JPEG trailer SEF X', key: 'X' }, { vocabulary: 'glued', key: 'X' }],
  ])('reads %s', (_, more, expected) => {
    const { fields } = decode(block('text', bytes('AIGC{"Label":"1"}\0'), more));
    expect(fields).toEqual([
      {
        kind: 'text',
        place: more.place,
        value: 'AIGC{"Label":"1"}',
        encoding: 'utf-8',
        raw: bytes('AIGC{"Label":"1"}'),
        ...expected,
      },
    ]);
  });

  it('says that a text came out as Latin-1 only because it is no UTF-8', () => {
    const { fields } = decode(block('text', latin1('caf\xe9')));
    expect(fields).toMatchObject([{ value: 'café', encoding: 'latin1', raw: latin1('caf\xe9') }]);
  });

  it.each([
    ['a byte-order mark', [0xfe, 0xff, 0x6c, 0x49], '汉'],
    ['a little-endian mark', [0xff, 0xfe, 0x49, 0x6c], '汉'],
    ['a mark, although its last character is cut', [0xfe, 0xff, 0x6c, 0x49, 0x5b], '汉'],
    ['zeros before its letters', [0, 0x7b, 0, 0x7d, 0x6c, 0x49], '{}汉'],
    ['zeros behind its letters', [0x7b, 0, 0x7d, 0, 0x49, 0x6c, 0, 0], '{}汉'],
  ])('takes a text for UTF-16 by %s', (_name, raw, value) => {
    expect(decode(block('text', Uint8Array.from(raw))).fields).toMatchObject([{ value, encoding: 'utf-16' }]);
  });

  it.each([
    ['padding', [0, 0, 0x7b, 0x7d, 0], '{}'],
    ['a zero between texts', [0x61, 0x62, 0x63, 0x64, 0, 0x65, 0x66, 0x67, 0x68, 0x69], 'abcd\0efghi'],
    ['zeros on both sides', [0x61, 0, 0, 0x62], 'a\0\0b'],
  ])('does not for %s', (_name, raw, value) => {
    expect(decode(block('text', Uint8Array.from(raw))).fields).toMatchObject([{ value, encoding: 'utf-8' }]);
  });

  it('does not decode a text that is too long', () => {
    const decoded = decode(block('text', new Uint8Array(LIMITS.textBytes + 1)));
    expect(decoded).toMatchObject({ fields: [], problem: { code: 'over-budget' } });
  });
});
