import { describe, expect, it } from 'vitest';
import { lastIndexOf } from '../../../utils/engine/bytes';
import { Pieces } from '../../../utils/engine/pieces';

const whole = Uint8Array.from({ length: 11 }, (_, at) => 0xf0 + at);

/** The same eleven bytes, parted at these places. */
const parted = (...at: readonly number[]): Pieces =>
  new Pieces([0, ...at].map((start, index) => whole.subarray(start, at[index] ?? whole.length)));

describe('bytes in pieces', () => {
  it.each<[string, Pieces]>([
    ['one piece', parted()],
    ['two pieces', parted(5)],
    ['a piece of nothing', parted(3, 3)],
    ['nothing before the first byte', parted(0)],
    ['nothing behind the last', parted(11)],
    ['a piece for each byte', parted(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)],
  ])('reads %s as it reads the whole, forwards and back', (_, pieces) => {
    expect(pieces.length).toBe(whole.length);
    const view = new DataView(whole.buffer);
    for (const start of [0, 7, 3, 10, 1, 11]) {
      expect(pieces.byte(start)).toBe(whole[start] ?? 0);
      if (start + 4 <= whole.length) expect(pieces.u32(start)).toBe(view.getUint32(start));
      for (const end of [start, start + 1, start + 4, 99]) {
        expect([...pieces.slice(start, end)]).toEqual([...whole.subarray(start, end)]);
      }
    }
  });

  it('gives zeros beyond the end, and nothing of no pieces', () => {
    expect(parted(4).u32(9)).toBe(0xf9fa0000);
    expect(new Pieces([]).byte(0)).toBe(0);
    expect(new Pieces([]).slice(0, 4)).toHaveLength(0);
  });

  it('copies only what lies across two pieces', () => {
    const pieces = parted(5);
    expect(pieces.slice(1, 5).buffer).toBe(whole.buffer);
    expect(pieces.slice(5, 9).buffer).toBe(whole.buffer);
    expect(pieces.slice(4, 6).buffer).not.toBe(whole.buffer);
  });
});

describe('the last place of a signature', () => {
  const bytes = new TextEncoder().encode('SEF-SEFT-SE');

  it.each<[string, string, number | undefined, number]>([
    ['the last one', 'SE', undefined, 9],
    ['one that is followed by the like', 'SEFT', undefined, 4],
    ['one that begins where it may at most', 'SEF', 4, 4],
    ['the one before', 'SEF', 3, 0],
    ['none that goes on beyond the end', 'SEFS', undefined, -1],
    ['none', 'X', undefined, -1],
  ])('is %s', (_, signature, from, expected) => {
    expect(lastIndexOf(bytes, signature, from)).toBe(expected);
  });
});
