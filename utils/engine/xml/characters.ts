/** What tells markup from text, by its UTF-16 units. */
export const EXCLAMATION = 0x21;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const SLASH = 0x2f;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;

export const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;

/** Of an element's: XML 1.0 2.3, where the characters beyond ASCII are not told apart. */
export const isNameStart = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x3a || code >= 0x80;

/** What no name holds. */
const NAME_ENDS: ReadonlySet<number> = new Set([...'>=/"\'< \t\n\r'].map((one) => one.charCodeAt(0)));
const IS_NAME_END = Uint8Array.from({ length: 128 }, (_, code) => Number(NAME_ENDS.has(code)));

export const isNameEnd = (code: number): boolean => code < 128 && IS_NAME_END[code] === 1;
