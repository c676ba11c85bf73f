import { describe, expect, it } from 'vitest';
import { oggPage, opusStream, vorbisComments } from '../av-builders';
import { bytes, le32, repeated, zeros } from '../byte-builders';
import { places, shown, walkBytes } from './walk-all';

const comments = vorbisComments('AIGC=x');
const text = Buffer.from(comments).toString('latin1');

describe('an Ogg', () => {
  it.each([
    ['Vorbis', '\x01vorbis', bytes('\x03vorbis', comments)],
    ['Opus', 'OpusHead', bytes('OpusTags', comments)],
    ['Theora', '\x80theora', bytes('\x81theora', comments)],
    ['Speex', 'Speex   ', comments],
    ['FLAC', '\x7fFLAC', bytes([4, 0, 0, 0], comments)],
  ])('gives the comments of %s', async (_name, first, packet) => {
    const walked = await walkBytes(bytes(oggPage(7, 2, bytes(first, zeros(9))), oggPage(7, 0, packet)));
    expect(walked.ending.kind).toBe('complete');
    expect(shown(walked)).toEqual([['vorbis-comment Ogg comment', text]]);
  });

  it('joins a packet over pages', async () => {
    const packet = bytes('OpusTags', vorbisComments(`AIGC=${'x'.repeat(300)}`));
    const [head, rest] = [packet.subarray(0, 255), packet.subarray(255)];
    const first = bytes('OggS', [0, 0], zeros(8), le32(1), zeros(8), 1, 255, head);
    const medium = bytes(oggPage(1, 2, bytes('OpusHead')), first, oggPage(1, 1, rest));
    const { blocks } = await walkBytes(medium);
    expect(blocks.map(({ payload }) => payload)).toEqual([packet.subarray(8)]);
    expect((await walkBytes(bytes(oggPage(1, 2, bytes('OpusHead')), oggPage(1, 1, rest)))).ending.kind).toBe(
      'malformed',
    );
  });

  it('gives the comments of streams side by side', async () => {
    const opus = [oggPage(1, 2, bytes('OpusHead')), oggPage(1, 0, bytes('OpusTags', comments))] as const;
    const theora = [oggPage(2, 2, bytes('\x80theora')), oggPage(2, 0, bytes('\x81theora', comments))] as const;
    expect(places(await walkBytes(bytes(theora[0], opus[0], theora[1], opus[1])))).toHaveLength(2);
  });

  it('gives the comments of chained streams', async () => {
    const medium = bytes(opusStream(1, 'a=b'), repeated(oggPage(1, 0, zeros(4000)), 20), opusStream(2, 'AIGC=x'));
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toHaveLength(2);
  });

  it('is truncated wherever the first page of a chained stream is cut', async () => {
    const first = opusStream(1, 'a=b');
    const next = opusStream(2, 'AIGC=x').subarray(0, 47);
    for (let length = 1; length < next.length; length++) {
      const { ending } = await walkBytes(bytes(first, next.subarray(0, length)));
      expect(ending.kind, `${length} bytes of it`).toBe('truncated');
    }
    const { ending, notes } = await walkBytes(bytes(first, 'Ogle'));
    expect([ending.kind, notes]).toEqual(['complete', ['trailer']]);
  });

  it.each([
    ['truncated', 'before the comments', opusStream(1, 'a=b').subarray(0, 60)],
    ['truncated', 'inside its last page', opusStream(1, 'a=b').subarray(0, -1)],
    ['malformed', 'with no page behind its first', bytes(oggPage(1, 2, bytes('OpusHead')), 'garbage')],
  ])('is %s %s', async (kind, _name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe(kind);
  });
});
