import { beforeEach, describe, expect, it } from 'vitest';
import { findingAssurance } from '@/components/assurance-text';
import { signatureSentences } from '@/components/signature-text';
import { finding } from './reports';
import { speak } from './words';

beforeEach(() => speak('en'));

const VALID = "The label's text is as signed.";
const UNCHECKABLE = "The label's signature cannot be checked.";

describe('what became of a label’s signatures', () => {
  it.each([
    [{ labelSignature: 'valid', contentBinding: 'valid' }, [VALID, 'The content is as signed.']],
    [{ labelSignature: 'valid', contentBinding: 'none' }, [VALID]],
    [{ labelSignature: 'valid', contentBinding: 'failed' }, [VALID, 'The content does not fit the signature.']],
    [{ labelSignature: 'unsupported', contentBinding: 'none' }, [UNCHECKABLE]],
    [{ labelSignature: 'failed', contentBinding: 'none' }, [UNCHECKABLE]],
    [{ labelSignature: 'none', contentBinding: 'none' }, []],
    [{}, []],
  ] as const)('is said of %j', (states, sentences) => {
    expect(signatureSentences(states)).toEqual(sentences);
  });

  it('is a failure only under a key that is known', () => {
    const [said, key] = signatureSentences({ labelSignature: 'failed', keyPinned: 'Example' });
    expect(said).toBe("The label's text does not fit its signature.");
    expect(key).toMatch(/^The key is known from other files of .?Example.?\.$/);
  });
});

describe('a declared label of GB 45438', () => {
  const mark = 'gb45438';

  it.each([
    [
      'is signed and not checked',
      { fields: { ReservedCode1: '{"SecurityData":{}}' } },
      'Signed, not checked',
      /has not been checked/,
    ],
    ['is not signed by a digest', { fields: { ReservedCode1: 'e862483430d9' } }, 'Stated, not signed', /Anyone/],
    [
      'is signed alone',
      { labelSignature: 'valid', contentBinding: 'none' },
      'Label signed, content not covered',
      /does not cover the picture/,
    ],
    [
      'is signed for another content',
      { labelSignature: 'valid', contentBinding: 'failed' },
      'Label signed, content not covered',
      /does not fit/,
    ],
    [
      'has a signature of an unknown kind',
      { labelSignature: 'unsupported', contentBinding: 'none' },
      'Signed, cannot be checked',
      /cannot be checked/,
    ],
    [
      'has a signature that may be of an unknown kind',
      { labelSignature: 'failed' },
      'Signed, cannot be checked',
      /signature cannot be checked/,
    ],
  ] as const)('%s', (_, states, heading, sentence) => {
    const words = findingAssurance(finding({ mark, assurance: 'declared', ...states }));
    expect(words.name).toBe(heading);
    expect(words.sentence).toMatch(sentence);
  });
});

it('an ingredient whose signer is unknown is the reason, whatever its time stamp is worth', () => {
  const intact = (...codes: readonly string[]) =>
    findingAssurance(finding({ mark: 'c2pa', assurance: 'intact', codes: ['via-parent', ...codes] })).sentence;
  expect(intact('untrusted-timestamp', 'ingredient-untrusted')).toBe(intact('ingredient-untrusted'));
  expect(intact('untrusted-timestamp')).not.toBe(intact('ingredient-untrusted'));
});
