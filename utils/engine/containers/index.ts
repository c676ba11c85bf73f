import type { Container } from '../walk';
import { gif } from './gif';
import { jpeg } from './jpeg';
import { mp4 } from './mp4';
import { png } from './png';
import { tiff } from './tiff';
import { unread } from './unread';
import { webp } from './webp';

/** Every container, one line each, in order of trial; HEIF's brands are told apart before MP4 takes any brand. */
export const CONTAINER_FORMATS: readonly Container[] = [jpeg, png, webp, gif, tiff, unread, mp4];
