import { SITE_LIMITS } from '@/utils/settings';
import { siteOf } from '@/utils/settings-store';

export type SiteProblem = 'notHost' | 'known' | 'full';

export type SiteEntry =
  | { readonly ok: true; readonly site: string }
  | { readonly ok: false; readonly problem: SiteProblem };

/** What a person typed or pasted, a host name or an address, as the name under which a site is kept. */
export const readSite = (typed: string, known: readonly string[]): SiteEntry => {
  const site = hostOf(typed.trim());
  if (site === null) return { ok: false, problem: 'notHost' };
  if (known.includes(site)) return { ok: false, problem: 'known' };
  return known.length >= SITE_LIMITS.sites ? { ok: false, problem: 'full' } : { ok: true, site };
};

const hostOf = (typed: string): string | null => {
  const hasScheme = /^https?:\/\//i.test(typed);
  const site = siteOf(hasScheme ? typed : `https://${typed}`);
  return isHost(site) ? site : null;
};

/** The address parser lets more through as a host than a name can hold (RFC 1123 2.1; `_` occurs in practice). */
const isHost = (site: string): boolean =>
  site.length <= SITE_LIMITS.characters &&
  (/^\[[\da-f:.]+\]$/.test(site) || site.split('.').every((label) => LABEL.test(label)));

const LABEL = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/;
