/** One picture for all who ask: lines at once, the whole later, each line inflated once. */
import { Unzlib } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DecodedPicture } from '@/utils/pixels/picture';
import { decodePng, openPng } from '@/utils/pixels/png';
import { isProblem } from '@/utils/pixels/problem';
import { type Drawing, expectedRgba, idats, ihdr, png, writePng } from './writer';

const NOISE: Drawing = {
  width: 50,
  height: 600,
  depth: 8,
  colourType: 6,
  filterOf: (line) => line % 5,
  sample: (x, y, channel) => (Math.imul(x * 31 + y * 977 + channel, 0x9e3779b1) >>> 13) & 0xff,
};
const BYTES = writePng(NOISE);
const RGBA = Uint8Array.from(expectedRgba(NOISE, 8));
const lineOf = (y: number): Uint8Array => RGBA.subarray(200 * y, 200 * (y + 1));

const open = (bytes: Uint8Array): DecodedPicture => {
  const picture = openPng(bytes);
  if (isProblem(picture)) throw new Error(picture.message);
  return picture;
};

/** Not by `toEqual`, which takes seconds for so many values. */
function expectWhole(picture: DecodedPicture): void {
  const whole = picture.whole();
  if (isProblem(whole)) throw new Error(whole.message);
  expect(whole).toMatchObject({ width: 50, height: 600 });
  expect(Buffer.compare(whole.rgba, RGBA)).toBe(0);
}

function watchInflater() {
  const push = vi.spyOn(Unzlib.prototype, 'push');
  return () => push.mock.calls.reduce((sum, [bytes]) => sum + bytes.length, 0);
}
afterEach(() => vi.restoreAllMocks());

describe.each([
  ['line by line', false],
  ['interlaced', true],
])('%s', (_, isInterlaced) => {
  const bytes = writePng({ ...NOISE, isInterlaced });

  it('lines come in whatever order they are asked for, and the whole is the same', () => {
    const picture = open(bytes);
    for (const y of [0, 3, 1, 599, 300]) expect(picture.line(y)).toEqual(lineOf(y));
    expectWhole(picture);
    expect(picture.line(7)).toEqual(lineOf(7));
  });

  it('nothing is inflated twice, and nothing before it is asked for', () => {
    const pushed = watchInflater();
    const picture = open(bytes);
    expect(pushed()).toBe(0);
    picture.line(20);
    picture.whole();
    picture.whole();
    picture.line(599);
    const once = pushed();
    decodePng(bytes);
    expect(pushed()).toBe(2 * once);
  });

  it('has no line beyond its last one', () => {
    const picture = open(bytes);
    expect(picture.line(600)).toMatchObject({ code: 'malformed' });
    expect(picture.line(599)).toEqual(lineOf(599));
  });
});

it('takes a small step for the first line', () => {
  const pushed = watchInflater();
  expect(open(BYTES).line(0)).toEqual(lineOf(0));
  expect(pushed()).toBeLessThanOrEqual(1024);
});

it('waits for the end of a stored block, which gives nothing before', () => {
  const stored = writePng({ ...NOISE, level: 0 });
  expect(open(stored).line(0)).toEqual(lineOf(0));
  expectWhole(open(stored));
});

describe('damage', () => {
  const cut = BYTES.subarray(0, BYTES.length >> 1);

  it('leaves the lines above it, and no whole', () => {
    const picture = open(cut);
    expect(picture.line(100)).toEqual(lineOf(100));
    expect(picture.line(599)).toMatchObject({ code: 'truncated' });
    expect(picture.whole()).toMatchObject({ code: 'truncated' });
    expect(picture.line(100)).toEqual(lineOf(100));
  });

  it('leaves no line of an interlaced picture', () => {
    const bytes = writePng({ ...NOISE, isInterlaced: true });
    expect(open(bytes.subarray(0, bytes.length >> 1)).line(0)).toMatchObject({ code: 'truncated' });
  });

  it('behind the last line is found when the whole is asked for', () => {
    const damaged = BYTES.map((byte, at) => (at === BYTES.length - 16 ? ~byte : byte));
    const picture = open(damaged);
    expect(picture.line(10)).toEqual(lineOf(10));
    expect(picture.whole()).toMatchObject({ code: 'malformed' });
  });

  it('gets no memory for lines that so few bytes cannot hold', () => {
    const head = png(
      ihdr({ width: 9_000, height: 9_000, depth: 8, colourType: 6 }),
      ...idats(Uint8Array.of(0x78, 1, 0)),
    );
    expect(open(head).line(0)).toMatchObject({ code: 'malformed' });
    expect(open(head).whole()).toMatchObject({ code: 'malformed' });
  });
});
