import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import {
  apeTag,
  flacFile,
  frame22,
  frame23,
  frame24,
  id3Tag,
  id3v1,
  mp3Frame,
  txxx,
  vorbisComments,
} from '../av-builders';
import { be32, bytes, repeated, zeros } from '../byte-builders';
import { places, walkBytes } from './walk-all';

const variants = async (medium: Uint8Array) => (await walkBytes(medium)).blocks.map(({ variant }) => variant);

describe('tags behind the frames', () => {
  const frames = repeated(mp3Frame(), 3);
  it.each([
    ['an APEv2 tag', apeTag('AIGC', 'x'), 24],
    ['an ID3v2 tag', id3Tag(4, [txxx('AIGC', 'x')]), 10],
  ])('of which the end is cut off make the file truncated: %s', async (_name, tag, headerBytes) => {
    for (let length = headerBytes; length < tag.length; length++) {
      expect((await walkBytes(bytes(frames, tag.subarray(0, length)))).ending.kind).toBe('truncated');
    }
    expect((await walkBytes(bytes(frames, tag))).ending.kind).toBe('complete');
  });

  it('are not taken from letters among the frames', async () => {
    expect((await walkBytes(bytes(frames, 'ID3', [9, 0, 0, 1, 1, 1, 1], zeros(9)))).ending.kind).toBe('complete');
    expect((await walkBytes(bytes(frames, 'APETAGEX', zeros(40)))).ending.kind).toBe('complete');
  });
});

describe('an ID3v2 tag', () => {
  it.each([
    ['2.2', id3Tag(2, [frame22('TXX', '\0AIGC\0x'), frame22('PIC', zeros(9))])],
    ['2.3', id3Tag(3, [frame23('APIC', zeros(9)), frame23('TXXX', '\0AIGC\0x'), zeros(40)])],
    ['2.4', id3Tag(4, [frame24('APIC', zeros(300)), txxx('AIGC', 'x'), zeros(40)])],
    ['2.4 unsynchronised', id3Tag(4, [txxx('AIGC', 'x')], 0x80)],
    ['2.3', id3Tag(3, [be32(6), zeros(6), frame23('TXXX', '\0AIGC\0x')], 0x40)],
    ['2.4', id3Tag(4, [[0, 0, 0, 6, 1, 0], txxx('AIGC', 'x')], 0x40)],
  ])('of version %s gives its texts and no picture', async (variant, tag) => {
    expect(await variants(bytes(tag, mp3Frame()))).toEqual([variant]);
  });

  it('of version 2.3 is read behind its unsynchronisation', async () => {
    const frames = bytes(frame23('PRIV', bytes('XMP\0', [0xff, 0xe0])), frame23('TIT2', '\0x'));
    const stored = bytes(...[...frames].map((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
    const { blocks } = await walkBytes(bytes(id3Tag(3, [stored], 0x80), mp3Frame()));
    expect(blocks.map(({ payload }) => payload.length)).toEqual([16, 12]);
  });

  it('of version 2.4 may have plain sizes', async () => {
    const long = bytes('TXXX', be32(200), zeros(2), [3], 'AIGC\0', zeros(194));
    const { blocks, ending } = await walkBytes(bytes(id3Tag(4, [long, frame24('TIT2', '\x03x')]), mp3Frame()));
    expect([ending.kind, blocks.length]).toEqual(['complete', 2]);
  });

  it.each([
    ['a second time before the frames', bytes(id3Tag(3, []), id3Tag(4, [txxx('a', 'b')]), mp3Frame())],
    [
      'behind the frames, with a footer',
      bytes(
        mp3Frame(),
        id3Tag(4, [txxx('a', 'b')], 0x10),
        '3DI',
        [4, 0, 0x10],
        id3Tag(4, [txxx('a', 'b')]).subarray(6, 10),
      ),
    ],
    ['behind the frames, without one', bytes(mp3Frame(), id3Tag(4, [txxx('a', 'b')]))],
    ['behind the frames, before ID3v1', bytes(mp3Frame(), id3Tag(4, [txxx('a', 'b')]), id3v1(''))],
  ])('is met %s', async (_name, medium) => {
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toContain('ID3v2');
  });

  it.each([
    ['truncated', 'cut inside a frame', id3Tag(4, [txxx('AIGC', 'x')]).subarray(0, 20)],
    [
      'malformed',
      'with a frame larger than the tag',
      bytes(id3Tag(3, [bytes('TXXX', be32(99), zeros(2))]), mp3Frame()),
    ],
    ['malformed', 'with something that is no frame', bytes(id3Tag(3, ['\x01\x02\x03\x04', zeros(9)]), mp3Frame())],
    [
      'malformed',
      'with an extended header larger than the tag',
      bytes(id3Tag(3, [be32(99), zeros(9)], 0x40), mp3Frame()),
    ],
    ['unsupported', 'of an unknown version', bytes('ID3', [9, 0, 0, 0, 0, 0, 0], mp3Frame())],
    [
      'over-budget',
      'with XMP that is too long',
      bytes(id3Tag(3, [frame23('PRIV', bytes('XMP\0', zeros(LIMITS.xmpBytes)))]), mp3Frame()),
    ],
  ])('ends %s %s', async (kind, _name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe(kind);
  });
});

describe('an MP3', () => {
  it('gives APEv2 and ID3v1 behind its frames', async () => {
    const walked = await walkBytes(bytes(repeated(mp3Frame(), 3), apeTag('AIGC', 'x'), id3v1('y')));
    expect([walked.name, walked.ending.kind]).toEqual(['mp3', 'complete']);
    expect(places(walked)).toEqual(['ID3v1', 'APEv2']);
  });

  it.each([129, 130, 131, 132, 133])('has an APEv2 tag of %i bytes whose header is no ID3v1', async (lengthBytes) => {
    const tag = apeTag('a', 'b'.repeat(lengthBytes - apeTag('a', '').length));
    expect(places(await walkBytes(bytes(mp3Frame(), tag)))).toEqual(['APEv2']);
    expect(places(await walkBytes(bytes(mp3Frame(), tag, id3v1('y'))))).toEqual(['ID3v1', 'APEv2']);
  });

  it('gives APEv2 before its frames, and behind lyrics', async () => {
    const lyrics = bytes('LYRICSBEGIN', zeros(20), '000031LYRICS200', id3v1(''));
    expect(places(await walkBytes(bytes(apeTag('a', 'b'), mp3Frame())))).toEqual(['APEv2']);
    expect(places(await walkBytes(bytes(mp3Frame(), apeTag('a', 'b'), lyrics)))).toEqual(['ID3v1', 'APEv2']);
  });

  it('does not take the letters of a tag inside its frames for one', async () => {
    expect(places(await walkBytes(bytes(mp3Frame(), 'TAG APETAGEX ID3', zeros(200))))).toEqual([]);
  });

  it('is complete where it ends among its frames', async () => {
    expect((await walkBytes(mp3Frame().subarray(0, 100))).ending.kind).toBe('complete');
  });

  it.each([
    ['truncated', 'no frames', bytes(id3Tag(4, [txxx('a', 'b')]))],
    ['malformed', 'an APEv2 tag of impossible size', bytes(mp3Frame(), apeTag('a', 'b'.repeat(600)).subarray(-32))],
    ['malformed', 'nothing but garbage', bytes(id3Tag(4, [txxx('a', 'b')]), zeros(70_000))],
  ])('is %s with %s', async (kind, _name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe(kind);
  });

  it('may turn out to be FLAC behind a long tag', async () => {
    const medium = bytes(id3Tag(4, [frame24('APIC', zeros(70_000))]), flacFile(vorbisComments('a=b')));
    expect(places(await walkBytes(medium))).toEqual(['FLAC comment']);
  });
});
