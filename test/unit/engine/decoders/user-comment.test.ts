import { describe, expect, it } from 'vitest';
import { decodeUserComment } from '../../../../utils/engine/decoders/user-comment';
import { bytes, latin1, type Part, utf16 } from './build';

const UNICODE = 'UNICODE\0';
const CHINESE = '本图片由人工智能生成，请注意甄别。';
const JAPANESE = 'この画像は人工知能によって生成されました。';
const LATIN = 'a cat, Steps: 20';

const decode = (order: 'II' | 'MM', ...parts: readonly Part[]): string =>
  decodeUserComment(bytes(...parts), order === 'II').value;

describe('UserComment', () => {
  it.each<[string, string, readonly Part[]]>([
    ['ASCII', LATIN, ['ASCII\0\0\0', LATIN]],
    ['ASCII that holds UTF-8', CHINESE, ['ASCII\0\0\0', CHINESE]],
    ['ASCII that holds Windows-1252', 'café', ['ASCII\0\0\0', latin1('caf\xe9')]],
    ['ASCII in lower case', LATIN, ['ascii\0\0\0', LATIN]],
    ['ASCII padded with blanks', LATIN, ['ASCII   ', LATIN]],
    ['an undefined code', LATIN, [new Uint8Array(8), LATIN]],
    ['UTF-8 by name', CHINESE, ['UTF-8\0\0\0', CHINESE]],
    ['UTF8 by name', CHINESE, ['UTF8\0\0\0\0', CHINESE]],
    ['no code at all', LATIN, [LATIN]],
    ['no code at all, in UTF-8', CHINESE, [CHINESE]],
    ['less than a code', 'abc', ['abc']],
    ['JIS with its escapes', '日本', ['JIS\0\0\0\0\0', [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42]]],
    ['JIS that is UTF-8', CHINESE, ['JIS\0\0\0\0\0', CHINESE]],
    ['trailing NULs', LATIN, ['ASCII\0\0\0', LATIN, [0, 0]]],
    ['Unicode in mixed case', LATIN, ['Unicode\0', utf16(LATIN, 'le')]],
    ['Unicode that is UTF-8', CHINESE, [UNICODE, CHINESE]],
    ['Unicode of odd length that is UTF-8', 'abc', [UNICODE, 'abc']],
    ['Unicode with trailing NULs', LATIN, [UNICODE, utf16(`${LATIN}\0\0`, 'be')]],
    ['nothing behind the code', '', [UNICODE]],
  ])('reads %s', (_, expected, parts) => {
    expect(decode('II', ...parts)).toBe(expected);
    expect(decode('MM', ...parts)).toBe(expected);
  });

  const texts = [CHINESE, JAPANESE, LATIN, '인공지능으로 만든 그림입니다', `${CHINESE} ${LATIN}`, CHINESE.slice(0, 8)];
  const cases = texts.flatMap((text) =>
    (['II', 'MM'] as const).flatMap((stream) =>
      (['le', 'be'] as const).flatMap((order) => [
        [text, stream, order, ''],
        [text, stream, order, '\ufeff'],
      ]),
    ),
  ) as readonly (readonly [string, 'II' | 'MM', 'le' | 'be', string])[];

  it.each(cases)('finds the byte order of "%s" in a %s stream with %s units', (text, stream, order, mark) => {
    expect(decode(stream, UNICODE, utf16(mark + text, order))).toBe(text);
  });

  it('falls back on the byte order of the stream where the text gives no hint', () => {
    // U+4E8F and U+8F4E: Chinese characters either way.
    expect(decode('MM', UNICODE, [0x4e, 0x8f])).toBe('\u4e8f');
    expect(decode('II', UNICODE, [0x4e, 0x8f])).toBe('\u8f4e');
  });

  it('keeps the bytes without the code, for a mark that decodes them again', () => {
    const text = latin1('\xb1\xea\xca\xb6');
    const decoded = decodeUserComment(bytes('ASCII\0\0\0', text), true);
    expect(decoded).toMatchObject({ encoding: 'latin1', raw: text });
  });
});
