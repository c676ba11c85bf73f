/** SVG as XML: its root element, and what of it can hold a label. */
import { RDF_NAMESPACE } from '../decoders/rdf';
import { LIMITS } from '../limits';
import { type NamespaceDeclaration, XML_NAMESPACE, type XmlName } from '../xml/namespaces';
import { readXml, type XmlAttribute, type XmlElement, type XmlHandler, XmlStop } from '../xml/read-xml';

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

const SUBJECT = 'The SVG text';

/** @returns the root element's name without prefix; `undefined` where the text is no XML, or ends before it. */
export function rootNameOf(text: string): string | undefined {
  let name: string | undefined;
  const stopAtRoot = (element: XmlElement): never => {
    name = withoutPrefix(element.name);
    throw new XmlStop();
  };
  // What is XML has its root before it has faults; a web page may have any.
  readXml(text, { open: stopAtRoot, close: () => {}, text: () => {} }, { subject: SUBJECT, faults: 1 });
  return name;
}

interface OpenElement extends Pick<XmlElement, 'start' | 'declarations'> {
  readonly kind: SvgFragment['kind'] | undefined;
  readonly isInMetadata: boolean;
  text: string;
}

/** Finds every `metadata` element, RDF that stands outside one, and manifests, whatever their prefixes. */
export function readSvg(text: string): SvgReading {
  const fragments: SvgFragment[] = [];
  const open: OpenElement[] = [];
  let declared = 0;
  const keep = (fragment: SvgFragment): void => {
    if (fragments.length >= LIMITS.textBlocks) throw new XmlStop(`${SUBJECT} has too many elements of metadata.`);
    fragments.push(fragment);
  };
  const handler: XmlHandler = {
    open: (element) => {
      const { attributes, declarations, start } = element;
      declared += declarations.length;
      if (declared > LIMITS.xmlAttributes) throw new XmlStop(`${SUBJECT} has too many namespaces in one place.`);
      const parent = open.at(-1);
      const attributeText = parent === undefined ? describedAttributes(attributes) : undefined;
      if (attributeText !== undefined) keep({ kind: 'attributes', text: attributeText, start });
      const isInMetadata = parent !== undefined && (parent.isInMetadata || parent.kind === 'metadata');
      open.push({ start, declarations, kind: kindOf(element, isInMetadata), isInMetadata, text: '' });
    },
    text: (part) => {
      const element = open.at(-1);
      if (element?.kind === 'manifest' || element?.kind === 'description') element.text += part;
    },
    close: (end) => {
      const element = open.pop();
      if (element === undefined) return;
      const { kind, start, declarations } = element;
      declared -= declarations.length;
      if (kind === undefined) return;
      const outer = open.flatMap(({ declarations }) => declarations);
      keep({ kind, start, text: kind === 'metadata' ? withNamespaces(text.slice(start, end), outer) : element.text });
    },
  };
  const { isWhole, limitMet } = readXml(text, handler, { subject: SUBJECT });
  return { fragments, isWhole, limitMet };
}

function kindOf({ namespace, name }: XmlName, isInMetadata: boolean): SvgFragment['kind'] | undefined {
  const isManifest = namespace === C2PA_NAMESPACE ? name === 'manifest' : name === 'c2pa:manifest';
  if (isManifest) return 'manifest';
  if (isInMetadata) return undefined;
  // Whatever their namespace, or with a prefix that has none.
  const local = withoutPrefix(name);
  if (local === 'desc') return 'description';
  return local === 'metadata' || (name === 'RDF' && namespace === RDF_NAMESPACE) ? 'metadata' : undefined;
}

/** A prefix that is declared nowhere stays in the name. */
const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Takes every name whole, with the colon behind it: so hostile ones cost no more than their length. */
const NAMES = /[^\s<>"'=/:]+:?/g;

/** Declarations that the element needs from outside; others would look like properties that were removed. */
function withNamespaces(element: string, outer: readonly NamespaceDeclaration[]): string {
  const inScope = new Map(outer.map(({ prefix, namespace }) => [prefix, namespace]));
  const used = new Set(element.match(NAMES)?.filter((name) => name.endsWith(':')));
  const needed = [...inScope].filter(([prefix]) => used.has(`${prefix}:`));
  if (needed.length === 0) return element;
  const declarations = needed.map(([prefix, uri]) => ` xmlns:${prefix}="${escaped(uri)}"`).join('');
  return `<svg${declarations}>${element}</svg>`;
}

/** Namespaces that say nothing about the picture. */
const COMMON_NAMESPACES = new Set([XML_NAMESPACE, 'http://www.w3.org/1999/xlink']);

function describedAttributes(attributes: readonly XmlAttribute[]): string | undefined {
  const own = attributes.filter(({ namespace, name }) => namespace !== '' || name.includes(':'));
  const telling = own.filter(({ namespace }) => !COMMON_NAMESPACES.has(namespace));
  if (telling.length === 0) return undefined;
  const parts = telling.map(({ namespace, name, value }, at) =>
    namespace === ''
      ? ` ${name}="${escaped(value)}"`
      : ` xmlns:a${at}="${escaped(namespace)}" a${at}:${name}="${escaped(value)}"`,
  );
  return `<r:RDF xmlns:r="${RDF_NAMESPACE}"><r:Description r:about=""${parts.join('')}/></r:RDF>`;
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Illustrator declares its namespaces as entities of the document type, which the reader does not expand. */
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
