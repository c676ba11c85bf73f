/** One mutation observer, one intersection observer and a capturing listener for each event of a load. */
import type { ContentApi } from './content-api';
import { createSlices, findMedia, isIgnored, shadowRootOf } from './discovery';
import { isMedium, type MediumElement, type Size } from './medium';
import { PAGE_LIMITS } from './page-limits';
import { nodeTypeOf } from './tree';

export interface WatchDeps {
  readonly api: ContentApi | undefined;
  /** Found, or something about it changed. */
  readonly onMedium: (element: MediumElement) => void;
  readonly onBox: (element: MediumElement, box: { readonly displayed: Size; readonly near: boolean }) => void;
  /** Something was removed somewhere. */
  readonly onRemoval: () => void;
  readonly signal: AbortSignal;
}

const WATCHED_ATTRIBUTES = ['src', 'srcset', 'sizes', 'media', 'type', 'alt'];

/** None of them bubbles, and none leaves its shadow tree: hence captured, on each root. */
const LOAD_EVENTS = ['load', 'error', 'loadedmetadata', 'emptied'] as const;

export interface Watch {
  /** Has the box of an element measured anew, without forcing a layout. */
  readonly measure: (element: MediumElement) => void;
}

export const watchDocument = ({ api, onMedium, onBox, onRemoval, signal }: WatchDeps): Watch => {
  const roots = new WeakSet<Document | ShadowRoot>();
  const observed = new WeakSet<Element>();
  let rootCount = 0;
  let rootless: WeakRef<Element>[] = [];
  let queue: Node[] = [];
  let hasRemovals = false;

  const found = {
    medium: (element: MediumElement) => {
      if (!observed.has(element)) {
        observed.add(element);
        near.observe(element);
      }
      onMedium(element);
    },
    root: (root: ShadowRoot) => watchRoot(root),
    rootless: (element: Element) => {
      if (rootless.length < PAGE_LIMITS.hostsToRevisit) rootless.push(new WeakRef(element));
    },
  };

  const slices = createSlices(() => {
    if (queue.length > 0 || hasRemovals) slices.add(work());
  });

  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, boundingClientRect: box, isIntersecting } of entries) {
        if (!isMedium(target)) continue;
        onBox(target, {
          displayed: { width: box.width, height: box.height },
          near: isIntersecting && target.isConnected,
        });
      }
    },
    // scrollMargin does for scrolling boxes what rootMargin does for the viewport; engines without it ignore it.
    { rootMargin: '100% 50%', scrollMargin: '100% 50%' } as IntersectionObserverInit,
  );

  const mutations = new MutationObserver((records) => {
    const wasIdle = queue.length === 0 && !hasRemovals;
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'attributes') queue.push(target);
      for (const node of addedNodes) if (!isIgnored(node)) queue.push(node);
      hasRemovals ||= removedNodes.length > 0 && Array.from(removedNodes).some((node) => !isIgnored(node));
    }
    if (queue.length > PAGE_LIMITS.queuedNodes) queue = [document];
    if (wasIdle && (queue.length > 0 || hasRemovals)) slices.add(work());
  });

  function* work(): Generator<void> {
    if (hasRemovals) {
      hasRemovals = false;
      onRemoval();
    }
    const nodes = new Set(queue);
    queue = [];
    for (const node of nodes) {
      if (node.isConnected) yield* workOn(node);
      yield;
    }
    yield* revisit();
  }

  function* workOn(node: Node): Generator<void> {
    if (nodeTypeOf(node) === Node.DOCUMENT_NODE) {
      yield* findMedia(node as Document, api, found);
      return;
    }
    const element = node as Element;
    // A <source> speaks for the picture or player around it.
    const owner = element.localName === 'source' ? element.parentElement : element;
    if (!owner) return;
    if (owner.localName === 'picture') {
      for (const image of owner.querySelectorAll('img')) found.medium(image);
    } else if (isMedium(owner)) found.medium(owner);
    else yield* findMedia(owner, api, found);
  }

  /** Custom elements get their shadow root when they are defined, which nothing tells. */
  function* revisit(): Generator<void> {
    const hosts = rootless;
    rootless = [];
    for (const reference of hosts) {
      const host = reference.deref();
      if (!host?.isConnected) continue;
      if (shadowRootOf(host, api)) yield* findMedia(host, api, found);
      else if (!host.matches(':defined')) found.rootless(host);
    }
  }

  const onLoadEvent = (event: Event) => {
    if (!event.isTrusted || !(event.target instanceof Element)) return;
    const element = event.target;
    if (isMedium(element)) found.medium(element);
    // An error of a <source> is the end of its player's last hope.
    else if (element.localName === 'source' && element.parentElement && isMedium(element.parentElement)) {
      found.medium(element.parentElement);
    }
  };

  const watchRoot = (root: Document | ShadowRoot) => {
    if (roots.has(root) || rootCount >= PAGE_LIMITS.shadowRoots) return;
    roots.add(root);
    rootCount += 1;
    mutations.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: WATCHED_ATTRIBUTES });
    for (const type of LOAD_EVENTS) root.addEventListener(type, onLoadEvent, { capture: true, passive: true, signal });
  };

  watchRoot(document);
  slices.add(findMedia(document, api, found));
  // The last scripts that define elements have run by then.
  const revisitOnce = () => {
    if (rootless.length > 0 && !signal.aborted) slices.add(revisit());
  };
  if (document.readyState === 'complete') setTimeout(revisitOnce, PAGE_LIMITS.revisitMs);
  else window.addEventListener('load', revisitOnce, { once: true, signal });

  signal.addEventListener('abort', () => {
    slices.stop();
    mutations.disconnect();
    near.disconnect();
    queue = [];
  });

  return {
    measure: (element) => {
      near.unobserve(element);
      near.observe(element);
    },
  };
};
