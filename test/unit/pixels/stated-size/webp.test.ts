/** What a WebP says of its picture, in the layouts that RFC 9649 allows. */
import { describe, expect, it } from 'vitest';
import { readWebpPicture } from '@/utils/pixels/stated-size/webp';
import { ascii, concat } from '../../../fixtures/write/bytes';

const le = (value: number, bytes: number) => Uint8Array.from({ length: bytes }, (_, at) => value >>> (8 * at));
const chunk = (fourcc: string, ...parts: readonly Uint8Array[]) => {
  const payload = concat(...parts);
  return concat(ascii(fourcc), le(payload.length, 4), payload, new Uint8Array(payload.length % 2));
};
const webp = (...chunks: readonly Uint8Array[]) => chunk('RIFF', ascii('WEBP'), ...chunks);

const vp8x = (width: number, height: number) => chunk('VP8X', le(0, 4), le(width - 1, 3), le(height - 1, 3));
const vp8l = (width: number, height: number) =>
  chunk('VP8L', Uint8Array.of(0x2f), le(((height - 1) << 14) | (width - 1), 4), ascii('...'));
const vp8 = (width: number, height: number) =>
  chunk('VP8 ', le(0, 3), Uint8Array.of(0x9d, 1, 0x2a), le(width | 0x4000, 2), le(height, 2), ascii('..'));
const alph = chunk('ALPH', ascii('abc'));
const frame = (...chunks: readonly Uint8Array[]) => chunk('ANMF', new Uint8Array(16), ...chunks);

describe('a WebP says of its picture', () => {
  it.each([
    ['lossless', webp(vp8l(300, 16_383)), 300, 16_383, 'every-value'],
    [
      'lossless, with a canvas',
      webp(vp8x(300, 40), chunk('ICCP', ascii('odd')), vp8l(300, 40)),
      300,
      40,
      'every-value',
    ],
    ['lossy', webp(vp8(300, 40)), 300, 40, 'lossy'],
    ['lossy, with a canvas', webp(vp8x(300, 40), vp8(300, 40)), 300, 40, 'lossy'],
    ['lossy, with alpha', webp(vp8x(300, 40), alph, vp8(300, 40)), 300, 40, 'alpha'],
    [
      'animated, lossless',
      webp(vp8x(300, 40), chunk('ANIM', ascii('123456')), frame(vp8l(20, 20))),
      300,
      40,
      'every-value',
    ],
    ['animated, lossy first', webp(vp8x(300, 40), frame(alph, vp8(20, 20)), frame(vp8l(9, 9))), 300, 40, 'alpha'],
    ['the largest canvas', webp(vp8x(0x1000000, 1), vp8(1, 1)), 0x1000000, 1, 'lossy'],
  ] as const)('%s', (_, bytes, width, height, exactness) => {
    expect(readWebpPicture(bytes)).toEqual({ width, height, exactness });
  });

  it.each([
    ['no picture', webp(vp8x(300, 40), alph)],
    ['a cut chunk', webp(vp8x(300, 40)).subarray(0, 22)],
    ['too many chunks before it', webp(...Array.from({ length: 70 }, () => chunk('JUNK')), vp8(2, 2))],
  ])('nothing where there is %s', (_, bytes) => {
    expect(readWebpPicture(bytes)).toMatchObject({ code: 'truncated' });
  });

  it('nothing where it is none', () => {
    expect(readWebpPicture(ascii('RIFX'))).toMatchObject({ code: 'malformed' });
  });
});
