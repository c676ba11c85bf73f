import type { SignatureState } from '@/utils/engine/report';
import { SourceError } from '@/utils/engine/source/source-error';
import { insertionRule } from './before-label';
import { checkContentHash, type HashCheck } from './content-hash';
import { type PublicKey, readKey } from './keys';
import { type Budget, type LabelSignature, OVER_BINDING } from './label-signature';
import type { InspectedMedium, WholeMedium } from './medium';
import { bindingMessages } from './messages';
import { keyTextOf, type LabelSecurity } from './security-data';
import { checkText } from './signed-text';

export interface ContentBinding {
  readonly state: SignatureState;
  /** The medium was not at hand to its end. */
  readonly isWholeNeeded?: true;
}

export interface BindingCheck {
  readonly security: LabelSecurity;
  readonly label: LabelSignature;
  /** Of the label's finding. */
  readonly place: string;
  readonly medium: InspectedMedium;
  readonly budget: Budget;
  readonly signal: AbortSignal | undefined;
}

const SM3 = '1.2.156.10197.1.401';

const UNSUPPORTED: ContentBinding = { state: 'unsupported' };

/** The signature over the binding, by the label's own key; then the hash that it binds. */
export async function checkBinding(check: BindingCheck): Promise<ContentBinding> {
  const { security, label, place, medium, budget } = check;
  const { signatures, binding } = security.data;
  const entry = signatures.find(({ over }) => OVER_BINDING.has(over));
  if (entry === undefined) return { state: 'none' };
  const rule = insertionRule(medium.container, place);
  if (binding === undefined || rule === undefined || budget.signatures-- <= 0) return UNSUPPORTED;
  const key = keyOfBinding(label, readKey(keyTextOf(security.data, entry)));
  const signed = await checkText(entry, key, bindingMessages(binding.text));
  if (signed.state === 'failed' && label.state === 'valid' && label.known?.binds === true && security.isProducers) {
    return { state: 'failed' };
  }
  if (signed.state !== 'valid' || binding.algorithm !== SM3) return UNSUPPORTED;
  const { source, container } = medium;
  if (!source.isLocal || source.size === undefined) return NOT_WHOLE;
  try {
    const whole: WholeMedium = { source, container, size: source.size };
    return OUTCOMES[await checkContentHash(rule, whole, binding.hash, check.signal)];
  } catch (error) {
    if (error instanceof SourceError) return NOT_WHOLE;
    throw error;
  }
}

/** Where the label's signature holds, whoever made it has to have bound the content too. */
function keyOfBinding({ state, signer }: LabelSignature, own: PublicKey | undefined): PublicKey | undefined {
  if (state !== 'valid') return own;
  return signer && { kind: 'sm2', points: [signer] };
}

const NOT_WHOLE: ContentBinding = { state: 'unsupported', isWholeNeeded: true };

const OUTCOMES: Readonly<Record<HashCheck, ContentBinding>> = {
  fits: { state: 'valid' },
  differs: { state: 'failed' },
  'not-whole': NOT_WHOLE,
  unsupported: UNSUPPORTED,
};
