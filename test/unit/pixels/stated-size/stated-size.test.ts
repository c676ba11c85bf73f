/** What files state of their size before anything is decoded, and what is no size. */
import { describe, expect, it } from 'vitest';
import { readAvifSize } from '@/utils/pixels/stated-size/avif';
import { readBmpSize } from '@/utils/pixels/stated-size/bmp';
import { readGifSize } from '@/utils/pixels/stated-size/gif';
import { readJpegFrame } from '@/utils/pixels/stated-size/jpeg';
import { ascii, concat, u16be, u32be } from '../../../fixtures/write/bytes';

const le = (value: number, bytes: number) => Uint8Array.from({ length: bytes }, (_, at) => value >>> (8 * at));

describe('a JPEG', () => {
  const segment = (marker: number, ...parts: readonly Uint8Array[]) => {
    const payload = concat(...parts);
    return concat(Uint8Array.of(0xff, marker), u16be(payload.length + 2), payload);
  };
  const SOI = Uint8Array.of(0xff, 0xd8);
  const SOS = concat(segment(0xda, Uint8Array.of(0)), ascii('data'));
  const frame = (marker: number, width: number, height: number) =>
    segment(marker, Uint8Array.of(8), u16be(height), u16be(width), Uint8Array.of(1));
  const EXIF = segment(0xe1, ascii('Exif\0\0'), ascii('turned'));
  const XMP = segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x/>'));
  const ADOBE = segment(0xee, ascii('Adobe'));

  it.each([
    ['baseline', [frame(0xc0, 300, 200), SOS]],
    ['progressive', [ADOBE, frame(0xc2, 300, 200), SOS]],
    ['behind tables that have numbers of frames', [segment(0xc4, ascii('frame')), frame(0xc1, 300, 200), SOS]],
    ['of two frames the first', [frame(0xc0, 300, 200), frame(0xc0, 9_000, 9_000), SOS]],
    ['behind markers alone and filled', [Uint8Array.of(0xff, 0x01, 0xff, 0xff), frame(0xc0, 300, 200), SOS]],
  ])('states its size: %s', (_, parts) => {
    const bytes = concat(SOI, ...parts) as Uint8Array<ArrayBuffer>;
    expect(readJpegFrame(bytes)).toEqual({ width: 300, height: 200, unturned: bytes });
  });

  it('is told without its EXIF, and with everything else', () => {
    const rest = [XMP, ADOBE, frame(0xc0, 300, 200), SOS];
    const bytes = concat(SOI, EXIF, XMP, EXIF, ...rest.slice(1)) as Uint8Array<ArrayBuffer>;
    expect(readJpegFrame(bytes)).toMatchObject({ unturned: concat(SOI, ...rest) });
  });

  it.each([
    ['none', ascii('RIFF'), 'malformed'],
    ['one without a frame', concat(SOI, ADOBE, SOS), 'malformed'],
    ['one that ends', concat(SOI, ADOBE), 'truncated'],
    ['one whose segment has no marker', concat(SOI, ascii('abcd')), 'malformed'],
    ['one whose segment ends behind the file', concat(SOI, Uint8Array.of(0xff, 0xe0, 0xff, 0xff)), 'truncated'],
    ['one whose segment is shorter than its length', concat(SOI, Uint8Array.of(0xff, 0xe0, 0, 0)), 'truncated'],
  ])('that is %s has none', (_, bytes, code) => {
    expect(readJpegFrame(bytes as Uint8Array<ArrayBuffer>)).toMatchObject({ code });
  });
});

describe('a GIF', () => {
  const head = (flags = 0) => concat(ascii('GIF89a'), le(300, 2), le(200, 2), Uint8Array.of(flags, 0, 0));
  const picture = (x: number, y: number, width: number, height: number) =>
    concat(Uint8Array.of(0x2c), le(x, 2), le(y, 2), le(width, 2), le(height, 2), Uint8Array.of(0));
  const COMMENT = concat(Uint8Array.of(0x21, 0xfe, 3), ascii('abc'), Uint8Array.of(0));

  it.each([
    ['its screen', [head(), picture(0, 0, 20, 20)], 300, 200],
    ['its picture where that is larger', [head(), picture(0, 100, 20, 5_000)], 300, 5_100],
    ['behind colours and comments', [head(0x81), new Uint8Array(12), COMMENT, picture(9, 0, 400, 20)], 409, 200],
  ] as const)('states %s', (_, parts, width, height) => {
    expect(readGifSize(concat(...parts))).toEqual({ width, height });
  });

  it.each([
    ['is none', ascii('PNG'), 'malformed'],
    ['has no picture', concat(head(), Uint8Array.of(0x3b)), 'malformed'],
    ['ends in a comment', concat(head(), COMMENT.subarray(0, 4)), 'truncated'],
    ['ends in its picture', concat(head(), picture(0, 0, 9, 9).subarray(0, 5)), 'malformed'],
  ])('that %s has none', (_, bytes, code) => {
    expect(readGifSize(bytes)).toMatchObject({ code });
  });
});

describe('a BMP', () => {
  const bmp = (header: Uint8Array) => concat(ascii('BM'), new Uint8Array(12), header, new Uint8Array(12));

  it.each([
    ['in 32 bits', concat(le(40, 4), le(300, 4), le(200, 4)), 300, 200],
    ['upside down', concat(le(124, 4), le(300, 4), le(-200, 4)), 300, 200],
    ['in 16 bits', concat(le(12, 4), le(300, 2), le(65_535, 2)), 300, 65_535],
  ] as const)('states its size %s', (_, header, width, height) => {
    expect(readBmpSize(bmp(header))).toEqual({ width, height });
  });

  it('that is none or ends has none', () => {
    for (const bytes of [ascii('BA'), ascii('BM')]) expect(readBmpSize(bytes)).toMatchObject({ code: 'malformed' });
  });
});

describe('an AVIF', () => {
  const box = (type: string, ...parts: readonly Uint8Array[]) => {
    const payload = concat(...parts);
    return concat(u32be(payload.length + 8), ascii(type), payload);
  };
  const ispe = (width: number, height: number) => box('ispe', u32be(0), u32be(width), u32be(height));
  const avif = (...properties: readonly Uint8Array[]) =>
    concat(
      box('ftyp', ascii('avif')),
      box('meta', u32be(0), box('hdlr'), box('iprp', box('ipco', ...properties))),
      box('mdat'),
    );

  it.each([
    ['its picture', [ispe(300, 200)], 300, 200],
    ['the largest of them', [box('av1C'), ispe(64, 64), ispe(10_000, 10_000), ispe(300, 200)], 10_000, 10_000],
  ] as const)('states %s', (_, properties, width, height) => {
    expect(readAvifSize(avif(...properties))).toEqual({ width, height });
  });

  it.each([
    ['has no property of size', avif(box('av1C'))],
    ['has one that is cut', avif(box('ispe', u32be(0)))],
    ['has no properties', box('meta', u32be(0), box('hdlr'))],
    ['has no description', box('ftyp', ascii('avif'))],
    ['has a box without an end', concat(u32be(0), ascii('meta'))],
    ['is empty', new Uint8Array()],
  ])('that %s has none', (_, bytes) => {
    expect(readAvifSize(bytes)).toMatchObject({ code: 'malformed' });
  });
});
