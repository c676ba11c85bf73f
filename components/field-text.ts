/** Fields of findings in words: what a key of a report is called. Keys of files and of other versions have no words. */
import { i18n } from '#i18n';

const FIELD_IDS = {
  // Mark `iptc`.
  DigitalSourceType: 'sourceType',
  AISystemUsed: 'aiSystem',
  AISystemVersionUsed: 'aiSystemVersion',
  AIPromptInformation: 'prompt',
  AIPromptWriterName: 'promptWriter',
  DigImageGUID: 'imageNumber',
  // Mark `generator`.
  Prompt: 'prompt',
  Seed: 'seed',
  Version: 'version',
  // Mark `c2pa`.
  ClaimGenerator: 'recordWriter',
  Title: 'title',
  Format: 'mediaType',
  Actions: 'steps',
  StatementManifest: 'statementManifest',
  Signer: 'certificateName',
  SignedAt: 'signedAt',
  TrustList: 'trustList',
  Manifests: 'manifests',
  StoreBytes: 'recordSize',
  StoreOffset: 'recordOffset',
  Provenance: 'recordAddress',
} as const;

export const FIELD_KEYS: readonly string[] = Object.keys(FIELD_IDS);

export const fieldName = (key: string): string => (isKnown(key) ? i18n.t(`field.${FIELD_IDS[key]}`) : key);

/** Names of the prototype are no rows of a table. */
const isKnown = (key: string): key is keyof typeof FIELD_IDS => Object.hasOwn(FIELD_IDS, key);
