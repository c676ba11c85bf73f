/** Who signed the active manifest of a store, and when, as a finding tells it. */
import type { C2paStore } from './store';

export interface SignatureFields {
  /** The subject's organisation, or its common name where it states none. */
  readonly who?: string;
  readonly Signer?: string;
  /** Only where a time stamp validated. */
  readonly SignedAt?: string;
}

export function signatureFields(store: C2paStore | null): SignatureFields {
  const { issuer, common_name: name, time } = store?.manifest(store.activeLabel ?? '')?.signature_info ?? {};
  const who = issuer ?? name;
  return {
    ...(who !== undefined && { who }),
    ...(name !== undefined && { Signer: name }),
    ...(time !== undefined && { SignedAt: time }),
  };
}
