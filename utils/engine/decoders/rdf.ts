/**
 * RDF/XML as XMP uses it (ISO 16684-1 clause 7), read leniently: elements and attributes in, properties out.
 * Nodes and properties alternate; whoever writes XMP by hand forgets that, so a text is kept where it stands.
 */
import { XML_NAMESPACE, type XmlName } from '../xml/namespaces';
import type { XmlAttribute } from '../xml/read-xml';

export const RDF_NAMESPACE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

export interface Property extends XmlName {
  readonly value: string;
  readonly path: readonly XmlName[];
  readonly isStructure: boolean;
  /** `rdf:about` of the top-level node that it belongs to; `''` for the file itself. */
  readonly about: string;
}

interface Frame {
  /** `node` also stands for `rdf:parseType="Resource"`: its children are properties. */
  readonly role: 'outside' | 'rdf' | 'node' | 'property' | 'array';
  /** The property whose value this element is, or, of a node, describes. */
  readonly owner: Owner | null;
  readonly about: string;
  readonly element: XmlName;
  text: string;
  /** The value was given by an attribute, an item or a member: the text between the tags is layout. */
  isSpoken: boolean;
}

interface Owner extends XmlName {
  readonly path: readonly XmlName[];
  /** Its own path and itself, made when a member first asks: most properties have none, items of an array share it. */
  within?: readonly XmlName[];
}

const ownerOf = ({ namespace, name }: XmlName, path: readonly XmlName[]): Owner => ({ namespace, name, path });

/** What the properties inside a frame have as their path. */
function pathIn({ owner }: Frame): readonly XmlName[] {
  if (owner === null) return [];
  owner.within ??= [...owner.path, { namespace: owner.namespace, name: owner.name }];
  return owner.within;
}

const ARRAYS = new Set(['Bag', 'Seq', 'Alt']);

export interface RdfReader {
  readonly open: (element: XmlName, attributes: readonly XmlAttribute[]) => void;
  readonly text: (text: string) => void;
  readonly close: () => void;
  /** Ends the reading; a property that was cut in its text is kept as far as it goes. */
  readonly end: () => void;
  /** `rdf:about` of the top-level nodes met so far, those without properties too. */
  readonly subjects: ReadonlySet<string>;
}

export function createRdfReader(emit: (property: Property) => void): RdfReader {
  const frames: Frame[] = [];
  const subjects = new Set<string>();

  const push = (role: Frame['role'], element: XmlName, owner: Owner | null = null, about = ''): Frame => {
    const frame: Frame = { role, owner, about, element, text: '', isSpoken: false };
    frames.push(frame);
    return frame;
  };

  const emitValue = (owner: Owner, about: string, value: string): void =>
    emit({ namespace: owner.namespace, name: owner.name, path: owner.path, value, isStructure: false, about });

  const emitStructure = (frame: Frame): void => {
    if (frame.isSpoken || frame.owner === null) return;
    const { namespace, name, path } = frame.owner;
    emit({ namespace, name, path, value: '', isStructure: true, about: frame.about });
    frame.isSpoken = true;
  };

  /** Properties in attribute form (7.9.2.2). */
  const emitAttributes = (frame: Frame, attributes: readonly XmlAttribute[]): void => {
    for (const attribute of attributes) {
      if (isSyntax(attribute)) continue;
      emitStructure(frame);
      frame.isSpoken = true;
      emitValue(ownerOf(attribute, pathIn(frame)), frame.about, attribute.value);
    }
  };

  const openNode = (
    element: XmlName,
    attributes: readonly XmlAttribute[],
    owner: Owner | null,
    about: string,
  ): void => {
    const frame = push('node', element, owner, about);
    emitAttributes(frame, attributes);
    emitRdfValue(frame, attributes);
  };

  /** `rdf:resource` is a property's value; `rdf:value` that of the property whose node carries it (7.8). */
  const emitRdfValue = (frame: Frame, attributes: readonly XmlAttribute[]): void => {
    const value = rdfAttribute(attributes, 'value') ?? rdfAttribute(attributes, 'resource');
    if (value === undefined || frame.owner === null) return;
    frame.isSpoken = true;
    emitValue(frame.owner, frame.about, value);
  };

  const openProperty = (element: XmlName, attributes: readonly XmlAttribute[], owner: Owner, about: string): void => {
    const isResource = rdfAttribute(attributes, 'parseType') === 'Resource';
    const frame = push(isResource ? 'node' : 'property', element, owner, about);
    emitAttributes(frame, attributes);
    emitRdfValue(frame, attributes);
  };

  const openTopLevel = (element: XmlName, attributes: readonly XmlAttribute[]): void => {
    // A blank node is some other resource; `#` keeps it apart from every address.
    const nodeId = rdfAttribute(attributes, 'nodeID');
    const about = nodeId === undefined ? (rdfAttribute(attributes, 'about') ?? '').trim() : `#${nodeId}`;
    subjects.add(about);
    openNode(element, attributes, null, about);
  };

  const open = (element: XmlName, attributes: readonly XmlAttribute[]): void => {
    const parent = frames.at(-1);
    const isRdf = element.namespace === RDF_NAMESPACE;
    switch (parent?.role ?? 'outside') {
      case 'outside':
        if (isRdf && element.name === 'RDF') push('rdf', element);
        else if (isRdf && element.name === 'Description') openTopLevel(element, attributes);
        // A fragment outside any packet: only an undeclared prefix says what it was meant to be.
        else if (element.namespace === '' && element.name.includes(':')) {
          openProperty(element, attributes, ownerOf(element, []), '');
        } else push('outside', element);
        return;
      case 'rdf':
        openTopLevel(element, attributes);
        return;
    }
    if (parent === undefined) return;
    const { owner, about } = parent;
    if (parent.role === 'node') {
      // The node of a property says more than a text: then the property is a structure.
      emitStructure(parent);
      parent.isSpoken = true;
      const describesOwner = isRdf && element.name === 'value' && owner !== null;
      openProperty(element, attributes, describesOwner ? owner : ownerOf(element, pathIn(parent)), about);
      return;
    }
    if (owner === null) return void push('outside', element);
    if (parent.role === 'property' && isRdf && ARRAYS.has(element.name)) {
      push('array', element, owner, about);
      parent.isSpoken = true;
    } else if (parent.role === 'array' || (isRdf && element.name === 'li')) {
      parent.isSpoken = true;
      if (isRdf && element.name === 'Description') openNode(element, attributes, owner, about);
      else openProperty(element, attributes, owner, about);
    } else {
      parent.isSpoken = true;
      openNode(element, attributes, owner, about);
    }
  };

  const finish = (frame: Frame): void => {
    if (frame.isSpoken || frame.role === 'outside' || frame.role === 'rdf') return;
    if (frame.role === 'node') {
      // `<a><b>text</b></a>` without rdf:parseType: by the letter `b` is an empty node, by its look a member.
      if (frame.element.namespace !== RDF_NAMESPACE && frame.text.trim() !== '') {
        emitStructure(frame);
        emitValue(ownerOf(frame.element, pathIn(frame)), frame.about, frame.text);
      } else if (frame.owner !== null) emitValue(frame.owner, frame.about, '');
    } else if (frame.owner !== null) emitValue(frame.owner, frame.about, frame.role === 'array' ? '' : frame.text);
  };

  return {
    subjects,
    open,
    text: (text) => {
      const frame = frames.at(-1);
      if (frame !== undefined && !frame.isSpoken) frame.text += text;
    },
    close: () => {
      const frame = frames.pop();
      if (frame !== undefined) finish(frame);
    },
    end: () => {
      const frame = frames.pop();
      if (frame?.role === 'property' && frame.text.trim() !== '') finish(frame);
      frames.length = 0;
    },
  };
}

function rdfAttribute(attributes: readonly XmlAttribute[], name: string): string | undefined {
  // `about` without prefix is how RDF/XML was written before 2004, and still is by hand.
  for (const attribute of attributes) {
    if (attribute.name !== name) continue;
    if (attribute.namespace === RDF_NAMESPACE || (attribute.namespace === '' && name !== 'value'))
      return attribute.value;
  }
  return undefined;
}

/** Attributes that belong to RDF/XML or XML itself. Attributes without any namespace are no properties. */
function isSyntax({ namespace, name }: XmlName): boolean {
  if (namespace === '') return !name.includes(':');
  return namespace === RDF_NAMESPACE || namespace === XML_NAMESPACE;
}
