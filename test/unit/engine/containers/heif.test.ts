import { describe, expect, it, vi } from 'vitest';
import { inspect } from '../../../../utils/engine/inspect';
import { LIMITS } from '../../../../utils/engine/limits';
import { recognise } from '../../../../utils/engine/recognise';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import { askedSource } from '../../../fuzz/asked-source';
import {
  box,
  bytes,
  c2paStore,
  dataBox,
  ftyp,
  fullBox,
  hdlr,
  ilstItem,
  keysBox,
  repeated,
  sefTrailer,
  tiff,
  UUID_XMP,
  utf8,
  uuidBox,
  uuidC2pa,
  zeros,
} from '../byte-builders';
import { exifItem, type HeifForm, heifFile, miniBox, pictureItem, xmpItem } from '../image-builders';
import { places, shown, walkBytes, walkSource } from './walk-all';

const exif = tiff([{ tag: 0x10e, type: 2, value: 'x\0' }]);
const items = [pictureItem(), { type: 'Exif', data: exifItem(exif) }, xmpItem('<a/>  ')];

describe('the name of a HEIF file', () => {
  it.each([
    ['heic', 'heic', ['mif1']],
    ['heix', 'heic', []],
    ['hevc', 'heic', []],
    ['mif1', 'heif', ['mif1', 'heic']],
    ['msf1', 'heif', []],
    ['avif', 'avif', ['mif1', 'miaf']],
    ['avis', 'avif', []],
    ['mif1', 'avif', ['miaf', 'avif']],
    ['    ', 'heif', ['heic']],
    ['isom', 'mp4', ['heic', 'avif']],
    ['    ', 'mp4', ['isom']],
  ])('with the brand %s is %s', (major, name, compatible) => {
    expect(recognise(ftyp(major, compatible)).name).toBe(name);
  });

  it('of the short form stands in the place of the version', () => {
    expect(recognise(box('ftyp', 'mif3', 'avif')).name).toBe('avif');
    expect(recognise(box('ftyp', 'mif3', 'heic')).name).toBe('heif');
  });
});

describe('a box that goes on to the end of the file', () => {
  /** Its length is 0. */
  const open = (whole: Uint8Array): Uint8Array => bytes(zeros(4), whole.subarray(4));
  const sound = open(uuidBox(UUID_XMP, utf8('<a/>')));
  const holdsTooLong = open(fullBox('meta', hdlr('mdta'), bytes([0, 0, 1, 0], 'abcd')));

  it.each([
    ['with XMP', bytes(heifFile(items), sound), 'complete', ['HEIF item EXIF', 'HEIF item XMP', 'HEIF uuid XMP']],
    ['with a box that is longer than it', bytes(ftyp('heic'), holdsTooLong), 'malformed', []],
    [
      'of media',
      bytes(heifFile(items), open(box('mdat', zeros(70_000)))),
      'complete',
      ['HEIF item EXIF', 'HEIF item XMP'],
    ],
  ])('%s is read alike whether its source states a size or not', async (_name, medium, ending, found) => {
    for (const statesSize of [true, false]) {
      const walked = await walkSource(askedSource(medium, { statesSize }));
      expect([walked.ending.kind, places(walked)]).toEqual([ending, found]);
    }
    expect([(await walkBytes(medium)).ending.kind, places(await walkBytes(medium))]).toEqual([ending, found]);
  });
});

describe('the items of a HEIF file', () => {
  const forms: readonly (readonly [string, HeifForm])[] = [
    ['in mdat', {}],
    ['in idat', { method: 1 }],
    ['in two extents each', { extents: 2 }],
    ['in idat, in three extents each', { method: 1, extents: 3 }],
    ['by locations of version 2', { ilocVersion: 2 }],
  ];
  it.each(forms)('are found %s', async (_name, form) => {
    const walked = await walkBytes(heifFile(items, form));
    expect(walked.ending.kind).toBe('complete');
    expect(shown(walked)).toEqual([
      ['tiff HEIF item EXIF', Buffer.from(exif).toString('latin1')],
      ['xmp HEIF item XMP', '<a/>  '],
    ]);
  });

  it('stand where their offsets say', async () => {
    const medium = heifFile(items);
    for (const { offset, payload } of (await walkBytes(medium)).blocks) {
      expect(medium.subarray(offset, offset + payload.length)).toEqual(payload);
    }
  });

  it('stand beside what Samsung’s editor adds', async () => {
    const medium = bytes(heifFile(items), box('sefd', sefTrailer('PEg_Info', '{"genAIType":8}')));
    const walked = await walkBytes(medium);
    expect(shown(walked).at(-1)).toEqual(['text HEIF sefd PEg_Info', '{"genAIType":8}']);
    expect(walked.ending.kind).toBe('complete');
    expect((await walkBytes(medium.subarray(0, -1))).ending.kind).toBe('truncated');
  });

  it('of AVIF are called so', async () => {
    expect(places(await walkBytes(heifFile(items, { major: 'avif' })))).toEqual(['AVIF item EXIF', 'AVIF item XMP']);
  });

  it.each([
    ['the JPEG signature', exifItem(exif)],
    ['an offset of zero', bytes([0, 0, 0, 0], exif)],
    ['a wrong offset', bytes([0, 0, 0, 9], exif)],
    ['no offset', exif],
    ['the JPEG signature and no offset', bytes('Exif\0\0', exif)],
  ])('give the EXIF stream behind %s', async (_name, data) => {
    const walked = await walkBytes(heifFile([pictureItem(), { type: 'Exif', data }]));
    expect(walked.blocks.map(({ payload }) => payload)).toEqual([exif]);
  });

  it.each([
    ['deflate', 'deflate'],
    ['gzip', 'deflate'],
    ['Deflate', 'deflate'],
    ['compress_zlib', 'deflate'],
    ['br', 'brotli'],
  ])('that are packed by %s are left to their decoder', async (encoding, kind) => {
    const item = { ...xmpItem('packed'), strings: `application/rdf+xml\0${encoding}\0` };
    const walked = await walkBytes(heifFile([pictureItem(), item]));
    expect(walked.ending.kind).toBe('complete');
    expect(walked.blocks).toMatchObject([{ kind, variant: 'xmp', place: 'HEIF item XMP', payload: bytes('packed') }]);
  });

  it('of other types hold no metadata', async () => {
    const others = [
      pictureItem(),
      { type: 'mime', strings: 'image/jpeg\0', data: utf8('<a/>') },
      { type: 'mime', strings: 'application/rdf+xmlish', data: utf8('<a/>') },
      { type: 'uri ', data: utf8('<a/>') },
    ];
    const walked = await walkBytes(heifFile(others));
    expect([places(walked), walked.ending.kind]).toEqual([['HEIF item XMP'].slice(1), 'complete']);
  });

  it.each([
    ['protected', heifFile([{ ...xmpItem('<a/>'), protection: 1 }]), 'unsupported'],
    ['packed', heifFile([{ ...xmpItem('<a/>'), strings: 'application/rdf+xml\0compress\0' }]), 'unsupported'],
    ['in another file', heifFile([xmpItem('<a/>')], { dataReference: 1 }), 'unsupported'],
    ['too long', heifFile([xmpItem(zeros(LIMITS.xmpBytes + 1))]), 'over-budget'],
    ['nowhere', heifFile([xmpItem('')], { extents: 0 }), 'malformed'],
  ])('that are %s do not count as read', async (_name, medium, kind) => {
    const walked = await walkBytes(medium);
    expect([walked.ending.kind, walked.blocks]).toEqual([kind, []]);
  });

  it('of more extents than any file needs are not read', async () => {
    const extents = LIMITS.itemExtents;
    const item = xmpItem(`<a>${' '.repeat(extents)}</a>`);
    const walked = await walkBytes(heifFile([item], { extents: extents / 2 }));
    expect([walked.ending.kind, places(walked)]).toEqual(['complete', ['HEIF item XMP']]);
    const beyond = await walkBytes(heifFile([item, xmpItem(item.data)], { extents: extents / 2 + 1 }));
    expect([beyond.ending.kind, places(beyond)]).toEqual(['over-budget', ['HEIF item XMP']]);
  });

  it('may have entries of any length, of which no character is looked at by itself', async () => {
    const characters = vi.spyOn(String, 'fromCharCode');
    const long = { ...xmpItem('<a/>'), strings: `application/rdf+xml\0\0${'x'.repeat(100_000)}` };
    const walked = await walkBytes(heifFile([long]));
    expect(characters.mock.calls.length).toBeLessThan(10_000);
    characters.mockRestore();
    expect([walked.ending.kind, places(walked)]).toEqual(['complete', ['HEIF item XMP']]);
  });

  it('that overlap again and again are not read', async () => {
    const data = zeros(4000);
    const medium = heifFile(Array(9).fill({ ...xmpItem(''), data }));
    // All locations point to the first.
    const same = heifFile(Array(9).fill({ ...xmpItem(''), data: zeros(0) }));
    const lengthFields = bytes([0, 0, 0x0f, 0xa0]);
    expect((await walkBytes(medium)).ending.kind).toBe('complete');
    const changed = bytes(same, data);
    for (let at = 0; at + 4 < changed.length; at++) {
      if (Buffer.from(changed.subarray(at, at + 10)).equals(Buffer.from([0, 1, 0, 0, 0, 0, 0, 0, 0, 0]))) {
        changed.set(lengthFields, at + 6);
      }
    }
    expect((await walkBytes(changed)).ending.kind).toBe('over-budget');
  });
});

describe('other boxes of a HEIF file', () => {
  it('can hold C2PA and XMP', async () => {
    const medium = bytes(heifFile([pictureItem()], { before: [uuidC2pa(c2paStore())] }), uuidBox(UUID_XMP, '<a/>'));
    const walked = await walkBytes(medium);
    expect([places(walked), walked.ending.kind]).toEqual([['HEIF uuid C2PA', 'HEIF uuid XMP'], 'complete']);
  });

  it('can be tracks with items and tags of their own', async () => {
    const keys = fullBox('meta', hdlr('mdta'), keysBox(['AIGC']), box('ilst', ilstItem(1, dataBox('x'))));
    const inTrack = heifFile([xmpItem('<a/>')], { method: 1 });
    const metaAt = inTrack.findIndex((_, at) => Buffer.from(inTrack.subarray(at, at + 4)).toString() === 'meta') - 4;
    const meta = inTrack.subarray(metaAt, inTrack.length - 8);
    const medium = bytes(ftyp('avis', ['avis']), box('moov', box('trak', meta), box('udta', keys)), box('mdat', 'x'));
    const walked = await walkBytes(medium);
    expect([places(walked), walked.ending.kind]).toEqual([['AVIF item XMP', 'AVIF moov/udta/meta'], 'complete']);
  });

  it('are hopped over', async () => {
    const source = bufferSource(heifFile([xmpItem('<a/>'), pictureItem(3_000_000)]));
    const { verdict } = await inspect(source, { input: 'a.heic', faults: 'throw' });
    expect(verdict.status).toBe('unlabelled');
    expect(source.bytesRead).toBeLessThan(LIMITS.firstReadBytes + 1);
  });
});

describe('the short form of HEIF', () => {
  const forms = [
    ['', {}],
    [' with small dimensions', { small: true }],
    [' with a colour profile and alpha', { icc: 5, alpha: 7 }],
    [' with a gain map', { gainMap: 9 }],
  ] as const;
  it.each(forms)('gives its metadata%s', async (_name, form) => {
    const walked = await walkBytes(
      bytes(box('ftyp', 'mif3', 'avif'), miniBox({ ...form, exif: exifItem(exif), xmp: utf8('<a/>') })),
    );
    expect(walked.ending.kind).toBe('complete');
    expect(shown(walked)).toEqual([
      ['tiff AVIF item EXIF', Buffer.from(exif).toString('latin1')],
      ['xmp AVIF item XMP', '<a/>'],
    ]);
  });

  it('without metadata is complete', async () => {
    const walked = await walkBytes(bytes(box('ftyp', 'mif3', 'avif'), miniBox({})));
    expect([walked.ending.kind, walked.blocks]).toEqual(['complete', []]);
  });

  it('does not count as read where its metadata are packed, or its sizes wrong', async () => {
    const packed = miniBox({ xmp: utf8('<a/>'), packed: true });
    expect((await walkBytes(bytes(box('ftyp', 'mif3', 'avif'), packed))).ending.kind).toBe('unsupported');
    const wrong = box('mini', miniBox({ xmp: utf8('<a/>') }).subarray(8), 'x');
    expect((await walkBytes(bytes(box('ftyp', 'mif3', 'avif'), wrong))).ending.kind).toBe('malformed');
  });
});

describe('the end of a HEIF file', () => {
  it('lies behind every byte', async () => {
    const whole = heifFile([xmpItem('<a/>'), pictureItem()]);
    for (let length = 12; length < whole.length; length++) {
      const { kind } = (await walkBytes(whole.subarray(0, length))).ending;
      expect(kind, `at byte ${length}`).toBe('truncated');
    }
  });

  it('may be followed by what is no box', async () => {
    const walked = await walkBytes(bytes(heifFile(items), zeros(3), '\x10\x01\x02\x03\x04 no box'));
    expect([walked.ending.kind, walked.notes]).toEqual(['complete', ['trailer']]);
  });

  it('is over budget behind more boxes than are walked', async () => {
    const medium = bytes(ftyp('heic'), repeated(box('free'), LIMITS.structures + 1));
    expect((await walkBytes(medium)).ending.kind).toBe('over-budget');
  });
});
