/** How far a label can be relied on, in words. */
import { i18n } from '#i18n';
import { OWN_LIST_PREFIX } from '@/utils/credentials/c2pa/list-names';
import type { Assurance, Finding, LabelReport } from '@/utils/engine/report';
import { ASSURANCE_IDS, leadFinding } from '@/utils/label-words';
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
export const assuranceWords = (report: LabelReport): AssuranceWords | null => {
  const { assurance } = report.verdict;
  const finding = leadFinding(report);
  return assurance === null || finding === null ? null : findingAssurance({ ...finding, assurance });
};

/** The words for one finding. */
export const findingAssurance = (finding: Finding): AssuranceWords => {
  const { assurance } = finding;
  const isVerified = assurance === 'verified' || assurance === 'verified-interim';
  return {
    sign: assuranceSign(assurance),
    tone: assuranceTone(assurance),
    ...(assurance === 'declared' ? declaredWords(finding) : checkedWords(finding, assurance)),
    caution: isVerified ? i18n.t('assurance.meansNot') : null,
  };
};

type Words = Pick<AssuranceWords, 'short' | 'name' | 'sentence'>;

const checkedWords = (finding: Finding, assurance: Exclude<Assurance, 'declared'>): Words => {
  const id = ASSURANCE_IDS[assurance];
  return {
    short: i18n.t(`assurance.${id}.short`),
    name: i18n.t(`assurance.${id}.name`),
    sentence: checkedSentence(finding, assurance),
  };
};

const checkedSentence = (finding: Finding, assurance: Exclude<Assurance, 'declared'>): string => {
  const has = (code: string): boolean => finding.codes?.includes(code) === true;
  const who = finding.who === undefined || finding.who === '' ? null : isolatedText(finding.who);
  switch (assurance) {
    case 'broken':
      return i18n.t(has('revoked') ? 'assurance.broken.revoked' : 'assurance.broken.sentence');
    case 'intact':
      if (has('expired')) return i18n.t('assurance.intact.expired');
      if (!has('untrusted-signer')) {
        const reason = OPEN_REASONS.find(has);
        if (reason !== undefined) return reasonOfFinding(reason, finding) ?? '';
      }
      return who === null ? i18n.t('assurance.intact.noName') : i18n.t('assurance.intact.sentence', [who]);
    case 'verified-interim':
      return i18n.t('assurance.verifiedInterim.sentence', [who ?? i18n.t('common.unknown')]);
    case 'verified': {
      const name = who ?? i18n.t('common.unknown');
      const list = ownList(finding);
      if (list === undefined) return i18n.t('assurance.verified.sentence', [name]);
      return i18n.t('assurance.verified.sentenceOwn', [name, isolatedText(list)]);
    }
  }
};

/** Why a record is no better than intact though its signer may be on a list. */
const OPEN_REASONS = ['bad-certificate', 'untrusted-timestamp', 'c2pa-nonconformant', 'ingredient-untrusted'] as const;

/** Of keys that are no C2PA certificates there are only the lists of the person or organisation, by the signer's name. */
const ownList = ({ mark, fields, who }: Finding): string | undefined => {
  if (mark !== 'c2pa') return who;
  const list = fields.TrustList;
  return list?.startsWith(OWN_LIST_PREFIX) ? list.slice(OWN_LIST_PREFIX.length) : undefined;
};

/** `declared` says why nothing was checked: "not signed" about an unchecked credential would be false. */
const declaredWords = (finding: Finding): Words => {
  const standing = signatureStanding(finding);
  if (standing !== 'none') {
    return {
      short: i18n.t('assurance.declaredSigned.short'),
      name: i18n.t('assurance.declaredSigned.name'),
      sentence: signatureSentence(finding, standing),
    };
  }
  return {
    short: i18n.t('assurance.declared.short'),
    name: i18n.t('assurance.declared.name'),
    sentence: unsignedSentence(finding),
  };
};

type SignatureStanding = 'none' | 'unchecked' | 'uncheckable' | 'label-only';

/** Codes of a signature that was looked at and cannot be checked here. */
const UNCHECKABLE = ['not-checkable', 'c2pa-prerelease', 'c2pa-fragment-unverified'] as const;
/** Codes of a check that was made and settled nothing; the first is said of unchecked stores, too. */
const UNSETTLED = ['c2pa-layout', 'c2pa-unknown-failure'] as const;

const uncheckableCode = ({ codes = [], validation }: Finding): string | undefined =>
  [...UNCHECKABLE, ...(validation === undefined ? [] : UNSETTLED)].find((code) => codes.includes(code));

const signatureStanding = (finding: Finding): SignatureStanding => {
  const codes = finding.codes ?? [];
  if (uncheckableCode(finding) !== undefined) return 'uncheckable';
  if (finding.labelSignature === 'valid') return 'label-only';
  if (finding.labelSignature === 'failed' || finding.labelSignature === 'unsupported') return 'uncheckable';
  // What is at hand is the address of a record, and no signature.
  if (codes.includes('remote-manifest')) return 'none';
  if (finding.mark === 'c2pa' || codes.includes('not-checked')) return 'unchecked';
  return holdsSignature(finding) ? 'unchecked' : 'none';
};

/** NovelAI and GB 45438 keep their signature among the fields; present and not judged means not checked. */
const holdsSignature = ({ mark, fields, labelSignature }: Finding): boolean =>
  mark === 'gb45438'
    ? labelSignature === undefined && fields.ReservedCode1?.includes('SecurityData') === true
    : Object.keys(fields).some((key) => key.toLowerCase() === 'signed_hash');

const signatureSentence = (finding: Finding, standing: Exclude<SignatureStanding, 'none'>): string => {
  if (standing === 'unchecked') return i18n.t('assurance.declaredSigned.sentence');
  if (standing === 'label-only')
    return contentBindingSentence(finding) ?? i18n.t('assurance.declaredLabelOnly.sentence');
  const code = uncheckableCode(finding);
  const sentence = code === undefined ? labelSignatureSentence(finding) : reasonOfFinding(code, finding);
  return sentence ?? i18n.t('assurance.declaredSigned.sentence');
};

const unsignedSentence = (finding: Finding): string => {
  if (finding.mark === 'watermark-visible') return i18n.t('assurance.declaredVisible.sentence');
  if (finding.mark !== 'page') return i18n.t('assurance.declared.sentence');
  if (finding.by === 'creator') return i18n.t('assurance.declaredCreator.sentence');
  const platform = finding.who === undefined || finding.who === '' ? i18n.t('by.platform') : isolatedText(finding.who);
  return capitalised(i18n.t('assurance.declaredPlatform.sentence', [platform]));
};

/** A sentence may begin with "the platform". */
const capitalised = (sentence: string): string => sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
