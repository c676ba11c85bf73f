/**
 * Characters that would steer a reader's display instead of being read: controls, bidirectional controls, line
 * separators, invisible spaces, tag characters, lone surrogates.
 */
export const STEERING = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/** What stands in the place of such a character: `⟨U+202E⟩`. */
export const marker = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
