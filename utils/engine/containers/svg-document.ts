/** SVG as XML: its root element, and what of it can hold a label. */
import { SaxesParser } from 'saxes';
import { RDF_NAMESPACE, UNDECLARED } from '../decoders/rdf';
import { LIMITS } from '../limits';

const C2PA_NAMESPACE = 'http://c2pa.org/manifest';

export interface SvgFragment {
  readonly kind: 'metadata' | 'attributes' | 'description' | 'manifest';
  /**
   * Of `metadata`: the element, with the namespaces that it has from outside. Of the root's attributes in namespaces of
   * their own: an RDF description that has them. Of a description or manifest: its text.
   */
  readonly text: string;
  /** In characters of the document. */
  readonly start: number;
}

export interface SvgReading {
  readonly fragments: readonly SvgFragment[];
  /** The root element was closed. */
  readonly isWhole: boolean;
  readonly limitMet: string | undefined;
}

class Stop extends Error {}

const newParser = () =>
  new SaxesParser({ xmlns: true, position: true, resolvePrefix: (prefix: string) => UNDECLARED + prefix });

/** @returns the root element's name without prefix; `undefined` where the text is no XML, or ends before it. */
export function rootNameOf(text: string): string | undefined {
  let name: string | undefined;
  let faults = 0;
  const parser = newParser();
  parser.on('error', () => {
    // What is XML has its root before it has faults; a web page may have any.
    if (++faults > 1) throw new Stop();
  });
  parser.on('opentag', (tag) => {
    name = tag.local;
    throw new Stop();
  });
  stopping(() => parser.write(text));
  return name;
}

interface Element {
  readonly start: number;
  readonly namespaces: ReadonlyMap<string, string>;
  readonly kind: SvgFragment['kind'] | undefined;
  text: string;
}

/** Finds every `metadata` element, RDF that stands outside one, and manifests, whatever their prefixes. */
export function readSvg(text: string): SvgReading {
  const fragments: SvgFragment[] = [];
  const open: Element[] = [];
  let elements = 0;
  let attributes = 0;
  let namespaceCount = 0;
  let faults = 0;
  let namespaces = new Map<string, string>();
  let start = 0;
  let isWhole = false;
  const parser = newParser();
  parser.on('error', () => {
    if (++faults > LIMITS.xmpFaults) throw new Stop('The SVG text has too many XML faults.');
  });
  parser.on('attribute', ({ prefix, local, value }) => {
    if (++attributes > LIMITS.xmpAttributes) throw new Stop('An SVG element has too many attributes.');
    if (prefix === 'xmlns') namespaces.set(local, value);
  });
  parser.on('opentagstart', () => {
    attributes = 0;
    namespaces = new Map();
    start = text.lastIndexOf('<', parser.position - 1);
  });
  parser.on('opentag', (tag) => {
    if (open.length >= LIMITS.xmpDepth) throw new Stop('The SVG text is nested too deeply.');
    if (++elements > LIMITS.structures) throw new Stop('The SVG text has too many elements.');
    namespaceCount += namespaces.size;
    if (namespaceCount > LIMITS.xmpAttributes) throw new Stop('The SVG text has too many namespaces in one place.');
    const attributeText = open.length === 0 ? describedAttributes(Object.values(tag.attributes)) : undefined;
    if (attributeText !== undefined) fragments.push({ kind: 'attributes', text: attributeText, start });
    const isInside = open.some(({ kind }) => kind === 'metadata');
    open.push({ start, namespaces, kind: kindOf(tag.uri, tag.local, isInside), text: '' });
  });
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element?.kind === 'manifest' || element?.kind === 'description') element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    namespaceCount -= element?.namespaces.size ?? 0;
    if (open.length === 0) isWhole = true;
    if (element?.kind === undefined) return;
    if (fragments.length >= LIMITS.textBlocks) throw new Stop('The SVG text has too many elements of metadata.');
    if (element.kind !== 'metadata') {
      fragments.push({ kind: element.kind, text: element.text, start: element.start });
    } else {
      const own = text.slice(element.start, parser.position);
      const outer = open.map(({ namespaces }) => namespaces);
      fragments.push({ kind: 'metadata', text: withNamespaces(own, outer), start: element.start });
    }
  });
  const limitMet = stopping(() => parser.write(text).close());
  return { fragments, isWhole, limitMet };
}

function kindOf(uri: string, local: string, isInside: boolean): SvgFragment['kind'] | undefined {
  if (local === 'manifest' && (uri === C2PA_NAMESPACE || uri === `${UNDECLARED}c2pa`)) return 'manifest';
  if (isInside) return undefined;
  if (local === 'desc') return 'description';
  return local === 'metadata' || (local === 'RDF' && uri === RDF_NAMESPACE) ? 'metadata' : undefined;
}

/** Takes every name whole, with the colon behind it: so hostile ones cost no more than their length. */
const NAMES = /[^\s<>"'=/:]+:?/g;

/** Declarations that the element needs from outside; others would look like properties that were removed. */
function withNamespaces(element: string, outer: readonly ReadonlyMap<string, string>[]): string {
  const inScope = new Map(outer.flatMap((namespaces) => [...namespaces]));
  const used = new Set(element.match(NAMES)?.filter((name) => name.endsWith(':')));
  const needed = [...inScope].filter(([prefix]) => used.has(`${prefix}:`));
  if (needed.length === 0) return element;
  const declarations = needed.map(([prefix, uri]) => ` xmlns:${prefix}="${escaped(uri)}"`).join('');
  return `<svg${declarations}>${element}</svg>`;
}

interface Attribute {
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}

/** Prefixes that say nothing about the picture. */
const COMMON_PREFIXES = new Set(['', 'xmlns', 'xml', 'xlink']);

function describedAttributes(attributes: readonly Attribute[]): string | undefined {
  const own = attributes.filter(({ prefix }) => !COMMON_PREFIXES.has(prefix));
  if (own.length === 0) return undefined;
  const parts = own.map(
    ({ local, uri, value }, at) => ` xmlns:a${at}="${escaped(uri)}" a${at}:${local}="${escaped(value)}"`,
  );
  return `<r:RDF xmlns:r="${RDF_NAMESPACE}"><r:Description r:about=""${parts.join('')}/></r:RDF>`;
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** @returns why the parsing was stopped. */
function stopping(parse: () => void): string | undefined {
  try {
    parse();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return error.message;
  }
  return undefined;
}

/** Illustrator declares its namespaces as entities of the document type, which the parser does not expand. */
const ENTITY = /<!ENTITY\s{1,32}([\w.:-]{1,64})\s{1,32}(?:"([^"&<%]{0,256})"|'([^'&<%]{0,256})')\s{0,32}>/g;

const DOCTYPE = '<!DOCTYPE';
const SUBSET_START = /[^[>]{0,1024}\[/y;

/** What stands in brackets in the document type, found by looking at each place once. */
function internalSubset(head: string): string | undefined {
  for (let at = head.indexOf(DOCTYPE); at >= 0; at = head.indexOf(DOCTYPE, at + 1)) {
    SUBSET_START.lastIndex = at + DOCTYPE.length;
    if (!SUBSET_START.test(head)) continue;
    const end = head.indexOf(']', SUBSET_START.lastIndex);
    return end < 0 ? undefined : head.slice(SUBSET_START.lastIndex, end);
  }
  return undefined;
}

/** Replaces plain entities once. @returns `undefined` where the text grows beyond its limit. */
export function withoutEntities(text: string): string | undefined {
  const head = text.slice(0, 2 * LIMITS.firstReadBytes);
  const subset = head.includes('<!ENTITY') ? internalSubset(head) : undefined;
  if (subset === undefined) return text;
  const entities = new Map([...subset.matchAll(ENTITY)].map(([, name = '', a, b]) => [name, a ?? b ?? '']));
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  for (const match of text.matchAll(/&([\w.:-]{1,64});/g)) {
    const value = entities.get(match[1] ?? '');
    if (value === undefined) continue;
    const between = text.slice(from, match.index);
    parts.push(between, value);
    length += between.length + value.length;
    if (length > LIMITS.textBytes) return undefined;
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
