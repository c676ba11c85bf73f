/** Which part of a video a file is, and which files go together. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupFiles, segmentRole } from '../../../utils/report/segments';

const box = (type: string, content = 0): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(8 + content);
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  bytes.set(Buffer.from(type, 'latin1'), 4);
  return bytes;
};
const largeBox = (type: string, content: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(16 + content);
  new DataView(bytes.buffer).setUint32(0, 1);
  bytes.set(Buffer.from(type, 'latin1'), 4);
  new DataView(bytes.buffer).setBigUint64(8, BigInt(bytes.length));
  return bytes;
};
const sized = (type: string, size: number): Uint8Array<ArrayBuffer> => {
  const bytes = box(type);
  new DataView(bytes.buffer).setUint32(0, size);
  return bytes;
};

const file = (name: string, ...parts: readonly Uint8Array<ArrayBuffer>[]): File => new File([...parts], name);
const init = (name = 'init.mp4') => file(name, box('ftyp', 16), box('uuid', 40), box('moov', 64));
const fragment = (name = '1.m4s') => file(name, box('styp', 8), box('sidx', 24), box('moof', 40), box('mdat', 99));

describe('a file', () => {
  it.each([
    ['the beginning of a video', init(), 'init'],
    ['a fragment', fragment(), 'fragment'],
    ['a fragment without a head', file('a', box('moof', 8), box('mdat', 8)), 'fragment'],
    ['a fragment behind a large box', file('a', largeBox('emsg', 40), box('moof', 8)), 'fragment'],
    // A whole video in fragments is a medium of its own.
    ['a film in fragments', file('a', box('ftyp', 8), box('moov', 8), box('moof', 8), box('mdat', 8)), 'whole'],
    ['a film', file('a', box('ftyp', 8), box('moov', 8), box('mdat', 8)), 'whole'],
    ['a picture', file('a', box('ftyp', 8), box('meta', 8), box('mdat', 8)), 'whole'],
    ['an index without a fragment', file('a', box('sidx', 8)), 'whole'],
    ['a box that says it goes on to the end', file('a', box('ftyp', 8), sized('moov', 0), box('moof')), 'init'],
    ['a box of an impossible size', file('a', box('styp', 8), sized('free', 3), box('moof')), 'whole'],
    ['no boxes', file('a', Uint8Array.from(Buffer.from('GIF89a and more'))), 'whole'],
    ['nothing', file('a'), 'whole'],
  ] as const)('%s', async (_, given, role) => {
    expect(await segmentRole(given)).toBe(role);
  });

  it('of 100,000 boxes only the first ones are looked at', async () => {
    const parts = Array.from({ length: 100_000 }, () => box('free'));
    expect(await segmentRole(file('a', box('styp'), ...parts, box('moof')))).toBe('whole');
  });

  it('a signed video in parts has one beginning, and fragments', async () => {
    const folder = join(import.meta.dirname, '../../fixtures/signed/fragmented/film');
    const names = ['2.m4s', 'init.mp4', '1.m4s', '3.m4s'];
    const files = names.map((name) => new File([readFileSync(join(folder, name))], name));
    const [group, ...more] = await groupFiles(files);
    expect(more).toEqual([]);
    expect([group?.file.name, group?.fragments.map(({ name }) => name)]).toEqual([
      'init.mp4',
      ['2.m4s', '1.m4s', '3.m4s'],
    ]);
  });

  it.each(['jpg', 'mp4', 'm4a', 'avif'])('a signed medium of kind %s is one of its own', async (extension) => {
    const bytes = readFileSync(join(import.meta.dirname, `../../fixtures/signed/media/plain.${extension}`));
    expect(await segmentRole(new Blob([bytes]))).toBe('whole');
  });
});

describe('files that are dropped together', () => {
  const namesOf = async (...files: readonly File[]) =>
    (await groupFiles(files)).map(({ file, fragments, isFragment }) => [
      file.name,
      fragments.map(({ name }) => name),
      isFragment,
    ]);

  it('fragments go with the one file that begins a video', async () => {
    expect(await namesOf(fragment('2.m4s'), file('a.gif'), init(), fragment('1.m4s'))).toEqual([
      ['a.gif', [], false],
      ['init.mp4', ['2.m4s', '1.m4s'], false],
    ]);
  });

  it('without one, or with two, each stands alone, and fragments are said to be such', async () => {
    expect(await namesOf(fragment('1.m4s'))).toEqual([['1.m4s', [], true]]);
    expect(await namesOf(init('a'), init('b'), fragment('1.m4s'))).toEqual([
      ['a', [], false],
      ['b', [], false],
      ['1.m4s', [], true],
    ]);
  });
});
