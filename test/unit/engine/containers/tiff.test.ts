import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../utils/engine/inspect';
import { LIMITS } from '../../../../utils/engine/limits';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import { AIGC_LABEL, be32, bytes, c2paStore, iim, le32, repeated, utf8, utf16, zeros } from '../byte-builders';
import { type TiffForm, tiffFile } from '../image-builders';
import { places, shown, walkBytes } from './walk-all';

const FORMS: readonly (readonly [string, TiffForm])[] = [
  ['a little-endian TIFF', {}],
  ['a big-endian TIFF', { order: 'MM' }],
  ['a little-endian BigTIFF', { big: true }],
  ['a big-endian BigTIFF', { order: 'MM', big: true }],
];
const software = { tag: 0x131, type: 2, value: 'a writer of pictures\0' };
const xmp = { tag: 0x2bc, type: 1, value: '<a/>      ' };

describe.each(FORMS)('%s', (_name, form) => {
  const medium = tiffFile(
    [
      {
        entries: [
          { tag: 0x10e, type: 2, value: 'x\0' },
          software,
          xmp,
          { tag: 0x83bb, type: 4, value: bytes(iim(2, 120, 'abc')) },
          { tag: 0x9c9c, type: 1, value: utf16('猫', 'le') },
          { tag: 0x927c, type: 7, value: 'not ASCII' },
        ],
        inner: [
          { tag: 0x8769, directories: [{ entries: [{ tag: 0x9286, type: 7, value: 'ASCII\0\0\0hello' }] }] },
          { tag: 0x14a, directories: [{ entries: [software] }, { entries: [xmp] }] },
        ],
      },
      { entries: [software, { tag: 0xcd41, type: 7, value: c2paStore() }] },
    ],
    { ...form, strips: 100 },
  );

  it('gives the values of IFD0, Exif and SubIFDs, and of further pages C2PA alone', async () => {
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(shown(walked)).toEqual([
      ['tiff-value TIFF IFD0 ImageDescription', 'x\0'],
      ['tiff-value TIFF IFD0 Software', 'a writer of pictures\0'],
      ['xmp TIFF IFD0 XMP', '<a/>      '],
      ['iptc-iim TIFF IFD0 IPTC', Buffer.from(iim(2, 120, 'abc')).toString('latin1')],
      ['tiff-value TIFF IFD0 XPComment', '\x2b\x73'],
      ['tiff-value TIFF SubIFD Software', 'a writer of pictures\0'],
      ['xmp TIFF SubIFD XMP', '<a/>      '],
      ['tiff-value TIFF ExifIFD UserComment', 'ASCII\0\0\0hello'],
      ['jumbf TIFF IFD1 C2PA', Buffer.from(c2paStore()).toString('latin1')],
    ]);
    for (const { offset, payload } of walked.blocks) {
      expect(medium.subarray(offset, offset + payload.length)).toEqual(payload);
    }
  });

  it('is truncated wherever it is cut', async () => {
    for (let length = 4; length < medium.length; length++) {
      expect((await walkBytes(medium.subarray(0, length))).ending.kind, `at byte ${length}`).toBe('truncated');
    }
  });

  it('is read by its texts, wherever they stand', async () => {
    const value = `ASCII\0\0\0{"AIGC":${AIGC_LABEL}}`;
    const labelled = tiffFile(
      [
        {
          entries: [software],
          inner: [{ tag: 0x8769, directories: [{ entries: [{ tag: 0x9286, type: 7, value }] }] }],
        },
      ],
      form,
    );
    const { findings } = await inspect(bufferSource(labelled), { input: 'a.tif', faults: 'throw' });
    expect(findings.map(({ mark, place }) => [mark, place])).toEqual([['gb45438', 'TIFF ExifIFD UserComment']]);
  });
});

describe('what of a TIFF is read', () => {
  it('is what the structure names, however large its strips are', async () => {
    const source = bufferSource(tiffFile([{ entries: [software, xmp] }], { strips: 3_000_000 }));
    const { verdict } = await inspect(source, { input: 'a.tif', faults: 'throw' });
    expect(verdict.status).toBe('unlabelled');
    expect(source.bytesRead).toBeLessThan(LIMITS.firstReadBytes + 4096 + 1);
  });

  it('are all pages of a long document, for C2PA stands in the last', async () => {
    const pages = [
      ...Array(LIMITS.ifds * 2).fill({ entries: [software] }),
      { entries: [{ tag: 0xcd41, type: 7, value: c2paStore() }] },
    ];
    const walked = await walkBytes(tiffFile(pages));
    expect([walked.ending.kind, places(walked)]).toEqual([
      'complete',
      ['TIFF IFD0 Software', `TIFF IFD${LIMITS.ifds * 2} C2PA`],
    ]);
  });

  it('are values of a type that can hold them', async () => {
    const medium = tiffFile([
      {
        entries: [
          { tag: 0x131, type: 3, value: 'abcd' },
          { tag: 0x927c, type: 2, value: 'fooocus\0' },
          { tag: 0x10e, type: 77, value: 'abcd' },
        ],
      },
    ]);
    expect(places(await walkBytes(medium))).toEqual(['TIFF IFD0 MakerNote']);
  });

  it('is the one directory that a pointer of count 4 means', async () => {
    const inner = bytes([1, 0], [0x86, 0x92, 7, 0], le32(3), 'abc\0', le32(0));
    const medium = bytes('II*\0', le32(8), [1, 0], [0x69, 0x87, 4, 0], le32(4), le32(26), le32(0), inner);
    expect(shown(await walkBytes(medium))).toEqual([['tiff-value TIFF ExifIFD UserComment', 'abc']]);
  });
});

describe('a faulty TIFF', () => {
  const short = { tag: 0x100, type: 3, value: 'xx' };
  const subDirectories = {
    entries: [short],
    inner: [{ tag: 0x14a, directories: Array(LIMITS.ifds / 2).fill({ entries: [short] }) }],
  };

  it('whose directories go round in a circle ends', async () => {
    const medium = bytes('MM\0*', be32(8), [0, 1], [1, 0x31, 0, 2], be32(2), 'x\0\0\0', be32(8));
    const walked = await walkBytes(medium);
    expect([walked.ending.kind, places(walked)]).toEqual(['complete', ['TIFF IFD0 Software']]);
  });

  it('that loses one value gives the others, and is truncated', async () => {
    const medium = bytes(
      'II*\0',
      le32(8),
      [2, 0],
      bytes([0x0e, 1, 2, 0], le32(9), le32(9999)),
      bytes([0x31, 1, 2, 0], le32(2), 'x\0\0\0'),
      le32(0),
    );
    const walked = await walkBytes(medium);
    expect([walked.ending.kind, places(walked)]).toEqual(['truncated', ['TIFF IFD0 Software']]);
  });

  it.each([
    ['no first directory', bytes('II*\0', le32(0), zeros(20)), 'malformed'],
    ['a first directory without entries', bytes('II*\0', le32(8), zeros(20)), 'malformed'],
    ['a first directory beyond its end', bytes('II*\0', le32(999), zeros(20)), 'truncated'],
    ['too many entries', tiffFile([{ entries: Array(LIMITS.ifdEntries + 1).fill(software) }]), 'over-budget'],
    [
      'too many inner directories',
      tiffFile([
        {
          entries: [software],
          inner: [{ tag: 0x14a, directories: [0, 1].map(() => subDirectories) }],
        },
      ]),
      'over-budget',
    ],
    [
      'too many pages',
      tiffFile(Array(LIMITS.structures / 200 + 1).fill({ entries: Array(200).fill(short) })),
      'over-budget',
    ],
    [
      'values that overlap',
      bytes(
        'II*\0',
        le32(8),
        [100, 0],
        repeated(bytes([0x31, 1, 2, 0], le32(4000), le32(8)), 100),
        le32(0),
        zeros(4000),
      ),
      'over-budget',
    ],
    [
      'a packet that is too long',
      tiffFile([{ entries: [{ tag: 0x2bc, type: 1, value: zeros(LIMITS.xmpBytes + 1) }] }]),
      'over-budget',
    ],
  ])('with %s does not count as read', async (_name, medium, kind) => {
    expect((await walkBytes(medium)).ending.kind).toBe(kind);
  });

  it('may keep a text that is no ASCII', async () => {
    const medium = tiffFile([{ entries: [{ tag: 0x131, type: 129, value: utf8('猫\0') }] }]);
    expect(places(await walkBytes(medium))).toEqual(['TIFF IFD0 Software']);
  });
});
