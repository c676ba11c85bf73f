import { describe, expect, it } from 'vitest';
import { bytes, le32 } from '../byte-builders';
import { bmp } from '../image-builders';
import { walkBytes } from './walk-all';

describe('a BMP', () => {
  it.each([
    ['', bmp()],
    [' with XMP behind it', bytes(bmp(), '<x:xmpmeta/>')],
    [' of OS/2', bytes('BM', le32(26), le32(0), le32(26), le32(12), [1, 0, 1, 0, 1, 0, 24, 0])],
  ])('can hold nothing%s', async (_name, medium) => {
    const walked = await walkBytes(medium);
    expect([walked.name, walked.ending.kind, walked.blocks, walked.notes]).toEqual(['bmp', 'complete', [], []]);
  });

  it.each([4, 5])('that is a file of another format (compression %i) does not count as read', async (compression) => {
    expect((await walkBytes(bmp(compression))).ending.kind).toBe('unsupported');
  });
});
