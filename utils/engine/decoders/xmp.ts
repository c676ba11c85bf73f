/** XMP packets (ISO 16684-1), main and extended: one namespace-aware reader for every container. */
import type { Block, Decoder } from '../blocks';
import type { Field, XmpField, XmpNamespaceField } from '../fields';
import { LIMITS } from '../limits';
import { readXml, XmlStop } from '../xml/read-xml';
import { createRdfReader, type Property, RDF_NAMESPACE } from './rdf';
import { decodePacket } from './xmp-encoding';

export const xmp: Decoder = {
  kinds: ['xmp', 'extended-xmp'],
  decode: (block) => {
    const limit = block.kind === 'xmp' ? LIMITS.xmpBytes : LIMITS.extendedXmpBytes;
    const isCut = block.payload.length > limit;
    const text = decodePacket(isCut ? block.payload.subarray(0, limit) : block.payload);
    const packet = readPacket(text);
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
  /** The root element was closed: what is not in the packet by now was never in it. */
  readonly isWhole: boolean;
  readonly limitMet: string | undefined;
}

/** A fragment may use `rdf:` without declaring it; nothing else is guessed. */
const ASSUMED: ReadonlyMap<string, string> = new Map([['rdf', RDF_NAMESPACE]]);

function readPacket(text: string): Packet {
  const properties: Property[] = [];
  const declared = new Map<string, string>();
  const used = new Set<string>();
  const rdf = createRdfReader((property) => properties.push(property));
  const reading = readXml(
    text,
    {
      open: (element) => {
        // Attributes are properties too, so that elements alone do not bound them.
        if (properties.length > LIMITS.structures) throw new XmlStop('The XMP packet has too many properties.');
        for (const { prefix, namespace } of element.declarations) {
          if (!declared.has(namespace)) declared.set(namespace, prefix);
        }
        used.add(element.namespace);
        for (const { namespace } of element.attributes) used.add(namespace);
        rdf.open(element, element.attributes);
      },
      close: rdf.close,
      text: rdf.text,
    },
    { subject: 'The XMP packet', assumed: ASSUMED },
  );
  rdf.end();
  return { properties, subjects: rdf.subjects, declared, used, ...reading };
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
