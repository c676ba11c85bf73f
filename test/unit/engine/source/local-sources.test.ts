import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { blobSource } from '../../../../utils/engine/source/blob-source';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import { PulledSource } from '../../../../utils/engine/source/pulled-source';

const medium = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);
const part = (offset: number, length: number) => medium.subarray(offset, offset + length);

describe.each([
  ['memory', () => bufferSource(medium)],
  ['a Blob', () => blobSource(new Blob([medium]))],
] as const)('%s', (_name, open) => {
  it.each([
    [0, 10],
    [150_000, 10],
    [0, 200_000],
    [199_990, 100],
    [200_000, 5],
    [300_000, 5],
    [17, 0],
  ])('gives %i, %i: fewer bytes only at the end', async (offset, length) => {
    const source = open();
    expect(source.size).toBe(200_000);
    expect(source.isLocal).toBe(true);
    const bytes = await source.read(offset, length);
    expect(Buffer.from(bytes).equals(part(offset, length))).toBe(true);
  });

  it('counts distinct bytes', async () => {
    const source = open();
    await source.read(0, LIMITS.firstReadBytes);
    await source.read(10, 100);
    await source.read(150_000, 10);
    await source.read(150_005, 10);
    await source.read(100_000, 1);
    await source.read(150_000, 15);
    expect(source.bytesRead).toBe(LIMITS.firstReadBytes + 16);
  });
});

describe('a Blob', () => {
  it('is read 64 KiB at first, then exactly as asked, and remembered', async () => {
    const source = blobSource(new Blob([medium]));
    await source.read(0, 8);
    expect(source.bytesRead).toBe(LIMITS.firstReadBytes);
    expect(source.read(60_000, 500)).toEqual(part(60_000, 500));
    await source.read(100_000, 12);
    expect(source.read(100_000, 12)).toEqual(part(100_000, 12));
    expect([source.bytesRead, source.requests]).toEqual([LIMITS.firstReadBytes + 12, 2]);
  });

  it('keeps to its budget', async () => {
    const source = blobSource(new Blob([medium]), LIMITS.firstReadBytes + 10);
    await source.read(0, 8);
    await source.read(100_000, 10);
    await expect(source.read(150_000, 1)).rejects.toMatchObject({ code: 'over-budget' });
  });

  it('that cannot be read says so', async () => {
    const broken = new Blob([medium]);
    broken.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) as unknown as Blob;
    await expect(blobSource(broken).read(0, 1)).rejects.toMatchObject({ code: 'network' });
  });
});

it('a file that shrank while it was read ends where its bytes end', async () => {
  const source = new PulledSource({
    size: 100,
    pull: async (offset, length) => medium.slice(offset, Math.min(offset + length, 40)),
  });
  expect(await source.read(0, 10)).toEqual(part(0, 10));
  expect(await source.read(30, 20)).toEqual(part(30, 10));
  expect(await source.read(90, 5)).toEqual(part(0, 0));
});
