import * as pdf from '../../../fixtures/write/pdf';
import * as av from '../av-builders';
import {
  AIGC_LABEL,
  app1Exif,
  app1Xmp,
  box,
  bytes,
  com,
  dataBox,
  eoi,
  ftyp,
  fullBox,
  hdlr,
  idat,
  iend,
  ihdr,
  ilstItem,
  iptcAiPacket,
  iTXt,
  jfif,
  jpeg,
  keysBox,
  png,
  repeated,
  riffChunk,
  sos,
  tEXt,
  tiff,
  UUID_XMP,
  utf8,
  uuidBox,
  vp8l,
  vp8x,
  webp,
  zeros,
} from '../byte-builders';

const exif = tiff([], { exif: [{ tag: 0x9286, type: 7, value: `ASCII\0\0\0{"AIGC":${AIGC_LABEL}}` }] });
const keys = fullBox('meta', hdlr('mdta'), keysBox(['AIGC']), box('ilst', ilstItem(1, dataBox(AIGC_LABEL))));
const trak = (mediaBytes: number) => box('trak', box('tkhd', zeros(84)), box('mdia', zeros(mediaBytes)));
const xmp = utf8(iptcAiPacket());

interface LabelledMedium {
  readonly name: string;
  readonly medium: Uint8Array;
}

/** One label each, in a file of under a kilobyte or two: for every prefix and every changed byte. */
export const SMALL_MEDIA: readonly LabelledMedium[] = [
  { name: 'a.jpg with EXIF', medium: jpeg([jfif(), app1Exif(exif), sos(), eoi()]) },
  { name: 'a.jpg with XMP', medium: jpeg([jfif(), app1Xmp(xmp), com('x'), sos(), eoi()]) },
  { name: 'a.png before the picture data', medium: png([ihdr(), tEXt('AIGC', AIGC_LABEL), idat(), iend()]) },
  {
    name: 'a.png behind the picture data',
    medium: png([ihdr(), idat(), iTXt('AIGC', AIGC_LABEL, { compressed: true }), iend()]),
  },
  { name: 'a.webp', medium: webp([vp8x(), vp8l(), riffChunk('XMP ', xmp)]) },
  { name: 'a.mp4', medium: bytes(ftyp(), box('mdat', zeros(30)), box('moov', trak(20), box('udta', keys))) },
  { name: 'a.mov', medium: bytes(ftyp('qt  '), box('moov', trak(20), keys), box('mdat', zeros(30))) },
  { name: 'a.mp3', medium: bytes(av.id3Tag(4, [av.txxx('AIGC', AIGC_LABEL), zeros(10)]), av.mp3Frame()) },
  { name: 'an.aac', medium: bytes(av.id3Tag(4, [av.txxx('AIGC', AIGC_LABEL)]), av.adtsFrame()) },
  { name: 'a.flac', medium: av.flacFile(av.vorbisComments(`AIGC=${AIGC_LABEL}`)) },
  { name: 'an.opus', medium: av.opusStream(1, 'a=b', `aigc=${AIGC_LABEL}`) },
  { name: 'a.wav', medium: av.wav(riffChunk('data', zeros(40)), riffChunk('AIGC', AIGC_LABEL)) },
  {
    name: 'an.avi',
    medium: av.avi(riffChunk('LIST', 'movi', zeros(20)), riffChunk('LIST', 'INFO', riffChunk('AIGC', AIGC_LABEL, 0))),
  },
  {
    name: 'an.aiff',
    medium: av.aiff(av.aiffChunk('SSND', zeros(20)), av.aiffChunk('ID3 ', av.id3Tag(4, [av.txxx('AIGC', AIGC_LABEL)]))),
  },
  { name: 'an.flv', medium: av.flvFile(av.flvTag(18, av.onMetaData('AIGC', AIGC_LABEL)), av.flvTag(9, zeros(20))) },
  {
    name: 'a.mkv with tags before the clusters',
    medium: bytes(av.ebmlHeader(), av.segment(av.tagsElement('AIGC', AIGC_LABEL), av.cluster())),
  },
  {
    name: 'a.webm with tags behind the clusters',
    medium: bytes(av.ebmlHeader('webm'), av.segment(av.cluster(), av.tagsElement('AIGC', AIGC_LABEL))),
  },
  {
    name: 'a.pdf with a table',
    medium: pdf.withTable(
      pdf.PDF_HEADER,
      [...pdf.blankPage(), [4, { text: `<</AIGC(${AIGC_LABEL})>>` }]],
      '/Info 4 0 R',
    ),
  },
  {
    name: 'a.pdf with streams',
    medium: pdf.withStreams(
      [
        [1, { text: '<<>>' }],
        [4, { text: `<</AIGC(${AIGC_LABEL})>>` }],
      ],
      '/Info 4 0 R',
    ),
  },
];

/** Larger than the first read, with labels at both ends: for sources that give the bytes in parts. */
export const LARGE_MEDIA: readonly LabelledMedium[] = [
  {
    name: 'large.pdf',
    medium: pdf.changed(
      pdf.withStreams(
        [...pdf.blankPage(), [5, pdf.pdfStream('', zeros(150_000))], [4, { text: `<</AIGC(${AIGC_LABEL})>>` }]],
        '/Info 4 0 R',
      ),
      [
        [1, { text: '<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R>>' }],
        [6, pdf.pdfStream('/Type/Metadata', xmp)],
        [7, pdf.pdfStream('', zeros(100_000))],
      ],
      '/Info 4 0 R',
    ),
  },
  {
    name: 'large.jpg',
    medium: jpeg([app1Exif(bytes(exif, zeros(60_000))), com(zeros(30_000)), app1Xmp(xmp), sos(zeros(100_000)), eoi()]),
  },
  {
    name: 'small-idats.png',
    medium: png([
      ihdr(),
      tEXt('AIGC', AIGC_LABEL),
      repeated(idat(zeros(8000)), 40),
      iTXt('XML:com.adobe.xmp', xmp),
      iend(),
    ]),
  },
  {
    name: 'long-idats.png',
    medium: png([ihdr(), repeated(idat(zeros(90_000)), 3), tEXt('AIGC', AIGC_LABEL), iend(), bytes('PK')]),
  },
  { name: 'large.webp', medium: webp([vp8x(), vp8l(zeros(200_000)), riffChunk('EXIF', exif), riffChunk('XMP ', xmp)]) },
  {
    name: 'large.mp4',
    medium: bytes(
      ftyp(),
      box('mdat', zeros(150_000)),
      box('moov', trak(90_000), trak(90_000), box('udta', keys)),
      uuidBox(UUID_XMP, xmp),
    ),
  },
  { name: 'large.wav', medium: av.wav(riffChunk('data', zeros(300_000)), riffChunk('AIGC', AIGC_LABEL)) },
  {
    name: 'large.mp3',
    medium: bytes(
      av.id3Tag(4, [av.frame24('APIC', zeros(150_000)), av.txxx('AIGC', AIGC_LABEL)]),
      repeated(av.mp3Frame(), 400),
      av.apeTag('AIGC', AIGC_LABEL),
    ),
  },
  {
    name: 'large.ogg',
    medium: bytes(av.opusStream(1, `AIGC=${AIGC_LABEL}`), repeated(av.oggPage(1, 0, zeros(4000)), 80)),
  },
  {
    name: 'large.mkv',
    medium: bytes(
      av.ebmlHeader(),
      av.segment(
        av.seekHead(0x1254c367, av.seekHead(0x1254c367, 0).length + 6 * av.cluster(60_000).length),
        repeated(av.cluster(60_000), 6),
        av.tagsElement('AIGC', AIGC_LABEL),
      ),
    ),
  },
];
