/** From the library's answer to the assurance of what the active manifest says. */
import { ASSURANCES, type Assurance } from '@/utils/engine/report';
import { type FailureKind, isTimeFault, kindOfFailure, reasonOf } from './failures';
import type { LibraryAnswer } from './library';
import { LIST_NAMES, OWN_LIST_PREFIX } from './list-names';
import { type C2paStore, readStore, type ValidationItem, type ValidationStatuses } from './store';

export interface Judgement {
  readonly assurance: Assurance;
  /** Reason codes of the design's list. */
  readonly codes: readonly string[];
  /** The library's own codes, or its error, unchanged. */
  readonly validation: readonly string[];
  readonly store: C2paStore | null;
  /** Name of the list on which the signer stands, empty for a list of end entities; absent where it is on none. */
  readonly list?: string;
}

/**
 * @param answer About a medium that was read to its end and is sound: a part of a file is never called broken.
 * @returns `null` where the library has nothing to say on this medium: then it stays as it was, not checked.
 */
export function judge(answer: LibraryAnswer): Judgement | null {
  if (answer.kind === 'refused') return judgeRefusal(answer.reason);
  const store = readStore(answer.json);
  if (store === null) return null;
  const { activeManifest } = store.results;
  const list = signersList(activeManifest.success);
  const validation = [...activeManifest.failure, ...activeManifest.informational, ...activeManifest.success].map(
    ({ code }) => code,
  );
  return { ...judgeStatuses(activeManifest, list), validation, store, ...(list !== undefined && { list }) };
}

/**
 * A store by itself, without the medium that it is about. The library then always says that the two do not fit, which is
 * left out. `assurance` is about what the active manifest is by itself, and nothing of the medium.
 * @returns `null` where the library has nothing to say.
 */
export function judgeApart(answer: LibraryAnswer): Judgement | null {
  if (answer.kind === 'refused') return judgeRefusal(answer.reason);
  const store = readStore(answer.json);
  if (store === null) return null;
  const { success, informational, failure } = store.results.activeManifest;
  const ofStore = failure.filter(({ code }) => !isAboutMedium(code));
  const validation = [...ofStore, ...informational, ...success].map(({ code }) => code);
  const { assurance } = judgeStatuses({ success, informational, failure: ofStore }, signersList(success));
  return { assurance, codes: [], validation, store };
}

/** Hashes over the medium (C2PA 2.1 18.5 to 18.9). */
const isAboutMedium = (code: string): boolean =>
  /^assertion\.(?:data|bmff|boxes|collection|multiAsset)Hash\.(?:mismatch|unknownBox)$/.test(code);

/** The library's errors for stores that are there and cannot be decoded; others are about the format or its settings. */
const UNDECODABLE = /^C2pa\((?!JumbfNotFound|Remote|UnsupportedType|PrereleaseError|BadParam|OtherError)/;
const IO = /^(?:InvalidAsset|IoError)\(/;

/** An error about settings quotes all of them. */
const REASON_CHARACTERS = 200;

function judgeRefusal(reason: string): Judgement | null {
  const validation = [reason.slice(0, REASON_CHARACTERS)];
  if (reason.startsWith('C2pa(PrereleaseError')) {
    return { assurance: 'declared', codes: ['c2pa-prerelease'], validation, store: null };
  }
  const isUndecodable = UNDECODABLE.test(reason) || IO.test(reason);
  return isUndecodable ? { assurance: 'broken', codes: ['c2pa-malformed'], validation, store: null } : null;
}

type Verdict = Pick<Judgement, 'assurance' | 'codes'>;

/**
 * The list on which a signer was found, out of the statuses of one manifest. The library's `trustListUri` is no substitute:
 * it names the list of whichever signer was looked at last, which may be an ingredient's.
 */
export const signersList = (success: readonly ValidationItem[]): string | undefined =>
  /\[(.*)\]/s.exec(success.find(({ code }) => code === 'signingCredential.trusted')?.explanation ?? '')?.[1];

function judgeStatuses({ success, informational, failure }: ValidationStatuses, list: string | undefined): Verdict {
  // Neither fault says anything of the content, and neither excuses another that does.
  const failures = failure
    .filter((item) => !isLayoutFault(item) && !isFragmentFault(item))
    .map(({ code }) => ({ code, kind: kindOfFailure(code) }));
  const has = (kind: FailureKind): boolean => failures.some((one) => one.kind === kind);
  if (has('tampered')) return { assurance: 'broken', codes: [] };
  // An exclusion range that is not the store's place (early Truepic writers): nothing was hashed as the signer meant it.
  if (failure.some(isLayoutFault)) return { assurance: 'declared', codes: ['c2pa-layout'] };
  // An init segment alone: its fragments are needed (C2PA 2.1 A.5.3).
  if (failure.some(isFragmentFault)) return { assurance: 'declared', codes: ['c2pa-fragment-unverified'] };
  if (has('revoked')) return { assurance: 'broken', codes: ['revoked'] };
  if (has('unknown')) return { assurance: 'declared', codes: ['c2pa-unknown-failure'] };
  const said = new Set(success.map(({ code }) => code));
  if (!said.has('claimSignature.validated')) return { assurance: 'declared', codes: ['c2pa-unknown-failure'] };
  const reasons = [...failure, ...informational.filter(({ code }) => isTimeFault(code))].map(({ code }) =>
    reasonOf(code),
  );
  const codes = [...new Set(reasons.filter((reason) => reason !== null))];
  const isTrusted = said.has('signingCredential.trusted') && !has('soft');
  const vouched = isTrusted ? assuranceOfList(list) : null;
  if (vouched !== null) return { assurance: vouched, codes };
  return { assurance: 'intact', codes: isTrusted ? [...codes, 'untrusted-signer'] : codes };
}

/** @returns `null` for a list that is not one of signers. No name at all: the leaf itself is on a list of end entities. */
export function assuranceOfList(list: string | undefined): Assurance | null {
  if (list === LIST_NAMES.official || list?.startsWith(OWN_LIST_PREFIX)) return 'verified';
  if (list === LIST_NAMES.interim || list === '') return 'verified-interim';
  return null;
}

const isLayoutFault = ({ code, explanation }: ValidationItem): boolean =>
  code === 'assertion.dataHash.mismatch' && explanation.includes('exclusion does not match the manifest location');

const isFragmentFault = ({ code, explanation }: ValidationItem): boolean =>
  code === 'assertion.bmffHash.mismatch' && explanation.includes('inithash must not be present');

/** The weaker of two. */
export const weaker = (a: Assurance, b: Assurance): Assurance =>
  ASSURANCES.indexOf(a) <= ASSURANCES.indexOf(b) ? a : b;
