/** From what was checked to how far a label can be relied on. */
import type { Assurance, SignatureState } from '@/utils/engine/report';

export interface CheckedStates {
  readonly labelSignature: SignatureState;
  readonly contentBinding: SignatureState;
  /** Whose other files the key is known from. */
  readonly keyPinned?: string;
  /** Under which name the key is on the list of the person or organisation. */
  readonly trustedAs?: string;
}

/**
 * A signature over the label alone raises nothing: label and signature can be copied to another file. A failure is
 * `broken` only under a key whose way of signing is known; elsewhere it may be a way that is not.
 */
export function assuranceOf({ labelSignature, contentBinding, keyPinned, trustedAs }: CheckedStates): Assurance {
  const isKnown = keyPinned !== undefined;
  if (labelSignature === 'failed') return isKnown ? 'broken' : 'declared';
  if (labelSignature !== 'valid') return 'declared';
  if (contentBinding === 'failed') return isKnown ? 'broken' : 'declared';
  if (contentBinding !== 'valid') return 'declared';
  return trustedAs === undefined ? 'intact' : 'verified';
}

/** The same in words. */
export function detailOf(states: CheckedStates, isWholeNeeded: boolean): readonly string[] {
  const { labelSignature, contentBinding, keyPinned } = states;
  const isUnclear = labelSignature === 'failed' && keyPinned === undefined;
  return [
    LABEL_SENTENCES[isUnclear ? 'unsupported' : labelSignature],
    contentBinding === 'none' && labelSignature !== 'valid' ? undefined : CONTENT_SENTENCES[contentBinding],
    isWholeNeeded ? 'The check needs the whole file, which was not at hand.' : undefined,
    keyPinned === undefined ? undefined : `The key is known from other files of ${keyPinned}.`,
  ].filter((sentence) => sentence !== undefined);
}

const LABEL_SENTENCES: Readonly<Record<SignatureState, string | undefined>> = {
  valid: "The label's text is as signed.",
  failed: "The label's text does not fit its signature.",
  unsupported: "The label's signature cannot be checked.",
  none: undefined,
};

const CONTENT_SENTENCES: Readonly<Record<SignatureState, string>> = {
  valid: 'The content is as signed.',
  failed: 'The content does not fit the signature.',
  unsupported: 'Whether the signature covers the content cannot be checked.',
  none: 'The content is not covered: label and signature can be copied to another file.',
};
