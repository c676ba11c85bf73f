import type { TextField } from '../fields';

/** The comment of a film or a piece of music, under the names that tools give it; in lower case. */
export const COMMENT_KEYS: readonly (readonly [TextField['vocabulary'], readonly string[]])[] = [
  ['mp4', ['comment', '©cmt', 'com.apple.quicktime.comment']],
  ['matroska', ['comment']],
  ['vorbis', ['comment', 'description']],
  ['id3', ['comment', 'comm', 'com']],
  ['riff', ['icmt']],
  ['amf', ['comment']],
  ['ape', ['comment']],
];

const KEYS_BY_VOCABULARY: ReadonlyMap<string, readonly string[]> = new Map(COMMENT_KEYS);

export const isCommentKey = (vocabulary: string, key: string): boolean =>
  KEYS_BY_VOCABULARY.get(vocabulary)?.includes(key) ?? false;
