/**
 * JSON as media tools write it: bare `NaN`, NULs at the end, JSON inside a string, seeds beyond 2^53, text around it.
 * Every function is linear in its input.
 */
import { LIMITS } from '../limits';

export type JsonObject = Readonly<Record<string, unknown>>;

export type JsonReading =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'no-json' }
  /** Nested deeper, of more values, or with more to replace than the limits: nothing was parsed. */
  | { readonly kind: 'over-limit' };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A member of its own: names from files may be those of `Object.prototype`. */
export const member = (object: JsonObject, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** Without byte-order mark, NULs and white space at both ends (Tensor.Art ends its JSON with a NUL). */
export function trimPadding(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isPadding(text.charCodeAt(start))) start += 1;
  while (end > start && isPadding(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** The first one that is no padding; `''` where there is none. */
export function firstCharacter(text: string): string {
  let start = 0;
  while (start < text.length && isPadding(text.charCodeAt(start))) start += 1;
  return text.charAt(start);
}

const isPadding = (code: number): boolean => code <= 0x20 || code === 0xfeff || code === 0xa0 || code === 0x3000;

/**
 * Parses JSON text. Python's `NaN`, `Infinity`, `-Infinity` become `null`; whole numbers of 16 digits and more become
 * strings of their digits, because a 64-bit seed does not fit a double.
 */
export function parseJson(text: string, depthLimit: number = LIMITS.jsonDepth): JsonReading {
  const trimmed = trimPadding(text);
  if (trimmed === '') return { kind: 'no-json' };
  const scan = scanTokens(trimmed, depthLimit);
  if (scan === undefined) return { kind: 'over-limit' };
  try {
    return { kind: 'value', value: JSON.parse(scan) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'no-json' };
    throw error;
  }
}

const OBJECT_OR_STRING = /^[{"]/;

/** Parses text to an object; a JSON string that holds JSON is opened up to `rounds` times. */
export function parseObject(text: string, rounds = 3): JsonObject | 'no-object' | 'over-limit' {
  let current = trimPadding(text);
  for (let round = 0; round <= rounds; round += 1) {
    if (!OBJECT_OR_STRING.test(current)) return 'no-object';
    const reading = parseJson(current);
    if (reading.kind === 'over-limit') return 'over-limit';
    if (reading.kind === 'no-json') return 'no-object';
    if (isObject(reading.value)) return reading.value;
    if (typeof reading.value !== 'string') return 'no-object';
    current = trimPadding(reading.value);
  }
  return 'no-object';
}

/** The JSON object in a text; a text that goes beyond a limit is remembered with its place. */
export function objectIn(text: string, place: string, overLimit: Set<string>): JsonObject | undefined {
  const object = parseObject(text);
  if (object === 'over-limit') overLimit.add(place);
  return typeof object === 'string' ? undefined : object;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const BACKSLASH = 0x5c;
const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
/** What `NaN` and `Infinity` begin with. */
const isWord = (code: number): boolean => code === 0x49 || code === 0x4e;
const NOT_FINITE = /-?(?:NaN|Infinity)/y;
/** Fewer digits fit a double, and `JSON.parse` takes them as they are. */
const LONG_INTEGER_DIGITS = 16;

/** The text with what `JSON.parse` cannot take replaced, outside strings only; `undefined` beyond a limit. */
function scanTokens(text: string, depthLimit: number): string | undefined {
  const pieces: string[] = [];
  let copied = 0;
  let depth = 0;
  let values = 1;
  let at = 0;
  const replace = (token: string, by: string): void => {
    pieces.push(text.slice(copied, at), by);
    at += token.length;
    copied = at;
  };
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
    } else if (isOpening(code)) {
      depth += 1;
      values += 1;
      if (depth > depthLimit || values > LIMITS.jsonValues) return undefined;
      at += 1;
    } else if (isClosing(code)) {
      depth -= 1;
      at += 1;
    } else if (code === COMMA) {
      values += 1;
      if (values > LIMITS.jsonValues) return undefined;
      at += 1;
    } else if (isDigit(code) || code === MINUS || isWord(code)) {
      const notFinite = isDigit(code) ? undefined : matchAt(NOT_FINITE, text, at);
      const integer = notFinite === undefined ? longInteger(text, at) : undefined;
      if (pieces.length > 2 * LIMITS.jsonReplacements) return undefined;
      if (notFinite !== undefined) replace(notFinite, 'null');
      else if (integer !== undefined) replace(integer, `"${integer}"`);
      else at = endOfNumber(text, at + 1);
    } else {
      at += 1;
    }
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(copied);
}

/** By hand: the regular expression's engine keeps a state for every digit, and overflows on millions. */
function longInteger(text: string, start: number): string | undefined {
  const digits = text.charCodeAt(start) === MINUS ? start + 1 : start;
  let end = digits;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end - digits < LONG_INTEGER_DIGITS || isInFraction(text.charCodeAt(end)) ? undefined : text.slice(start, end);
}

/** `.`, `e`, `E`. */
const isInFraction = (code: number): boolean => code === 0x2e || (code | 0x20) === 0x65;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Past the digits, so that a long fraction is not taken for an integer from its middle. */
function endOfNumber(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isDigit(code) && !isInFraction(code) && code !== MINUS && code !== 0x2b) break;
  }
  return at;
}

/** Index after the string that begins at `start`; the text's end when it is not closed. */
export function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let slashes = quote;
    while (slashes > start + 1 && text.charCodeAt(slashes - 1) === BACKSLASH) slashes -= 1;
    if ((quote - slashes) % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** Index after the object or array that begins at `start`, strings skipped; `undefined` when it never closes. */
export function endOfBalanced(text: string, start: number): number | undefined {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    at += 1;
    if (isOpening(code)) depth += 1;
    else if (isClosing(code)) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return undefined;
}

export interface Member {
  readonly name: string;
  /** The value as it is written. */
  readonly text: string;
}

/** A member as it stands in its text. */
export interface MemberPlace {
  readonly name: string;
  /** Of the name's quote. */
  readonly start: number;
  /** Behind the colon. */
  readonly valueStart: number;
  /** Of the comma or bracket behind the value. */
  readonly end: number;
}

/**
 * The members of a valid JSON object in their order, repeated names included, which `JSON.parse` would drop.
 * @param limit Members after this number are not looked at.
 */
export function membersOf(text: string, limit?: number): readonly Member[] {
  return placesOfMembers(text, limit).map(({ name, valueStart, end }) => ({
    name,
    text: text.slice(valueStart, end).trim(),
  }));
}

/** The same by where they stand. */
export function placesOfMembers(text: string, limit = Number.POSITIVE_INFINITY): readonly MemberPlace[] {
  const places: MemberPlace[] = [];
  let at = text.indexOf('{') + 1;
  while (at < text.length && places.length < limit) {
    const start = text.indexOf('"', at);
    if (start < 0) break;
    const nameEnd = endOfString(text, start);
    const valueStart = text.indexOf(':', nameEnd) + 1;
    if (valueStart === 0) break;
    const end = endOfValue(text, valueStart);
    places.push({ name: unquoted(text.slice(start, nameEnd)), start, valueStart, end });
    if (text.charAt(end) !== ',') break;
    at = end + 1;
  }
  return places;
}

/** Index of the comma or bracket that ends the value beginning at `start`. */
function endOfValue(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === COMMA || isClosing(code)) return at;
    if (code === QUOTE) at = endOfString(text, at);
    else if (isOpening(code)) at = endOfBalanced(text, at) ?? text.length;
    else at += 1;
  }
  return at;
}

/** What a JSON string says. @param text With its quotes, as it stands in valid JSON. */
export function unquoted(text: string): string {
  if (!text.includes('\\')) return text.slice(1, -1);
  const reading = parseJson(text);
  return reading.kind === 'value' && typeof reading.value === 'string' ? reading.value : text.slice(1, -1);
}
