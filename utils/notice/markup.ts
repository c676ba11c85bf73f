/** HTML from data: whatever is not itself made by `html` is escaped, in this one place. */
declare const MADE: unique symbol;

/** Markup that `html` made. */
export interface Markup {
  readonly [MADE]: true;
  readonly text: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe in element content and in quoted attribute values. NUL and lone surrogates, which HTML cannot hold, go. */
export const escapeText = (value: string): string =>
  value.replace(/\0|\p{Cs}/gu, '\uFFFD').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

type Part = string | Markup | readonly Markup[];

export const html = (literals: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  made(literals.reduce((text, literal, index) => text + written(parts[index - 1] ?? '') + literal));

const written = (part: Part): string => {
  if (typeof part === 'string') return escapeText(part);
  return isList(part) ? part.map(({ text }) => text).join('') : part.text;
};

const isList = (part: Markup | readonly Markup[]): part is readonly Markup[] => Array.isArray(part);

const made = (text: string): Markup => ({ text }) as Markup;
