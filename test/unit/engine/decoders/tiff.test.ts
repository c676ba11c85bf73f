import exifr from 'exifr';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import {
  ASCII,
  block,
  bytes,
  decode,
  decodeAll,
  latin1,
  type TiffEntry,
  texts,
  tiff,
  UNDEFINED,
  u16,
  u32,
  utf16,
} from './build';

const BYTE = 1;
const SHORT = 3;
const LONG = 4;
const UTF8 = 129;

const IMAGE_DESCRIPTION = 0x010e;
const MAKE = 0x010f;
const SOFTWARE = 0x0131;
const COPYRIGHT = 0x8298;
const USER_COMMENT = 0x9286;
const MAKER_NOTE = 0x927c;
const XP_COMMENT = 0x9c9c;

const entry = (tag: number, type: number, value: Uint8Array, count?: number): TiffEntry =>
  count === undefined ? { tag, type, value } : { tag, type, value, count };
const ascii = (tag: number, text: string): TiffEntry => entry(tag, ASCII, bytes(text, [0]));

const read = (stream: Uint8Array): readonly (readonly [string, string])[] =>
  texts(decode(block('tiff', stream, { place: 'JPEG APP1 EXIF' })).fields);

describe('TIFF walker', () => {
  it.each<'II' | 'MM'>(['II', 'MM'])('reads IFD0 and ExifIFD in byte order %s', (order) => {
    const stream = tiff({
      order,
      ifd0: [ascii(MAKE, 'Maker'), ascii(SOFTWARE, 'Tool')],
      exif: [entry(USER_COMMENT, UNDEFINED, bytes('ASCII\0\0\0', 'note'))],
    });
    expect(read(stream)).toEqual([
      ['JPEG APP1 EXIF Make', 'Maker'],
      ['JPEG APP1 EXIF Software', 'Tool'],
      ['JPEG APP1 EXIF UserComment', 'note'],
    ]);
  });

  it.each<[string, TiffEntry, string]>([
    ['a value of four bytes inline', ascii(MAKE, 'abc'), 'abc'],
    ['a value of five bytes by its offset', ascii(MAKE, 'abcd'), 'abcd'],
    ['UTF-8 in ASCII', ascii(IMAGE_DESCRIPTION, '标识'), '标识'],
    ['Windows-1252 in ASCII', entry(MAKE, ASCII, latin1('caf\xe9 \x80\0')), 'café €'],
    ['EXIF 3.0 UTF-8 (type 129)', entry(MAKE, UTF8, bytes('标识\0')), '标识'],
    ['leading NULs', entry(MAKE, ASCII, bytes([0, 0], 'abcd', [0])), 'abcd'],
    ['text up to its first NUL', entry(MAKE, ASCII, bytes('abcd\0rest')), 'abcd'],
    ['both parts of Copyright', entry(COPYRIGHT, ASCII, bytes('photographer\0editor\0')), 'photographer\0editor'],
    ['text under type UNDEFINED', entry(IMAGE_DESCRIPTION, UNDEFINED, bytes('abcde')), 'abcde'],
    ['a MakerNote that is ASCII', entry(MAKER_NOTE, ASCII, bytes('a1111\0')), 'a1111'],
    ['XPComment', entry(XP_COMMENT, BYTE, utf16('标识 x\0', 'le')), '标识 x'],
    ['UserComment of type ASCII in IFD0', entry(USER_COMMENT, ASCII, bytes('plain text\0')), 'plain text'],
    ['a count that runs beyond the stream', entry(MAKE, ASCII, bytes('abcdef'), 99), 'abcdef'],
  ])('reads %s', (_, of, expected) => {
    expect(read(tiff({ ifd0: [of] })).map(([, value]) => value)).toEqual([expected]);
  });

  it('reads XPComment as little-endian in a big-endian stream too', () => {
    const stream = tiff({ order: 'MM', ifd0: [entry(XP_COMMENT, BYTE, utf16('标识', 'le'))] });
    expect(read(stream)).toEqual([['JPEG APP1 EXIF XPComment', '标识']]);
  });

  it.each<[string, TiffEntry]>([
    ["a camera maker's binary MakerNote", entry(MAKER_NOTE, UNDEFINED, bytes('AIGC{"Label":"1"}'))],
    ['tags that hold no label', ascii(0x0132, '2026:01:01 00:00:00')],
    ['unknown types', entry(MAKE, 77, bytes('abcdef'))],
    ['numbers under a text tag', entry(MAKE, LONG, u32(1), 1)],
    ['entries without value', entry(MAKE, ASCII, bytes(''), 0)],
  ])('makes no field of %s', (_, of) => {
    expect(read(tiff({ ifd0: [of] }))).toEqual([]);
  });

  it('leaves the thumbnail alone', () => {
    expect(read(tiff({ ifd0: [ascii(MAKE, 'main')], ifd1: [ascii(MAKE, 'thumbnail')] }))).toEqual([
      ['JPEG APP1 EXIF Make', 'main'],
    ]);
  });

  it('goes on behind an entry whose offset is beyond the stream', () => {
    const stream = tiff({ ifd0: [ascii(MAKE, 'broken one'), ascii(SOFTWARE, 'sound one')] });
    new DataView(stream.buffer).setUint32(8 + 2 + 8, 0xffff_fff0, true);
    expect(read(stream)).toEqual([['JPEG APP1 EXIF Software', 'sound one']]);
  });

  it('takes the ExifIFD pointer whatever count stands with it', () => {
    const stream = tiff({ exif: [ascii(0xa436, 'title')] });
    new DataView(stream.buffer).setUint32(8 + 2 + 4, 4, true);
    expect(read(stream)).toEqual([['JPEG APP1 EXIF ImageTitle', 'title']]);
  });

  it('reads SubIFDs', () => {
    const inner = 8 + 2 + 12 + 4;
    const stream = bytes(
      'II',
      u16(42, true),
      u32(8, true),
      ...[u16(1, true), u16(0x014a, true), u16(LONG, true), u32(1, true), u32(inner, true), u32(0, true)],
      ...[u16(1, true), u16(MAKE, true), u16(ASCII, true), u32(3, true), 'ab\0\0', u32(0, true)],
    );
    expect(read(stream)).toEqual([['JPEG APP1 EXIF Make', 'ab']]);
  });

  it('ends where directories point at each other', () => {
    const stream = tiff({ ifd0: [ascii(MAKE, 'abc')], exif: [] });
    new DataView(stream.buffer).setUint32(8 + 2 + 12 + 8, 8, true);
    expect(read(stream)).toEqual([['JPEG APP1 EXIF Make', 'abc']]);
  });

  it.each<[string, number, string, string]>([
    ['XMP', 0x02bc, '<xml/>', 'xmp'],
    ['IPTC', 0x83bb, '\x1c\x02\x78\0\x01a', 'iptc-iim'],
    ['Photoshop', 0x8649, '8BIM....', 'photoshop'],
  ])('hands on the %s block inside it', (name, tag, content, kind) => {
    const stream = tiff({ ifd0: [entry(tag, BYTE, bytes(content))] });
    const [nested, ...others] = decode(block('tiff', stream, { place: 'TIFF IFD0', offset: 100 })).blocks ?? [];
    expect(others).toEqual([]);
    expect(nested).toMatchObject({ kind, place: `TIFF IFD0 ${name}`, payload: bytes(content) });
    expect(nested?.offset).toBe(100 + stream.length - bytes(content).length);
  });

  it('takes IPTC of type LONG as the bytes that it is', () => {
    const dataset = bytes([0x1c, 2, 110, 0, 3], 'abc');
    const stream = tiff({ order: 'MM', ifd0: [entry(0x83bb, LONG, dataset, dataset.length / 4)] });
    expect(texts(decodeAll(block('tiff', stream)))).toEqual([['P IPTC 2:110', 'abc']]);
  });

  it.each<[string, Uint8Array]>([
    ['an empty segment', bytes('')],
    ['no TIFF header', bytes('no TIFF at all')],
    ['a header alone', bytes('II', u16(42, true), u32(8, true))],
    ['another version', bytes('II', u16(85, true), u32(8, true), new Uint8Array(64))],
  ])('finds nothing in %s', (_, stream) => {
    expect(decode(block('tiff', stream))).toMatchObject({ fields: [] });
    expect(decode(block('tiff', stream)).problem).toBeUndefined();
  });

  it('says that it cannot open BigTIFF', () => {
    const stream = bytes('II', u16(43, true), u16(8, true), u16(0), new Uint8Array(32));
    expect(decode(block('tiff', stream)).problem?.code).toBe('unsupported');
  });

  it('stops at too many entries, directories and shared bytes', () => {
    const entries = Array.from({ length: LIMITS.ifdEntries + 1 }, () => ascii(MAKE, 'a'));
    expect(decode(block('tiff', tiff({ ifd0: entries }))).problem?.code).toBe('over-budget');
    expect(decode(block('tiff', tiff({ ifd0: entries.slice(1) }))).problem).toBeUndefined();

    const shared = tiff({ ifd0: Array.from({ length: 8 }, () => ascii(MAKE, 'a'.repeat(64))) });
    const view = new DataView(shared.buffer);
    for (let index = 0; index < 8; index += 1) {
      view.setUint32(8 + 2 + 12 * index + 4, shared.length, true);
      view.setUint32(8 + 2 + 12 * index + 8, 0, true);
    }
    expect(decode(block('tiff', shared)).problem?.code).toBe('over-budget');

    // As many SubIFDs as may be beside IFD0, and one more; each is an empty directory.
    const subIfds = (count: number): Uint8Array => {
      const directories = 8 + 2 + 12 + 4 + 4 * count;
      const pointers = Array.from({ length: count }, (_, index) => u32(directories + 6 * index, true));
      const head = tiff({ ifd0: [entry(0x014a, LONG, bytes(...pointers), count)] });
      return bytes(head, new Uint8Array(6 * count));
    };
    expect(decode(block('tiff', subIfds(LIMITS.ifds - 1))).problem).toBeUndefined();
    expect(decode(block('tiff', subIfds(LIMITS.ifds))).problem?.code).toBe('over-budget');
  });

  it('never throws, whatever one change does to a stream', () => {
    const stream = tiff({
      ifd0: [ascii(MAKE, 'maker'), entry(0x02bc, BYTE, bytes('<x/>')), entry(XP_COMMENT, SHORT, utf16('ab', 'le'), 2)],
      exif: [entry(USER_COMMENT, UNDEFINED, bytes('UNICODE\0', utf16('text', 'be')))],
      ifd1: [ascii(MAKE, 'thumbnail')],
    });
    fc.assert(
      fc.property(fc.nat(stream.length - 1), fc.nat(255), (at, value) => {
        const changed = stream.slice();
        changed[at] = value;
        expect(Array.isArray(decode(block('tiff', changed)).fields)).toBe(true);
      }),
    );
  });

  it('agrees with another reader on well-formed streams', async () => {
    for (const order of ['II', 'MM'] as const) {
      const stream = tiff({
        order,
        ifd0: [ascii(IMAGE_DESCRIPTION, 'A picture'), ascii(MAKE, 'Maker'), ascii(SOFTWARE, 'Tool 1.0')],
        exif: [ascii(0xa434, 'Lens')],
      });
      const oracle = await exifr.parse(stream, { tiff: true, exif: true });
      expect(Object.fromEntries(read(stream).map(([place, value]) => [place.split(' ').at(-1), value]))).toEqual(
        oracle,
      );
    }
  });
});
