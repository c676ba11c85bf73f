/** The reader of Brotli streams against Node's own. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unbrotli } from '../../../../utils/engine/brotli/index';
import { LIMITS } from '../../../../utils/engine/limits';
import { bytes, utf8, zeros } from '../byte-builders';

const PLENTY = 1 << 24;

/** A number as bits, the lowest first. */
const bits = (value: number, count: number): string => [...value.toString(2).padStart(count, '0')].reverse().join('');
const packedBits = (all: string): Uint8Array =>
  Uint8Array.from(all.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt([...byte].reverse().join(''), 2));

/** Sentences of the dictionary's words and others, in several scripts, so that words, transforms and contexts are met. */
const WORDS = [
  ...[
    'the time of the ',
    'Download ',
    'INFORMATION, ',
    'xmlns:rdf="http://www.w3.org/1999/02/',
    ' содержание ',
    '\n\t',
  ],
  ...['国际', 'العربية', '<?xpacket begin=""', 'ing ', 'ed ', 'background-color: ', 'Lorem', '’', '0123456789', '={};'],
];
const prose = fc.array(fc.constantFrom(...WORDS), { maxLength: 400 }).map((words) => utf8(words.join('')));
const noise = fc.uint8Array({ maxLength: 3000 });
const repetitive = fc.array(fc.constantFrom(65, 66, 67), { maxLength: 3000 }).map((values) => Uint8Array.from(values));
const text = fc.oneof(
  prose,
  noise,
  repetitive,
  fc.tuple(prose, noise, prose).map((parts) => bytes(...parts)),
);

const settings = fc.record({
  [constants.BROTLI_PARAM_QUALITY]: fc.integer({ min: 0, max: 11 }),
  [constants.BROTLI_PARAM_LGWIN]: fc.integer({ min: 10, max: 24 }),
  [constants.BROTLI_PARAM_MODE]: fc.constantFrom(0, 1, 2),
  [constants.BROTLI_PARAM_NPOSTFIX]: fc.integer({ min: 0, max: 3 }),
});
const packedText = fc
  .tuple(text, settings)
  .map(([whole, params]) => ({ whole, packed: Uint8Array.from(brotliCompressSync(whole, { params })) }));

describe('a Brotli stream', () => {
  it('gives what was packed, whatever it was and however it was packed', () => {
    fc.assert(
      fc.property(packedText, ({ whole, packed }) => {
        expect(unbrotli(packed, PLENTY)).toEqual({ bytes: whole });
      }),
      { numRuns: 200 },
    );
  });

  it('that is cut anywhere gives what stood before, and says so', () => {
    fc.assert(
      fc.property(packedText, fc.nat(), ({ whole, packed }, cut) => {
        const { bytes: before, problem } = unbrotli(packed.subarray(0, cut % packed.length), PLENTY);
        expect(problem).toBe('truncated');
        expect(before).toEqual(whole.subarray(0, before.length));
      }),
    );
  });

  it('in which a bit is wrong ends as Node’s does, or is refused', () => {
    fc.assert(
      fc.property(packedText, fc.nat(), fc.integer({ min: 0, max: 7 }), ({ packed }, at, bit) => {
        const damaged = packed.slice();
        damaged[at % packed.length] = (damaged[at % packed.length] ?? 0) ^ (1 << bit);
        const { bytes: unpacked, problem } = unbrotli(damaged, 1 << 20);
        if (problem === undefined) expect(unpacked).toEqual(Uint8Array.from(brotliDecompressSync(damaged)));
      }),
    );
  });

  it('of more meta-blocks than any text needs is over budget', () => {
    // Each gives one letter: its length, one block type and one context map of each kind, three codes of one symbol.
    const metaBlock = `0${bits(0, 2)}${bits(0, 16)}0${bits(0, 13)}${[65, 8, 0].map((symbol, index) => bits(1, 4) + bits(symbol, [8, 10, 6][index] ?? 0)).join('')}`;
    const streamOf = (count: number) => packedBits(`0${metaBlock.repeat(count)}11`);
    expect(unbrotli(streamOf(LIMITS.brotliMetaBlocks), PLENTY)).toEqual({
      bytes: utf8('A'.repeat(LIMITS.brotliMetaBlocks)),
    });
    expect(unbrotli(streamOf(LIMITS.brotliMetaBlocks + 1), PLENTY).problem).toBe('over-budget');
  });

  it('of random bytes never throws, and keeps within its limit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (noise) => {
        expect(unbrotli(noise, 1000).bytes.length).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 500 },
    );
  });

  it('stops at its limit, however much it promises', () => {
    const bomb = Uint8Array.from(
      brotliCompressSync(zeros(1 << 24), { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }),
    );
    expect(bomb.length).toBeLessThan(1000);
    expect(unbrotli(bomb, 1000)).toEqual({ bytes: zeros(1000), problem: 'over-budget' });
    expect(unbrotli(bomb, (1 << 24) - 1).problem).toBe('over-budget');
    expect(unbrotli(bomb, 1 << 24).problem).toBeUndefined();
  });

  it('with bytes behind its end is malformed', () => {
    const packed = Uint8Array.from(brotliCompressSync('text'));
    expect(unbrotli(bytes(packed, [0]), PLENTY)).toEqual({ bytes: utf8('text'), problem: 'malformed' });
  });
});

describe('the head of a Brotli stream', () => {
  it.each([
    ['the empty stream', [0x06], undefined],
    ['no bytes at all', [], 'truncated'],
    ['a window that does not exist', [0x11], 'malformed'],
    ['metadata, then the end', [0x0c, 0x03], undefined],
    ['metadata of some bytes', [0x2c, 0x01, 0xff, 0xff, 0xff, 0x03], undefined],
    ['metadata with its reserved bit set', [0x1c, 0x03], 'malformed'],
    ['metadata that go on beyond the end', [0x2c, 0x01, 0xff], 'truncated'],
  ])('may be %s', (_, stream, problem) => {
    expect(unbrotli(Uint8Array.from(stream), PLENTY)).toEqual({
      bytes: new Uint8Array(0),
      ...(problem === undefined ? {} : { problem }),
    });
  });
});
