import type { TextField } from '../fields';

/** The comment of a film or a piece of music, under the names that tools give it; in lower case. */
export const COMMENT_KEYS: ReadonlyMap<TextField['vocabulary'], readonly string[]> = new Map([
  ['mp4', ['comment', '©cmt', 'com.apple.quicktime.comment']],
  ['matroska', ['comment']],
  ['vorbis', ['comment', 'description']],
  ['id3', ['comment', 'comm', 'com']],
  ['riff', ['icmt']],
  ['amf', ['comment']],
  ['ape', ['comment']],
]);
