/**
 * Reads of a page's tree that a page cannot bend. A form answers with its own field where that is named like a property
 * (`<input name="parentNode">`; HTML, named properties of the form element), in Chromium for extensions' scripts too:
 * a walk up the tree would then never end. The accessors of the prototypes know nothing of names.
 */
const reader = <Owner extends Node, Name extends keyof Owner>(prototype: Owner, name: Name) => {
  const read = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return (owner: Owner): Owner[Name] => (read ? read.call(owner) : owner[name]);
};

export const localNameOf = reader(Element.prototype, 'localName');
export const slotOf = reader(Element.prototype, 'assignedSlot');
export const parentOf = reader(Node.prototype, 'parentNode');
export const nodeTypeOf = reader(Node.prototype, 'nodeType');
export const childNodesOf = reader(Node.prototype, 'childNodes');

export const rectOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element);
export const isMatch = (element: Element, selector: string): boolean =>
  Element.prototype.matches.call(element, selector);
export const descendantsOf = (root: Element | Document | DocumentFragment, selector: string): NodeListOf<Element> =>
  root instanceof Element
    ? Element.prototype.querySelectorAll.call(root, selector)
    : root.querySelectorAll<Element>(selector);
