/** What a label of GB 45438 says, in the standard's terms: whom its codes are registered to, what its values mean. */
import { i18n } from '#i18n';
import { subjectOf } from '@/utils/engine/marks/gb45438/provider-code';
import { providerName } from '@/utils/engine/marks/gb45438/providers';
import { lookUp } from '../look-up';
import { type CardFact, type CardText, ours, theirs } from './card-text';

/** A provider as the label gives it, and what its code or name stands for. */
export const providerTexts = (value: string): readonly CardText[] => {
  const subject = subjectOf(value);
  if (subject?.kind === 'person') return [ours(i18n.t('gb.personMasked')), theirs(value)];
  const name = providerName(value);
  if (name === undefined || name === value) return [theirs(value)];
  return [ours(subject === undefined ? name : i18n.t('gb.registeredTo', [name])), theirs(value)];
};

/** Terms of the standard's elements (Annex E). */
const TERM_IDS = {
  Label: 'label',
  ContentProducer: 'contentProducer',
  ProduceID: 'produceId',
  ReservedCode1: 'reserved1',
  ContentPropagator: 'contentPropagator',
  PropagateID: 'propagateId',
  ReservedCode2: 'reserved2',
} as const;

const LABEL_IDS = { '1': 'label1', '2': 'label2', '3': 'label3' } as const;

/** An element with its term; of `Label` what the value means, of a provider's code the credit code inside it. */
export const elementFacts = (key: string, value: string): readonly CardFact[] => {
  const termId = lookUp(TERM_IDS, key);
  const meaningId = key === 'Label' ? lookUp(LABEL_IDS, value) : undefined;
  const fact: CardFact = {
    term: termId === undefined ? key : i18n.t(`gb.${termId}`),
    values: [theirs(value), ...(meaningId === undefined ? [] : [ours(i18n.t(`gb.${meaningId}`))])],
  };
  const subject = key === 'ContentProducer' || key === 'ContentPropagator' ? subjectOf(value) : undefined;
  if (subject?.kind !== 'organisation') return [fact];
  return [fact, { term: i18n.t('gb.creditCode'), values: [theirs(subject.creditCode)] }];
};
