/** What is inflated, and when: nothing that was not asked for, and no more than the header says. */
import { deflateSync } from 'node:zlib';
import { Unzlib } from 'fflate';
import { afterEach, expect, it, vi } from 'vitest';
import { decodePng } from '@/utils/pixels/png';
import { readPngLayout } from '@/utils/pixels/png/layout';
import { linesOf } from '@/utils/pixels/png/lines';
import { isProblem } from '@/utils/pixels/problem';
import { concat } from '../../../fixtures/write/bytes';
import { type Drawing, idats, ihdr, picturePart, png, writePng } from './writer';

const NOISE: Drawing = {
  width: 64,
  height: 1_000,
  depth: 8,
  colourType: 6,
  sample: (x, y, channel) => ((Math.imul(x * 31 + y * 977 + channel, 0x9e3779b1) >>> 13) ^ y) & 0xff,
};
const BYTES = writePng(NOISE);

const layoutOf = (bytes: Uint8Array) => {
  const layout = readPngLayout(bytes);
  if (isProblem(layout)) throw new Error(layout.message);
  return layout;
};

/** Bytes that were handed to the inflater. */
function watchInflater() {
  const push = vi.spyOn(Unzlib.prototype, 'push');
  return () => push.mock.calls.reduce((sum, [bytes]) => sum + bytes.length, 0);
}
afterEach(() => vi.restoreAllMocks());

it('inflates nothing before a line is asked for, and little for the first ones', () => {
  const pushed = watchInflater();
  const lines = linesOf(layoutOf(BYTES));
  expect(pushed()).toBe(0);
  for (let y = 0; y < 100; y++) expect(lines.next().value).toMatchObject({ y });
  expect(pushed()).toBeLessThan(BYTES.length / 4);
  lines.return(undefined);
});

it('gives the first lines of a file whose end is missing', () => {
  const lines = linesOf(layoutOf(BYTES.subarray(0, BYTES.length >> 1)));
  let count = 0;
  let next = lines.next();
  for (; !next.done; next = lines.next()) count++;
  expect(count).toBeGreaterThan(400);
  expect(next.value).toMatchObject({ code: 'truncated' });
});

it('gives the lines of an interlaced picture with where they belong', () => {
  const lines = [...linesOf(layoutOf(writePng({ ...NOISE, width: 9, height: 5, isInterlaced: true })))];
  expect(lines.map(({ pass, y }) => [pass.x, pass.xStep, y])).toEqual([
    [0, 8, 0],
    [4, 8, 0],
    [0, 4, 4],
    [2, 4, 0],
    [2, 4, 4],
    [0, 2, 2],
    [1, 2, 0],
    [1, 2, 2],
    [1, 2, 4],
    [0, 1, 1],
    [0, 1, 3],
  ]);
});

it('does not inflate what is more than the picture has', () => {
  const bomb = deflateSync(concat(picturePart({ ...NOISE, height: 2 }), new Uint8Array(64 * 1024 * 1024)), {
    level: 9,
  });
  const pushed = watchInflater();
  const picture = decodePng(png(ihdr({ ...NOISE, height: 2 }), ...idats(bomb)));
  expect(picture).toMatchObject({ width: 64, height: 2 });
  expect(pushed()).toBeLessThanOrEqual(32 * 1024);
});

it('does not go on through bytes that give nothing', () => {
  const pushed = watchInflater();
  const packed = deflateSync(picturePart({ ...NOISE, height: 2 }));
  const rest = new Uint8Array(4 * 1024 * 1024);
  expect(decodePng(png(ihdr(NOISE), ...idats(concat(packed, rest))))).toMatchObject({ code: 'malformed' });
  expect(pushed()).toBeLessThan(256 * 1024);
});
