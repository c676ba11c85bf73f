/** How far a label can be relied on, in words. */
import { i18n } from '#i18n';
import { kindOfFailure } from '@/utils/credentials/c2pa/failures';
import { OWN_LIST_PREFIX } from '@/utils/credentials/c2pa/list-names';
import type { Assurance, Finding, LabelReport } from '@/utils/engine/report';
import { type ASSURANCE_IDS, isVouchedFor, leadFinding } from '@/utils/label-words';
import type { CheckState } from '@/utils/messages/check-state';
import { formatOdds } from './format';
import { reasonOfFinding } from './reason-text';
import { contentBindingSentence, labelSignatureSentence } from './signature-text';
import { assuranceSign, assuranceTone, type SignName, type SignTone } from './signs';
import { isolatedText } from './visible-text';

export interface AssuranceWords {
  readonly sign: SignName;
  readonly tone: SignTone;
  /** Rows and chips. */
  readonly short: string;
  /** Card strip, report, accessible names. */
  readonly name: string;
  readonly sentence: string;
  /** What a verified signature does not say; only with `verified*`. */
  readonly caution: string | null;
}

/** The words for a report's verdict; null where there is no label to rely on. */
export const assuranceWords = (report: LabelReport, check?: CheckState): AssuranceWords | null => {
  const { assurance } = report.verdict;
  const finding = leadFinding(report);
  return assurance === null || finding === null ? null : findingAssurance({ ...finding, assurance }, check);
};

/**
 * The words for one finding.
 * @param check How far the check of its medium has come.
 */
export const findingAssurance = (finding: Finding, check?: CheckState): AssuranceWords => {
  const { assurance } = finding;
  const [heading, sentence] = saidOf(finding, check);
  return {
    sign: heading === 'declaredChecking' ? 'status-checking' : assuranceSign(assurance),
    tone: assuranceTone(assurance),
    short: i18n.t(`assurance.${heading}.short`),
    name: i18n.t(`assurance.${heading}.name`),
    sentence,
    caution: isVouchedFor(assurance) ? i18n.t('assurance.meansNot') : null,
  };
};

/** A heading says no more and no less than its sentence, so that the two cannot contradict each other. */
type Heading =
  | (typeof ASSURANCE_IDS)[Assurance]
  | 'declaredSigned'
  | 'declaredChecking'
  | 'declaredLabelOnly'
  | 'declaredUncheckable'
  | 'declaredUnsettled'
  | 'brokenIngredient'
  | 'intactUnproven'
  | 'intactNoLists';

type Said = readonly [heading: Heading, sentence: string];

const saidOf = (finding: Finding, check: CheckState | undefined): Said => {
  const who = finding.who === undefined || finding.who === '' ? null : isolatedText(finding.who);
  switch (finding.assurance) {
    case 'declared':
      return declaredSaid(finding, check);
    case 'broken':
      return brokenSaid(finding);
    case 'intact':
      return intactSaid(finding, who, check);
    case 'verified-interim':
      return ['verifiedInterim', i18n.t('assurance.verifiedInterim.sentence', [who ?? i18n.t('common.unknown')])];
    case 'verified': {
      const name = who ?? i18n.t('common.unknown');
      const list = ownList(finding);
      if (list === undefined) return ['verified', i18n.t('assurance.verified.sentence', [name])];
      return ['verified', i18n.t('assurance.verified.sentenceOwn', [name, isolatedText(list)])];
    }
  }
};

const brokenSaid = (finding: Finding): Said => {
  if (finding.codes?.includes('revoked')) return ['broken', i18n.t('assurance.broken.revoked')];
  return isBrokenBelow(finding)
    ? ['brokenIngredient', i18n.t('assurance.brokenIngredient.sentence')]
    : ['broken', i18n.t('assurance.broken.sentence')];
};

/** The file itself held; what its statement rests on, an earlier version or a component, did not. */
const isBrokenBelow = ({ codes = [], validation = [] }: Finding): boolean =>
  codes.includes('ingredient-broken') &&
  !codes.includes('c2pa-malformed') &&
  !validation.some((code) => kindOfFailure(code) === 'tampered');

const intactSaid = (finding: Finding, who: string | null, check: CheckState | undefined): Said => {
  const has = (code: string): boolean => finding.codes?.includes(code) === true;
  const isSignerChecked = finding.mark !== 'c2pa' || check !== 'made-without-lists';
  if (has('expired')) {
    return [isSignerChecked ? 'intactUnproven' : 'intactNoLists', i18n.t('assurance.intact.expired')];
  }
  if (!isSignerChecked) return ['intactNoLists', i18n.t('assurance.intactNoLists.sentence')];
  const reason = has('untrusted-signer') ? undefined : OPEN_REASONS.find(has);
  if (reason !== undefined) return ['intactUnproven', reasonOfFinding(reason, finding) ?? ''];
  return ['intact', who === null ? i18n.t('assurance.intact.noName') : i18n.t('assurance.intact.sentence', [who])];
};

/** Why a record is no better than intact though its signer may be on a list. */
const OPEN_REASONS = ['bad-certificate', 'c2pa-nonconformant', 'ingredient-untrusted', 'untrusted-timestamp'] as const;

/** Of keys that are no C2PA certificates there are only the lists of the person or organisation, by the signer's name. */
const ownList = ({ mark, fields, who }: Finding): string | undefined => {
  if (mark !== 'c2pa') return who;
  const list = fields.TrustList;
  return list?.startsWith(OWN_LIST_PREFIX) ? list.slice(OWN_LIST_PREFIX.length) : undefined;
};

/** `declared` says why nothing was checked: "not signed" about an unchecked credential would be false. */
const declaredSaid = (finding: Finding, check: CheckState | undefined): Said => {
  const standing = signatureStanding(finding);
  switch (standing) {
    case 'none':
      return ['declared', unsignedSentence(finding)];
    case 'unchecked':
      return uncheckedSaid(check);
    case 'label-only':
      return ['declaredLabelOnly', contentBindingSentence(finding) ?? i18n.t('assurance.declaredLabelOnly.sentence')];
    case 'apart':
      return ['declaredUncheckable', i18n.t('assurance.declaredApart.sentence')];
    case 'uncheckable':
    case 'unsettled': {
      const code = openCode(finding);
      const sentence = code === undefined ? labelSignatureSentence(finding) : reasonOfFinding(code, finding);
      return [
        standing === 'unsettled' ? 'declaredUnsettled' : 'declaredUncheckable',
        sentence ?? i18n.t('assurance.declaredSigned.sentence'),
      ];
    }
  }
};

const uncheckedSaid = (check: CheckState | undefined): Said => {
  switch (check) {
    case 'running':
      return ['declaredChecking', i18n.t('assurance.declaredChecking.sentence')];
    case 'on-pointing':
      return ['declaredSigned', i18n.t('assurance.declaredSigned.onPointing')];
    case 'on-asking':
      return ['declaredSigned', i18n.t('reason.wholeFileNeeded')];
    case 'not-made':
      return ['declaredSigned', i18n.t('assurance.declaredSigned.notMade')];
    default:
      return ['declaredSigned', i18n.t('assurance.declaredSigned.sentence')];
  }
};

/** Whether the finding carries a signature that a check could judge and none has. */
export const isUnchecked = (finding: Finding): boolean =>
  finding.assurance === 'declared' && signatureStanding(finding) === 'unchecked';

type SignatureStanding = 'none' | 'unchecked' | 'apart' | 'uncheckable' | 'unsettled' | 'label-only';

/** Codes of a signature that was looked at and cannot be checked here. */
const UNCHECKABLE: readonly string[] = ['not-checkable', 'c2pa-prerelease', 'c2pa-fragment-unverified'];
/** Codes of a check that was made and settled nothing; the first is said of unchecked stores, too. */
const UNSETTLED: readonly string[] = ['c2pa-layout', 'c2pa-unknown-failure'];

const openCode = ({ codes = [], validation }: Finding): string | undefined =>
  [...UNCHECKABLE, ...(validation === undefined ? [] : UNSETTLED)].find((code) => codes.includes(code));

const signatureStanding = (finding: Finding): SignatureStanding => {
  const codes = finding.codes ?? [];
  const open = openCode(finding);
  if (open !== undefined) return UNCHECKABLE.includes(open) ? 'uncheckable' : 'unsettled';
  if (finding.labelSignature === 'valid') return 'label-only';
  if (finding.labelSignature === 'failed' || finding.labelSignature === 'unsupported') return 'uncheckable';
  // What is at hand is the address of a record, and no signature.
  if (codes.some((code) => code === 'remote-manifest' || code === 'c2pa-sidecar')) {
    return finding.fields.StoreBytes === undefined ? 'none' : 'apart';
  }
  if (finding.mark === 'c2pa' || codes.includes('not-checked')) return 'unchecked';
  return holdsSignature(finding) ? 'unchecked' : 'none';
};

/** NovelAI and GB 45438 keep their signature among the fields; present and not judged means not checked. */
const holdsSignature = ({ mark, fields, labelSignature }: Finding): boolean =>
  mark === 'gb45438'
    ? labelSignature === undefined && fields.ReservedCode1?.includes('SecurityData') === true
    : Object.keys(fields).some((key) => key.toLowerCase() === 'signed_hash');

const unsignedSentence = (finding: Finding): string => {
  if (finding.mark === 'watermark-visible') return i18n.t('assurance.declaredVisible.sentence');
  if (finding.probability !== undefined) {
    return i18n.t('assurance.declaredPixels.sentence', [formatOdds(finding.probability, i18n.t('ext.lang'))]);
  }
  if (finding.mark !== 'page') return i18n.t('assurance.declared.sentence');
  if (finding.by === 'creator') return i18n.t('assurance.declaredCreator.sentence');
  const platform = finding.who === undefined || finding.who === '' ? i18n.t('by.platform') : isolatedText(finding.who);
  return capitalised(i18n.t('assurance.declaredPlatform.sentence', [platform]));
};

/** A sentence may begin with "the platform". */
const capitalised = (sentence: string): string => sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
