import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../utils/engine/inspect';
import { LIMITS } from '../../../../utils/engine/limits';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import {
  be16,
  be32,
  box,
  bytes,
  c2paStore,
  dataBox,
  ftyp,
  fullBox,
  hdlr,
  ilstItem,
  keysBox,
  largeBox,
  openBox,
  repeated,
  sefTrailer,
  UUID_C2PA,
  UUID_XMP,
  uuidBox,
  uuidC2pa,
  zeros,
} from '../byte-builders';
import { places, shown, walkBytes } from './walk-all';

const mdat = box('mdat', zeros(50));
const trak = box('trak', box('tkhd', zeros(84)), box('mdia', zeros(400)));
const meta = fullBox('meta', hdlr('mdta'), keysBox(['AIGC']), box('ilst', ilstItem(1, dataBox('{}'))));
const movie = (...children: readonly Uint8Array[]) => box('moov', box('mvhd', zeros(100)), trak, ...children);
const store = c2paStore();

describe('the kind of an MP4', () => {
  const track = (handler: string) =>
    box('trak', box('mdia', fullBox('mdhd', zeros(20)), fullBox('hdlr', zeros(4), handler, zeros(13)), box('minf')));
  const kindOf = async (...tracks: readonly Uint8Array[]) => {
    const report = await inspect(bufferSource(bytes(ftyp(), mdat, box('moov', ...tracks))), { input: 'a.m4a' });
    return [report.container, report.kind, report.error?.code ?? null];
  };

  it('is audio where all its tracks are sound, whatever its brand', async () => {
    expect(await kindOf(track('soun'))).toEqual(['mp4', 'audio', null]);
    expect(await kindOf(track('soun'), track('soun'))).toEqual(['mp4', 'audio', null]);
  });

  it.each([
    ['pictures', [track('vide')]],
    ['pictures and sound', [track('soun'), track('vide')]],
    ['tracks without handler', [box('trak', box('mdia'))]],
    ['a handler that is cut', [box('trak', box('mdia', box('hdlr', zeros(8), 'so')))]],
    ['no tracks', []],
  ])('is video with %s', async (_name, tracks) => {
    expect(await kindOf(...tracks)).toEqual(['mp4', 'video', null]);
  });

  it('does not depend on the soundness of what stands beside the handler', async () => {
    const broken = box('trak', box('mdia', fullBox('hdlr', zeros(4), 'soun', zeros(13)), be32(500), 'minf'));
    expect(await kindOf(broken)).toEqual(['mp4', 'audio', 'malformed']);
  });
});

describe('an MP4', () => {
  it.each([
    ['moov/udta/meta', movie(box('udta', meta))],
    ['moov/meta', movie(meta)],
    ['moov/trak/udta/meta', box('moov', box('trak', box('udta', meta)))],
    ['moov/trak/meta', box('moov', box('trak', meta))],
    ['moov/trak/mdia/meta', box('moov', box('trak', box('mdia', meta)))],
    ['moov/trak/mdia/udta/meta', box('moov', box('trak', box('mdia', box('udta', meta))))],
    ['moov/meco/meta', movie(box('meco', meta))],
    ['moov/trak/meco/meta', box('moov', box('trak', box('meco', meta)))],
    ['meta', bytes(meta, movie())],
    ['meco/meta', bytes(movie(), box('meco', meta))],
    ['udta/meta', bytes(movie(), box('udta', meta))],
    ['moof/meta', bytes(movie(), box('moof', meta))],
    ['moof/udta/meta', bytes(movie(), box('moof', box('udta', meta)))],
    ['moof/traf/meta', bytes(movie(), box('moof', box('traf', box('tfhd', zeros(8)), meta)))],
    ['moof/traf/udta/meta', bytes(movie(), box('moof', box('traf', box('udta', meta))))],
    ['moof/traf/meco/meta', bytes(movie(), box('moof', box('traf', box('meco', meta))))],
    ['mfra/meta', bytes(movie(), box('moof', zeros(40)), box('mfra', meta))],
  ])('gives the metadata box %s', async (path, boxes) => {
    const medium = bytes(ftyp(), boxes, mdat);
    const { ending, blocks } = await walkBytes(medium);
    expect(ending.kind).toBe('complete');
    expect(blocks.map(({ kind, place, variant }) => [kind, place, variant])).toEqual([
      ['mp4-metadata', `MP4 ${path}`, 'meta'],
    ]);
    expect(blocks[0]?.payload).toEqual(meta.subarray(8));
    expect(medium.subarray(blocks[0]?.offset).subarray(0, meta.length - 8)).toEqual(meta.subarray(8));
  });

  it.each([
    ['free', box('free', meta)],
    ['skip', box('skip', box('udta', meta))],
    ['media data', box('mdat', meta)],
    ['sample tables', box('moov', box('trak', box('mdia', box('minf', box('stbl', meta)))))],
    ['a later fragment', bytes(box('moof'), box('moof', meta))],
  ])('does not look for metadata in %s', async (_name, boxes) => {
    const walked = await walkBytes(bytes(ftyp(), movie(), boxes, mdat));
    expect([walked.ending.kind, places(walked)]).toEqual(['complete', []]);
  });

  it('gives XMP on every level that can hold metadata', async () => {
    const uuid = uuidBox(UUID_XMP, '<a/>');
    const medium = bytes(ftyp(), movie(uuid), box('moof', uuid, box('traf', uuid)), mdat, uuid);
    expect(places(await walkBytes(medium))).toEqual([
      'MP4 moov/uuid XMP',
      'MP4 moof/uuid XMP',
      'MP4 moof/traf/uuid XMP',
      'MP4 uuid XMP',
    ]);
  });

  it.each(['moov/udta/sefd', 'sefd'])('finds what Samsung puts into %s', async (path) => {
    const trailer = box('sefd', zeros(100_000), sefTrailer('PEg_Info', '{"genAIType":8}'));
    const medium = bytes(ftyp(), path === 'sefd' ? bytes(movie(zeros(0)), trailer) : movie(box('udta', trailer)), mdat);
    const walked = await walkBytes(medium);
    expect(shown(walked)).toEqual([[`text MP4 ${path} PEg_Info`, '{"genAIType":8}']]);
    expect(walked).toMatchObject({ ending: { kind: 'complete' }, notes: [] });
  });

  it.each<[string, Uint8Array]>([
    ['no trailer', zeros(40)],
    ['a trailer that is cut', sefTrailer('PEg_Info', '{}').subarray(0, -1)],
    ['nothing', zeros(0)],
  ])('goes on behind a box sefd with %s', async (_name, payload) => {
    const walked = await walkBytes(bytes(ftyp(), box('sefd', payload), movie(box('udta', box('XMP_', '<a/>'))), mdat));
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toEqual(['MP4 moov/udta/XMP_']);
  });

  it('gives the texts of user data by their own names', async () => {
    const userData = box(
      'udta',
      box('\xa9cmt', be16(2), be16(0x55c4), 'hi'),
      box('XMP_', '<a/>'),
      box('cprt', zeros(6), 'me'),
      box('AIGC', '{}'),
      box('name', 'Alice'),
      be32(0),
    );
    const { blocks, ending } = await walkBytes(bytes(ftyp('qt  '), movie(userData), mdat));
    expect(ending.kind).toBe('complete');
    expect(blocks.map(({ kind, place, variant, key }) => [kind, place, variant, key])).toEqual([
      ['mp4-metadata', 'MOV moov/udta', 'user-data', '©cmt'],
      ['xmp', 'MOV moov/udta/XMP_', undefined, undefined],
      ['mp4-metadata', 'MOV moov/udta', 'asset', 'cprt'],
      ['mp4-metadata', 'MOV moov/udta', 'bare', 'AIGC'],
    ]);
  });

  it.each([
    ['before the media data', (uuid: Uint8Array) => bytes(ftyp(), uuid, movie(), mdat)],
    ['behind the media data', (uuid: Uint8Array) => bytes(ftyp(), movie(), mdat, uuid)],
    [
      'behind media data of 64-bit size',
      (uuid: Uint8Array) => bytes(ftyp(), movie(), largeBox('mdat', zeros(50)), uuid),
    ],
  ])('gives XMP %s', async (_name, build) => {
    expect(shown(await walkBytes(build(uuidBox(UUID_XMP, '<a/>'))))).toEqual([['xmp MP4 uuid XMP', '<a/>']]);
  });

  it.each(['manifest', 'original', 'update'])(
    'gives the C2PA store of purpose %s without its frame',
    async (purpose) => {
      const { blocks } = await walkBytes(bytes(ftyp(), uuidC2pa(store, purpose), movie(), mdat));
      expect(blocks).toMatchObject([{ kind: 'jumbf', place: 'MP4 uuid C2PA', variant: purpose }]);
      expect(blocks[0]?.payload).toEqual(store);
    },
  );

  it('passes over boxes of C2PA that hold no store, and of other UUIDs', async () => {
    const medium = bytes(
      ftyp(),
      uuidC2pa(zeros(30), 'merkle'),
      uuidBox(zeros(16), 'x'),
      uuidBox(UUID_C2PA),
      movie(),
      mdat,
    );
    const walked = await walkBytes(medium);
    expect(places(walked)).toEqual([]);
    expect(walked.ending.kind).toBe('complete');
  });

  it('finds the movie header behind the media data, of any form', async () => {
    for (const data of [mdat, largeBox('mdat', zeros(9)), box('mdat', zeros(200_000))]) {
      expect(places(await walkBytes(bytes(ftyp(), box('free'), data, movie(meta))))).toEqual(['MP4 moov/meta']);
    }
  });

  it('finds metadata in a movie header that is larger than one read', async () => {
    const large = box('moov', box('trak', box('mdia', zeros(200_000))), box('udta', meta));
    expect(places(await walkBytes(bytes(ftyp(), large, mdat)))).toEqual(['MP4 moov/udta/meta']);
  });

  it('ends with media data that reach to the end of the file', async () => {
    const walked = await walkBytes(bytes(ftyp(), movie(meta), openBox('mdat', zeros(99))));
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toEqual(['MP4 moov/meta']);
  });

  it('walks over fragments and reads the first movie header only', async () => {
    const fragments = repeated(bytes(box('moof', zeros(40)), mdat), 20);
    const medium = bytes(
      ftyp('iso5'),
      box('moov', box('mvex'), trak, meta),
      fragments,
      movie(meta),
      uuidBox(UUID_XMP, 'x'),
    );
    const walked = await walkBytes(medium);
    expect(walked.ending.kind).toBe('complete');
    expect(places(walked)).toEqual(['MP4 moov/meta', 'MP4 uuid XMP']);
  });
});

describe('a file of this family', () => {
  it.each([
    ['mp4', ftyp('mp42')],
    ['mov', ftyp('qt  ')],
    ['m4a', ftyp('M4A ')],
    ['mov', box('wide')],
    ['mov', box('mdat', zeros(9))],
    ['mp4', box('styp', 'msdh')],
  ])('is %s by its first box', async (name, first) => {
    expect((await walkBytes(bytes(first, movie(meta), mdat))).name).toBe(name);
  });
});

describe('the end of an MP4', () => {
  it.each([
    ['inside the movie header', bytes(ftyp(), movie(meta)).subarray(0, 200)],
    ['inside the media data', bytes(ftyp(), movie(meta), mdat).subarray(0, -1)],
    ['before the movie header', bytes(ftyp(), mdat)],
    ['before the media data', bytes(ftyp(), movie(meta))],
    ['inside a box header', bytes(ftyp(), movie(meta), mdat, [0, 0, 1])],
    ['inside the 64-bit size of a box', bytes(ftyp(), movie(meta), mdat, be32(1), 'uuid', be32(0))],
    ['inside a C2PA store', bytes(ftyp(), uuidC2pa(store)).subarray(0, -1)],
  ])('%s is truncated', async (_name, medium) => {
    expect((await walkBytes(medium)).ending.kind).toBe('truncated');
  });

  it.each([
    ['a size smaller than its header', bytes(be32(7), 'free')],
    ['a 64-bit size smaller than its header', bytes(be32(1), 'free', be32(0), be32(15))],
    ['a 64-bit size that no number holds', bytes(be32(1), 'free', be32(0x7fffffff), be32(0))],
  ])('is not found behind %s', async (_name, bad) => {
    expect((await walkBytes(bytes(ftyp(), bad, movie(meta), mdat))).ending.kind).toBe('malformed');
  });

  it('of a movie header without tracks needs no media data', async () => {
    expect((await walkBytes(bytes(ftyp(), box('moov', meta)))).ending.kind).toBe('complete');
  });

  it('may be followed by padding or a trailer', async () => {
    expect(await walkBytes(bytes(ftyp(), movie(), mdat, zeros(20)))).toMatchObject({
      ending: { kind: 'complete' },
      notes: [],
    });
    expect(await walkBytes(bytes(ftyp(), movie(), mdat, be32(20), '\x01\x02\x03\x04', zeros(20)))).toMatchObject({
      ending: { kind: 'complete' },
      notes: ['trailer'],
    });
  });

  it('reads on behind a movie header whose inside is broken, and says so', async () => {
    const broken = box('moov', bytes(be32(900), 'trak'), zeros(20));
    const walked = await walkBytes(bytes(ftyp(), broken, mdat, uuidBox(UUID_XMP, '<a/>')));
    expect(walked.ending.kind).toBe('malformed');
    expect(places(walked)).toEqual(['MP4 uuid XMP']);
  });

  it('is unsupported where the movie header is compressed', async () => {
    expect((await walkBytes(bytes(ftyp('qt  '), box('moov', box('cmov', zeros(20))), mdat))).ending.kind).toBe(
      'unsupported',
    );
  });

  it('is over budget behind a packet that is too long, or more boxes than are walked', async () => {
    const long = bytes(
      ftyp(),
      movie(meta),
      mdat,
      uuidBox(UUID_XMP, zeros(LIMITS.xmpBytes + 1)),
      uuidBox(UUID_XMP, 'x'),
    );
    const walked = await walkBytes(long);
    expect(walked.ending.kind).toBe('over-budget');
    expect(places(walked)).toEqual(['MP4 moov/meta', 'MP4 uuid XMP']);
    expect((await walkBytes(bytes(ftyp(), repeated(box('free'), LIMITS.structures)))).ending.kind).toBe('over-budget');
  });
});
