/** The settings of the C2PA library: which lists it trusts, and that it never uses the network. */

import { CLAIM_SIGNING_USAGES, type TrustLists, withoutKeysOf } from '../trust-lists';
import { LIST_NAMES, OWN_LIST_PREFIX } from './list-names';

interface Anchors {
  readonly trust_kind: 'manifest' | 'tsa';
  readonly trust_uri: string;
  readonly trust_anchors: string;
  readonly allowed_list?: string;
}

/** The same settings without the interim list; `undefined` where it is not in use. */
export function withoutInterimList(settings: string): string | undefined {
  const { trust, ...rest } = JSON.parse(settings) as { readonly trust?: { readonly anchors?: readonly Anchors[] } };
  const anchors = trust?.anchors?.filter(({ trust_uri }) => trust_uri !== LIST_NAMES.interim);
  if (anchors === undefined || anchors.length === trust?.anchors?.length) return undefined;
  return JSON.stringify({ ...rest, trust: { ...trust, anchors } });
}

/** Unknown keys are passed over without a word, so each list has a test of its own. */
export function c2paSettings({
  usages = CLAIM_SIGNING_USAGES,
  official,
  timeStamping,
  interim,
  own = [],
}: TrustLists): string {
  const anchors: Anchors[] = own.map(({ name, anchors: pem }) => ({
    trust_kind: 'manifest',
    trust_uri: `${OWN_LIST_PREFIX}${name}`,
    trust_anchors: pem,
  }));
  if (official !== undefined) {
    anchors.push({ trust_kind: 'manifest', trust_uri: LIST_NAMES.official, trust_anchors: official });
  }
  if (timeStamping !== undefined) {
    // Authorities that stand on a list of signers, too, vouch for time stamps through that entry as well.
    const rest = withoutKeysOf(timeStamping, [official, interim?.anchors, ...own.map((list) => list.anchors)]);
    if (rest !== '') anchors.push({ trust_kind: 'tsa', trust_uri: LIST_NAMES.timeStamping, trust_anchors: rest });
  }
  if (interim !== undefined) {
    anchors.push({
      trust_kind: 'manifest',
      trust_uri: LIST_NAMES.interim,
      trust_anchors: withoutKeysOf(interim.anchors, [official, ...own.map((list) => list.anchors)]),
      allowed_list: interim.allowed,
    });
  }
  return JSON.stringify({
    // Only at the top level do the usages take effect.
    trust: { trust_config: usages.join('\n'), anchors },
    verify: { verify_trust: true, verify_timestamp_trust: true, remote_manifest_fetch: false, ocsp_fetch: false },
    core: { allowed_network_hosts: [], decode_identity_assertions: false },
  });
}
