/** What a check of a GB 45438 label's signatures found, in words. */
import { i18n } from '#i18n';
import type { Finding, SignatureState } from '@/utils/engine/report';
import { isolatedText } from './visible-text';

type Checked = Pick<Finding, 'labelSignature' | 'contentBinding' | 'keyPinned'>;
type Said = Exclude<SignatureState, 'none'>;

const LABEL_IDS = {
  valid: 'labelSignatureValid',
  failed: 'labelSignatureFailed',
  unsupported: 'labelSignatureUnsupported',
} as const satisfies Record<Said, string>;

const CONTENT_IDS = {
  valid: 'contentBindingValid',
  failed: 'contentBindingFailed',
  unsupported: 'contentBindingUnsupported',
} as const satisfies Record<Said, string>;

/** A failure under a key that is not known may be a way of signing that is not known. */
export const labelSignatureSentence = ({ labelSignature, keyPinned }: Checked): string | null => {
  if (labelSignature === undefined || labelSignature === 'none') return null;
  const isUnclear = labelSignature === 'failed' && keyPinned === undefined;
  return i18n.t(`reason.${LABEL_IDS[isUnclear ? 'unsupported' : labelSignature]}`);
};

export const contentBindingSentence = ({ contentBinding }: Checked): string | null =>
  contentBinding === undefined || contentBinding === 'none' ? null : i18n.t(`reason.${CONTENT_IDS[contentBinding]}`);

export const signatureSentences = (finding: Checked): readonly string[] =>
  [
    labelSignatureSentence(finding),
    contentBindingSentence(finding),
    finding.keyPinned === undefined ? null : i18n.t('reason.keyPinned', [isolatedText(finding.keyPinned)]),
  ].filter((sentence) => sentence !== null);
