/** Fields of findings in words: what a key of a report is called. Keys of files and of other versions have no words. */
import { i18n } from '#i18n';
import { lookUp } from './look-up';

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
  SoftBindings: 'softBindings',
  SoftBindingValues: 'softBindingValues',
  Signer: 'certificateName',
  SignedAt: 'signedAt',
  TrustList: 'trustList',
  Manifests: 'manifests',
  StoreBytes: 'recordSize',
  StoreOffset: 'recordOffset',
  Provenance: 'recordAddress',
  // Mark `watermark-dwtdct`.
  Correlation: 'correlation',
  MessageBits: 'messageBits',
  MatchingBits: 'matchingBits',
  Blocks: 'blocks',
  FirstBit: 'firstBit',
  FoundAtSize: 'foundAtSize',
  // Mark `watermark-visible`.
  Frames: 'frames',
  FrameTimes: 'frameTimes',
  Fit: 'fit',
  Opacity: 'opacity',
  EdgesLeft: 'edgesLeft',
  Darkest: 'darkest',
} as const;

export const FIELD_KEYS: readonly string[] = Object.keys(FIELD_IDS);

export const fieldName = (key: string): string => {
  const id = lookUp(FIELD_IDS, key);
  return id === undefined ? key : i18n.t(`field.${id}`);
};
