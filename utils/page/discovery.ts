/** Finds media below a node, through open and closed shadow roots, in slices. */
import type { ContentApi } from './content-api';
import { isMedium, MEDIA_SELECTOR, type MediumElement } from './medium';
import { PAGE_LIMITS } from './page-limits';
import { descendantsOf, localNameOf, nodeTypeOf } from './tree';

/** Elements that never hold a medium, dropped before anything else is asked of them. */
const IGNORED = new Set([
  'script',
  'style',
  'link',
  'meta',
  'head',
  'title',
  'base',
  'noscript',
  'template',
  'br',
  'hr',
  'wbr',
  'option',
  'optgroup',
  'textarea',
  'track',
  'param',
]);

export const isIgnored = (node: Node): boolean =>
  nodeTypeOf(node) !== Node.ELEMENT_NODE || IGNORED.has(localNameOf(node as Element));

/** The only built-in elements that can have a shadow root (DOM, "valid shadow host name"), and custom elements. */
const HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

export const canHostShadow = (element: Element): boolean => {
  const name = localNameOf(element);
  return HOSTS.has(name) || name.includes('-');
};

type ElementWithClosedRoot = Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null };

/** Chromium answers by a function of its extension API, Firefox by a property that only extensions see. */
export const shadowRootOf = (element: Element, api?: ContentApi): ShadowRoot | null => {
  if (!canHostShadow(element)) return null;
  if (element.shadowRoot) return element.shadowRoot;
  try {
    return (
      (element as ElementWithClosedRoot).openOrClosedShadowRoot ?? api?.dom?.openOrClosedShadowRoot?.(element) ?? null
    );
  } catch {
    return null;
  }
};

export interface Found {
  readonly medium: (element: MediumElement) => void;
  /** Each root once: to be watched as the document is. */
  readonly root: (root: ShadowRoot) => void;
  /** A custom element without a root so far; it may get one when it is defined. */
  readonly rootless: (element: Element) => void;
}

/** Walks the subtree of `start`, itself included, and yields now and then so that the caller can stop for a while. */
export function* findMedia(
  start: Element | ShadowRoot | Document,
  api: ContentApi | undefined,
  found: Found,
): Generator<void> {
  const roots: (Element | ShadowRoot | Document)[] = [start];
  for (let root = roots.pop(); root; root = roots.pop()) {
    if (root instanceof Element && isMedium(root)) found.medium(root);
    // One native search for media is far cheaper than asking every element for its name.
    for (const element of descendantsOf(root, MEDIA_SELECTOR)) if (isMedium(element)) found.medium(element);
    yield;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
    let steps = 0;
    for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
      if (node instanceof Element && canHostShadow(node)) {
        const shadow = shadowRootOf(node, api);
        if (shadow) {
          found.root(shadow);
          roots.push(shadow);
        } else if (node.localName.includes('-')) found.rootless(node);
      }
      steps += 1;
      if (steps % 200 === 0) yield;
    }
  }
}

export interface Slices {
  readonly add: (work: Generator<void>) => void;
  readonly stop: () => void;
}

type Idle = (run: (deadline: { timeRemaining: () => number }) => void) => void;

const whenIdle: Idle = (run) => {
  if (typeof requestIdleCallback === 'function') {
    requestIdleCallback(run, { timeout: PAGE_LIMITS.idleTimeoutMs });
  } else setTimeout(() => run({ timeRemaining: () => PAGE_LIMITS.sliceMs }), 1);
};

/** Runs work in idle moments, never longer than `sliceMs` at a time. */
export const createSlices = (onDrained: () => void, idle: Idle = whenIdle, now = () => performance.now()): Slices => {
  const waiting: Generator<void>[] = [];
  let scheduled = false;
  let stopped = false;

  const schedule = () => {
    if (scheduled || stopped) return;
    scheduled = true;
    idle(run);
  };
  const run = () => {
    scheduled = false;
    if (stopped) return;
    const end = now() + PAGE_LIMITS.sliceMs;
    for (let work = waiting[0]; work; work = waiting[0]) {
      if (work.next().done) waiting.shift();
      if (now() >= end) break;
    }
    if (waiting.length > 0) schedule();
    else onDrained();
  };
  return {
    add: (work) => {
      waiting.push(work);
      schedule();
    },
    stop: () => {
      stopped = true;
      waiting.length = 0;
    },
  };
};
