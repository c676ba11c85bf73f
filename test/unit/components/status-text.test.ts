import { beforeEach, describe, expect, it } from 'vitest';
import { assuranceWords } from '@/components/assurance-text';
import { deviationSentence, reasonSentence } from '@/components/reason-text';
import {
  brokenSaid,
  damageLine,
  errorName,
  errorSentence,
  headline,
  noticeSign,
  noticeSignText,
  otherFindings,
  placeWords,
  rowTitle,
  sayer,
} from '@/components/status-text';
import { leadFinding } from '@/utils/label-words';
import { finding, report, unreadable } from './reports';
import { speak } from './words';

beforeEach(() => speak('en'));

describe('the headline', () => {
  it.each([
    ['a label', finding(), 'Labelled as AI-generated'],
    ['a label that says suspected', finding({ status: 'suspected-ai' }), 'Labelled as suspected AI'],
    ['a residue', finding({ status: 'suspected-ai', codes: ['residue'] }), 'Traces of an AI label'],
    ['a weak sign', finding({ status: 'suspected-ai', codes: ['weak-sign'] }), 'A weak sign of an AI label'],
    ['a failed check', finding({ assurance: 'broken' }), 'A label failed its check'],
    ['another label', finding({ status: 'labelled-other' }), 'Labelled, but not about AI'],
  ])('of %s', (_, found, text) => {
    expect(headline(report([found]))).toBe(text);
  });

  it('of a file without a label says only that none was found', () => {
    expect(headline(report([]))).toBe('No label found');
  });

  it('of a failed check is followed by what the label said', () => {
    const failed = report([finding({ status: 'captured', assurance: 'broken' })]);
    expect([rowTitle(failed), brokenSaid(failed)]).toEqual([
      'Check failed · said Camera capture',
      'It said: Camera capture',
    ]);
  });
});

describe('the finding that carries the verdict', () => {
  const weak = finding({ mark: 'generator' });
  const strong = finding({ mark: 'c2pa', assurance: 'verified' });
  const other = finding({ mark: 'iptc', status: 'captured' });
  const both = report([weak, other, strong], {
    verdict: { status: 'ai-generated', assurance: 'verified', disagreement: true },
  });

  it('has its status and its assurance', () => {
    expect(leadFinding(both)).toBe(strong);
  });

  it('stands before the others, of which those that contradict it come first', () => {
    expect(otherFindings(both)).toEqual([other, weak]);
  });

  it('names its tool, else who, else whose statement it is', () => {
    expect(sayer(finding({ tool: 'ChatGPT', who: 'OpenAI' }))).toEqual({ text: 'ChatGPT', fromFile: true });
    expect(sayer(finding({ who: 'OpenAI', by: 'platform' }))).toEqual({ text: 'OpenAI', fromFile: true });
    expect(sayer(finding({ by: 'creator' }))).toEqual({ text: 'the person who posted it', fromFile: false });
    expect(sayer(finding())).toBeNull();
  });
});

describe('words of assurance', () => {
  const words = (patch: Parameters<typeof finding>[0]) => assuranceWords(report([finding(patch)]));

  it.each([
    ['plain metadata', {}, 'Not signed', 'Anyone could have written this label.'],
    [
      'a credential not checked',
      { mark: 'c2pa' },
      'Signature not checked',
      'It carries a signature that has not been checked.',
    ],
    [
      'a credential that lies elsewhere',
      { mark: 'c2pa', codes: ['remote-manifest'] },
      'Not signed',
      'Anyone could have written this label.',
    ],
    [
      'a signed field not checked',
      { mark: 'generator', fields: { signed_hash: 'x' } },
      'Signature not checked',
      'It carries a signature that has not been checked.',
    ],
    [
      'a signature that cannot be checked',
      { mark: 'generator', codes: ['not-checkable'] },
      'Signature not checkable',
      'It carries a signature that cannot be checked here.',
    ],
    [
      'a message in the pixels',
      { mark: 'watermark-dwtdct', probability: 2.4e-9 },
      'Not signed',
      'Anyone can embed this message. Chance of a false match: less than 1 in 100 million.',
    ],
    [
      'a message in the pixels that has no such chance',
      { mark: 'watermark-stealth' },
      'Not signed',
      'Anyone could have written this label.',
    ],
    [
      'a visible mark',
      { mark: 'watermark-visible' },
      'Not signed',
      'A visible mark in the picture, and anyone can draw one.',
    ],
    [
      'a creator on the page',
      { mark: 'page', by: 'creator' },
      'Not signed',
      'The person who posted it says so. It cannot be checked in the file.',
    ],
    [
      'a platform without a name',
      { mark: 'page', by: 'platform' },
      'Not signed',
      'The platform says so on the page. It cannot be checked in the file.',
    ],
    [
      'a changed file',
      { assurance: 'broken' },
      'Check failed',
      'The signature does not fit: the file or the label was changed after signing, or the label was copied from another file.',
    ],
    [
      'a revoked certificate',
      { assurance: 'broken', codes: ['revoked'] },
      'Check failed',
      'The certificate that signed it was revoked.',
    ],
    [
      'an unlisted signer',
      { assurance: 'intact', who: 'Northwind' },
      'Signer not listed',
      'The signer calls itself “\u2068Northwind\u2069” and is on no trust list in use.',
    ],
    [
      'a nameless signer',
      { assurance: 'intact' },
      'Signer not listed',
      'The signer gives no name and is on no trust list in use.',
    ],
    [
      'a listed signer',
      { mark: 'c2pa', assurance: 'verified', who: 'OpenAI' },
      'Signer verified',
      '\u2068OpenAI\u2069 signed it and is on the official C2PA list.',
    ],
    [
      'a signer of a list of one’s own',
      { mark: 'c2pa', assurance: 'verified', who: 'Northwind', fields: { TrustList: 'own:house' } },
      'Signer verified',
      '\u2068Northwind\u2069 signed it and is on a list that you or your organisation added: \u2068house\u2069.',
    ],
    [
      'a key of a list of one’s own',
      { mark: 'gb45438', assurance: 'verified', who: 'Ours' },
      'Signer verified',
      '\u2068Ours\u2069 signed it and is on a list that you or your organisation added: \u2068Ours\u2069.',
    ],
    [
      'a listed signer whose tool keeps to no rules',
      { mark: 'c2pa', assurance: 'intact', who: 'Northwind', codes: ['c2pa-nonconformant'] },
      'Signer not verified',
      'The writing tool did not keep to the C2PA rules. Hashes and signature fit.',
    ],
    [
      'a record that stands elsewhere than it says',
      { mark: 'c2pa', codes: ['c2pa-layout'], validation: ['assertion.dataHash.mismatch'] },
      'Check inconclusive',
      'The signed record is not placed as its signature expects, so it could not be shown to belong to this file.',
    ],
    [
      'two records that were not checked',
      { mark: 'c2pa', codes: ['not-checked', 'c2pa-layout'] },
      'Signature not checked',
      'It carries a signature that has not been checked.',
    ],
    [
      'a failure that is not known',
      { mark: 'c2pa', codes: ['c2pa-unknown-failure'], validation: ['brand.new', 'claimSignature.validated'] },
      'Check inconclusive',
      'The check failed for a reason not known here (\u2068brand.new\u2069).',
    ],
  ] as const)('of %s', (_, patch, short, sentence) => {
    expect([words(patch)?.short, words(patch)?.sentence]).toEqual([short, sentence]);
  });

  it.each([
    [
      'a changed file with a changed component',
      { mark: 'c2pa', assurance: 'broken', codes: ['ingredient-broken'], validation: ['assertion.dataHash.mismatch'] },
      'Signed, check failed',
      'The signature does not fit: the file or the label was changed after signing, or the label was copied from another file.',
    ],
    [
      'a changed component alone',
      { mark: 'c2pa', assurance: 'broken', codes: ['ingredient-broken'], validation: ['claimSignature.validated'] },
      'Signed, but a component failed its check',
      'The file is unchanged since it was signed, but the earlier version or component that this label rests on failed its check.',
    ],
    [
      'an expired certificate',
      { mark: 'c2pa', assurance: 'intact', who: 'Truepic', codes: ['expired', 'untrusted-signer'] },
      'Unchanged, signer not verified',
      'The certificate has expired, and the time of signing is not proven.',
    ],
  ] as const)('of %s have a heading that fits their sentence', (_, patch, name, sentence) => {
    expect([words(patch)?.name, words(patch)?.sentence]).toEqual([name, sentence]);
  });

  it.each([
    ['running', 'Signed, being checked', 'Its signature is being checked…'],
    ['on-pointing', 'Signed, not checked', /is checked when you point at it/],
    ['on-asking', 'Signed, not checked', /takes the whole file/],
    ['not-made', 'Signed, not checked', /could not be made/],
    [undefined, 'Signed, not checked', /has not been checked/],
  ] as const)('of a credential whose check is %s', (check, name, sentence) => {
    const said = assuranceWords(report([finding({ mark: 'c2pa', codes: ['not-checked'] })]), check);
    expect(said?.name).toBe(name);
    expect(said?.sentence).toMatch(sentence);
  });

  it.each([
    ['c2pa', 'made-without-lists', [], 'Unchanged, signer not checked', /no trust list is in use/],
    ['c2pa', 'made-without-lists', ['expired'], 'Unchanged, signer not checked', /has expired/],
    ['c2pa', 'made', [], 'Unchanged, signer not listed', /is on no trust list in use/],
    ['gb45438', 'made-without-lists', [], 'Unchanged, signer not listed', /is on no trust list in use/],
  ] as const)('of an intact %s label, %s %o', (mark, check, codes, name, sentence) => {
    const intact = finding({ mark, assurance: 'intact', who: 'Northwind', codes: [...codes, 'untrusted-signer'] });
    const said = assuranceWords(report([intact]), check);
    expect(said?.name).toBe(name);
    expect(said?.sentence).toMatch(sentence);
  });

  it('warn with a verified signature, and only there, that it vouches for the label and not for the content', () => {
    expect(words({ assurance: 'verified' })?.caution).toContain('does not say');
    expect(words({ assurance: 'verified-interim' })?.caution).toContain('does not say');
    expect(words({ assurance: 'intact' })?.caution).toBeNull();
  });

  it('do not exist where there is no label', () => {
    expect([assuranceWords(report([])), assuranceWords(unreadable('timeout'))]).toEqual([null, null]);
  });

  it('hold a hostile name without letting it out of its place', () => {
    expect(words({ assurance: 'intact', who: 'a\u202E | b' })?.sentence).toContain('“\u2068a⟨U+202E⟩ | b\u2069”');
  });
});

describe('notice signs', () => {
  const agree = [finding(), finding({ mark: 'generator' })];
  it.each([
    [
      'labels disagree',
      report(agree, {
        verdict: { status: 'ai-generated', assurance: 'declared', disagreement: true },
        labelCheck: 'not-shown',
      }),
      'sign-disagreement',
      'Labels disagree',
    ],
    ['page and file differ', report(agree, { labelCheck: 'differs' }), 'sign-disagreement', 'Page and file differ'],
    ['not shown on the page', report(agree, { labelCheck: 'not-shown' }), 'sign-not-shown', 'No page label seen'],
    ['on the page only', report(agree, { labelCheck: 'page-only' }), 'sign-page-only', 'On page only'],
    ['several agree', report(agree), 'sign-several', '2 labels agree'],
    ['one label', report([finding()]), null, ''],
  ] as const)('the first that holds: %s', (_, given, sign, text) => {
    expect([noticeSign(given), noticeSignText(given)]).toEqual([sign, text]);
  });
});

describe('errors', () => {
  it('name the answer of a server that refused', () => {
    const { error } = unreadable('http-status', 'The server answered 403.');
    expect(error && [errorName(error), errorSentence(error)]).toEqual([
      'Refused by server (403)',
      'The server refused to hand out the file again (answer 403). Open it in a tab of its own to check it.',
    ]);
  });

  it('do without the number where the message has none', () => {
    const { error } = unreadable('http-status', 'Refused.');
    expect(error && errorName(error)).toBe('Refused by server (not stated)');
  });

  it('behind labels that were read are a line of their own, and nothing else', () => {
    const error = { code: 'truncated', message: '' } as const;
    expect(damageLine(report([finding()], { error }))).toContain('File incomplete');
    expect([damageLine(report([finding()])), damageLine(unreadable('truncated'))]).toEqual(['', '']);
  });
});

describe('codes in words', () => {
  it.each([
    ['missing:Label', 'Field \u2068Label\u2069 is missing.'],
    ['empty', 'The place for the label is there, but empty.'],
    ['empty:ProduceID', 'Field \u2068ProduceID\u2069 is empty.'],
    ['base64', 'The label is encoded in an unusual way (base64).'],
    ['glued', 'The label is wrapped differently than the guide asks (glued).'],
    ['key-case', 'A field name is spelt differently.'],
  ])('deviation %s', (deviation, sentence) => {
    expect(deviationSentence(deviation)).toBe(sentence);
  });

  it('give nothing for what is not known, names of the prototype included', () => {
    for (const code of ['brand-new', 'constructor', 'toString:x', '']) {
      expect([reasonSentence(code), deviationSentence(code)]).toEqual([null, null]);
    }
  });

  it('give the argument its place', () => {
    expect(reasonSentence('remote-manifest:cr.example.com')).toContain('(\u2068cr.example.com\u2069)');
    expect(reasonSentence('remote-manifest')).toContain('(not stated)');
  });
});

describe('where a finding stood', () => {
  it.each([
    ['PNG iTXt XMP', 'In the file', 'PNG iTXt XMP'],
    ['PNG tEXt pixels ', 'In the file', 'PNG tEXt pixels '],
    ['pixels alpha LSB', 'In the pixels', 'alpha LSB'],
    ['page meta AIGC', 'On the page', 'meta AIGC'],
    ['HTTP Link', 'On the page', 'HTTP Link'],
  ])('%s is said once', (place, realm, at) => {
    expect(placeWords(place)).toEqual({ realm, at });
  });
});
