/** The media that are measured: fixtures, made larger where size is what matters. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bytes,
  idat,
  iend,
  ihdr,
  iTXt,
  largeBox,
  png,
  repeated,
  riffChunk,
  vp8x,
  webp,
  zeros,
} from '../unit/engine/byte-builders';
import { type SparseMedium, wholeMedium } from './sparse-medium';

export interface Case {
  readonly name: string;
  /** In memory where it fits; else it is read by Range requests only. */
  readonly medium: SparseMedium | Uint8Array;
}

const KIB = 1024;
const MIB = 1024 * KIB;
/** libpng's default. */
const IDAT_BYTES = 8 * KIB;

export const fixture = (file: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures/media', file)));

/** Bytes that look like compressed picture data: no marker, no repetition. The same ones each time. */
export function noise(length: number, seed = 1): Uint8Array {
  const picture = new Uint8Array(length);
  let state = seed;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    picture[at] = (state >>> 24) % 0xff;
  }
  return picture;
}

/** More picture data before EOI. */
export function grownJpeg(file: Uint8Array, sizeBytes: number, seed?: number): Uint8Array {
  return bytes(file.subarray(0, -2), noise(Math.max(0, sizeBytes - file.length), seed), file.subarray(-2));
}

const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>`;

const manyIdat = (): Uint8Array =>
  png([ihdr(), repeated(idat(noise(IDAT_BYTES)), 4_000), iTXt('XML:com.adobe.xmp', XMP), iend()]);

const xmpLast = (): Uint8Array => webp([vp8x(), riffChunk('VP8 ', noise(MIB)), riffChunk('XMP ', XMP)]);

/** A film whose `moov` stands behind `mdat`, as cameras write it; the 64-bit length is that of the whole. */
function moovLast(sizeBytes: number): SparseMedium {
  const file = fixture('gb45438-moov-last.mp4');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const boxes = new Map<string, Uint8Array>();
  for (let at = 0; at + 8 <= file.length; at += view.getUint32(at)) {
    boxes.set(String.fromCharCode(...file.subarray(at + 4, at + 8)), file.subarray(at, at + view.getUint32(at)));
  }
  const ftyp = boxes.get('ftyp') ?? zeros(0);
  const moov = boxes.get('moov') ?? zeros(0);
  const mdatHead = largeBox('mdat');
  new DataView(mdatHead.buffer).setBigUint64(8, BigInt(sizeBytes - ftyp.length - moov.length));
  return {
    size: sizeBytes,
    pieces: [
      { offset: 0, bytes: bytes(ftyp, mdatHead) },
      { offset: sizeBytes - moov.length, bytes: moov },
    ],
  };
}

export const CASES: readonly Case[] = [
  { name: 'JPEG 1 MB, unlabelled', medium: grownJpeg(fixture('plain-camera-names.jpg'), 1_000_000) },
  { name: 'JPEG, C2PA', medium: fixture('c2pa.jpg') },
  { name: 'PNG, labelled', medium: fixture('a1111.png') },
  { name: 'PNG, 4,000 IDAT', medium: manyIdat() },
  { name: 'WebP 1 MB, XMP at the end', medium: xmpLast() },
  { name: 'HEIC, labelled', medium: fixture('gb45438-xmp.heic') },
  { name: 'MP4 100 MB, moov at the end', medium: moovLast(100 * MIB) },
  { name: 'MP4 4 GB, moov at the end', medium: moovLast(4 * KIB * MIB) },
  { name: 'MP3, labelled', medium: fixture('gb45438.mp3') },
  { name: 'MKV, Tags at the end', medium: fixture('gb45438-tags-last.mkv') },
];

export const sparse = (medium: Case['medium']): SparseMedium =>
  medium instanceof Uint8Array ? wholeMedium(medium) : medium;

/** JPEGs that other readers are measured on too. */
export const JPEGS: readonly Case[] = [
  { name: 'JPEG 1 MB, unlabelled', medium: grownJpeg(fixture('plain-camera-names.jpg'), 1_000_000) },
  { name: 'JPEG, C2PA', medium: fixture('c2pa.jpg') },
  { name: 'JPEG, IPTC in XMP', medium: fixture('iptc-trained.jpg') },
  { name: 'JPEG, GB 45438 in XMP', medium: fixture('gb45438-xmp.jpg') },
  { name: 'JPEG, GB 45438 in EXIF', medium: fixture('gb45438-usercomment.jpg') },
  { name: 'JPEG, settings in EXIF', medium: fixture('a1111.jpg') },
];
