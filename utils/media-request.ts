/** How the browser itself asks for media, and how their addresses are compared. */

/**
 * `Accept` as this browser sends it for an image (Chromium 156, Firefox 153): servers choose the format by it, and
 * caches tell answers apart by it, so a read that is to meet the page's own file must repeat it.
 */
export const IMAGE_ACCEPT = import.meta.env.FIREFOX
  ? 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5'
  : 'image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';

/** The part of an address that is asked for. */
export const withoutFragment = (address: string): string => address.replace(/#.*$/s, '');
