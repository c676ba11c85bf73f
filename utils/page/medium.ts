/** What an element says of the medium that it shows. */

import type { MediumOnPage } from '@/utils/messages/frame';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import { PAGE_LIMITS } from './page-limits';

export type MediumElement = HTMLImageElement | HTMLVideoElement | HTMLAudioElement | HTMLInputElement;

export const MEDIA_SELECTOR = 'img,video,audio,input[type=image]';

export const kindOf = (element: Element): MediumOnPage['kind'] | null => {
  switch (element.localName) {
    case 'img':
      return 'image';
    case 'video':
      return 'video';
    case 'audio':
      return 'audio';
    case 'input':
      return (element as HTMLInputElement).type === 'image' ? 'image' : null;
    default:
      return null;
  }
};

export const isMedium = (element: Element): element is MediumElement => kindOf(element) !== null;

const isPlayer = (element: Element): element is HTMLVideoElement | HTMLAudioElement =>
  element.localName === 'video' || element.localName === 'audio';

/**
 * The address whose bytes are shown, or null. An empty `src` resolves to the page itself, so the attribute is looked at
 * before the property.
 */
export const addressOf = (element: MediumElement): string | null => {
  if (element.localName !== 'input') {
    const { currentSrc } = element as HTMLImageElement | HTMLVideoElement;
    if (currentSrc) return readable(currentSrc);
  }
  if (element.getAttribute('src')?.trim()) return readable(element.src);
  return isPlayer(element) ? firstSource(element) : null;
};

const firstSource = (player: HTMLMediaElement): string | null => {
  for (const child of player.children) {
    if (child.localName === 'source' && child.getAttribute('src')?.trim()) {
      return readable((child as HTMLSourceElement).src);
    }
  }
  return null;
};

const READABLE = /^(?:https?:|blob:|data:)/i;
const readable = (address: string): string | null => (READABLE.test(address) ? address : null);

/**
 * The element itself has loaded its current address. A page cannot forge this without the browser having loaded it:
 * `complete` and `readyState` fall back the moment the address changes.
 */
export const hasLoaded = (element: MediumElement): boolean => {
  if (isPlayer(element)) return element.readyState >= 1 && element.currentSrc !== '';
  if (element.localName === 'img') {
    const image = element as HTMLImageElement;
    return image.complete && image.naturalWidth > 0;
  }
  return false;
};

/** An image that will not come: the browser has ended its load without a picture. */
export const hasFailed = (element: MediumElement): boolean => {
  if (isPlayer(element)) return element.error !== null || element.networkState === 3;
  if (element.localName === 'img') {
    const image = element as HTMLImageElement;
    return image.complete && image.naturalWidth === 0 && Boolean(image.currentSrc);
  }
  return false;
};

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Natural size in pixels; 0 where unknown. */
export const naturalSize = (element: MediumElement): Size => {
  switch (element.localName) {
    case 'img': {
      const image = element as HTMLImageElement;
      return { width: image.naturalWidth, height: image.naturalHeight };
    }
    case 'video': {
      const video = element as HTMLVideoElement;
      return { width: video.videoWidth, height: video.videoHeight };
    }
    default:
      return { width: 0, height: 0 };
  }
};

/**
 * Whether an element counts as a medium: large enough where its box is known, and large enough in itself where that is
 * known; an image that has neither box nor natural size yet waits.
 */
export const isWorthListing = (kind: MediumOnPage['kind'], natural: Size, displayed: Size): boolean => {
  if (kind === 'audio') return true;
  const small = ({ width, height }: Size) => width < PAGE_LIMITS.smallestMedium || height < PAGE_LIMITS.smallestMedium;
  const known = ({ width, height }: Size) => width > 0 && height > 0;
  if (known(natural) && small(natural)) return false;
  if (known(displayed)) return !small(displayed);
  return known(natural) || kind === 'video';
};

/**
 * The box that counts: of an image that failed browsers draw the alternative text only, whatever size the page gave it
 * in its markup.
 */
export const boxOf = (element: MediumElement, displayed: Size): Size => {
  if (element.localName !== 'img' || !hasFailed(element)) return displayed;
  const asked = { width: pixelsOf(element, 'width'), height: pixelsOf(element, 'height') };
  return asked.width > 0 && asked.height > 0 ? asked : displayed;
};

const pixelsOf = (element: Element, name: 'width' | 'height'): number =>
  Number.parseInt(element.getAttribute(name) ?? '', 10) || 0;

/** `data:image/png;base64,…` → `data:image/png (12345 characters)`. */
export const shortAddress = (address: string): string => {
  if (!/^data:/i.test(address)) return address;
  const type = /^data:([^;,]{0,80})/i.exec(address)?.[1] ?? '';
  return `data:${type || 'text/plain'} (${address.length} characters)`;
};

export const describeMedium = (
  element: MediumElement,
  address: string,
  place: { readonly id: number; readonly order: number },
): MediumOnPage | null => {
  const kind = kindOf(element);
  const short = shortAddress(address);
  if (kind === null || short.length > MESSAGE_LIMITS.addressCharacters) return null;
  const { width, height } = naturalSize(element);
  const duration = isPlayer(element) && element.readyState >= 1 ? element.duration : Number.NaN;
  return {
    id: place.id,
    address: short,
    kind,
    loaded: hasLoaded(element),
    width,
    height,
    ...(Number.isFinite(duration) && duration >= 0 ? { duration } : {}),
    alt: altOf(element),
    order: place.order,
  };
};

const altOf = (element: Element): string => {
  const words =
    element.getAttribute('alt') || element.getAttribute('aria-label') || element.getAttribute('title') || '';
  // Cut by characters, not by code units: half a surrogate pair is no text.
  return Array.from(
    words
      .trim()
      .slice(0, 4 * MESSAGE_LIMITS.altCharacters)
      .replace(/\s+/g, ' '),
  )
    .slice(0, MESSAGE_LIMITS.altCharacters)
    .join('')
    .slice(0, MESSAGE_LIMITS.altCharacters);
};

export const sameMedium = (a: MediumOnPage, b: MediumOnPage): boolean =>
  a.address === b.address &&
  a.loaded === b.loaded &&
  a.width === b.width &&
  a.height === b.height &&
  a.duration === b.duration &&
  a.alt === b.alt;
