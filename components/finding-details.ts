/** What a finding says, as terms and sentences: for the card and the full report. */
import { i18n } from '#i18n';
import { softBindingAlgorithm } from '@/utils/engine/marks/c2pa/soft-binding-algorithms';
import { softBindingsIn } from '@/utils/engine/marks/c2pa/soft-bindings';
import type { Finding, MarkName } from '@/utils/engine/report';
import { isVouchedFor } from '@/utils/label-words';
import { fieldName } from './field-text';
import { formatMoment, formatTiny } from './format';
import { type CardFact, type CardText, ours, theirs } from './overlay/card-text';
import { elementFacts, providerTexts } from './overlay/gb45438-facts';
import { deviationSentence, reasonOfFinding } from './reason-text';
import { signatureSentences } from './signature-text';
import { placeWords } from './status-text';

type FactName = 'who' | 'by' | 'provider' | 'propagator' | 'tool' | 'when' | 'names' | 'where';

/** Which facts a mark has, in the order in which its readers look for them. */
const FACTS: Readonly<Record<MarkName, readonly FactName[]>> = {
  gb45438: ['where', 'by', 'provider', 'propagator', 'when'],
  c2pa: ['who', 'tool', 'when', 'names', 'where'],
  iptc: ['tool', 'where'],
  generator: ['tool', 'where'],
  vendor: ['tool', 'where'],
  'watermark-dwtdct': ['tool', 'where'],
  'watermark-stealth': ['tool', 'where'],
  'watermark-visible': ['tool', 'where'],
  page: ['who', 'where'],
};

/** Who, when, with what, where: what a person looks for first. */
export const findingFacts = (finding: Finding): readonly CardFact[] =>
  FACTS[finding.mark].flatMap((name) => {
    if (name === 'names') return softBindingFacts(finding);
    const fact = factOf(name, finding);
    return fact ? [fact] : [];
  });

const factOf = (name: Exclude<FactName, 'names'>, finding: Finding): CardFact | null => {
  const { who, by, tool, model, fields, place } = finding;
  const named = (term: string, value: string | undefined): CardFact | null =>
    value === undefined || value === '' ? null : { term, values: [theirs(value)] };
  /** The standard asks for it, so its absence is a statement too. */
  const asked = (term: string, value: string | undefined): CardFact => ({
    term,
    values: value ? providerTexts(value) : [ours(i18n.t('common.unknown'))],
  });
  switch (name) {
    case 'who':
      return named(whoTerm(finding), who);
    case 'by':
      return by === undefined ? null : { term: i18n.t('card.saidBy'), values: [ours(i18n.t(`by.${by}`))] };
    case 'provider':
      return asked(i18n.t('card.provider'), fields.ContentProducer || fields.ServiceProvider);
    case 'propagator':
      return finding.codes?.includes('residue') ? null : asked(i18n.t('card.propagator'), fields.ContentPropagator);
    case 'tool': {
      const values = [tool, model]
        .filter((part) => part !== undefined && part !== '')
        .map((part) => theirs(part ?? ''));
      return values.length > 0 ? { term: i18n.t('card.tool'), values } : null;
    }
    case 'when':
      return named(i18n.t('card.when'), fields.Time ?? signedAt(fields.SignedAt));
    case 'where': {
      const { realm, at } = placeWords(place);
      return { term: i18n.t('card.where'), values: [ours(realm), theirs(at)] };
    }
  }
};

const SOFT_BINDING_TERMS = {
  watermark: () => i18n.t('card.namesWatermark'),
  fingerprint: () => i18n.t('card.namesFingerprint'),
  unknown: () => i18n.t('card.namesSoftBinding'),
} as const;

/** Which watermarks and fingerprints a record names, by kind; what is not on the C2PA's list is shown as it is written. */
const softBindingFacts = ({ fields }: Finding): readonly CardFact[] => {
  const named = softBindingsIn(fields.SoftBindings ?? '').map((alg) => ({ alg, algorithm: softBindingAlgorithm(alg) }));
  return (['watermark', 'fingerprint', 'unknown'] as const).flatMap((kind) => {
    const values = named
      .filter(({ algorithm }) => (algorithm?.kind ?? 'unknown') === kind)
      .map(({ alg, algorithm }) => (algorithm ? ours(`${algorithm.name} (${alg})`) : theirs(alg)));
    return values.length > 0 ? [{ term: SOFT_BINDING_TERMS[kind](), values }] : [];
  });
};

const signedAt = (written: string | undefined): string | undefined =>
  written === undefined ? undefined : formatMoment(written, i18n.t('ext.lang'));

/** A name that no list vouches for is what the signer calls itself. */
const whoTerm = ({ mark, assurance }: Finding): string => {
  if (mark === 'page') return i18n.t('card.platform');
  return i18n.t(isVouchedFor(assurance) ? 'card.signer' : 'card.signerClaimed');
};

/** What chance a watermark's bits have, then fields as they are written, at most so many; those of GB 45438 in the standard's terms. */
export const fieldFacts = ({ mark, fields, probability }: Finding, most: number): readonly CardFact[] => [
  ...(probability === undefined
    ? []
    : [{ term: i18n.t('field.probability'), values: [ours(formatTiny(probability))] }]),
  ...Object.entries(fields)
    .filter(([, value]) => value !== '')
    .slice(0, most)
    .flatMap(([key, value]) =>
      mark === 'gb45438' ? elementFacts(key, value) : [{ term: fieldName(key), values: [theirs(value)] }],
    ),
];

/** What it rests on, and what checks found. */
export const reasonTexts = (finding: Finding): readonly CardText[] => [
  ...(finding.codes ?? [])
    .filter((code) => !isSaidOfSigner(code, finding))
    .map((code) => {
      const sentence = reasonOfFinding(code, finding);
      return sentence === null ? theirs(code) : ours(sentence);
    }),
  ...signatureSentences(finding).map((sentence) => ours(sentence)),
];

/** The sentence on its signer says so already. */
const isSaidOfSigner = (code: string, { assurance }: Finding): boolean =>
  code === 'untrusted-signer' && assurance === 'intact';

export const deviationTexts = ({ deviations }: Finding): readonly CardText[] =>
  deviations.map((deviation) => {
    const sentence = deviationSentence(deviation);
    return sentence === null ? theirs(deviation) : ours(sentence);
  });
