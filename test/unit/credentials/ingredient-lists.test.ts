/** What is known of an ingredient's signer and time of signing, where whoever took it in had looked at them already. */
import { describe, expect, it } from 'vitest';
import { checkedStore } from '../../../utils/credentials/c2pa';
import type { C2paLibrary } from '../../../utils/credentials/c2pa/library';
import { c2paSettings } from '../../../utils/credentials/c2pa/settings';
import type { TrustLists } from '../../../utils/credentials/trust-lists';
import type { Finding } from '../../../utils/engine/report';

const BORROWED: Finding = {
  mark: 'c2pa',
  status: 'ai-generated',
  assurance: 'declared',
  place: 'JPEG APP11 JUMBF',
  codes: ['not-checked', 'via-parent'],
  fields: { StatementManifest: 'parent', StoreBytes: '1' },
  deviations: [],
};

const trusted = (list: string) => ({
  code: 'signingCredential.trusted',
  explanation: `signing certificate trusted, found in [${list}] trust anchors`,
});
const RECORDED = [{ code: 'claimSignature.validated' }, trusted('of whoever took it in')];

interface Today {
  readonly success: readonly string[];
  readonly informational: readonly string[];
}

const ofParent = (codes: readonly string[]) =>
  codes.map((code) => ({ code, url: 'self#jumbf=/c2pa/parent/c2pa.signature' }));

/** As the library tells it: of an ingredient only what is otherwise than when it was taken in. */
const account = (parentIsKnown: boolean, recorded: readonly string[] = [], today: Partial<Today> = {}): string =>
  JSON.stringify({
    active_manifest: 'active',
    manifests: {
      active: {
        ingredients: [
          {
            relationship: 'parentOf',
            active_manifest: 'parent',
            validation_results: {
              activeManifest: { success: RECORDED, informational: recorded.map((code) => ({ code })), failure: [] },
            },
          },
        ],
      },
      parent: {},
    },
    validation_results: {
      activeManifest: {
        success: [{ code: 'claimSignature.validated' }, trusted('c2pa-official')],
        informational: [],
        failure: [],
      },
      ingredientDeltas: [
        {
          ingredientAssertionURI: 'self#jumbf=/c2pa/active/c2pa.assertions/c2pa.ingredient.v3',
          validationDeltas: {
            success: ofParent(today.success ?? []),
            informational: ofParent(today.informational ?? []),
            failure: parentIsKnown
              ? []
              : [{ code: 'signingCredential.untrusted', url: 'self#jumbf=/c2pa/parent/c2pa.signature' }],
          },
        },
      ],
    },
  });

/** Knows the parent's signer by the lists of these names. */
const libraryOf = (names: readonly string[], reads: string[][]) => async (): Promise<C2paLibrary> => ({
  read: async (_type, _bytes, settings) => {
    const used: string[] = JSON.parse(settings).trust.anchors.map((one: { trust_uri: string }) => one.trust_uri);
    reads.push(used);
    return { kind: 'store', json: account(used.some((name) => names.includes(name))) };
  },
  readFragment: () => Promise.reject(new Error('There are no fragments.')),
});

const LISTS: TrustLists = { official: 'x', interim: { anchors: 'x', allowed: '' } };

describe('a statement of an ingredient whose signer was trusted before', () => {
  it.each([
    ['is verified by the official list', ['c2pa-official'], LISTS, 'verified', 2],
    ['is verified by the interim list, which is said', ['c2pa-interim'], LISTS, 'verified-interim', 2],
    ['is read once where the interim list is not in use', ['c2pa-official'], { official: 'x' }, 'verified', 1],
    ['is read once where nobody knows the signer any more', [], LISTS, 'intact', 1],
  ])('%s', async (_, names, lists, assurance, times) => {
    const reads: string[][] = [];
    const tools = { library: libraryOf(names, reads), settings: c2paSettings(lists) };
    const { finding } = await checkedStore(BORROWED, new Uint8Array(), 'jpeg', tools);
    expect(finding.assurance).toBe(assurance);
    expect(reads).toHaveLength(times);
  });

  it('is as stated where the answer leads to no manifest of that name, as where the name was shortened', async () => {
    const tools = { library: libraryOf(['c2pa-official'], []), settings: c2paSettings(LISTS) };
    const lost: Finding = { ...BORROWED, fields: { ...BORROWED.fields, StatementManifest: 'parent…' } };
    expect((await checkedStore(lost, new Uint8Array(), 'jpeg', tools)).finding.assurance).toBe('declared');
  });

  it('takes nothing from what the active manifest says itself', async () => {
    const reads: string[][] = [];
    const tools = { library: libraryOf(['c2pa-interim'], reads), settings: c2paSettings(LISTS) };
    const own: Finding = { ...BORROWED, codes: ['not-checked'] };
    expect((await checkedStore(own, new Uint8Array(), 'jpeg', tools)).finding.assurance).toBe('verified');
    expect(reads).toHaveLength(1);
  });
});

describe('the time stamp of a statement that an ingredient makes', () => {
  const OPEN = 'untrusted-timestamp';
  it.each([
    ['was trusted when it was taken in, and is', [], {}, false],
    ['was not trusted when it was taken in', ['timeStamp.untrusted'], {}, true],
    ['was damaged when it was taken in', ['timeStamp.malformed'], {}, true],
    ['is trusted by now', ['timeStamp.untrusted'], { success: ['timeStamp.trusted'] }, false],
    ['is trusted no more', [], { informational: ['timeStamp.untrusted'] }, true],
    ['has nothing to do with another thing to be known', ['signingCredential.ocsp.skipped'], {}, false],
  ])('%s', async (_, recorded, today, isOpen) => {
    const read = async () => ({ kind: 'store', json: account(true, recorded, today) }) as const;
    const library = async () => ({ read, readFragment: read });
    const check = async (finding: Finding) =>
      (await checkedStore(finding, new Uint8Array(), 'jpeg', { library, settings: c2paSettings({ official: 'x' }) }))
        .finding;
    const borrowed = await check(BORROWED);
    expect(borrowed.codes?.includes(OPEN)).toBe(isOpen);
    // As with the active manifest: who signed is known all the same.
    expect(borrowed.assurance).toBe('verified');
    expect((await check({ ...BORROWED, codes: ['not-checked'] })).codes).not.toContain(OPEN);
  });
});
