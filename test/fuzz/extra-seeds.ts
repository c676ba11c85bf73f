/** Small media with several places at once, for containers whose fixtures hold one label each. */
import { zlibSync } from 'fflate';
import * as av from '../unit/engine/av-builders';
import {
  AIGC_LABEL,
  app,
  app1Exif,
  app1Xmp,
  app11Jumbf,
  app13Photoshop,
  be32,
  bytes,
  c2paStore,
  com,
  eoi,
  extendedXmp,
  idat,
  iend,
  ihdr,
  iim,
  iptcAiPacket,
  iTXt,
  jpeg,
  photoshopResource,
  png,
  pngChunk,
  riffChunk,
  sos,
  tEXt,
  tiff,
  utf8,
  utf16,
  vp8x,
  webp,
  zeros,
  zTXt,
} from '../unit/engine/byte-builders';

const label = `{"AIGC":${AIGC_LABEL}}`;
const xmp = utf8(iptcAiPacket());
const exif = tiff([{ tag: 0x131, type: 2, value: 'a writer\0' }], {
  exif: [{ tag: 0x9286, type: 7, value: bytes('UNICODE\0', utf16(label, 'le')) }],
});
const iptc = photoshopResource(0x404, iim(2, 110, 'a credit'), iim(2, 120, label));
const { guid, segments } = extendedXmp(iptcAiPacket(), 200);
const mainPacket = iptcAiPacket().replace(
  '<rdf:Description ',
  `<rdf:Description xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${guid}" `,
);
const hex = (payload: Uint8Array): string => Buffer.from(payload).toString('hex');
const rawProfile = (kind: string, payload: Uint8Array): string => `\n${kind}\n${payload.length}\n${hex(payload)}\n`;

const JPEGS = [
  jpeg([app1Xmp(mainPacket), ...segments, com(label), sos(), eoi()]),
  jpeg([...app11Jumbf(c2paStore(), 20), app13Photoshop(iptc), app(9, 'AIGC', AIGC_LABEL), sos(), eoi()]),
  jpeg([app(2, 'MPF\0', exif), app1Exif(exif), sos(), eoi(), bytes('AIGC', AIGC_LABEL)]),
];

const PNGS = [
  png([ihdr(), zTXt('Raw profile type exif', rawProfile('exif', bytes('Exif\0\0', exif))), idat(), iend()]),
  png([ihdr(), pngChunk('eXIf', exif), pngChunk('caBX', c2paStore()), idat(), pngChunk('comf', 'prompt\0{}'), iend()]),
  png([
    ihdr(),
    iTXt('XML:com.adobe.xmp', xmp, { compressed: true }),
    idat(),
    tEXt('parameters', 'a\nSteps: 2'),
    iend(),
  ]),
];

const WEBPS = [
  webp([vp8x(), riffChunk('EXIF', 'Exif\0\0', exif), riffChunk('C2PA', c2paStore()), riffChunk('XMP ', xmp)]),
];

const wide = bytes([1, 0xff, 0xfe], utf16('AIGC\0', 'le'), [0xff, 0xfe], utf16(AIGC_LABEL, 'le'));
/** ID3v2.3 3.3.4: a zero behind each byte of ones. */
const unsynchronised = bytes(...[...av.frame23('TXXX', wide)].map((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
const packed = zlibSync(bytes([3], 'AIGC\0', AIGC_LABEL));

const ID3S = [
  bytes(av.id3Tag(2, [av.frame22('TXX', [0], 'AIGC\0', AIGC_LABEL), av.frame22('COM', [0], 'eng\0a')]), av.mp3Frame()),
  bytes(av.id3Tag(3, [be32(6), zeros(6), av.frame23('TXXX', bytes([0], 'AIGC\0', AIGC_LABEL))], 0x40), av.mp3Frame()),
  bytes(av.id3Tag(3, [unsynchronised], 0x80), av.mp3Frame(), av.id3v1(AIGC_LABEL.slice(0, 28))),
  bytes(
    av.id3Tag(4, [
      av.frame24('TXXX', bytes(be32(packed.length), packed), 0x09),
      av.frame24('PRIV', bytes('XMP\0', xmp)),
    ]),
    av.mp3Frame(),
    av.apeTag('AIGC', AIGC_LABEL),
  ),
  bytes(
    av.id3Tag(4, [av.frame24('GEOB', bytes([0], 'application/x-c2pa-manifest-store\0c2pa\0c2pa\0', c2paStore()))]),
    av.id3Tag(4, [av.frame24('COMM', bytes([3], 'chi', 'AIGC\0', AIGC_LABEL))]),
    av.mp3Frame(),
  ),
];

export const EXTRA_SEEDS: readonly Uint8Array[] = [...JPEGS, ...PNGS, ...WEBPS, ...ID3S];
