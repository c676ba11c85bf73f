/** What lies around a medium on its page: what clips it, what covers it, and where the site has its own controls. */

import { area, height, intersect, type Rect, width } from './geometry';
import { isMedium } from './medium';
import { childNodesOf, isMatch, nodeTypeOf, parentOf, rectOf, slotOf } from './tree';

const toRect = ({ left, top, right, bottom }: DOMRect): Rect => ({ left, top, right, bottom });

export const boxOf = (element: Element): Rect => toRect(rectOf(element));

export const viewportRect = (): Rect => ({
  left: 0,
  top: 0,
  right: document.documentElement.clientWidth || window.innerWidth,
  // Quirks mode: the root's height is that of the document.
  bottom: window.innerHeight,
});

/** The parent as it is laid out: through slots and shadow roots. */
const layoutParent = (element: Element): Element | null => {
  const slot = slotOf(element);
  if (slot) return slot;
  const parent = parentOf(element);
  if (parent && nodeTypeOf(parent) === Node.DOCUMENT_FRAGMENT_NODE) return (parent as ShadowRoot).host ?? null;
  return parent && nodeTypeOf(parent) === Node.ELEMENT_NODE ? (parent as Element) : null;
};

const layoutPath = (element: Element): readonly Element[] => {
  const path: Element[] = [];
  for (let node: Element | null = element; node; node = layoutParent(node)) path.push(node);
  return path;
};

/** Ancestors that cut what lies outside of them. The root's and the body's overflow belong to the viewport. */
export const clippersOf = (element: Element): readonly Element[] => {
  const clippers: Element[] = [];
  let { position } = getComputedStyle(element);
  for (const ancestor of layoutPath(element).slice(1)) {
    if (position === 'fixed' || ancestor === document.body || ancestor === document.documentElement) break;
    const style = getComputedStyle(ancestor);
    // An absolutely positioned box is cut by its containing block's ancestors only.
    if (position === 'absolute' && style.position === 'static') continue;
    position = style.position;
    if (style.display !== 'contents' && style.overflow !== 'visible') clippers.push(ancestor);
  }
  return clippers;
};

export const visibleRect = (box: Rect, clippers: readonly Rect[], viewport: Rect): Rect =>
  clippers.reduce(intersect, intersect(box, viewport));

/** The topmost element at a point, outermost tree, without the overlay's own. */
const topmostAt = (x: number, y: number, own: Element): Element | null => {
  // Asking for one is far cheaper than for all, and mostly enough.
  const top = document.elementFromPoint(x, y);
  if (top !== own) return top;
  for (const element of document.elementsFromPoint(x, y)) if (element !== own) return element;
  return null;
};

/** A wrapper is little larger than its medium; what it holds belongs to the medium, shades and links included. */
const WRAPPER_AREA = 2.25;

/** True where something of the page that is no part of the medium lies over this point: a sticky header, a dialog. */
export const isCovered = (medium: Element, mediumBox: Rect, at: { x: number; y: number }, own: Element): boolean => {
  const path = new Set(layoutPath(medium));
  const topmost = topmostAt(at.x, at.y, own);
  if (!topmost || path.has(topmost)) return false;
  const common = layoutPath(topmost).find((ancestor) => path.has(ancestor));
  return !common || area(boxOf(common)) > WRAPPER_AREA * area(mediumBox);
};

const CONTROL = 'a[href],button,input,select,textarea,summary,[role=button],[tabindex]';
/** What covers most of a medium is its link or shade, not a control in a corner. */
const COVERING_SHARE = 0.8;

/** Whether a place on a medium is taken by something of the site's own: a control, positioned text, another medium. */
export const isTaken = (place: Rect, medium: Element, visible: Rect, own: Element): boolean => {
  const path = new Set(layoutPath(medium));
  const y = place.top + height(place) / 2;
  const xs = [place.left + 4, place.left + width(place) / 2, place.right - 4];
  return xs.some((x) => {
    for (let node = topmostAt(x, y, own); node && !path.has(node); node = layoutParent(node)) {
      if ((isMedium(node) || isMatch(node, CONTROL) || isPositionedText(node)) && !covers(node, visible)) return true;
    }
    return false;
  });
};

const covers = (element: Element, visible: Rect): boolean =>
  area(intersect(boxOf(element), visible)) >= COVERING_SHARE * area(visible);

const isPositionedText = (element: Element): boolean =>
  getComputedStyle(element).position !== 'static' &&
  Array.from(childNodesOf(element)).some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());

/** Below this a medium is faded out: the neighbours in a carousel, a picture not yet faded in. */
const LEAST_OPACITY = 0.1;

export const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && opacityOf(element) >= LEAST_OPACITY;

const opacityOf = (element: Element): number =>
  layoutPath(element).reduce((opacity, node) => opacity * Number(getComputedStyle(node).opacity), 1);

export const isRtl = (element: Element): boolean => getComputedStyle(element).direction === 'rtl';
