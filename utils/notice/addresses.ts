/** Addresses as a notice may hold them: http(s), without credentials, without what only tracks the reader. */
import { TEXT_LIMITS } from './plain-text';

/** Parameters that name the click or the campaign, never the content. */
const TRACKING =
  /^(?:utm_[a-z]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_hsenc|_hsmi|mkt_tok|vero_id|spm|spm_id_from|vd_source|share_source|share_medium|share_plat|share_session_id|share_tag)$/i;

export type NoticeAddress =
  /** `raw` is the address with its tracking parameters, where there were any. */
  | { readonly url: string; readonly raw?: string }
  /** Nobody else could open it: its scheme (`blob`, `data`, `file`), or `too-long`, or `invalid`. */
  | { readonly url: null; readonly missing: string };

export const noticeAddress = (address: string): NoticeAddress => {
  const parsed = URL.parse(address);
  if (parsed === null) return { url: null, missing: 'invalid' };
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    return { url: null, missing: parsed.protocol.slice(0, -1).slice(0, 20) };
  }
  parsed.username = '';
  parsed.password = '';
  const raw = parsed.href;
  const tracking = [...parsed.searchParams.keys()].filter((key) => TRACKING.test(key));
  // Only then: searchParams re-encodes the whole query, and an untouched address shall stay as it was.
  for (const key of tracking) parsed.searchParams.delete(key);
  const url = tracking.length > 0 ? parsed.href : raw;
  if (url.length > TEXT_LIMITS.address) return { url: null, missing: 'too-long' };
  return tracking.length > 0 && raw.length <= TEXT_LIMITS.address ? { url, raw } : { url };
};
