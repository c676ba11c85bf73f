import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { avi, id3Tag, txxx, wav } from '../av-builders';
import { bytes, c2paStore, le32, repeated, riff, riffChunk, zeros } from '../byte-builders';
import { places, walkBytes } from './walk-all';

const data = riffChunk('data', zeros(40));
const label = riffChunk('AIGC', '{}');
const info = riffChunk('LIST', 'INFO', riffChunk('ICMT', 'x\0'));
const patched = (medium: Uint8Array, at: number, value: number) => {
  const changed = Uint8Array.from(medium);
  changed.set(le32(value), at);
  return changed;
};
const dataSizeAt = wav(data).length - 44;

describe('a WAV', () => {
  it('gives every chunk that can hold a label, behind its samples', async () => {
    const chunks = [
      label,
      info,
      riffChunk('id3 ', id3Tag(4, [txxx('a', 'b')])),
      riffChunk('_PMX', '<x/>'),
      riffChunk('bext', zeros(602)),
      riffChunk('iXML', '<x/>'),
      riffChunk('C2PA', c2paStore()),
    ];
    const walked = await walkBytes(wav(data, ...chunks));
    expect([walked.name, walked.ending.kind]).toEqual(['wav', 'complete']);
    const expected = ['WAV', 'WAV LIST INFO', 'WAV ID3v2', 'WAV _PMX XMP', 'WAV bext', 'WAV', 'WAV C2PA'];
    expect(places(walked)).toEqual(expected);
  });

  it('takes no other chunk for metadata', async () => {
    expect(places(await walkBytes(wav(riffChunk('LIST', 'adtl', zeros(8)), riffChunk('JUNK', 'AIGC'), data)))).toEqual(
      [],
    );
  });

  it('of 64 bits has its sizes in ds64', async () => {
    const ds64 = riffChunk('ds64', le32(1000), le32(0), le32(40), le32(0), zeros(12));
    const body = bytes('WAVE', ds64, 'data', le32(0xffffffff), zeros(40), label);
    const medium = bytes('RF64', le32(0xffffffff), body);
    const right = patched(medium, 20, body.length);
    expect([places(await walkBytes(right)), (await walkBytes(right)).ending.kind]).toEqual([['WAV'], 'complete']);
    expect((await walkBytes(medium)).ending.kind).toBe('truncated');
  });

  it.each([
    ['all ones', 0xffffffff],
    ['the largest of 31 bits', 0x7ffff024],
  ])('whose samples have an open size (%s) goes on to its end', async (_name, size) => {
    const open = patched(patched(wav(data), 4, 0xffffffff), dataSizeAt, size);
    expect((await walkBytes(open)).ending.kind).toBe('complete');
  });

  it('whose samples have the size 0 goes on to its end, or to the next chunk', async () => {
    const open = patched(patched(wav(data), 4, 0), dataSizeAt, 0);
    expect((await walkBytes(open)).ending.kind).toBe('complete');
    expect(places(await walkBytes(wav(riffChunk('data'), label)))).toEqual(['WAV']);
  });

  it('may lack a pad byte', async () => {
    const unpadded = bytes('LIST', le32(5), 'adtlx');
    expect(places(await walkBytes(wav(unpadded, label)))).toEqual(['WAV']);
  });

  it('may be followed by what is no chunk', async () => {
    const walked = await walkBytes(bytes(wav(data, label), '\0\0\0\0 garbage'));
    expect([walked.ending.kind, walked.notes]).toEqual(['complete', ['trailer']]);
  });

  it.each([
    ['truncated', 'cut in its samples', wav(data).subarray(0, -1)],
    ['truncated', 'of open size with nothing in it', bytes('RF64', le32(0xffffffff), 'WAVE')],
    ['truncated', 'of open size cut in the header of a chunk', bytes(patched(wav(data), 4, 0xffffffff), 'AIG')],
    ['complete', 'of open size with padding at its end', bytes(patched(wav(data), 4, 0xffffffff), zeros(3))],
    ['truncated', 'cut behind its samples', wav(data, label).subarray(0, -10)],
    ['malformed', 'with no chunk inside', wav(bytes('\x01\x02\x03\x04', zeros(8)))],
    [
      'malformed',
      'with a tag larger than its chunk',
      wav(riffChunk('id3 ', id3Tag(4, [txxx('a', 'b')]).subarray(0, 12)), data),
    ],
    ['over-budget', 'with XMP that is too long', wav(riffChunk('_PMX', zeros(LIMITS.xmpBytes + 1)))],
    ['over-budget', 'with more chunks than are walked', wav(repeated(riffChunk('test'), LIMITS.structures))],
  ])('is %s %s', async (kind, _name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe(kind);
  });
});

describe('an AVI', () => {
  const movie = riffChunk('LIST', 'movi', zeros(40));

  it.each([
    ['before the film', avi(info, movie)],
    ['behind the film', avi(movie, riffChunk('idx1', zeros(16)), info)],
    ['among the headers', riff('AVI ', [riffChunk('LIST', 'hdrl', riffChunk('avih', zeros(56)), info), movie])],
    ['in a further form', bytes(avi(movie), riff('AVIX', [movie, info]))],
  ])('gives INFO %s', async (_name, medium) => {
    const walked = await walkBytes(medium);
    expect([walked.name, walked.ending.kind, places(walked)]).toEqual(['avi', 'complete', ['AVI LIST INFO']]);
  });

  it('cut in its film is truncated', async () => {
    expect((await walkBytes(avi(movie).subarray(0, -1))).ending.kind).toBe('truncated');
  });
});
