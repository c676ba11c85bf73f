/** Codes of findings in words. A code may carry an argument behind a colon (`missing:Label`). Unknown codes give null. */
import { i18n } from '#i18n';
import { unknownFailure } from '@/utils/credentials/c2pa/failures';
import type { Finding } from '@/utils/engine/report';
import { lookUp } from './look-up';
import { isolatedText } from './visible-text';

const REASON_IDS = {
  'not-checked': 'notChecked',
  'c2pa-sidecar': 'c2paSidecar',
  'c2pa-fragment-unverified': 'c2paFragmentUnverified',
  'c2pa-prerelease': 'c2paPrerelease',
  'c2pa-malformed': 'c2paMalformed',
  'c2pa-layout': 'c2paLayout',
  'c2pa-nonconformant': 'c2paNonconformant',
  'untrusted-signer': 'untrustedSigner',
  expired: 'expired',
  'bad-certificate': 'badCertificate',
  'untrusted-timestamp': 'untrustedTimestamp',
  revoked: 'revoked',
  'ingredient-broken': 'ingredientBroken',
  'ingredient-untrusted': 'ingredientUntrusted',
  'via-parent': 'viaParent',
  'via-component': 'viaComponent',
  'has-input': 'hasInput',
  'agent-only': 'agentOnly',
  'may-contain-ai': 'mayContainAi',
  'composite-capture': 'compositeCapture',
  contradictory: 'contradictory',
  'genai-type-on-mechanical-action': 'genaiTypeOnMechanicalAction',
  'actions-redacted': 'actionsRedacted',
  residue: 'residue',
  'weak-sign': 'weakSign',
  'signature-valid': 'signatureValid',
  'signature-failed': 'signatureFailed',
  resized: 'resized',
  'not-checkable': 'notCheckable',
  'payload-damaged': 'payloadDamaged',
  'jsonld-broken': 'jsonldBroken',
} as const;

/** Reasons whose sentence has a place for the argument. */
const REASON_WITH_ARGUMENT_IDS = {
  'remote-manifest': 'remoteManifest',
  'c2pa-unknown-failure': 'c2paUnknownFailure',
} as const;

export const REASON_CODES: readonly string[] = [...Object.keys(REASON_IDS), ...Object.keys(REASON_WITH_ARGUMENT_IDS)];

export const reasonSentence = (code: string): string | null => {
  const [name, argument] = splitCode(code);
  const plain = lookUp(REASON_IDS, name);
  if (plain !== undefined) return i18n.t(`reason.${plain}`);
  const argued = lookUp(REASON_WITH_ARGUMENT_IDS, name);
  return argued === undefined ? null : i18n.t(`reason.${argued}`, [argument]);
};

/** With what the finding itself gives for an argument: the record's server, the code of a failure that is not known. */
export const reasonOfFinding = (code: string, { fields, validation = [] }: Finding): string | null => {
  const host = code === 'remote-manifest' ? URL.parse(fields.Provenance ?? '')?.host : undefined;
  if (host !== undefined && fields.StoreBytes !== undefined)
    return i18n.t('reason.remoteFetched', [isolatedText(host)]);
  if (host !== undefined) return reasonSentence(`${code}:${host}`);
  const unknown = code === 'c2pa-unknown-failure' ? unknownFailure(validation) : undefined;
  return reasonSentence(unknown === undefined ? code : `${code}:${unknown}`);
};

const DEVIATION_IDS = {
  empty: 'empty',
  blanked: 'blanked',
  'label-value': 'labelValue',
  'label-form': 'labelForm',
  'label-not-string': 'labelNotString',
  'null-value': 'nullValue',
  'nested-value': 'nestedValue',
  'unknown-field': 'unknownField',
  'duplicate-key': 'duplicateKey',
  'key-case': 'keyForm',
  'key-alias': 'keyForm',
  'broken-json': 'brokenJson',
  'not-an-object': 'notAnObject',
  'code-form': 'codeForm',
  'code-check': 'codeCheck',
  place: 'place',
  duplicate: 'duplicate',
  conflict: 'conflict',
  trailer: 'trailer',
  'trailing-data': 'trailingData',
  'older-schema': 'olderSchema',
} as const;

/** Deviations that name a field. */
const DEVIATION_OF_FIELD_IDS = {
  missing: 'missing',
  empty: 'emptyField',
  'not-a-string': 'notAString',
  charset: 'charset',
} as const;

/** Deviations that share a sentence, which names the deviation itself. */
const GROUPED_DEVIATION_IDS = {
  'double-escaped': 'encoding',
  'double-encoded': 'encoding',
  base64: 'encoding',
  'url-encoded': 'encoding',
  'single-quotes': 'encoding',
  wrapped: 'wrapping',
  unwrapped: 'wrapping',
  glued: 'wrapping',
  'prefix-equals': 'wrapping',
} as const;

export const deviationSentence = (deviation: string): string | null => {
  const [name, argument] = splitCode(deviation);
  const ofField = lookUp(DEVIATION_OF_FIELD_IDS, name);
  if (ofField !== undefined && deviation.includes(':')) return i18n.t(`deviation.${ofField}`, [argument]);
  const plain = lookUp(DEVIATION_IDS, name);
  if (plain !== undefined) return i18n.t(`deviation.${plain}`);
  const grouped = lookUp(GROUPED_DEVIATION_IDS, name);
  return grouped === undefined ? null : i18n.t(`deviation.${grouped}`, [name]);
};

const splitCode = (code: string): readonly [name: string, argument: string] => {
  const colon = code.indexOf(':');
  if (colon === -1) return [code, i18n.t('common.unknown')];
  return [code.slice(0, colon), isolatedText(code.slice(colon + 1))];
};
