import type { Decoder } from '../blocks';
import { iptcIim } from './iptc-iim';
import { jumbf } from './jumbf';
import { mp4Metadata } from './mp4-metadata';
import { photoshop } from './photoshop';
import { pngText } from './png-text';
import { text } from './text';
import { tiff } from './tiff';
import { tiffValue } from './tiff-value';
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
];
