/** XMP packets (ISO 16684-1), main and extended: one namespace-aware reader for every container. */
import { SaxesParser } from 'saxes';
import type { Block, Decoder } from '../blocks';
import type { Field, XmpField, XmpNamespaceField } from '../fields';
import { LIMITS } from '../limits';
import { type Attribute, createRdfReader, type Property, RDF_NAMESPACE, UNDECLARED } from './rdf';
import { decodePacket } from './xmp-encoding';

export const xmp: Decoder = {
  kinds: ['xmp', 'extended-xmp'],
  decode: (block) => {
    const limit = block.kind === 'xmp' ? LIMITS.xmpBytes : LIMITS.extendedXmpBytes;
    const isCut = block.payload.length > limit;
    const text = decodePacket(isCut ? block.payload.subarray(0, limit) : block.payload);
    let packet = readPacket(text);
    // A bare `&` costs the parser the whole element: escape such and read again.
    if (packet.isFaulty) {
      const repaired = escapeBareAmpersands(text);
      if (repaired !== text) packet = readPacket(repaired);
    }
    const fields = toFields(packet, block);
    const limitMet = isCut ? `The XMP packet is longer than ${limit} bytes.` : packet.limitMet;
    return limitMet === undefined ? { fields } : { fields, problem: { code: 'over-budget', message: limitMet } };
  },
};

interface Packet {
  readonly properties: readonly Property[];
  readonly subjects: ReadonlySet<string>;
  /** Declared namespaces by URI, with the prefix that was declared first. */
  readonly declared: ReadonlyMap<string, string>;
  readonly used: ReadonlySet<string>;
  readonly isFaulty: boolean;
  /** The root element was closed: what is not in the packet by now was never in it. */
  readonly isWhole: boolean;
  readonly limitMet?: string;
}

class LimitMet extends Error {}

function readPacket(text: string): Packet {
  const properties: Property[] = [];
  const declared = new Map<string, string>();
  const used = new Set<string>();
  const rdf = createRdfReader((property) => properties.push(property));
  let depth = 0;
  let elements = 0;
  let attributeCount = 0;
  let faults = 0;
  let isWhole = false;
  let limitMet: string | undefined;

  const parser = new SaxesParser({
    xmlns: true,
    position: false,
    // A fragment may use `rdf:` without declaring it; nothing else is guessed.
    resolvePrefix: (prefix: string) => (prefix === 'rdf' ? RDF_NAMESPACE : UNDECLARED + prefix),
  });
  parser.on('error', () => {
    faults += 1;
    if (faults > LIMITS.xmpFaults) throw new LimitMet('The XMP packet has too many XML faults.');
  });
  parser.on('attribute', () => {
    attributeCount += 1;
    if (attributeCount > LIMITS.xmpAttributes) throw new LimitMet('An XMP element has too many attributes.');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    elements += 1;
    attributeCount = 0;
    if (depth > LIMITS.xmpDepth) throw new LimitMet('The XMP packet is nested too deeply.');
    if (elements + properties.length > LIMITS.structures) throw new LimitMet('The XMP packet has too many properties.');
    const attributes: Attribute[] = [];
    for (const key in tag.attributes) {
      const attribute = tag.attributes[key];
      if (attribute === undefined) continue;
      if (attribute.prefix === 'xmlns') {
        const uri = attribute.value.trim();
        if (!declared.has(uri)) declared.set(uri, attribute.local);
        continue;
      }
      used.add(attribute.uri);
      const { namespace, name } = nameOf(attribute.uri, attribute.local, attribute.name);
      attributes.push({ namespace, name, value: attribute.value });
    }
    used.add(tag.uri);
    rdf.open(nameOf(tag.uri, tag.local, tag.name), attributes);
  });
  parser.on('closetag', () => {
    depth -= 1;
    if (depth === 0) isWhole = true;
    rdf.close();
  });
  parser.on('text', rdf.text);
  parser.on('cdata', rdf.text);
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof LimitMet)) throw error;
    limitMet = error.message;
    isWhole = false;
  }
  rdf.end();
  const packet = { properties, subjects: rdf.subjects, declared, used, isFaulty: faults > 0, isWhole };
  return limitMet === undefined ? packet : { ...packet, limitMet };
}

function nameOf(uri: string, local: string, qualified: string): { namespace: string; name: string } {
  return uri.startsWith(UNDECLARED) ? { namespace: '', name: qualified } : { namespace: uri, name: local };
}

const CDATA_OPEN = '<![CDATA[';
const CDATA_CLOSE = ']]>';
const BARE_AMPERSAND = /&(?!(?:#\d{1,8}|#x[\da-f]{1,8}|\w{1,32});)/gi;

/** CDATA sections stay as they are; elsewhere every `&` that begins no reference is escaped. */
function escapeBareAmpersands(text: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf(CDATA_OPEN, at);
    const markupEnd = open < 0 ? text.length : open;
    parts.push(text.slice(at, markupEnd).replace(BARE_AMPERSAND, '&amp;'));
    const close = text.indexOf(CDATA_CLOSE, markupEnd);
    at = close < 0 ? text.length : close + CDATA_CLOSE.length;
    parts.push(text.slice(markupEnd, at));
  }
  return parts.join('');
}

function toFields(packet: Packet, { place }: Block): readonly Field[] {
  const subject = fileSubject(packet.subjects);
  const fields: Field[] = packet.properties.map(
    ({ namespace, name, value, path, isStructure, about }): XmpField => ({
      kind: 'xmp',
      place,
      namespace,
      name,
      value,
      path,
      aboutFile: about === '' || about === subject,
      ...(isStructure ? { isStructure } : {}),
    }),
  );
  if (packet.isWhole) {
    for (const [namespace, prefix] of packet.declared) {
      if (packet.used.has(namespace)) continue;
      fields.push({ kind: 'xmp-namespace', place, namespace, prefix } satisfies XmpNamespaceField);
    }
  }
  return fields;
}

/**
 * The `rdf:about` that names the file. It should be one and the same on all top-level nodes (ISO 16684-1 7.4);
 * Adobe's older writers put `uuid:…` there, which others mix with the empty one.
 */
function fileSubject(subjects: ReadonlySet<string>): string {
  const first = [...subjects].find((about) => about !== '' && !about.startsWith('#')) ?? '';
  return !subjects.has('') || first.startsWith('uuid:') ? first : '';
}
