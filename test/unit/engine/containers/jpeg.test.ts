import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../utils/engine/blocks';
import { inspect } from '../../../../utils/engine/inspect';
import { LIMITS } from '../../../../utils/engine/limits';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import { askedSource } from '../../../fuzz/asked-source';
import {
  AIGC_LABEL,
  app,
  app1Exif,
  app1Xmp,
  app11Jumbf,
  app13Photoshop,
  box,
  bytes,
  c2paStore,
  com,
  eoi,
  extendedXmp,
  iptcAiPacket,
  jfif,
  jpeg,
  le16,
  le32,
  repeated,
  sefTrailer,
  segment,
  sos,
  superbox,
  tiff,
  utf16,
  xmpPacket,
  zeros,
} from '../byte-builders';
import { places, shown, walkBytes, walkSource } from './walk-all';

const SAMSUNG = tiff([{ tag: 0x10f, type: 2, value: 'samsung\0' }]);
const NIKON = tiff([{ tag: 0x10f, type: 2, value: 'NIKON\0' }]);
const store = c2paStore(superbox(bytes('c2ma', zeros(12)), 'urn:x', box('cbor', zeros(300))));

describe('a JPEG', () => {
  it('gives every kind of metadata segment in order, each with its place', async () => {
    const walked = await walkBytes(
      jpeg([
        jfif(),
        app1Exif(NIKON),
        app1Xmp('<x:xmpmeta/>'),
        app(9, AIGC_LABEL),
        app(9, 'AIGC', AIGC_LABEL),
        com('hello'),
        sos(),
        eoi(),
      ]),
    );
    expect(walked.ending.kind).toBe('complete');
    expect(walked.notes).toEqual([]);
    expect(shown(walked)).toEqual([
      ['tiff JPEG APP1 EXIF', Buffer.from(NIKON).toString('latin1')],
      ['xmp JPEG APP1 XMP', '<x:xmpmeta/>'],
      ['text JPEG APP9', `AIGC${AIGC_LABEL}`],
      ['text JPEG COM', 'hello'],
    ]);
    expect(walked.blocks.map(({ variant }) => variant)).toEqual([undefined, undefined, 'glued', 'comment']);
  });

  it('states where each payload begins', async () => {
    const medium = jpeg([jfif(), app1Exif(NIKON), com('hello'), sos(), eoi()]);
    const { blocks } = await walkBytes(medium);
    for (const { offset, payload } of blocks) {
      expect(medium.subarray(offset, offset + payload.length)).toEqual(payload);
    }
  });

  it.each([
    ['without NUL behind the signature', app(1, 'http://ns.adobe.com/xap/1.0/', '<x:xmpmeta/>')],
    ['with a short signature', app(1, 'XMP\0', '<x:xmpmeta/>')],
  ])('accepts XMP %s', async (_name, xmpSegment) => {
    expect(shown(await walkBytes(jpeg([xmpSegment, sos(), eoi()])))).toEqual([['xmp JPEG APP1 XMP', '<x:xmpmeta/>']]);
  });

  it('reads several APP1 of one kind', async () => {
    const walked = await walkBytes(jpeg([app1Exif(NIKON), app1Xmp('a'), app1Exif(NIKON), app1Xmp('b'), sos(), eoi()]));
    expect(places(walked)).toEqual(['JPEG APP1 EXIF', 'JPEG APP1 XMP', 'JPEG APP1 EXIF', 'JPEG APP1 XMP']);
  });

  it('skips fill bytes and garbage between segments', async () => {
    const medium = jpeg([
      jfif(),
      bytes([0xff, 0xff, 0xff]),
      com('a'),
      bytes('garbage', [0xff, 0]),
      com('b'),
      sos(),
      eoi(),
    ]);
    const walked = await walkBytes(medium);
    expect(shown(walked).map(([, text]) => text)).toEqual(['a', 'b']);
    expect(walked.ending.kind).toBe('complete');
  });

  it('gives up where no marker comes', async () => {
    const walked = await walkBytes(jpeg([jfif(), zeros(LIMITS.jpegGarbageBytes + 10), com('a'), sos(), eoi()]));
    expect(walked.ending.kind).toBe('malformed');
  });

  it('does not take an ordinary APP9 or an unknown APP1 for metadata', async () => {
    expect(places(await walkBytes(jpeg([app(9, 'my AIGC'), app(1, 'QVCI'), app(11, 'HDR_RI'), sos(), eoi()])))).toEqual(
      [],
    );
  });

  it('joins APP13 segments into one block', async () => {
    const walked = await walkBytes(
      jpeg([app13Photoshop(bytes('8BIMa')), com('x'), app13Photoshop(bytes('b')), sos(), eoi()]),
    );
    expect(shown(walked)).toEqual([
      ['text JPEG COM', 'x'],
      ['photoshop JPEG APP13', '8BIMab'],
    ]);
  });
});

describe('extended XMP', () => {
  const packet = xmpPacket(`<rdf:Description rdf:about="">${'汉'.repeat(50_000)}</rdf:Description>`);
  const { guid, segments } = extendedXmp(packet);
  const main = `<x:xmpmeta xmpNote:HasExtendedXMP="${guid}"/>`;

  it.each([
    ['in order', segments],
    ['reversed', [...segments].reverse()],
    ['repeated', [...segments, ...segments]],
  ])('is joined by position when its segments stand %s', async (_name, portions) => {
    const walked = await walkBytes(jpeg([app1Xmp(main), ...portions, sos(), eoi()]));
    expect(segments.length).toBeGreaterThan(2);
    expect(walked.blocks[1]).toMatchObject({
      kind: 'extended-xmp',
      place: 'JPEG APP1 extended XMP',
      variant: 'digest-matches',
    });
    expect(Buffer.from(walked.blocks[1]?.payload ?? []).toString()).toBe(packet);
  });

  it('says when a portion is missing', async () => {
    const walked = await walkBytes(jpeg([app1Xmp(main), ...segments.slice(1), sos(), eoi()]));
    expect(walked.blocks[1]?.variant).toBe('digest-differs');
  });

  it('counts when the main packet is UTF-16', async () => {
    const walked = await walkBytes(jpeg([app1Xmp(utf16(main, 'be')), ...segments, sos(), eoi()]));
    expect(places(walked)).toEqual(['JPEG APP1 XMP', 'JPEG APP1 extended XMP']);
  });

  it('is left alone when no main packet names it', async () => {
    expect(places(await walkBytes(jpeg([app1Xmp('<x:xmpmeta/>'), ...segments, sos(), eoi()])))).toEqual([
      'JPEG APP1 XMP',
    ]);
  });
});

describe('a C2PA store in APP11', () => {
  const joined = ({ payload, further = [] }: Block): Uint8Array => bytes(payload, ...further);

  it.each([
    ['one segment', 60_000, false],
    ['many segments', 40, false],
    ['segments out of order', 40, true],
  ])('is whole from %s', async (_name, portion, isReversed) => {
    const parts = [...app11Jumbf(store, portion)];
    const walked = await walkBytes(jpeg([...(isReversed ? parts.reverse() : parts), sos(), eoi()]));
    expect(walked.blocks.map(({ kind, place }) => [kind, place])).toEqual([['jumbf', 'JPEG APP11 JUMBF']]);
    expect(walked.blocks.map(joined)).toEqual([store]);
    expect(walked.blocks[0]?.variant).toBe(isReversed ? 'disordered' : undefined);
  });

  it('is told from other JUMBF by its type', async () => {
    const other = superbox(bytes('json', zeros(12)), 'x', box('json', '{}'));
    const walked = await walkBytes(jpeg([...app11Jumbf(other, 60_000, 1), ...app11Jumbf(store, 100, 2), sos(), eoi()]));
    expect(walked.blocks.map(joined)).toEqual([store]);
  });

  it('is handed on, damaged as it is, when its outer box has another type', async () => {
    const damaged = bytes(store.subarray(0, 4), 'junk', store.subarray(8));
    const walked = await walkBytes(jpeg([...app11Jumbf(damaged), sos(), eoi()]));
    expect(walked.blocks.map(({ payload }) => payload)).toEqual([damaged]);
    const report = await inspect(bufferSource(jpeg([...app11Jumbf(damaged), sos(), eoi()])), { input: 'a.jpg' });
    expect(report.findings.map(({ status, codes }) => [status, codes])).toEqual([
      ['labelled-other', ['c2pa-malformed']],
    ]);
  });

  it('is handed on as it is when the file is whole and the store is not', async () => {
    const parts = app11Jumbf(store, 100);
    const walked = await walkBytes(jpeg([...parts.slice(0, 2), sos(), eoi()]));
    expect(walked.ending.kind).toBe('complete');
    expect(walked.blocks.map(joined)).toEqual([store.subarray(0, 208)]);
  });

  it('says nothing when the file ends inside it', async () => {
    const whole = jpeg([...app11Jumbf(store, 100)]);
    const walked = await walkBytes(whole.subarray(0, whole.length - 5));
    expect(walked.ending.kind).toBe('truncated');
    expect(walked.blocks).toEqual([]);
  });
});

const END = LIMITS.jpegEndBytes;

describe('the end of a JPEG', () => {
  it.each([
    ['inside a segment', jpeg([jfif(), com('hello')]).subarray(0, 25)],
    ['between segments', jpeg([jfif()])],
    ['inside a marker', bytes(jpeg([jfif()]), [0xff])],
  ])('before the picture data, %s, is truncated', async (_name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe('truncated');
  });

  it.each([
    ['EOI', jpeg([com('a'), eoi()]), []],
    ['a scan and EOI', jpeg([com('a'), sos(), eoi()]), []],
    ['a scan that stops', jpeg([com('a'), sos()]), ['ends-early']],
    ['EOI and padding', jpeg([com('a'), sos(), eoi(), zeros(9)]), []],
    ['EOI and more', jpeg([com('a'), sos(), eoi(), bytes('PK')]), ['trailer']],
    ['a long scan without EOI', jpeg([com('a'), sos(zeros(200_000))]), ['ends-early']],
    ['a long trailer', jpeg([com('a'), sos(), eoi(), zeros(100_000), bytes('x')]), ['trailer']],
    ['EOI as far before its end as is looked', jpeg([com('a'), sos(), eoi(), zeros(END - 2)]), ['trailer']],
    ['EOI further before its end than is looked', jpeg([com('a'), sos(), eoi(), zeros(END - 1)]), ['ends-early']],
  ])('with %s is complete', async (_name, medium, notes) => {
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(walked.notes).toEqual(notes);
    expect(shown(walked)).toEqual([['text JPEG COM', 'a']]);
  });

  it('refuses a segment of impossible length', async () => {
    expect((await walkBytes(jpeg([bytes([0xff, 0xe1, 0, 1])]))).ending.kind).toBe('malformed');
  });

  it('ends over budget when it holds more segments than are walked', async () => {
    const medium = jpeg([repeated(segment(0xfd), LIMITS.structures + 1)]);
    expect((await walkBytes(medium)).ending.kind).toBe('over-budget');
  });
});

describe('the trailer of a JPEG', () => {
  const block = bytes(le16(0), le16(0x0d91), le32(8), 'PEg_Info', '{"genAIType":8}');
  const sef = sefTrailer('PEg_Info', '{"genAIType":8}');

  it('is read where another picture was appended to it', async () => {
    const medium = jpeg([app1Exif(SAMSUNG), sos(), eoi(), sef, jpeg([sos(), eoi()])]);
    const walked = await walkBytes(medium);
    expect(shown(walked).at(-1)).toEqual(['text JPEG trailer SEF PEg_Info', '{"genAIType":8}']);
    expect(walked.notes).toEqual(['trailer']);
  });

  it('is read for a Samsung camera', async () => {
    const medium = jpeg([app1Exif(SAMSUNG), sos(), eoi(), sef]);
    const walked = await walkBytes(medium);
    expect(shown(walked).at(-1)).toEqual(['text JPEG trailer SEF PEg_Info', '{"genAIType":8}']);
    expect(walked.blocks.at(-1)?.key).toBe('PEg_Info');
  });

  it.each([
    ['in capitals', [{ tag: 0x10f, type: 2, value: 'SAMSUNG TECHWIN\0' }], true],
    ['in another text of the directory', [{ tag: 0x10e, type: 2, value: 'Samsung Galaxy\0' }], true],
    [
      'behind a long text',
      [
        { tag: 0x10e, type: 2, value: `${'s'.repeat(60_000)}\0` },
        { tag: 0x10f, type: 2, value: 'samsung\0' },
      ],
      true,
    ],
    ['in a value that is no text', [{ tag: 0x927c, type: 7, value: 'samsung\0' }], false],
  ] as const)('is read for the name %s', async (_name, tags, isRead) => {
    const medium = jpeg([app1Exif(tiff(tags)), sos(), eoi(), sef]);
    expect(places(await walkBytes(medium)).includes('JPEG trailer SEF PEg_Info')).toBe(isRead);
  });

  it('is read where no answer states the size', async () => {
    const medium = jpeg([app1Exif(SAMSUNG), sos(zeros(100_000)), eoi(), sef]);
    const walked = await walkSource(askedSource(medium, { statesSize: false }));
    expect(places(walked)).toContain('JPEG trailer SEF PEg_Info');
  });

  it('is not read for another one, nor when it is not asked for', async () => {
    expect(places(await walkBytes(jpeg([app1Exif(NIKON), sos(), eoi(), sef])))).toEqual(['JPEG APP1 EXIF']);
    const unasked = await walkBytes(jpeg([app1Exif(SAMSUNG), sos(), eoi(), sef]), { jpegTrailer: false });
    expect(places(unasked)).toEqual(['JPEG APP1 EXIF']);
  });

  it.each([LIMITS.sefEntries, 6_000])('is over budget with more than %d entries', async (count) => {
    const block = bytes(le32(0), le32(1), 'a');
    const directory = (entries: number): Uint8Array =>
      bytes(
        'SEFH',
        le32(107),
        le32(entries),
        repeated(bytes(le32(0), le32(block.length), le32(block.length)), entries),
        le32(12 + 12 * entries),
        'SEFT',
      );
    const endingOf = async (entries: number) =>
      (await walkBytes(jpeg([app1Exif(SAMSUNG), sos(), eoi(), block, directory(entries)]))).ending.kind;
    expect([await endingOf(LIMITS.sefEntries), await endingOf(count + 1)]).toEqual(['complete', 'over-budget']);
  });

  it.each([
    ['any camera', NIKON],
    ['a Samsung camera', SAMSUNG],
  ])('that is another picture of %s is noted, and its labels are not read', async (_, exif) => {
    const second = jpeg([
      app1Xmp(iptcAiPacket()),
      ...app11Jumbf(c2paStore()),
      app(9, `AIGC${AIGC_LABEL}`),
      com(`AIGC${AIGC_LABEL}`),
      sos(),
      eoi(),
    ]);
    const medium = bytes(jpeg([app1Exif(exif), app(2, 'MPF\0', zeros(20)), sos(), eoi()]), second);
    const walked = await walkBytes(medium);
    expect(places(walked)).toEqual(['JPEG APP1 EXIF']);
    expect(walked.notes).toEqual(['trailer']);
  });

  it('of a multi-picture file gives its glued label', async () => {
    const walked = await walkBytes(jpeg([app(2, 'MPF\0', zeros(20)), sos(), eoi(), bytes('AIGC', AIGC_LABEL)]));
    expect(shown(walked)).toEqual([['text JPEG trailer', `AIGC${AIGC_LABEL}`]]);
    expect(walked.notes).toContain('trailer');
  });

  it.each([
    ['a directory that points before the file', bytes(sef.subarray(0, -8), le32(0xffffff), 'SEFT')],
    [
      'a block that points before the file',
      bytes(block, 'SEFH', le32(107), le32(1), le32(0), le32(0xfffffff), le32(9), le32(24), 'SEFT'),
    ],
    ['more entries than there is room', bytes(block, 'SEFH', le32(107), le32(0xffffffff), le32(12), 'SEFT')],
  ])('with %s is passed over', async (_name, trailer) => {
    const walked = await walkBytes(jpeg([app1Exif(SAMSUNG), sos(), eoi(), trailer]));
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toEqual(['JPEG APP1 EXIF']);
  });
});

it('a packet that says AI is found behind a long EXIF segment', async () => {
  const medium = jpeg([app1Exif(bytes(NIKON, zeros(65_000))), app1Xmp(iptcAiPacket()), sos(), eoi()]);
  expect(places(await walkBytes(medium))).toEqual(['JPEG APP1 EXIF', 'JPEG APP1 XMP']);
});
