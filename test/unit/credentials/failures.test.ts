import { describe, expect, it } from 'vitest';
import { type FailureKind, kindOfFailure } from '../../../utils/credentials/c2pa/failures';
import { judge } from '../../../utils/credentials/c2pa/judge';
import type { ValidationItem } from '../../../utils/credentials/c2pa/store';

describe('a failure', () => {
  it.each<[string, FailureKind]>([
    ['assertion.dataHash.mismatch', 'tampered'],
    ['claimSignature.mismatch', 'tampered'],
    ['assertion.hashedURI.mismatch', 'tampered'],
    ['assertion.ingredient.malformed', 'tampered'],
    ['assertion.action.malformed', 'soft'],
    ['signingCredential.untrusted', 'soft'],
    ['signingCredential.expired', 'soft'],
    ['signingCredential.invalid', 'soft'],
    ['timeStamp.mismatch', 'soft'],
    ['timeOfSigning.outsideValidity', 'soft'],
    ['signingCredential.ocsp.revoked', 'revoked'],
    ['cawg.ica.untrusted_issuer', 'identity'],
    ['signingCredential.somethingNew', 'unknown'],
    ['assertion.somethingNew', 'unknown'],
  ])('%s is %s', (code, kind) => {
    expect(kindOfFailure(code)).toBe(kind);
  });
});

const item = (code: string, explanation = ''): ValidationItem => ({ code, url: '', explanation });
const itemOf = (code: string, list: string | undefined): ValidationItem =>
  code === 'signingCredential.trusted' && list !== undefined
    ? item(code, `signing certificate trusted, found in [${list}] trust anchors`)
    : item(code);
const storeWith = (failure: readonly ValidationItem[], success: readonly string[], list?: string) =>
  judge({
    kind: 'store',
    json: JSON.stringify({
      active_manifest: '__proto__',
      manifests: {},
      validation_results: {
        activeManifest: { failure, success: success.map((code) => itemOf(code, list)), informational: [] },
        // Of the signer that was looked at last, an ingredient's.
        trustListUri: list === 'c2pa-official' ? 'c2pa-interim' : 'c2pa-official',
      },
    }),
  });
const SIGNED = ['claimSignature.validated'];
const TRUSTED = [...SIGNED, 'signingCredential.trusted'];

describe('the assurance of an active manifest', () => {
  it.each<[string, readonly ValidationItem[], readonly string[], string | undefined, string, readonly string[]]>([
    ['no failure, official list', [], TRUSTED, 'c2pa-official', 'verified', []],
    ['no failure, own list', [], TRUSTED, 'own:house', 'verified', []],
    ['no failure, interim list', [], TRUSTED, 'c2pa-interim', 'verified-interim', []],
    ['no failure, a leaf that is listed itself', [], TRUSTED, '', 'verified-interim', []],
    ['no failure, a list of time stamping', [], TRUSTED, 'c2pa-official-tsa', 'intact', ['untrusted-signer']],
    ['no failure, an unknown list', [], TRUSTED, 'elsewhere', 'intact', ['untrusted-signer']],
    ['an identity that failed', [item('cawg.x509.untrusted')], TRUSTED, 'c2pa-official', 'verified', []],
    ['untrusted', [item('signingCredential.untrusted')], SIGNED, undefined, 'intact', ['untrusted-signer']],
    ['expired though listed', [item('signingCredential.expired')], TRUSTED, '', 'intact', ['expired']],
    [
      'a hash that differs, though trusted',
      [item('assertion.dataHash.mismatch')],
      TRUSTED,
      'c2pa-official',
      'broken',
      [],
    ],
    ['revoked', [item('signingCredential.ocsp.revoked')], TRUSTED, 'c2pa-official', 'broken', ['revoked']],
    ['an unknown failure', [item('brand.new')], TRUSTED, 'c2pa-official', 'declared', ['c2pa-unknown-failure']],
    [
      'no signature that was validated',
      [],
      ['signingCredential.trusted'],
      'c2pa-official',
      'declared',
      ['c2pa-unknown-failure'],
    ],
    [
      'an exclusion at another place, and a claim that was changed',
      [
        item('assertion.dataHash.mismatch', 'data hash exclusion does not match the manifest location in the asset'),
        item('claimSignature.mismatch'),
      ],
      TRUSTED,
      'c2pa-official',
      'broken',
      [],
    ],
    [
      'an exclusion at another place',
      [item('assertion.dataHash.mismatch', 'data hash exclusion does not match the manifest location in the asset')],
      TRUSTED,
      'c2pa-official',
      'declared',
      ['c2pa-layout'],
    ],
    [
      'an init segment alone',
      [item('assertion.bmffHash.mismatch', 'inithash must not be present for non-fragmented')],
      TRUSTED,
      'c2pa-official',
      'declared',
      ['c2pa-fragment-unverified'],
    ],
  ])('with %s', (_, failure, success, list, assurance, codes) => {
    expect(storeWith(failure, success, list)).toMatchObject({ assurance, codes });
  });

  it.each([
    ['C2pa(JumbfParseError(InvalidJumbfHeader))', 'broken'],
    ['C2pa(ClaimDecoding("x"))', 'broken'],
    // Read, and against a rule of claims: no answer of the library but the ones below leaves a store standing.
    ['C2pa(ValidationRule("x"))', 'broken'],
    ['C2pa(CyclicIngredients { claim_label_path: [] })', 'broken'],
    ['C2pa(CoseX5ChainMissing)', 'broken'],
    ['InvalidAsset("x")', 'broken'],
    ['C2pa(PrereleaseError)', 'declared'],
    ['C2pa(JumbfNotFound)', undefined],
    ['C2pa(UnsupportedType)', undefined],
    ['C2pa(RemoteManifestUrl("https://a.test/"))', undefined],
    ['C2pa(BadParam("could not parse configuration"))', undefined],
    ['something else', undefined],
  ])('after the error %s', (reason, assurance) => {
    expect(judge({ kind: 'refused', reason })?.assurance).toBe(assurance);
  });

  it('is not judged from an account in another form', () => {
    expect(judge({ kind: 'store', json: '{' })).toBeNull();
    expect(judge({ kind: 'store', json: '{"manifests":[]}' })).toBeNull();
  });
});
