/** What `npm run fuzz` has found, tried again; and that it finds and keeps what it should. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFind, readFinds, writeFind } from '../../../fuzz/finds';
import { inputOf } from '../../../fuzz/input';
import { violationOf } from '../../../fuzz/properties';
import { allSeeds } from '../../../fuzz/seeds';
import { shrink } from '../../../fuzz/shrink';
import { bytes } from '../byte-builders';

describe.each(readFinds())('$file', (find) => {
  const { property, at } = find;
  it(`does so no more: ${find.seen}`, async () => {
    // Where time or memory was the matter, that the report comes is what a test can say.
    const tried = property === 'time' || property === 'memory' ? 'sound' : property;
    expect(await violationOf(tried, { medium: readFind(find), at })).toBeUndefined();
  });
});

describe('a run of one seed', () => {
  const seeds = allSeeds();

  it.each(seeds)('tries the same inputs of $container again', (own) => {
    for (let index = 0; index < 20; index++) expect(inputOf(own, 4, index)).toEqual(inputOf(own, 4, index));
  });

  it.each(seeds)('tries other inputs of $container under another number', (own) => {
    const media = Array.from({ length: 20 }, (_, index) => Buffer.from(inputOf(own, 4, index).medium).toString('hex'));
    expect(new Set(media).size).toBeGreaterThan(15);
  });

  it.each(seeds)('has something of $container to start from', ({ media }) => {
    expect(media.length).toBeGreaterThan(0);
  });
});

describe('a find', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'finds-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is kept once, with what was seen, and read again', () => {
    const found = { medium: bytes('abc'), at: 1, property: 'prefix', seen: 'too much' } as const;
    const file = writeFind('png', found, folder);
    expect(writeFind('png', found, folder)).toBe(file);
    const finds = readFinds(folder);
    expect(finds).toEqual([{ file, at: 1, property: 'prefix', seen: 'too much' }]);
    expect(finds.map((find) => readFind(find, folder))).toEqual([bytes('abc')]);
  });

  it('is made as small as what is seen in it', async () => {
    const medium = bytes('some bytes before ', [7], ' and many behind '.repeat(40), [9], ' ends');
    const isBroken = async (cut: { readonly medium: Uint8Array }) => {
      const at = cut.medium.indexOf(7);
      return at >= 0 && cut.medium.indexOf(9, at) > at;
    };
    expect(await shrink({ medium, at: 0 }, isBroken)).toEqual({ medium: bytes([7, 9]), at: 0 });
  });

  it('keeps the place that a property looks at on its byte', async () => {
    const isBroken = async ({ medium, at }: { readonly medium: Uint8Array; readonly at: number }) => medium[at] === 7;
    expect(await shrink({ medium: bytes('abcdef', [7], 'ghi'), at: 6 }, isBroken)).toEqual({
      medium: bytes([7]),
      at: 0,
    });
  });
});
