/** Which namespace a prefix stands for at the place that is being read (Namespaces in XML 1.0). */

/** A name with its namespace. A prefix that is declared nowhere has none: then it stays in the name, with its colon. */
export interface XmlName {
  readonly namespace: string;
  readonly name: string;
}

export interface NamespaceDeclaration {
  /** `''` for the namespace of names without prefix. */
  readonly prefix: string;
  readonly namespace: string;
}

export interface NamespaceScope {
  /** @returns how many declarations `leave` has to take back. */
  readonly enter: (declarations: readonly NamespaceDeclaration[]) => number;
  readonly leave: (declarations: number) => void;
  readonly elementName: (qualified: string) => XmlName;
  /** Without prefix it has no namespace (6.2). */
  readonly attributeName: (qualified: string) => XmlName;
}

export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

const BUILT_IN: readonly (readonly [prefix: string, namespace: string])[] = [
  ['xml', XML_NAMESPACE],
  ['xmlns', 'http://www.w3.org/2000/xmlns/'],
];

/** @param assumed Prefixes that need no declaration. */
export function createNamespaceScope(assumed: ReadonlyMap<string, string>): NamespaceScope {
  const inScope = new Map<string, string>([...assumed, ...BUILT_IN]);
  /** What each declaration in scope has hidden. */
  const hidden: { readonly prefix: string; readonly namespace: string | undefined }[] = [];

  /** Names repeat: they are looked up once as long as the declarations in scope stay the same. */
  const elements = new Map<string, XmlName>();
  const attributes = new Map<string, XmlName>();
  const forget = (): void => {
    elements.clear();
    attributes.clear();
  };

  const nameOf = (qualified: string, outside: string): XmlName => {
    const colon = qualified.indexOf(':');
    if (colon < 0) return { namespace: outside, name: qualified };
    const namespace = inScope.get(qualified.slice(0, colon));
    return namespace === undefined
      ? { namespace: '', name: qualified }
      : { namespace, name: qualified.slice(colon + 1) };
  };

  const remembered = (names: Map<string, XmlName>, qualified: string, outside: string): XmlName => {
    let name = names.get(qualified);
    if (name === undefined) {
      name = nameOf(qualified, outside);
      names.set(qualified, name);
    }
    return name;
  };

  return {
    enter: (declarations) => {
      for (const { prefix, namespace } of declarations) {
        hidden.push({ prefix, namespace: inScope.get(prefix) });
        inScope.set(prefix, namespace);
      }
      if (declarations.length > 0) forget();
      return declarations.length;
    },
    leave: (declarations) => {
      for (let left = declarations; left > 0; left -= 1) {
        const last = hidden.pop();
        if (last?.namespace === undefined) inScope.delete(last?.prefix ?? '');
        else inScope.set(last.prefix, last.namespace);
      }
      if (declarations > 0) forget();
    },
    elementName: (qualified) => remembered(elements, qualified, inScope.get('') ?? ''),
    attributeName: (qualified) => remembered(attributes, qualified, ''),
  };
}
