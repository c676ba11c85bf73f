import { describe, expect, it } from 'vitest';
import { fieldFacts, findingFacts } from '@/components/finding-details';
import { finding } from './reports';
import { type Locale, speak } from './words';

const MESSAGE = finding({
  mark: 'watermark-dwtdct',
  place: 'pixels dwtDct sdxl f32',
  tool: 'Stable Diffusion XL',
  probability: 2.4e-44,
  fields: { Correlation: '0.9930', MatchingBits: '48 / 48' },
});

const said = (facts: ReturnType<typeof fieldFacts>) => facts.map(({ term, values }) => [term, values[0]?.text]);

describe('what speaks for a message in the pixels', () => {
  it.each<[Locale, readonly string[]]>([
    ['en', ['Chance of a false match', 'Correlation with the message', 'Bits that fit, of those that can tell']],
    ['zh_CN', ['误报概率', '与水印信息的相关系数', '可判别位中相符的位数']],
  ])('is said in words: %s', async (locale, terms) => {
    await speak(locale);
    const values = ['2.4 × 10⁻⁴⁴', '0.9930', '48 / 48'];
    expect(said(fieldFacts(MESSAGE, 6))).toEqual(terms.map((term, at) => [term, values[at]]));
  });

  it('stands behind its tool and its place', async () => {
    await speak('en');
    expect(findingFacts(MESSAGE).map(({ values }) => values.map(({ text }) => text))).toEqual([
      ['Stable Diffusion XL'],
      [expect.any(String), 'dwtDct sdxl f32'],
    ]);
  });

  it('has no probability where none is known', async () => {
    await speak('en');
    expect(said(fieldFacts(finding({ fields: { Seed: '42' } }), 6))).toEqual([['Seed', '42']]);
  });
});
