import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFileSource } from '../../../cli/file-source';
import { LIMITS } from '../../../utils/engine/limits';

const medium = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251);
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lens-'));
  await writeFile(join(folder, 'a.png'), medium);
  await writeFile(join(folder, 'empty'), '');
});
afterAll(() => rm(folder, { recursive: true }));

it('a file is read in ranges', async () => {
  const { source, close } = openFileSource(join(folder, 'a.png'));
  expect(source.size).toBe(200_000);
  expect(await source.read(100, 5)).toEqual(medium.subarray(100, 105));
  expect(await source.read(199_998, 50)).toEqual(medium.subarray(199_998));
  expect(source.bytesRead).toBe(65_536 + 2);
  close();
});

it('of a file that is longer than memory no more is kept than a limit', async () => {
  const path = join(folder, 'sparse');
  await writeFile(path, 'a');
  await truncate(path, 2 * LIMITS.localBytes);
  const { source, close } = openFileSource(path);
  await expect(source.read(0, LIMITS.localBytes + 1)).rejects.toMatchObject({ code: 'over-budget' });
  expect(source.bytesRead).toBe(0);
  close();
});

it('an empty file has no bytes', async () => {
  const { source, close } = openFileSource(join(folder, 'empty'));
  expect(await source.read(0, 10)).toHaveLength(0);
  close();
});

it('a file that cannot be read is named in the error', async () => {
  const { source, close } = openFileSource(folder);
  await expect(source.read(0, 10)).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('EISDIR'),
  });
  close();
});

it('a path without a file throws', () => {
  expect(() => openFileSource(join(folder, 'none'))).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});
