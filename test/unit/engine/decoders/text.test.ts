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

  it('does not decode a text that is too long', () => {
    const decoded = decode(block('text', new Uint8Array(LIMITS.textBytes + 1)));
    expect(decoded).toMatchObject({ fields: [], problem: { code: 'over-budget' } });
  });
});
