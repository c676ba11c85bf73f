/** Line ends and references of XML texts (XML 1.0 2.11, 3.3.3, 4.1). */

const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** What has none of these stays as it is: most texts. */
const MAY_CHANGE = /[\t\n\r&]/;
const LINE_END = /\r\n?/g;
const BLANK = /\r\n|[\t\n\r]/g;
/** What begins with `&` and is none of these stays as it is written: many writers escape nothing. */
const REFERENCE = /&(#\d{1,8}|#x[\da-f]{1,8}|\w{1,32});/gi;

export function contentText(text: string): string {
  return withReferences(text.includes('\r') ? text.replace(LINE_END, '\n') : text);
}

/** Blanks become spaces, but for those that are written as references. */
export function attributeText(text: string): string {
  return MAY_CHANGE.test(text) ? withReferences(text.replace(BLANK, ' ')) : text;
}

function withReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (written: string, name: string) => characterOf(name) ?? written);
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED.get(name);
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** XML 1.0 2.2. */
const isCharacter = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);
