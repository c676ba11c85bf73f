import { beforeEach, describe, expect, it } from 'vitest';
import { badgeName, badgeParts, fileName } from '@/components/overlay/badge-parts';
import type { LabelReport } from '@/utils/engine/report';
import { finding, medium, report, unreadable } from '../reports';
import { speak } from '../words';

beforeEach(() => speak('en'));

const signed = report([finding({ mark: 'c2pa', assurance: 'verified' })]);
const broken = report([finding({ mark: 'c2pa', status: 'captured', assurance: 'broken' })]);
const disagreeing = report([finding({ assurance: 'intact' }), finding({ status: 'captured' })], {
  verdict: { status: 'ai-generated', assurance: 'intact', disagreement: true },
});
const several = report([finding(), finding()]);

const shown = (of: LabelReport | null, size: 'S' | 'M' | 'L', trailing: 0 | 1 | 2 = 2) => {
  const parts = badgeParts(of, { size, trailing });
  return [parts.look, parts.lead.name, parts.word, ...parts.trailing.map(({ name }) => name)];
};

describe('what a badge shows', () => {
  it.each([
    ['a declared label, without a seal', report([finding()]), 'L', ['ai', 'status-ai-generated', 'AI-generated']],
    ['its short word where it is small', report([finding()]), 'M', ['ai', 'status-ai-generated', 'AI']],
    ['its sign alone where it is smallest', report([finding()]), 'S', ['ai', 'status-ai-generated', null]],
    ['a seal that held', signed, 'L', ['ai', 'status-ai-generated', 'AI-generated', 'assurance-verified']],
    [
      'paper for what is not certain',
      report([finding({ status: 'possibly-ai' })]),
      'M',
      ['ai-paper', 'status-possibly-ai', 'May be AI'],
    ],
    ['a camera', report([finding({ status: 'captured' })]), 'M', ['cam', 'status-captured', 'Camera']],
    [
      'a failed check before what was said',
      broken,
      'L',
      ['warn', 'assurance-broken', 'Check failed · said Camera capture'],
    ],
    ['a failed check in short', broken, 'M', ['warn', 'assurance-broken', 'Check failed']],
    ['a failed check and the status', broken, 'S', ['warn', 'assurance-broken', null, 'status-captured']],
    [
      'a contradiction behind the seal',
      disagreeing,
      'M',
      ['ai', 'status-ai-generated', 'AI', 'assurance-intact', 'sign-disagreement'],
    ],
    ['several labels where there is room', several, 'L', ['ai', 'status-ai-generated', 'AI-generated', 'sign-several']],
    ['not several labels where there is none', several, 'M', ['ai', 'status-ai-generated', 'AI']],
    ['no label quietly', report([]), 'L', ['quiet', 'status-unlabelled', 'No label found']],
    [
      'what could not be checked, unlike no label',
      unreadable('timeout'),
      'L',
      ['quiet', 'status-unreadable', 'Could not be checked'],
    ],
    ['that it is being checked', null, 'M', ['quiet', 'status-checking', 'Checking…']],
  ] as const)('%s', (_, of, size, expected) => {
    expect(shown(of, size)).toEqual(expected);
  });

  it('drops the second sign, then the first, never the status nor the failed check', () => {
    expect(shown(disagreeing, 'S', 2)).toHaveLength(5);
    expect(shown(disagreeing, 'S', 1).slice(3)).toEqual(['assurance-intact']);
    expect(shown(disagreeing, 'S', 0).slice(1)).toEqual(['status-ai-generated', null]);
    expect(shown(broken, 'S', 0).slice(1)).toEqual(['assurance-broken', null, 'status-captured']);
  });
});

describe('the accessible name', () => {
  const harbour = medium(1, { alt: 'harbour at dusk' });
  it.each([
    [
      'of a signed label',
      signed,
      'Image, harbour at dusk. AI-generated. Unchanged, signer verified. Opens the label card.',
    ],
    [
      'of a failed check',
      broken,
      'Image, harbour at dusk. Check failed. The label said: Camera capture. Opens the label card.',
    ],
    ['of no label', report([]), 'Image, harbour at dusk. No label found. Opens the label card.'],
    [
      'of a refusal',
      unreadable('timeout'),
      'Image, harbour at dusk. Could not be checked. Took too long. Opens the label card.',
    ],
    ['of a check under way', null, 'Image, harbour at dusk. Checking…. Opens the label card.'],
  ] as const)('%s', (_, of, name) => {
    expect(badgeName(of, harbour)).toBe(name);
  });

  it('has the file name where the page gives no words, with what steers a display made visible', () => {
    expect(badgeName(report([]), medium(1, { address: 'https://cdn.example/x/%E2%80%AEgnp.png?a/b' }))).toContain(
      'Image, ⟨U+202E⟩gnp.png.',
    );
  });

  it.each([
    ['https://cdn.example/a/b.png?c=/d', 'b.png'],
    ['https://cdn.example/%zz.png', '%zz.png'],
    ['https://cdn.example/', ''],
    ['data:image/png (26 characters)', ''],
    ['blob:https://page.example/1234', ''],
  ])('of %s begins with the file name %j', (address, name) => {
    expect(fileName(address)).toBe(name);
  });
});
