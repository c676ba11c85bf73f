import type { Container } from '../walk';
import { aiff } from './aiff';
import { bmp } from './bmp';
import { flac } from './flac';
import { flv } from './flv';
import { gif } from './gif';
import { heif } from './heif';
import { ico } from './ico';
import { jpeg } from './jpeg';
import { jxl } from './jxl';
import { matroska } from './matroska';
import { mp3 } from './mp3';
import { mp4 } from './mp4';
import { ogg } from './ogg';
import { pdf } from './pdf/index';
import { png } from './png';
import { riff } from './riff';
import { svg } from './svg';
import { tiff } from './tiff';
import { webp } from './webp';

/** Every container, one line each, in order of trial; HEIF's brands are told apart before MP4 takes any brand. */
export const CONTAINER_FORMATS: readonly Container[] = [
  jpeg,
  png,
  webp,
  gif,
  tiff,
  heif,
  jxl,
  bmp,
  ico,
  svg,
  matroska,
  riff,
  aiff,
  flv,
  ogg,
  flac,
  mp3,
  pdf,
  mp4,
];
