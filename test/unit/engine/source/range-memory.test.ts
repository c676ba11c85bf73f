import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RangeMemory } from '../../../../utils/engine/source/range-memory';
import { SourceError } from '../../../../utils/engine/source/source-error';

const medium = Uint8Array.from({ length: 64 }, (_, index) => index);
const part = (offset: number, length: number) => medium.subarray(offset, offset + length);
const range = fc.record({ offset: fc.nat(63), length: fc.integer({ min: 1, max: 20 }) });

describe('the memory of ranges', () => {
  it('gives exactly what was kept, counts each byte once, and names what is missing', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), range, (kept, asked) => {
        const memory = new RangeMemory(Number.POSITIVE_INFINITY);
        const known = new Set<number>();
        for (const { offset, length } of kept) {
          const bytes = part(offset, length);
          memory.keep(offset, bytes);
          for (let at = offset; at < offset + bytes.length; at++) known.add(at);
        }
        expect(memory.bytesRead).toBe(known.size);

        const wanted = Array.from({ length: asked.length }, (_, index) => asked.offset + index);
        const isKnown = wanted.every((at) => known.has(at));
        expect(memory.take(asked)).toEqual(isKnown ? part(asked.offset, asked.length) : undefined);
        const missing = memory
          .gaps(asked)
          .flatMap(({ offset, length }) => Array.from({ length }, (_, index) => offset + index));
        expect(missing).toEqual(wanted.filter((at) => !known.has(at)));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('keeps what it saw first', () => {
    const memory = new RangeMemory(100);
    memory.keep(2, Uint8Array.of(1, 1));
    memory.keep(0, Uint8Array.of(2, 2, 2, 2, 2));
    expect(memory.take({ offset: 0, length: 5 })).toEqual(Uint8Array.of(2, 2, 1, 1, 2));
  });

  it('bridges short kept stretches between gaps, and no long ones', () => {
    const memory = new RangeMemory(100);
    memory.keep(10, new Uint8Array(4));
    memory.keep(20, new Uint8Array(5));
    expect(memory.gaps({ offset: 0, length: 30 }, 4)).toEqual([
      { offset: 0, length: 20 },
      { offset: 25, length: 5 },
    ]);
  });

  it('hands out one piece without copying it', () => {
    const memory = new RangeMemory(100);
    const piece = new Uint8Array(10);
    memory.keep(0, piece);
    expect(memory.take({ offset: 3, length: 4 })?.buffer).toBe(piece.buffer);
  });

  it('refuses what would exceed the budget, to the byte', () => {
    const memory = new RangeMemory(10);
    memory.keep(0, new Uint8Array(6));
    expect(() => memory.assertBudget(4)).not.toThrow();
    expect(() => memory.assertBudget(5)).toThrow(SourceError);
  });
});
