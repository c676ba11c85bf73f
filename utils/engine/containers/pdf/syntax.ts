/** PDF objects as they are written (ISO 32000-2 7.2, 7.3). */
import { LIMITS } from '../../limits';

export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly is: boolean }
  | { readonly kind: 'number'; readonly value: number }
  /** With its `#xx` undone, one character per byte. */
  | { readonly kind: 'name'; readonly name: string }
  /** With its escapes undone. */
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'reference'; readonly number: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDictionary;

export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

export const NULL: PdfValue = { kind: 'null' };

/** Why a value could not be read: `short` where the bytes ran out inside it. */
export class SyntaxFault extends Error {
  constructor(readonly problem: 'short' | 'malformed') {
    super(problem);
  }
}

const characters = (text: string): ReadonlySet<number> => new Set([...text].map((one) => one.charCodeAt(0)));
const SPACES = characters('\0\t\n\f\r ');
const DELIMITERS = characters('()<>[]{}/%');

const ESCAPES: ReadonlyMap<string, number> = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['b', 8],
  ['f', 12],
]);

/** Reads values one after another; `at` moves on. Each method throws `SyntaxFault`. */
export class PdfReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** White space and comments. */
  skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) return;
      if (byte === 0x25) {
        while (this.at < this.#bytes.length && !isLineEnd(this.#bytes[this.at])) this.at += 1;
      } else if (SPACES.has(byte)) this.at += 1;
      else return;
    }
  }

  /** A keyword or number: everything up to the next space or delimiter. */
  word(): string {
    this.skipSpace();
    return this.#regular();
  }

  #regular(): string {
    const start = this.at;
    while (isRegular(this.#byte())) this.at += 1;
    if (this.at - start > LIMITS.keyBytes) throw new SyntaxFault('malformed');
    return String.fromCharCode(...this.#bytes.subarray(start, this.at));
  }

  value(depth = 0): PdfValue {
    if (depth > LIMITS.nesting) throw new SyntaxFault('malformed');
    this.skipSpace();
    switch (this.#character()) {
      case '/':
        return { kind: 'name', name: this.#name() };
      case '(':
        return { kind: 'string', bytes: this.#literal() };
      case '[':
        return { kind: 'array', items: this.#items(']', depth) };
      case '<':
        return this.#character(1) === '<' ? this.#dictionary(depth) : { kind: 'string', bytes: this.#hexadecimal() };
      default:
        return this.#wordValue();
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.at];
    if (byte === undefined) throw new SyntaxFault('short');
    return byte;
  }

  #character(ahead = 0): string {
    const byte = this.#bytes[this.at + ahead];
    if (byte === undefined) throw new SyntaxFault('short');
    return String.fromCharCode(byte);
  }

  #wordValue(): PdfValue {
    const word = this.word();
    if (word === 'true' || word === 'false') return { kind: 'boolean', is: word === 'true' };
    if (word === 'null') return NULL;
    if (!/^[+-]{0,2}(?:\d+\.?\d*|\.\d+)$/.test(word)) throw new SyntaxFault('malformed');
    if (!/^\d+$/.test(word)) return { kind: 'number', value: Number(word.replace(/^[+-]+/, '-')) };
    return this.#reference(Number(word)) ?? { kind: 'number', value: Number(word) };
  }

  /** A whole number is the beginning of a reference where a generation and `R` follow. */
  #reference(number: number): PdfValue | undefined {
    const after = this.at;
    this.skipSpace();
    if (isDigit(this.#byte())) {
      this.word();
      this.skipSpace();
      if (this.#character() === 'R' && this.word() === 'R') return { kind: 'reference', number };
    }
    this.at = after;
    return undefined;
  }

  #name(): string {
    this.at += 1;
    return this.#regular().replace(/#([\da-fA-F]{2})/g, (_, digits) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  }

  #items(close: string, depth: number): readonly PdfValue[] {
    this.at += 1;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.#character() === close) break;
      items.push(this.value(depth + 1));
    }
    this.at += 1;
    return items;
  }

  #dictionary(depth: number): PdfDictionary {
    this.at += 1;
    const items = this.#items('>', depth);
    if (this.#character() !== '>') throw new SyntaxFault('malformed');
    this.at += 1;
    const entries = new Map<string, PdfValue>();
    for (let index = 0; index + 1 < items.length; index += 2) {
      const [key, value] = items.slice(index, index + 2);
      if (key?.kind !== 'name' || value === undefined) throw new SyntaxFault('malformed');
      entries.set(key.name, value);
    }
    return { kind: 'dictionary', entries };
  }

  /** 7.3.4.2: parentheses that balance, escapes, and line ends that are one character. */
  #literal(): Uint8Array {
    this.at += 1;
    const bytes: number[] = [];
    for (let open = 1; ; ) {
      const character = this.#character();
      this.at += 1;
      if (character === '\\') {
        this.#escape(bytes);
        continue;
      }
      if (character === '(') open += 1;
      if (character === ')') open -= 1;
      if (open === 0) return Uint8Array.from(bytes);
      if (character === '\r' && this.#character() === '\n') this.at += 1;
      bytes.push(character === '\r' ? 10 : character.charCodeAt(0));
    }
  }

  #escape(bytes: number[]): void {
    const character = this.#character();
    this.at += 1;
    if (character === '\r') {
      if (this.#character() === '\n') this.at += 1;
    } else if (isOctal(character)) {
      let value = Number(character);
      for (let more = 0; more < 2 && isOctal(this.#character()); more++) {
        value = 8 * value + Number(this.#character());
        this.at += 1;
      }
      bytes.push(value & 0xff);
    } else if (character !== '\n') bytes.push(ESCAPES.get(character) ?? character.charCodeAt(0));
  }

  #hexadecimal(): Uint8Array {
    this.at += 1;
    const digits: number[] = [];
    for (;;) {
      const byte = this.#byte();
      this.at += 1;
      if (byte === 0x3e) break;
      if (SPACES.has(byte)) continue;
      const digit = Number.parseInt(String.fromCharCode(byte), 16);
      if (Number.isNaN(digit)) throw new SyntaxFault('malformed');
      digits.push(digit);
    }
    // A last digit that stands alone counts as if 0 followed.
    return Uint8Array.from({ length: Math.ceil(digits.length / 2) }, (_, index) => {
      return ((digits[2 * index] ?? 0) << 4) | (digits[2 * index + 1] ?? 0);
    });
  }
}

const isOctal = (character: string): boolean => character >= '0' && character <= '7';
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isLineEnd = (byte: number | undefined): boolean => byte === 10 || byte === 13;
const isRegular = (byte: number): boolean => !SPACES.has(byte) && !DELIMITERS.has(byte);
