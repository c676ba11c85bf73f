/**
 * Which addresses the extension may read for a page. Its fetch is not bound by CORS or the browser's rules for local
 * networks, so pages would like to borrow it; `wall.ts` holds the same rules inside the browser's network stack.
 */
import { isSpecialHost } from './special-addresses';

/** Redirects followed per request. */
export const MAX_REDIRECTS = 3;

export type AddressCheck =
  | { readonly allowed: true; readonly url: URL }
  | { readonly allowed: false; readonly reason: string };

/**
 * @param home origin of the page that shows the medium, where that page is itself at home on a special host
 *   (`homeOf`): the one private origin whose media may be read for it.
 */
export const checkAddress = (address: string, home: string | null): AddressCheck => {
  const url = parse(address);
  if (url === null) return refused('The address cannot be parsed.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refused('Only http and https addresses are read.');
  if (url.username !== '' || url.password !== '') return refused('The address holds credentials.');
  if (isSpecialHost(url.hostname) && url.origin !== home) return refused('The address points into a private network.');
  return { allowed: true, url };
};

/**
 * The private origin a page may have read for it, or `null`. A page is at home there only when both the frame that
 * shows the medium and the top document live at exactly this origin: a public page that frames a router gets nothing.
 */
export const homeOf = (frameAddress: string, topAddress: string): string | null => {
  const frame = parse(frameAddress);
  const top = parse(topAddress);
  if (frame === null || top === null || frame.origin !== top.origin) return null;
  return /^https?:$/.test(frame.protocol) && isSpecialHost(frame.hostname) ? frame.origin : null;
};

/** Whether reading this address needs the passage through the wall that `home` opens. */
export const needsPassage = (url: URL): boolean => isSpecialHost(url.hostname);

const parse = (address: string): URL | null => {
  try {
    return new URL(address);
  } catch {
    return null;
  }
};

const refused = (reason: string): AddressCheck => ({ allowed: false, reason });
