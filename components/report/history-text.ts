/** What the record of a medium says in its own terms (C2PA 2.1 18.15, 10.3), in words. */
import { i18n } from '#i18n';
import type { HistoryAction, IngredientRecord } from '@/utils/credentials/c2pa/history';
import { sourceTypeOf } from '@/utils/engine/marks/digital-source-type';
import { lookUp } from '../look-up';
import { isolatedText } from '../visible-text';

const ACTION_IDS = {
  'c2pa.created': 'created',
  'c2pa.opened': 'opened',
  'c2pa.placed': 'placed',
  'c2pa.removed': 'removed',
  'c2pa.deleted': 'removed',
  'c2pa.edited': 'edited',
  'c2pa.edited.metadata': 'metadata',
  'c2pa.enhanced': 'enhanced',
  'c2pa.cropped': 'cropped',
  'c2pa.trimmed': 'trimmed',
  'c2pa.resized': 'resized',
  'c2pa.resized.proportional': 'resized',
  'c2pa.orientation': 'rotated',
  'c2pa.changedSpeed': 'speed',
  'c2pa.adjustedColor': 'colour',
  'c2pa.color_adjustments': 'colour',
  'c2pa.drawing': 'drawn',
  'c2pa.addedText': 'drawn',
  'c2pa.filtered': 'filtered',
  'c2pa.converted': 'converted',
  'c2pa.transcoded': 'transcoded',
  'c2pa.published': 'published',
  'c2pa.repackaged': 'repackaged',
  'c2pa.redacted': 'redacted',
  'c2pa.watermarked': 'watermarked',
  'c2pa.watermarked.bound': 'watermarked',
  'c2pa.watermarked.unbound': 'watermarked',
  'c2pa.translated': 'translated',
  'c2pa.dubbed': 'dubbed',
  'c2pa.unknown': 'unnamed',
} as const;

/** Whose words change with the source type that stands beside them. */
const BY_SOURCE_IDS = {
  'c2pa.created': { 'ai-generated': 'createdAi', 'ai-edited': 'createdAi', captured: 'captured' },
  'c2pa.edited': { 'ai-generated': 'editedAi', 'ai-edited': 'editedAi' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

type ActionId = (typeof ACTION_IDS)[keyof typeof ACTION_IDS] | 'createdAi' | 'captured' | 'editedAi';

export const actionName = ({ name, sourceType }: Pick<HistoryAction, 'name' | 'sourceType'>): string => {
  if (name === '') return i18n.t('action.unnamed');
  const status = sourceType === undefined ? undefined : sourceTypeOf(sourceType)?.status;
  const bySource: Readonly<Record<string, ActionId>> | undefined = lookUp(BY_SOURCE_IDS, name);
  const id =
    (status === undefined || bySource === undefined ? undefined : lookUp(bySource, status)) ?? lookUp(ACTION_IDS, name);
  return id === undefined ? i18n.t('action.other', [isolatedText(name)]) : i18n.t(`action.${id}`);
};

/** Terms of the IPTC's and C2PA's vocabularies that have words; the others are shown as they are written. */
const SOURCE_TYPES = [
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'compositeSynthetic',
  'algorithmicMedia',
  'algorithmicallyEnhanced',
  'dataDrivenMedia',
  'virtualRecording',
  'screenCapture',
  'composite',
  'compositeCapture',
  'humanEdits',
  'digitalCreation',
  'digitalCapture',
  'computationalCapture',
  'negativeFilm',
  'positiveFilm',
  'print',
  'empty',
  'trainedAlgorithmicData',
] as const;

export const sourceTypeName = (term: string): string => {
  const known = SOURCE_TYPES.find((one) => one === term);
  return known === undefined ? isolatedText(term) : i18n.t(`sourceType.${known}`);
};

const RELATIONS = ['parentOf', 'componentOf', 'inputTo'] as const;

export const relationName = (relationship: string): string => {
  const known = RELATIONS.find((one) => one === relationship);
  return known === undefined
    ? isolatedText(relationship === '' ? i18n.t('common.unknown') : relationship)
    : i18n.t(`history.${known}`);
};

const RECORD_IDS = { none: 'noRecord', missing: 'recordMissing', 'left-out': 'recordLeftOut' } as const;

/** Why an ingredient has no manifest to look at. */
export const recordName = ({ kind }: Exclude<IngredientRecord, { kind: 'step' }>): string =>
  i18n.t(`history.${RECORD_IDS[kind]}`);
