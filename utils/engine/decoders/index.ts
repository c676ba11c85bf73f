import type { Decoder } from '../blocks';
import { amf0 } from './amf0';
import { apev2 } from './apev2';
import { brotli } from './brotli';
import { deflate } from './deflate';
import { id3 } from './id3';
import { iptcIim } from './iptc-iim';
import { jumbf } from './jumbf';
import { matroskaTags } from './matroska-tags';
import { mp4Metadata } from './mp4-metadata';
import { pdfText } from './pdf-text';
import { photoshop } from './photoshop';
import { pngText } from './png-text';
import { riffInfo } from './riff-info';
import { text } from './text';
import { tiff } from './tiff';
import { tiffValue } from './tiff-value';
import { vorbisComment } from './vorbis-comment';
import { xmp } from './xmp';

/** Every decoder, one line each; a block goes to the first whose kinds hold its kind. */
export const DECODERS: readonly Decoder[] = [
  xmp,
  tiff,
  tiffValue,
  photoshop,
  iptcIim,
  pngText,
  text,
  jumbf,
  mp4Metadata,
  id3,
  apev2,
  vorbisComment,
  riffInfo,
  amf0,
  matroskaTags,
  brotli,
  deflate,
  pdfText,
];
