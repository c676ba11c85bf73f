/** Which frames of a video are looked at, and what hostile tables come to before anything is decoded. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Film, readFilm } from '@/utils/pixels/browser/video/film';
import { PIXEL_LIMITS } from '@/utils/pixels/limits';
import { isProblem, type PixelProblem } from '@/utils/pixels/problem';
import { ascii, concat, u32be } from '../../../fixtures/write/bytes';
import { randomFrom } from '../../../fuzz/random';

const folder = join(import.meta.dirname, '../../../fixtures');
const read = (name: string): Uint8Array => Uint8Array.from(readFileSync(join(folder, name)));
const STAR = read('frames/media/star.mp4');
const FRAGMENTS = read('frames/media/star-fragments.mp4');

const filmOf = async (bytes: Uint8Array): Promise<Film> => {
  const film = await readFilm(bytes);
  if (isProblem(film)) throw new Error(film.message);
  return film;
};
const seconds = ({ wanted }: Film): readonly number[] => [...wanted].map((time) => time / 1e6);

/** With `values` of 32 bits from so many bytes behind a box's type on. */
const patched = (bytes: Uint8Array, type: string, from: number, ...values: readonly number[]): Uint8Array => {
  const at = Buffer.from(bytes).lastIndexOf(type);
  if (at < 0) throw new Error(`There is no ${type}.`);
  const copy = Uint8Array.from(bytes);
  copy.set(concat(...values.map(u32be)), at + 4 + from);
  return copy;
};

describe('of a video are looked at', () => {
  it.each(['star.mp4', 'star.mov', 'star-fragments.mp4', 'star.webm', 'star-av1.webm', 'star-turned.mp4'])(
    'its key frames, and nothing else is decoded: %s',
    async (name) => {
      const film = await filmOf(read(`frames/media/${name}`));
      expect(film.packets.map(({ type }) => type)).toEqual(Array(PIXEL_LIMITS.frames).fill('key'));
      const [first = Number.NaN, ...others] = seconds(film);
      expect(others.map((time) => Math.round(time - first))).toEqual([1, 2, 3, 4]);
    },
  );

  it.each(['star-one-key.mp4', 'star-one-key.mkv'])(
    'where it has one key frame, frames from the first fifth to the last: %s',
    async (name) => {
      const film = await filmOf(read(`frames/media/${name}`));
      expect(film.packets[0]?.type).toBe('key');
      expect(film.packets.length).toBeLessThanOrEqual(25);
      const times = film.packets.map(({ microsecondTimestamp }) => microsecondTimestamp);
      expect([...film.wanted].every((time) => times.includes(time))).toBe(true);
      expect(seconds(film)).toEqual([0.4, 1.4, 2.4, 3.4, 4.4]);
    },
  );

  it('frames as they are to be turned', async () => {
    expect((await filmOf(STAR)).turn).toEqual({ degrees: 0, isMirrored: false });
    const turned = await filmOf(read('frames/media/star-turned.mp4'));
    expect(turned.turn).toEqual({ degrees: 90, isMirrored: false });
    // a = −1, d = 1: left and right changed.
    const mirrored = patched(STAR, 'tkhd', 40, 0xffff0000, 0, 0, 0, 0x10000);
    expect((await filmOf(mirrored)).turn).toEqual({ degrees: 0, isMirrored: true });
  });

  it('no more than the limit from the beginning, whatever the times are', async () => {
    // Each frame lasts for years: one key frame is shown for nearly all of the video.
    const film = await filmOf(patched(read('frames/media/star-one-key.mp4'), 'stts', 12, 0x7fffffff));
    expect(film.wanted.size).toBe(PIXEL_LIMITS.frames);
    expect(film.packets.length).toBeLessThanOrEqual(PIXEL_LIMITS.framesInRow);
  });
});

/** SimpleBlocks of the first track, and such in a BlockGroup; a lace of one size has 256 frames of no bytes (RFC 9559 10.3.4). */
const BLOCK = Uint8Array.of(0xa3, 0x84, 0x81, 0, 0, 0x80);
const GROUP = Uint8Array.of(0xa0, 0x86, 0xa1, 0x84, 0x81, 0, 0, 0x80);
const LACE = Uint8Array.of(0xa3, 0x85, 0x81, 0, 0, 0x84, 255);
/** A size that is left open (RFC 8794 6.2). */
const OPEN = Uint8Array.of(0xff);

const WEBM = Buffer.from(read('frames/media/star.webm'));
const CLUSTER_AT = WEBM.indexOf(Uint8Array.of(0x1f, 0x43, 0xb6, 0x75));

/** A WebM whose first cluster is this one; its other ones stay behind it. */
const withCluster = (block: Uint8Array, count: number, size?: Uint8Array): Uint8Array => {
  const timestamp = Uint8Array.of(0xe7, 0x81, 0);
  const bytes = timestamp.length + block.length * Math.floor(count);
  const body = concat(timestamp, ...Array<Uint8Array>(Math.floor(count)).fill(block));
  const stated = size ?? concat(Uint8Array.of(0x08), u32be(bytes));
  return concat(WEBM.subarray(0, CLUSTER_AT + 4), stated, body, WEBM.subarray(CLUSTER_AT));
};

/** Zeros where the clusters stood, in which the demuxer looks for another element in vain. */
const WITHOUT_CLUSTERS = concat(WEBM.subarray(0, CLUSTER_AT), new Uint8Array(100));

/** Its own tracks, each several times. */
const withTracks = (count: number): Uint8Array => {
  const moov = Buffer.from(STAR).indexOf('moov') - 4;
  const view = new DataView(STAR.buffer);
  const trak = Buffer.from(STAR).indexOf('trak') - 4;
  const track = STAR.subarray(trak, trak + view.getUint32(trak));
  const payload = STAR.subarray(moov + 8, moov + view.getUint32(moov));
  return concat(STAR.subarray(0, moov), moovOf(concat(payload, ...Array<Uint8Array>(count - 1).fill(track))));
};

const moovOf = (payload: Uint8Array): Uint8Array => concat(u32be(payload.length + 8), ascii('moov'), payload);

describe('of a video nothing is decoded', () => {
  const free = concat(u32be(8), ascii('free'));
  const behindManyBoxes = (bytes: Uint8Array): Uint8Array => {
    const moov = Buffer.from(bytes).indexOf('moov') - 4;
    return concat(bytes.subarray(0, moov), ...Array(2_000).fill(free), bytes.subarray(moov));
  };
  /** Runs of none take no sample, and each is read. */
  const runsOfNone = concat(u32be(16), ascii('stts'), u32be(0), u32be(0xffffffff), new Uint8Array(8 * 1_000_100));
  const stz2 = concat(u32be(20), ascii('stz2'), u32be(0), u32be(0), u32be(0xffffffff));
  const many = PIXEL_LIMITS.samples + 1;

  it.each<readonly [string, PixelProblem['code'], Uint8Array]>([
    ['that is encrypted', 'unsupported', read('frames/media/star-encrypted.mp4')],
    ['of an unknown coding', 'unsupported', read('media/every-text.mp4')],
    ['of sound alone', 'malformed', read('media/every-mark.mp3')],
    ['that is cut before its frames', 'truncated', FRAGMENTS.subarray(0, FRAGMENTS.length >> 1)],
    ['that is cut in its tables', 'malformed', STAR.subarray(0, STAR.length - 40)],
    ['of no bytes', 'malformed', new Uint8Array(0)],
    ['whose table of times states too many samples', 'over-budget', patched(STAR, 'stts', 8, many)],
    ['whose table of small sizes does', 'over-budget', concat(STAR.subarray(0, -20), stz2)],
    ['whose table of times has too many runs', 'over-budget', moovOf(runsOfNone)],
    ['whose table of offsets does', 'over-budget', patched(STAR, 'ctts', 8, many)],
    ['whose chunks do', 'over-budget', patched(STAR, 'stsc', 12, many)],
    ['that does behind many boxes', 'over-budget', behindManyBoxes(patched(STAR, 'stts', 8, many))],
    ['that is encrypted behind many boxes', 'unsupported', behindManyBoxes(read('frames/media/star-encrypted.mp4'))],
    ['whose cluster has too many blocks', 'over-budget', withCluster(BLOCK, PIXEL_LIMITS.clusterFrames + 1)],
    ['whose cluster has them in groups', 'over-budget', withCluster(GROUP, PIXEL_LIMITS.clusterFrames + 1)],
    ['whose cluster has them in laces', 'over-budget', withCluster(LACE, PIXEL_LIMITS.clusterFrames / 256 + 1)],
    ['whose cluster has no size', 'over-budget', withCluster(BLOCK, PIXEL_LIMITS.clusterFrames + 1, OPEN)],
    ['of too many tracks', 'over-budget', withTracks(PIXEL_LIMITS.tracks + 1)],
    ['whose demuxer looks for an end without end', 'malformed', WITHOUT_CLUSTERS],
    ['whose fragment does', 'over-budget', patched(FRAGMENTS, 'trun', 0, 1, many)],
    ['of frames that are too large', 'over-budget', patched(STAR, 'avc1', 24, 0xffffffff)],
  ])('%s: %s', async (_, code, bytes) => {
    const film = await readFilm(bytes);
    expect(isProblem(film) ? film.code : 'decoded').toBe(code);
  });

  it.each([
    ['blocks', withCluster(BLOCK, PIXEL_LIMITS.clusterFrames)],
    ['groups', withCluster(GROUP, PIXEL_LIMITS.clusterFrames)],
    ['laces', withCluster(LACE, PIXEL_LIMITS.clusterFrames / 256)],
    ['no size', withCluster(BLOCK, PIXEL_LIMITS.clusterFrames, OPEN)],
  ])('whose cluster has as many frames as are read, for that reason: %s', async (_, bytes) => {
    const film = await readFilm(bytes);
    expect(isProblem(film) ? film.code : 'decoded').not.toBe('over-budget');
  });

  it('that states as many samples as are read, for that reason', async () => {
    const film = await readFilm(patched(STAR, 'stts', 8, PIXEL_LIMITS.samples - 1_000));
    expect(isProblem(film) ? film.code : 'decoded').not.toBe('over-budget');
  });
});

describe('a video that is damaged anywhere', () => {
  it.each([
    ['MP4', STAR],
    ['MP4 in fragments', FRAGMENTS],
    ['WebM', read('frames/media/star.webm')],
  ])('comes to a film or to a reason, never to an exception: %s', async (name, bytes) => {
    const random = randomFrom('film', name);
    for (let round = 0; round < 60; round++) {
      const changed = Uint8Array.from(bytes);
      for (const value of random.bytes(8)) changed[random.below(changed.length)] = value;
      const film = await readFilm(changed.subarray(0, random.below(changed.length + 1)));
      if (isProblem(film)) expect(film.message).toMatch(/^[A-Z].*\.$/);
      else expect(film.packets.length).toBeGreaterThan(0);
    }
  });
});
