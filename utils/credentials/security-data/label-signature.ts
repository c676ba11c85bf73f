import type { Member } from '@/utils/engine/marks/json';
import type { SignatureState } from '@/utils/engine/report';
import { readKey } from './keys';
import { type KnownKey, knownKeyOf } from './known-keys';
import { labelMessages } from './messages';
import { keyTextOf, type LabelSecurity } from './security-data';
import { checkText } from './signed-text';
import type { Sm2Key } from './sm2';

/** `TBSData.Type` of a signature over the label: the guide's, and what real files write. */
const OVER_LABEL = new Set(['Md', 'LabelMataData', 'LabelMetaData']);
/** Over `Bindings[0]`. */
export const OVER_BINDING: ReadonlySet<string> = new Set(['Bnd', 'Binding']);

export interface LabelSignature {
  readonly state: SignatureState;
  /** Whose signature is valid. */
  readonly signer?: Sm2Key;
  /** Where the signature was decided upon, and its key is a known one. */
  readonly known?: KnownKey;
}

/** Signatures that may still be checked for this medium. */
export interface Budget {
  signatures: number;
}

export async function checkLabelSignature(
  { data, isProducers }: LabelSecurity,
  members: readonly Member[],
  budget: Budget,
): Promise<LabelSignature> {
  const entry = data.signatures.find(({ over }) => OVER_LABEL.has(over));
  if (entry === undefined) {
    const isOther = data.signatures.some(({ over }) => !OVER_BINDING.has(over));
    return { state: isOther ? 'unsupported' : 'none' };
  }
  if (budget.signatures-- <= 0) return { state: 'unsupported' };
  const key = readKey(keyTextOf(data, entry));
  const check = await checkText(entry, key, labelMessages(members));
  switch (check.state) {
    case 'valid': {
      const known = check.signer && knownKeyOf([check.signer]);
      return { ...check, ...(known !== undefined && { known }) };
    }
    case 'failed': {
      // What a propagator signs is not known.
      if (!isProducers) return { state: 'unsupported' };
      const known = key?.kind === 'sm2' ? knownKeyOf(key.points) : undefined;
      return { state: 'failed', ...(known !== undefined && { known }) };
    }
    case 'unsupported':
      return { state: 'unsupported' };
  }
}
