import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { bytes, c2paStore, le32, repeated, riffChunk, tiff, vp8l, vp8x, webp, zeros } from '../byte-builders';
import { places, shown, walkBytes } from './walk-all';

const exif = tiff([{ tag: 0x10e, type: 2, value: 'x\0' }]);

describe('a WebP', () => {
  it('gives EXIF, XMP and C2PA behind the picture', async () => {
    const medium = webp([
      vp8x(),
      vp8l(),
      riffChunk('EXIF', exif),
      riffChunk('XMP ', '<a/>'),
      riffChunk('C2PA', c2paStore()),
    ]);
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(walked.blocks.map(({ kind, place }) => [kind, place])).toEqual([
      ['tiff', 'WebP EXIF'],
      ['xmp', 'WebP XMP'],
      ['jumbf', 'WebP C2PA'],
    ]);
    for (const { offset, payload } of walked.blocks) {
      expect(medium.subarray(offset, offset + payload.length)).toEqual(payload);
    }
  });

  it.each([
    ['without VP8X', [vp8l(), riffChunk('XMP ', '<a/>')]],
    ['whose flags deny it', [vp8x(0), vp8l(), riffChunk('XMP ', '<a/>')]],
    ['with the chunk spelled XMP and NUL', [vp8x(), vp8l(), riffChunk('XMP\0', '<a/>')]],
    ['with XMP before the picture', [vp8x(), riffChunk('XMP ', '<a/>'), vp8l()]],
    ['behind a picture of odd length', [riffChunk('VP8L', 'abc'), riffChunk('XMP ', '<a/>')]],
  ])('gives XMP %s', async (_name, chunks) => {
    expect(shown(await walkBytes(webp(chunks)))).toEqual([['xmp WebP XMP', '<a/>']]);
  });

  it.each(['EXIF', 'Exif'])('gives %s with and without the JPEG signature', async (fourcc) => {
    const walked = await walkBytes(webp([vp8l(), riffChunk(fourcc, 'Exif\0\0', exif), riffChunk(fourcc, exif)]));
    expect(walked.blocks.map(({ place, payload }) => [place, payload])).toEqual([
      ['WebP EXIF', exif],
      ['WebP EXIF', exif],
    ]);
  });

  it('does not take other chunks for metadata', async () => {
    expect(places(await walkBytes(webp([vp8x(), riffChunk('ICCP', 'x'), riffChunk('XMPX', 'x'), vp8l()])))).toEqual([]);
  });
});

describe('the end of a WebP', () => {
  const whole = webp([vp8x(), vp8l(), riffChunk('XMP ', '<a/>')]);

  it.each([...Array(whole.length - 12).keys()].map((index) => index + 12))(
    'at byte %i is truncated',
    async (length) => {
      expect((await walkBytes(whole.subarray(0, length))).ending.kind).toBe('truncated');
    },
  );

  it.each([
    ['0', 0],
    ['all ones', 0xffffffff],
  ])('is the end of the file where the RIFF size is %s', async (_name, riffSize) => {
    const open = webp([vp8x(0x04), vp8l(), riffChunk('XMP ', '<a/>')]);
    open.set(le32(riffSize), 4);
    const walked = await walkBytes(open);
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toEqual(['WebP XMP']);
    for (let length = 12; length < open.length; length += 1) {
      expect((await walkBytes(open.subarray(0, length))).ending.kind, `${length}`).toBe('truncated');
    }
  });

  it.each([
    ['XMP', 0x04, 'truncated'],
    ['EXIF', 0x08, 'truncated'],
    ['neither', 0, 'complete'],
  ])('of open size that announces %s, and has none (flags %i), is %s', async (_name, flags, kind) => {
    const open = webp([vp8x(flags), vp8l()]);
    open.set(le32(0), 4);
    expect((await walkBytes(open)).ending.kind).toBe(kind);
  });

  it('is where the RIFF size says, whatever was announced: writers set flags by habit', async () => {
    expect((await walkBytes(webp([vp8x(0x0c), vp8l()]))).ending.kind).toBe('complete');
  });

  it('lies behind chunks that a RIFF size too small leaves out', async () => {
    const walked = await walkBytes(bytes(webp([vp8l()]), riffChunk('XMP ', '<a/>')));
    expect(places(walked)).toEqual(['WebP XMP']);
    expect(walked.ending.kind).toBe('complete');
  });

  it('is cut where metadata that a RIFF size too small leaves out is cut', async () => {
    const medium = bytes(webp([vp8l()]), riffChunk('XMP ', '<abc/>'));
    expect((await walkBytes(medium.subarray(0, -1))).ending.kind).toBe('truncated');
    const other = bytes(webp([vp8l()]), riffChunk('junk', '<abc/>'));
    expect((await walkBytes(other.subarray(0, -1))).ending.kind).toBe('complete');
  });

  it('may be followed by what is no chunk', async () => {
    const walked = await walkBytes(bytes(whole, '\x01\x02 garbage that is no chunk'));
    expect(walked.ending.kind).toBe('complete');
    expect(walked.notes).toEqual(['trailer']);
  });

  it('may lack the pad byte of a last odd chunk', async () => {
    const odd = webp([vp8l(), riffChunk('XMP ', '<a>')]);
    expect((await walkBytes(odd.subarray(0, odd.length - 1))).ending.kind).toBe('complete');
  });

  it('is not found behind something that is no chunk inside the RIFF', async () => {
    expect((await walkBytes(webp([vp8l(), riffChunk('\x01\x02\x03\x04', 'x')]))).ending.kind).toBe('malformed');
  });

  it('is over budget behind a packet that is too long, or more chunks than are walked', async () => {
    const long = webp([vp8l(), riffChunk('XMP ', zeros(LIMITS.xmpBytes + 1))]);
    expect((await walkBytes(long)).ending.kind).toBe('over-budget');
    const many = webp([repeated(riffChunk('test'), LIMITS.structures + 1)]);
    expect((await walkBytes(many)).ending.kind).toBe('over-budget');
  });
});
