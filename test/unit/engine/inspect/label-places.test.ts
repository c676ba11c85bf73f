/** Every place in which a label of GB 45438 can stand: a label is found there, and the nearest other text is none. */
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../utils/engine/inspect';
import { bufferSource } from '../../../../utils/engine/source/buffer-source';
import * as av from '../av-builders';
import * as b from '../byte-builders';
import * as image from '../image-builders';

/** A file with this text in the place. */
type Build = (text: string) => Uint8Array;
type Row = readonly [place: string, build: Build];

const LABEL = b.AIGC_LABEL;
const WRAPPED = `{"AIGC":${LABEL}}`;
const GLUED = `AIGC${LABEL}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const DECLARED = 'xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/"';
const packet = (text: string): string =>
  b.xmpPacket(`<rdf:Description rdf:about="" ${DECLARED}><TC260:AIGC>${escaped(text)}</TC260:AIGC></rdf:Description>`);
const xmp = (text: string): Uint8Array => b.utf8(packet(text));

const jpegOf = (...segments: readonly Uint8Array[]): Uint8Array => b.jpeg([b.jfif(), ...segments, b.sos(), b.eoi()]);
const pngOf = (...chunks: readonly Uint8Array[]): Uint8Array => b.png([b.ihdr(), ...chunks, b.idat(), b.iend()]);
const userComment = (code: string, text: string | Uint8Array, order: 'II' | 'MM' = 'II'): Uint8Array =>
  b.tiff([], { order, exif: [{ tag: 0x9286, type: 7, value: b.bytes(code, text) }] });
const ifd0 = (tag: number, value: string | Uint8Array, type = 2): Uint8Array => b.tiff([{ tag, type, value }]);
const exifOf = (text: string): Uint8Array => userComment('ASCII\0\0\0', text);
const rawProfile = (name: string, profile: Uint8Array): string =>
  `\n${name}\n${String(profile.length).padStart(8)}\n${Buffer.from(profile).toString('hex').replaceAll(/.{72}/g, '$&\n')}\n`;

const mdat = b.box('mdat', b.zeros(40));
const trak = (...more: readonly Uint8Array[]): Uint8Array => b.box('trak', b.box('tkhd', b.zeros(84)), ...more);
const movie = (brand: string, ...boxes: readonly Uint8Array[]): Uint8Array =>
  b.bytes(b.ftyp(brand), b.box('moov', b.box('mvhd', b.zeros(100)), trak(), ...boxes), mdat);
const mp4 = (...boxes: readonly Uint8Array[]): Uint8Array => movie('isom', ...boxes);
const keyed = (text: string, key = 'AIGC'): readonly Uint8Array[] => [
  b.hdlr('mdta'),
  b.keysBox([key]),
  b.box('ilst', b.ilstItem(1, b.dataBox(text))),
];
const keys = (text: string, key?: string): Uint8Array => b.fullBox('meta', ...keyed(text, key));
const listed = (...item: Parameters<typeof b.ilstItem>): Uint8Array =>
  b.fullBox('meta', b.hdlr('mdir'), b.box('ilst', b.ilstItem(...item)));
const userData = (...boxes: readonly Uint8Array[]): Uint8Array => b.box('udta', ...boxes);

const matroska = (...elements: readonly Uint8Array[]): Uint8Array => b.bytes(av.ebmlHeader(), av.segment(...elements));
const info = (id: string, text: string): Uint8Array => b.riffChunk('LIST', 'INFO', b.riffChunk(id, text, 0));
const data = b.riffChunk('data', b.zeros(8));
const mp3 = (...tags: readonly Uint8Array[]): Uint8Array => b.bytes(...tags, av.mp3Frame(), av.mp3Frame());
const mp3Frames = (frame: Uint8Array): Uint8Array => mp3(av.id3Tag(4, [frame]));
const oggOf = (signature: string, comments: Uint8Array, head: string): Uint8Array =>
  b.bytes(av.oggPage(1, 2, b.bytes(head, b.zeros(22))), av.oggPage(1, 4, b.bytes(signature, comments, 1)));

/** Places whose own name is AIGC. */
const NAMED: readonly Row[] = [
  ['JPEG APP1 XMP', (text) => jpegOf(b.app1Xmp(packet(text)))],
  [
    'JPEG APP1 extended XMP',
    (text) => {
      const { guid, segments } = b.extendedXmp(packet(text));
      const note = `<rdf:Description rdf:about="" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${guid}"/>`;
      return jpegOf(b.app1Xmp(b.xmpPacket(note)), ...segments);
    },
  ],
  ['JPEG APP13 XMP', (text) => jpegOf(b.app13Photoshop(b.photoshopResource(0x424, xmp(text))))],
  ['JPEG APP1 EXIF XMP', (text) => jpegOf(b.app1Exif(ifd0(0x2bc, xmp(text), 1)))],
  ['PNG iTXt XMP', (text) => pngOf(b.iTXt('XML:com.adobe.xmp', packet(text)))],
  ['PNG iTXt XMP', (text) => pngOf(b.iTXt('XML:com.adobe.xmp', packet(text), { compressed: true }))],
  ['PNG tEXt AIGC', (text) => pngOf(b.tEXt('AIGC', text))],
  ['PNG zTXt AIGC', (text) => b.png([b.ihdr(), b.idat(), b.zTXt('AIGC', text), b.iend()])],
  ['PNG iTXt AIGC', (text) => pngOf(b.iTXt('AIGC', text))],
  ['PNG comf AIGC', (text) => pngOf(b.pngChunk('comf', 'AIGC', 0, text))],
  ['PNG zTXt TC260:AIGC', (text) => pngOf(b.zTXt('TC260:AIGC', text))],
  ['PNG zTXt XMP', (text) => pngOf(b.zTXt('Raw profile type xmp', rawProfile('xmp', xmp(text))))],
  [
    'PNG tEXt XMP',
    (text) =>
      pngOf(b.tEXt('Raw profile type APP1', rawProfile('app1', b.bytes('http://ns.adobe.com/xap/1.0/', 0, xmp(text))))),
  ],
  ['WebP XMP', (text) => b.webp([b.vp8x(), b.vp8l(), b.riffChunk('XMP ', xmp(text))])],
  ['GIF XMP', (text) => image.gif([image.gifPicture(), image.gifXmp(xmp(text))])],
  ['TIFF IFD0 XMP', (text) => image.tiffFile([{ entries: [{ tag: 0x2bc, type: 7, value: xmp(text) }] }])],
  ['TIFF IFD0 XMP', (text) => image.tiffFile([{ entries: [{ tag: 0x2bc, type: 1, value: xmp(text) }] }])],
  ['HEIF item XMP', (text) => image.heifFile([image.pictureItem(), image.xmpItem(xmp(text))])],
  ['AVIF item XMP', (text) => image.heifFile([image.pictureItem(), image.xmpItem(xmp(text))], { major: 'avif' })],
  ['JXL xml', (text) => image.jxl([image.jxlCodestream(), b.box('xml ', xmp(text))])],
  [
    'SVG metadata',
    (text) => b.utf8(`<svg xmlns="http://www.w3.org/2000/svg"><metadata>${packet(text)}</metadata></svg>`),
  ],
  [
    'SVG attributes',
    (text) => b.utf8(`<svg xmlns="http://www.w3.org/2000/svg" ${DECLARED} TC260:AIGC="${escaped(text)}"/>`),
  ],
  ['MP4 moov/udta/meta/keys AIGC', (text) => mp4(userData(keys(text)))],
  ['MOV moov/meta/keys AIGC', (text) => movie('qt  ', b.box('meta', ...keyed(text)))],
  [
    'MOV moov/meta/keys com.apple.quicktime.AIGC',
    (text) => movie('qt  ', b.box('meta', ...keyed(text, 'com.apple.quicktime.AIGC'))),
  ],
  ['M4A moov/udta/meta/keys AIGC', (text) => movie('M4A ', userData(keys(text)))],
  [
    'MP4 moov/udta/meta/ilst ----:com.apple.iTunes:AIGC',
    (text) =>
      mp4(userData(listed('----', b.fullBox('mean', 'com.apple.iTunes'), b.fullBox('name', 'AIGC'), b.dataBox(text)))),
  ],
  ['MP4 moov/udta AIGC', (text) => mp4(userData(b.box('AIGC', text)))],
  ['MP4 moov/udta aigc', (text) => mp4(userData(b.box('aigc', text)))],
  ['MP4 uuid XMP', (text) => b.bytes(mp4(), b.uuidBox(b.UUID_XMP, xmp(text)))],
  ['MP4 moov/uuid XMP', (text) => mp4(b.uuidBox(b.UUID_XMP, xmp(text)))],
  ['MP4 moov/meta/xml XMP', (text) => mp4(b.fullBox('meta', b.hdlr('mdta'), b.fullBox('xml ', xmp(text))))],
  ['MOV moov/udta/XMP_', (text) => movie('qt  ', userData(b.box('XMP_', xmp(text))))],
  ['MP4 moov/trak/udta/meta/keys AIGC', (text) => b.bytes(b.ftyp(), b.box('moov', trak(userData(keys(text)))), mdat)],
  ['MP4 meta/keys AIGC', (text) => b.bytes(mp4(), keys(text))],
  ['MP4 moof/meta/keys AIGC', (text) => b.bytes(mp4(), b.box('moof', keys(text)))],
  ['MP4 moof/traf/meta/keys AIGC', (text) => b.bytes(mp4(), b.box('moof', b.box('traf', keys(text))))],
  ['MP4 mfra/meta/keys AIGC', (text) => b.bytes(mp4(), b.box('mfra', keys(text)))],
  ['Matroska Tags AIGC', (text) => matroska(av.tagsElement('AIGC', text), av.cluster())],
  ['Matroska Tags AIGC', (text) => matroska(av.cluster(), av.tagsElement('AIGC', text))],
  ['AVI LIST INFO AIGC', (text) => av.avi(info('AIGC', text), b.riffChunk('LIST', 'movi'))],
  ['FLV onMetaData AIGC', (text) => av.flvFile(av.flvTag(18, av.onMetaData('AIGC', text)))],
  ['WAV AIGC', (text) => av.wav(b.riffChunk('AIGC', text), data)],
  ['WAV AIGC', (text) => av.wav(data, b.riffChunk('AIGC', text))],
  ['WAV LIST INFO AIGC', (text) => av.wav(info('AIGC', text), data)],
  ['WAV ID3v2 TXXX AIGC', (text) => av.wav(data, b.riffChunk('id3 ', av.id3Tag(4, [av.txxx('AIGC', text)])))],
  ['WAV _PMX XMP', (text) => av.wav(data, b.riffChunk('_PMX', xmp(text)))],
  [
    'AIFF ID3v2 TXXX AIGC',
    (text) => av.aiff(av.aiffChunk('SSND', b.zeros(16)), av.aiffChunk('ID3 ', av.id3Tag(4, [av.txxx('AIGC', text)]))),
  ],
  ['AIFF APPL XMP', (text) => av.aiff(av.aiffChunk('APPL', 'XMP ', xmp(text)), av.aiffChunk('SSND', b.zeros(16)))],
  ['ID3v2 TXXX AIGC', (text) => mp3Frames(av.txxx('AIGC', text))],
  [
    'ID3v2 TXXX AIGC',
    (text) => {
      const wide = b.bytes([1, 0xff, 0xfe], b.utf16('AIGC', 'le'), [0, 0, 0xff, 0xfe], b.utf16(text, 'le'));
      return mp3(av.id3Tag(3, [av.frame23('TXXX', wide)]));
    },
  ],
  ['ID3v2 TXX AIGC', (text) => mp3(av.id3Tag(2, [av.frame22('TXX', 0, 'AIGC', 0, text)]))],
  ['ID3v2 PRIV XMP', (text) => mp3Frames(av.frame24('PRIV', b.bytes('XMP', 0, xmp(text))))],
  ['ID3v2 COMM AIGC', (text) => mp3Frames(av.frame24('COMM', b.bytes(3, 'eng', 'AIGC', 0, text)))],
  [
    'ID3v2 GEOB AIGC',
    (text) => mp3Frames(av.frame24('GEOB', b.bytes(0, 'application/json', 0, 'a.json', 0, 'AIGC', 0, text))),
  ],
  ['APEv2 AIGC', (text) => b.bytes(mp3(), av.apeTag('AIGC', text))],
  [
    'ID3v2 TXXX AIGC',
    (text) => b.bytes(av.id3Tag(4, [av.txxx('AIGC', text)]), av.adtsFrame(), av.adtsFrame(), av.adtsFrame()),
  ],
  ['FLAC comment AIGC', (text) => av.flacFile(av.vorbisComments(`AIGC=${text}`))],
  ['FLAC comment aigc', (text) => av.flacFile(av.vorbisComments(`aigc=${text}`))],
  ['Ogg comment AIGC', (text) => av.opusStream(1, `AIGC=${text}`)],
  ['Ogg comment AIGC', (text) => oggOf('\x03vorbis', av.vorbisComments(`AIGC=${text}`), '\x01vorbis')],
];

/** Places of general purpose: the text itself must name the label. */
const OPEN: readonly Row[] = [
  ...(['ASCII\0\0\0', '\0\0\0\0\0\0\0\0', 'JIS\0\0\0\0\0', ''] as const).map(
    (code): Row => ['JPEG APP1 EXIF UserComment', (text) => jpegOf(b.app1Exif(userComment(code, text)))],
  ),
  ['JPEG APP1 EXIF UserComment', (text) => jpegOf(b.app1Exif(userComment('UNICODE\0', b.utf16(text, 'be'), 'MM')))],
  ['JPEG APP1 EXIF UserComment', (text) => jpegOf(b.app1Exif(userComment('UNICODE\0', b.utf16(text, 'le'))))],
  ['JPEG APP1 EXIF ImageDescription', (text) => jpegOf(b.app1Exif(ifd0(0x10e, text)))],
  ['JPEG APP1 EXIF XPComment', (text) => jpegOf(b.app1Exif(ifd0(0x9c9c, b.utf16(text, 'le'), 1)))],
  ['JPEG APP1 EXIF XPTitle', (text) => jpegOf(b.app1Exif(ifd0(0x9c9b, b.utf16(text, 'le'), 1)))],
  ['JPEG APP1 EXIF XPSubject', (text) => jpegOf(b.app1Exif(ifd0(0x9c9f, b.utf16(text, 'le'), 1)))],
  ['JPEG APP1 EXIF Artist', (text) => jpegOf(b.app1Exif(ifd0(0x13b, text)))],
  ['JPEG APP1 EXIF Copyright', (text) => jpegOf(b.app1Exif(ifd0(0x8298, text)))],
  ['JPEG APP1 EXIF Software', (text) => jpegOf(b.app1Exif(ifd0(0x131, text)))],
  ...[120, 40].map(
    (dataset): Row => [
      `JPEG APP13 IPTC 2:${dataset}`,
      (text) => jpegOf(b.app13Photoshop(b.photoshopResource(0x404, b.iim(2, dataset, text)))),
    ],
  ),
  ['JPEG COM', (text) => jpegOf(b.com(text))],
  ...[0, 1, 2, 9, 11, 13, 15].map((number): Row => [`JPEG APP${number}`, (text) => jpegOf(b.app(number, text))]),
  ['PNG eXIf UserComment', (text) => pngOf(b.pngChunk('eXIf', exifOf(text)))],
  ['PNG eXIf UserComment', (text) => b.png([b.ihdr(), b.idat(), b.pngChunk('eXIf', exifOf(text)), b.iend()])],
  ['PNG eXIf ImageDescription', (text) => pngOf(b.pngChunk('eXIf', ifd0(0x10e, text)))],
  ['PNG zTXt EXIF UserComment', (text) => pngOf(b.zTXt('Raw profile type exif', rawProfile('exif', exifOf(text))))],
  ['PNG tEXt Description', (text) => pngOf(b.tEXt('Description', text))],
  ['PNG iTXt Comment', (text) => pngOf(b.iTXt('Comment', text))],
  ['PNG tEXt parameters', (text) => pngOf(b.tEXt('parameters', text))],
  [
    'PNG tEXt exif:UserComment',
    (text) => pngOf(b.tEXt('exif:UserComment', [...b.utf8(`ASCII\0\0\0${text}`)].join(', '))),
  ],
  ['PNG aiGc', (text) => pngOf(b.pngChunk('aiGc', text))],
  ['PNG trailer', (text) => b.bytes(pngOf(), text)],
  ['WebP EXIF UserComment', (text) => b.webp([b.vp8x(), b.vp8l(), b.riffChunk('EXIF', exifOf(text))])],
  ['WebP EXIF UserComment', (text) => b.webp([b.vp8x(), b.vp8l(), b.riffChunk('EXIF', 'Exif\0\0', exifOf(text))])],
  ['GIF comment', (text) => image.gif([image.gifPicture(), image.gifComment(text)])],
  [
    'TIFF IFD0 ImageDescription',
    (text) => image.tiffFile([{ entries: [{ tag: 0x10e, type: 2, value: `${text}\0` }] }]),
  ],
  [
    'HEIF item EXIF UserComment',
    (text) => image.heifFile([image.pictureItem(), { type: 'Exif', data: image.exifItem(exifOf(text)) }]),
  ],
  ['JXL Exif UserComment', (text) => image.jxl([b.box('Exif', image.exifItem(exifOf(text))), image.jxlCodestream()])],
  ['SVG desc', (text) => b.utf8(`<svg xmlns="http://www.w3.org/2000/svg"><desc>${escaped(text)}</desc></svg>`)],
  ...(['\xa9cmt', 'desc', '\xa9des', '\xa9nam', 'cprt'] as const).map(
    (key): Row => [`MP4 moov/udta/meta/ilst ${key}`, (text) => mp4(userData(listed(key, b.dataBox(text))))],
  ),
  ['MP4 moov/udta/meta/keys comment', (text) => mp4(userData(keys(text, 'comment')))],
  [
    'MOV moov/udta ©cmt',
    (text) => movie('qt  ', userData(b.box('\xa9cmt', b.be16(text.length), b.be16(0x55c4), text))),
  ],
  ...(['titl', 'dscp', 'auth', 'perf', 'cprt'] as const).map(
    (key): Row => [`MP4 moov/udta ${key}`, (text) => mp4(userData(b.box(key, b.zeros(6), text, 0)))],
  ),
  ['Matroska Tags COMMENT', (text) => matroska(av.tagsElement('COMMENT', text), av.cluster())],
  ['AVI LIST INFO ICMT', (text) => av.avi(info('ICMT', text), b.riffChunk('LIST', 'movi'))],
  ['FLV onMetaData comment', (text) => av.flvFile(av.flvTag(18, av.onMetaData('comment', text)))],
  ['WAV LIST INFO ICMT', (text) => av.wav(info('ICMT', text), data)],
  ['WAV bext Description', (text) => av.wav(b.riffChunk('bext', text, b.zeros(602 - text.length)), data)],
  ['AIFF ANNO', (text) => av.aiff(av.aiffChunk('ANNO', text), av.aiffChunk('SSND', b.zeros(16)))],
  ['ID3v2 COMM', (text) => mp3Frames(av.frame24('COMM', b.bytes(3, 'eng', 0, text)))],
  ['ID3v2 TXXX comment', (text) => mp3Frames(av.txxx('comment', text))],
  ['APEv2 Comment', (text) => b.bytes(mp3(), av.apeTag('Comment', text))],
  ['FLAC comment DESCRIPTION', (text) => av.flacFile(av.vorbisComments(`DESCRIPTION=${text}`))],
  ['Ogg comment DESCRIPTION', (text) => av.opusStream(1, `DESCRIPTION=${text}`)],
];

/** Places that have no other text of their own, so that the label must stand at their very beginning. */
const isGlued = (place: string): boolean => /^(?:JPEG APP\d+|PNG aiGc|PNG trailer)$/.test(place);

const foundIn = async (medium: Uint8Array) => {
  const { findings, error } = await inspect(bufferSource(medium), { input: 'medium', faults: 'throw' });
  return { found: findings.map(({ mark, status, place }) => [mark, status, place]), error };
};
const label = (place: string) => ({
  found: [['gb45438', 'ai-generated', place.replace('\xa9', '©')]],
  error: null,
});
const NOTHING = { found: [], error: null };

describe.each(NAMED)('%s, named for the label', (place, build) => {
  it('holds one', async () => {
    expect(await foundIn(build(LABEL))).toEqual(label(place));
  });
  it.each(['AIGC art prize', '{"unrelated":"value"}'])('holds none in %s', async (text) => {
    expect(await foundIn(build(text))).toEqual(NOTHING);
  });
});

describe.each(OPEN)('%s, of general purpose', (place, build) => {
  it.each(isGlued(place) ? [GLUED, WRAPPED] : [GLUED, WRAPPED, LABEL])('holds one in %s', async (text) => {
    expect(await foundIn(build(text))).toEqual(label(place));
  });
  it.each(['AIGC art prize', '{"Label":"1","name":"cat"}', 'AIGC{"unrelated":"value"}'])(
    'holds none in %s',
    async (text) => {
      expect(await foundIn(build(text))).toEqual(NOTHING);
    },
  );
});

describe('MP4 moov/udta/meta/ilst, an item without a name', () => {
  const build = (text: string) => mp4(userData(listed(0, b.dataBox(text))));
  it('holds a label that says all', async () => {
    expect(await foundIn(build(LABEL))).toEqual(label('MP4 moov/udta/meta/ilst'));
  });
  it.each([
    '{"Label":"1","ProduceID":"y"}',
    '{"source_type":"","data":{"product":"a"}}',
    '{"Label":1,"ContentProducer":"x","ProduceID":"y"}',
  ])('holds none in %s', async (text) => {
    expect(await foundIn(build(text))).toEqual(NOTHING);
  });
});
