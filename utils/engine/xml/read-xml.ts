/**
 * XML as media hold it (XMP packets, SVG), read leniently: markup in, elements, attributes and texts out. Whatever breaks
 * the grammar is a fault and gone past, so that a label behind it is read. Entities of a document type are not
 * expanded. Each character is looked at a bounded number of times, whatever the text.
 */
import { LIMITS } from '../limits';
import {
  APOSTROPHE,
  CLOSE_BRACKET,
  EQUALS,
  EXCLAMATION,
  GREATER,
  isBlank,
  isNameEnd,
  isNameStart,
  LESS,
  OPEN_BRACKET,
  QUESTION,
  QUOTE,
  SLASH,
} from './characters';
import { createNamespaceScope, type NamespaceDeclaration, type XmlName } from './namespaces';
import { attributeText, contentText } from './references';

export interface XmlAttribute extends XmlName {
  readonly value: string;
}

export interface XmlElement extends XmlName {
  readonly attributes: readonly XmlAttribute[];
  /** Of the attributes that declare namespaces; they are not among `attributes`. */
  readonly declarations: readonly NamespaceDeclaration[];
  /** Where its tag begins. */
  readonly start: number;
}

export interface XmlHandler {
  readonly open: (element: XmlElement) => void;
  /** @param end Behind its end tag. */
  readonly close: (end: number) => void;
  /** Of the innermost open element; the text between two tags may come in parts. */
  readonly text: (text: string) => void;
}

export interface XmlOptions {
  /** What the text is called where a limit is met: `The XMP packet`. */
  readonly subject: string;
  /** Prefixes that need no declaration, with their namespaces. */
  readonly assumed?: ReadonlyMap<string, string>;
  /** Faults that are gone past; they cost nothing. Default: any number. */
  readonly faults?: number;
}

export interface XmlReading {
  /** The root element was closed. */
  readonly isWhole: boolean;
  /** Why the reading was stopped. */
  readonly limitMet: string | undefined;
}

/** Ends the reading: thrown by a handler that has what it wants, or met a limit of its own. */
export class XmlStop extends Error {}

const CDATA = '<![CDATA[';
const DOCUMENT_TYPE = '<!DOCTYPE';
const NOTHING: readonly never[] = [];
const NONE: ReadonlyMap<string, string> = new Map();

export function readXml(text: string, handler: XmlHandler, options: XmlOptions): XmlReading {
  const reader = createReader(text, handler, options);
  try {
    reader.read();
    return { isWhole: reader.isWhole(), limitMet: undefined };
  } catch (error) {
    if (!(error instanceof XmlStop)) throw error;
    return { isWhole: false, limitMet: error.message };
  }
}

interface OpenElement {
  readonly qualified: string;
  readonly declarations: number;
}

function createReader(text: string, handler: XmlHandler, options: XmlOptions) {
  const { subject, assumed = NONE, faults: mostFaults = Number.POSITIVE_INFINITY } = options;
  const scope = createNamespaceScope(assumed);
  const open: OpenElement[] = [];
  let at = 0;
  let elements = 0;
  let faults = 0;
  let isWhole = false;

  const fault = (): void => {
    faults += 1;
    if (faults > mostFaults) throw new XmlStop(`${subject} has too many XML faults.`);
  };

  /** The place behind `mark`, or the end of the text, which is then cut. */
  const behind = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from);
    if (found >= 0) return found + mark.length;
    fault();
    return text.length;
  };

  const tell = (written: string): void => {
    if (open.length > 0) handler.text(contentText(written));
    else if (/[^\s\ufeff]/.test(written)) fault();
  };

  const readMarkup = (): void => {
    if (at + 1 === text.length) {
      at = behind('>', at);
      return;
    }
    const code = text.charCodeAt(at + 1);
    if (code === SLASH) readEndTag();
    else if (code === EXCLAMATION) readDeclaration();
    else if (code === QUESTION) at = behind('?>', at + 2);
    else if (isNameStart(code)) readStartTag();
    else goPast();
  };

  /** An angle bracket that opens nothing is text. */
  const goPast = (): void => {
    fault();
    if (open.length > 0) handler.text('<');
    at += 1;
  };

  const readDeclaration = (): void => {
    if (text.startsWith('<!--', at)) {
      at = behind('-->', at + 4);
    } else if (text.startsWith(CDATA, at)) {
      const start = at + CDATA.length;
      at = behind(']]>', start);
      if (open.length > 0) handler.text(text.slice(start, at - (text.startsWith(']]>', at - 3) ? 3 : 0)));
      else fault();
    } else if (text.startsWith(DOCUMENT_TYPE, at)) {
      at = behindDocumentType(at + DOCUMENT_TYPE.length);
    } else goPast();
  };

  /** Its internal subset stands in brackets, and what stands in quotes or a comment is no markup. */
  const behindDocumentType = (from: number): number => {
    let depth = 0;
    for (let next = from; next < text.length; next += 1) {
      const code = text.charCodeAt(next);
      if (code === QUOTE || code === APOSTROPHE) next = behind(text.charAt(next), next + 1) - 1;
      else if (code === LESS && text.startsWith('<!--', next)) next = behind('-->', next) - 1;
      else if (code === OPEN_BRACKET) depth += 1;
      else if (code === CLOSE_BRACKET) depth -= 1;
      else if (code === GREATER && depth <= 0) return next + 1;
    }
    fault();
    return text.length;
  };

  const readEndTag = (): void => {
    const end = text.indexOf('>', at + 2);
    if (end < 0) {
      fault();
      at = text.length;
      return;
    }
    const depth = depthOf(text.slice(at + 2, end).trim());
    at = end + 1;
    // Those inside it were never closed.
    if (depth === undefined) fault();
    else for (let left = open.length - depth; left > 0; left -= 1) close(left > 1);
  };

  /** Of the element that an end tag closes. A name that fits none but in its length is taken for one that was damaged. */
  const depthOf = (qualified: string): number | undefined => {
    for (let depth = open.length - 1; depth >= 0; depth -= 1) if (open[depth]?.qualified === qualified) return depth;
    return open.at(-1)?.qualified.length === qualified.length ? open.length - 1 : undefined;
  };

  const close = (isFault: boolean): void => {
    if (isFault) fault();
    scope.leave(open.pop()?.declarations ?? 0);
    if (open.length === 0) isWhole = true;
    handler.close(at);
  };

  const readStartTag = (): void => {
    const start = at;
    const qualified = readName(start + 1);
    const written: string[] = [];
    let declarations: NamespaceDeclaration[] | undefined;
    for (let count = 0; ; ) {
      skipBlanks();
      if (at >= text.length) {
        fault();
        return;
      }
      const code = text.charCodeAt(at);
      if (code === GREATER || (code === SLASH && text.charCodeAt(at + 1) === GREATER)) break;
      if (isNameEnd(code)) {
        fault();
        at += 1;
        continue;
      }
      count += 1;
      if (count > LIMITS.xmlAttributes) throw new XmlStop(`${subject} has an element with too many attributes.`);
      const name = readName(at);
      const value = readValue();
      if (value === undefined) continue;
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        declarations ??= [];
        declarations.push({ prefix: name.slice('xmlns:'.length), namespace: value.trim() });
      } else written.push(name, value);
    }
    elements += 1;
    if (elements > LIMITS.structures) throw new XmlStop(`${subject} has too many elements.`);
    if (open.length >= LIMITS.xmlDepth) throw new XmlStop(`${subject} is nested too deeply.`);
    if (open.length === 0 && isWhole) fault();
    open.push({ qualified, declarations: scope.enter(declarations ?? NOTHING) });
    const isEmpty = text.charCodeAt(at) === SLASH;
    at += isEmpty ? 2 : 1;
    const { namespace, name } = scope.elementName(qualified);
    const attributes = written.length === 0 ? NOTHING : attributesOf(written);
    handler.open({ namespace, name, attributes, declarations: declarations ?? NOTHING, start });
    if (isEmpty) close(false);
  };

  /** @param written Names and values in turn; the names are resolved when all declarations of their tag are known. */
  const attributesOf = (written: readonly string[]): readonly XmlAttribute[] => {
    const attributes: XmlAttribute[] = [];
    for (let index = 0; index < written.length; index += 2) {
      const { namespace, name } = scope.attributeName(written[index] ?? '');
      attributes.push({ namespace, name, value: written[index + 1] ?? '' });
    }
    return attributes;
  };

  const skipBlanks = (): void => {
    while (isBlank(text.charCodeAt(at))) at += 1;
  };

  /** Leaves `at` behind the name. */
  const readName = (start: number): string => {
    at = start;
    while (at < text.length && !isNameEnd(text.charCodeAt(at))) at += 1;
    return text.slice(start, at);
  };

  const readUnquoted = (): string => {
    const start = at;
    while (at < text.length && text.charCodeAt(at) !== GREATER && !isBlank(text.charCodeAt(at))) at += 1;
    return text.slice(start, at);
  };

  /** @returns `undefined` where there is none, or it goes on to the end of the text. */
  const readValue = (): string | undefined => {
    skipBlanks();
    if (text.charCodeAt(at) !== EQUALS) {
      fault();
      return undefined;
    }
    at += 1;
    skipBlanks();
    const quote = text.charCodeAt(at);
    if (quote !== QUOTE && quote !== APOSTROPHE) {
      fault();
      return attributeText(readUnquoted());
    }
    const start = at + 1;
    const end = text.indexOf(quote === QUOTE ? '"' : "'", start);
    if (end < 0) {
      fault();
      at = text.length;
      return undefined;
    }
    at = end + 1;
    return attributeText(text.slice(start, end));
  };

  return {
    isWhole: () => isWhole,
    read: (): void => {
      while (at < text.length) {
        const next = text.indexOf('<', at);
        const end = next < 0 ? text.length : next;
        if (end > at) tell(text.slice(at, end));
        at = end;
        if (next >= 0) readMarkup();
      }
    },
  };
}
