import { describe, expect, it } from 'vitest';
import { flacFile, id3Tag, txxx, vorbisComments } from '../av-builders';
import { bytes, le32, riffChunk, zeros } from '../byte-builders';
import { places, shown, walkBytes } from './walk-all';

const comments = vorbisComments('AIGC=x');
const block = (type: number, payload: Uint8Array) => bytes(type, [0, payload.length >> 8, payload.length], payload);

describe('a FLAC', () => {
  it('gives its comments, and ID3v2 before the stream', async () => {
    const walked = await walkBytes(bytes(id3Tag(4, [txxx('a', 'b')]), flacFile(comments)));
    expect([walked.name, walked.ending.kind]).toEqual(['flac', 'complete']);
    expect(places(walked)).toEqual(['ID3v2', 'FLAC comment']);
  });

  it('gives the RIFF texts of the WAV that it was made from, and no picture or other application', async () => {
    const foreign = block(2, bytes('riff', riffChunk('LIST', 'INFO', riffChunk('ICMT', 'x\0'))));
    const others = [block(2, bytes('riff', riffChunk('fmt ', zeros(16)))), block(2, bytes('abcd')), block(6, zeros(9))];
    const medium = bytes('fLaC', foreign, ...others, block(0x80 | 1, zeros(4)), [0xff, 0xf8]);
    expect(shown(await walkBytes(medium))).toEqual([
      ['riff-info FLAC APPLICATION riff LIST INFO', `ICMT${String.fromCharCode(...le32(2))}x\0`],
    ]);
  });

  it('is complete behind its last metadata block, and says that it ends early', async () => {
    const whole = flacFile(comments);
    const walked = await walkBytes(whole.subarray(0, whole.length - 22));
    expect([walked.ending.kind, walked.notes]).toEqual(['complete', ['ends-early']]);
    expect((await walkBytes(whole.subarray(0, whole.length - 23))).ending.kind).toBe('truncated');
  });

  it.each([
    ['a block of the forbidden type', bytes('fLaC', [0x7f, 0, 0, 0])],
    ['no frame behind its blocks', bytes('fLaC', block(0x80, zeros(4)), 'abcd')],
  ])('is malformed with %s', async (_name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe('malformed');
  });
});
