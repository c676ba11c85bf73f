/**
 * The overlay's one element in the page: a plain `div` at the end of the document with a closed shadow root, shown in
 * the top layer. A page can remove or restyle it; it is put right a few times, then given up: the toolbar and the
 * popup are the record that no page can paint over.
 */
import { OVERLAY_CSS } from '@/components/overlay/overlay-style';

/** Times that a removed or changed host is put right before the overlay withdraws from the page. */
const RESTORES = 5;

/** `all: initial` first: nothing of the page's own rules is left to shift or hide what is inside. */
const HOST_STYLE: readonly (readonly [property: string, value: string])[] = [
  ['all', 'initial'],
  ['position', 'fixed'],
  ['inset', '0 auto auto 0'],
  ['display', 'block'],
  ['width', '0'],
  ['height', '0'],
  ['margin', '0'],
  ['padding', '0'],
  ['border', '0'],
  ['overflow', 'visible'],
  ['background', 'none'],
  ['pointer-events', 'none'],
  ['z-index', '2147483647'],
];

export interface OverlayHost {
  readonly element: HTMLElement;
  readonly shadow: ShadowRoot;
  readonly container: HTMLElement;
  /** Outside of what is drawn; for measuring. */
  readonly workbench: HTMLElement;
  /** To the end of the top layer, above what was opened since. */
  readonly raise: () => void;
  readonly remove: () => void;
}

export const createHost = (onWithdrawn: () => void): OverlayHost => {
  removeOrphans();
  const element = document.createElement('div');
  const shadow = element.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(OVERLAY_CSS);
  shadow.adoptedStyleSheets = [sheet];
  const container = document.createElement('div');
  const workbench = document.createElement('div');
  workbench.className = 'lens';
  workbench.inert = true;
  shadow.append(container, workbench);
  let restores = 0;

  const isInPlace = () => element.isConnected && element.parentNode === document.documentElement;
  const setAttributes = () => {
    for (const { name } of Array.from(element.attributes)) element.removeAttribute(name);
    element.setAttribute('popover', 'manual');
    for (const [property, value] of HOST_STYLE) element.style.setProperty(property, value, 'important');
  };
  const show = () => {
    if (!isInPlace()) document.documentElement?.append(element);
    if (element.isConnected && !element.matches(':popover-open')) element.showPopover();
    observer.takeRecords();
  };
  const withdraw = () => {
    observer.disconnect();
    element.removeEventListener('toggle', onToggle);
    element.remove();
  };
  const restore = () => {
    restores += 1;
    if (restores > RESTORES) {
      withdraw();
      onWithdrawn();
      return;
    }
    setAttributes();
    show();
    watch();
  };
  const expected = () => element.getAttribute('style');
  let style: string | null = null;
  const isTouched = () =>
    !isInPlace() ||
    element.getAttribute('style') !== style ||
    element.getAttribute('popover') !== 'manual' ||
    element.attributes.length !== 2 ||
    element.childNodes.length > 0;
  const observer = new MutationObserver(() => {
    if (isTouched()) {
      element.replaceChildren();
      restore();
    }
  });
  const onToggle = (event: Event) => {
    if ((event as ToggleEvent).newState === 'closed' && !element.matches(':popover-open')) restore();
  };
  const watch = () => {
    observer.disconnect();
    style = expected();
    observer.observe(element, { attributes: true, childList: true });
    // The document's own children: a page may replace its root element as a whole.
    observer.observe(document, { childList: true });
    if (document.documentElement) observer.observe(document.documentElement, { childList: true });
  };

  setAttributes();
  show();
  watch();
  element.addEventListener('toggle', onToggle);

  return {
    element,
    shadow,
    container,
    workbench,
    raise: () => {
      if (!element.isConnected) return;
      element.removeEventListener('toggle', onToggle);
      element.hidePopover();
      element.showPopover();
      element.addEventListener('toggle', onToggle);
    },
    remove: withdraw,
  };
};

/** Firefox leaves a host behind when the extension is updated: its script ended without a word. */
const removeOrphans = () => {
  for (const child of Array.from(document.documentElement.children)) {
    const shadow = (child as Element & { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
    if (child.localName === 'div' && child.getAttribute('popover') === 'manual' && shadow?.querySelector('.lens')) {
      child.remove();
    }
  }
};
