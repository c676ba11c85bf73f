/**
 * What the C2PA validation codes mean for a label (C2PA 2.1 15.1.3 names them). Only a failure that shows a change after
 * signing breaks a label; one that leaves hashes and signature right does not.
 */

/** Hashes, signature or structure are not as they were signed. */
const TAMPERED = new Set([
  'claimSignature.mismatch',
  'claimSignature.missing',
  'assertion.dataHash.mismatch',
  'assertion.bmffHash.mismatch',
  'assertion.boxesHash.mismatch',
  'assertion.boxesHash.unknownBox',
  'assertion.collectionHash.mismatch',
  'assertion.multiAssetHash.mismatch',
  'assertion.hashedURI.mismatch',
  'hashedURI.mismatch',
  'hashedURI.missing',
  'assertion.missing',
  'assertion.undeclared',
  'assertion.outsideManifest',
  'assertion.dataHash.redacted',
  'assertion.hardBinding.redacted',
  'assertion.selfRedacted',
  'assertion.notRedacted',
  'assertion.cbor.invalid',
  'assertion.json.invalid',
  'assertion.multipleHardBindings',
  'assertion.action.ingredientMismatch',
  'assertion.action.redactionMismatch',
  'assertion.action.redacted',
  'claim.missing',
  'claim.multiple',
  'claim.malformed',
  'claim.cbor.invalid',
  'claim.required.missing',
  'claim.hardBindings.missing',
  'ingredient.manifest.missing',
  'ingredient.manifest.mismatch',
  'ingredient.claimSignature.missing',
  'ingredient.claimSignature.mismatch',
  'ingredient.hashedURI.mismatch',
  'manifest.inaccessible',
  'manifest.multipleParents',
  'manifest.update.invalid',
  'manifest.update.wrongParents',
  'manifest.timestamp.invalid',
  'manifest.timestamp.wrongParents',
  'manifest.compressed.invalid',
  'algorithm.unsupported',
  'general.error',
]);

/** Hashes and signature are right; who signed, or when, is open. With the reason that a person reads. */
const SOFT: ReadonlyMap<string, string | null> = new Map([
  ['signingCredential.untrusted', 'untrusted-signer'],
  ['signingCredential.expired', 'expired'],
  ['claimSignature.outsideValidity', 'expired'],
  ['signingCredential.invalid', 'bad-certificate'],
  ['signingCredential.ocsp.unknown', null],
  ['signingCredential.ocsp.inaccessible', null],
  ['algorithm.deprecated', null],
  // A fault of the writer, not of the file: an action without what the claim's version asks of it.
  ['assertion.action.malformed', 'c2pa-nonconformant'],
]);

export type FailureKind = 'tampered' | 'revoked' | 'soft' | 'identity' | 'unknown';

export function kindOfFailure(code: string): FailureKind {
  if (code === 'signingCredential.ocsp.revoked') return 'revoked';
  if (SOFT.has(code) || isAboutTime(code)) return 'soft';
  if (TAMPERED.has(code) || /^assertion\.[A-Za-z]+\.malformed$/.test(code)) return 'tampered';
  // Identities within the CAWG assertion are not the claim's signer.
  return code.startsWith('cawg.') ? 'identity' : 'unknown';
}

export type CodeMeaning = FailureKind | 'fits';

/** Of a code of a finding's `validation`, which holds what fits, too (C2PA 2.1 15.1.3). */
export const meaningOfCode = (code: string): CodeMeaning => (SUCCESS.test(code) ? 'fits' : kindOfFailure(code));

/** The first code of a finding's `validation` that has no meaning here. */
export const unknownFailure = (validation: readonly string[]): string | undefined =>
  validation.find((code) => meaningOfCode(code) === 'unknown');

const SUCCESS = /\.(?:validated|match|trusted|insideValidity|notRevoked|skipped)$/;

/** The reason code of a soft failure; `null` where it changes nothing that a person has to know. */
export const reasonOf = (code: string): string | null =>
  isAboutTime(code) ? 'untrusted-timestamp' : (SOFT.get(code) ?? null);

/** A time stamp that does not count moves the time of signing to now, no more. */
const isAboutTime = (code: string): boolean => code.startsWith('timeStamp.') || code.startsWith('timeOfSigning.');

/** The library lists time stamps that do not count beside what is merely to be known. */
export const isTimeFault = (code: string): boolean =>
  /^time(?:Stamp|OfSigning)\.(?:mismatch|malformed|outsideValidity|untrusted|invalid)/i.test(code);
