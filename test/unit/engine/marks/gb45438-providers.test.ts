/** Who labels say that made or passed on a medium: codes, names, and the numbers that no report may carry. */
import { describe, expect, it } from 'vitest';
import { gb45438 } from '../../../../utils/engine/marks/gb45438';
import { subjectOf } from '../../../../utils/engine/marks/gb45438/provider-code';
import { providerName } from '../../../../utils/engine/marks/gb45438/providers';

const findingOf = (members: Readonly<Record<string, unknown>>, isWrapped = false) => {
  const value = JSON.stringify(isWrapped ? { AIGC: members } : members);
  const place = 'PNG tEXt AIGC';
  return gb45438.detect([{ kind: 'text', vocabulary: 'png', key: 'AIGC', value, place, encoding: 'utf-8' }])
    .findings[0];
};
const labelled = (members: Readonly<Record<string, unknown>>) => findingOf({ Label: '1', ProduceID: 'y', ...members });

/** Credit codes of real labels, and the company where it is known. */
const CREDIT_CODES: readonly (readonly [code: string, company: string | undefined])[] = [
  ['91110102MACQD9K640', 'ByteDance (Doubao)'],
  ['9144030008867405X2', 'ByteDance (Jimeng)'],
  ['91110108MA01R70K8D', 'ByteDance (Volcano Engine)'],
  ['91440101MA9Y9T4H7A', 'Alibaba (Qwen)'],
  ['91330106MA2CFLDG4R', 'Alibaba (Tongyi)'],
  ['91110108335469089C', 'Kuaishou (Kling)'],
  ['91440300708461136T', 'Tencent'],
  ['91110000802100433B', 'Baidu'],
  ['91110108MACC4D63XF', 'ShengShu (Vidu)'],
  ['91440300MA5G49LC9K', 'Honor'],
  ['91340100MAEB4N8H76', 'RunningHub'],
  ['91110105MACJ6K1C8A', 'LiblibAI'],
  ['91310104MACE0YX639', 'StepFun'],
  ['91110108MADEFUHC3C', undefined],
  ['91110102MAD55U9H0F', undefined],
];

describe('provider codes', () => {
  const deviationsOf = (ContentProducer: string) => labelled({ ContentProducer })?.deviations;

  it.each(CREDIT_CODES)('%s has its check digit', (code) => {
    expect(deviationsOf(`0011${code}10000`)).toEqual([]);
  });

  it.each(CREDIT_CODES)('%s with another check digit has not, and keeps its label', (code) => {
    const wrong = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
    const finding = labelled({ ContentProducer: `0011${wrong}10000` });
    expect([finding?.status, finding?.deviations]).toEqual(['ai-generated', ['code-check']]);
  });

  it.each(CREDIT_CODES)('%s names its company where that is known', (code, company) => {
    for (const written of [`0011${code}10000`, `0011${code.toLowerCase()}2c101`, ` 0011${code}A0001`]) {
      expect(providerName(written)).toBe(company);
    }
  });

  it.each(['001191110102MACQD9K64110000', '002191110102MACQD9K64010000', '91110102MACQD9K640', '0011'])(
    '%s names none',
    (code) => {
      expect(providerName(code)).toBeUndefined();
    },
  );

  it.each(['0011', '0011DEMOAI00000', `0011${CREDIT_CODES[0]?.[0]}`, '0011-1110102MACQD9K64010000'])(
    '%s has no form',
    (code) => {
      expect(deviationsOf(code)).toEqual(['code-form']);
    },
  );

  it('may have any service type, and small letters', () => {
    expect(deviationsOf('001191440101MA9Y9T4H7A00001')).toEqual([]);
    expect(deviationsOf('001191440101ma9y9t4h7a00001')).toEqual([]);
  });

  it('are judged in the propagator’s field too', () => {
    const finding = labelled({ ContentProducer: 'x', ContentPropagator: '001191110102MACQD9K64120000' });
    expect(finding?.deviations).toEqual(['code-check']);
  });
});

describe('provider names', () => {
  it.each([
    ['doubao', 'ByteDance (Doubao)'],
    ['Kling', 'Kuaishou (Kling)'],
    ['MiniMax', 'MiniMax'],
    ['Minimax Agent AI', 'MiniMax'],
    ['picwish', 'PicWish'],
    ['RunningHub', 'RunningHub'],
    ['腾讯云', 'Tencent (Tencent Cloud)'],
    ['zhihu', 'Zhihu'],
  ])('%s is known, and no code', (name, company) => {
    expect(providerName(name)).toBe(company);
    expect(labelled({ ContentProducer: name })).toMatchObject({ who: company, fields: { ContentProducer: name } });
    expect(labelled({ ContentProducer: name })?.deviations).not.toContain('code-form');
  });

  it.each(['doubao studio', 'my-kling', 'Mini Max', 'constructor', ''])('%j is not taken for one', (name) => {
    expect(providerName(name)).toBeUndefined();
  });

  it('stand in labels of before the standard too', () => {
    expect(findingOf({ ServiceProvider: '腾讯云', Time: '2026-01-01' }, true)).toMatchObject({
      who: 'Tencent (Tencent Cloud)',
      fields: { ServiceProvider: '腾讯云', Time: '2026-01-01' },
    });
  });
});

describe('citizens’ numbers', () => {
  /** Made up; the last character is its check. */
  const NUMBER = '110105190001010001';
  const CODE = `0021${NUMBER}10001`;
  const MASKED = '110**************1';

  it.each([
    ['the producer’s code', { ContentProducer: CODE }, { ContentProducer: `0021${MASKED}10001` }],
    ['the propagator’s code', { ContentPropagator: CODE }, { ContentPropagator: `0021${MASKED}10001` }],
    ['a code in other fields', { ProduceID: `${CODE}-7` }, { ProduceID: `0021${MASKED}10001-7` }],
    ['a number without code', { ContentProducer: NUMBER }, { ContentProducer: MASKED }],
    ['a number in prose', { PropagateID: `by ${NUMBER}.` }, { PropagateID: `by ${MASKED}.` }],
    [
      'a nested value',
      { ReservedCode1: { owner: NUMBER, codes: [CODE] } },
      { ReservedCode1: `{"owner":"${MASKED}","codes":["0021${MASKED}10001"]}` },
    ],
  ])('are masked in %s', (_name, members, fields) => {
    const finding = labelled(members);
    expect(finding?.fields).toMatchObject(fields);
    expect(JSON.stringify(finding)).not.toContain(NUMBER.slice(3, 14));
  });

  it('are masked in the provider’s name', () => {
    expect(labelled({ ContentProducer: CODE })?.who).toBe(`0021${MASKED}10001`);
    expect(labelled({ ContentPropagator: NUMBER })?.who).toBe(MASKED);
  });

  it.each([
    ['whose check character is wrong', `0021${NUMBER.slice(0, -1)}X10001`],
    ['that is no date', '002111010519991399123X10001'],
    ['that ends too early', '0021110105190001'],
    ['with a small letter', '002111010519000101123x10001'],
    ['in full width', '００２１１１０１０５１９０００１０１０００１１０００１'],
  ])('of a code %s are masked all the same, also where they stand again', (_name, code) => {
    const again = code.slice(4, 22).toUpperCase();
    const text = JSON.stringify(labelled({ ContentProducer: ` ${code}`, PropagateID: again }));
    expect(text).not.toContain(code.slice(7, 14));
    expect(text).toContain('***');
  });

  it.each(['0021 110105 19000101 0001 10001', '0021-110105-19000101-0001-10001'])('are masked in %s', (code) => {
    expect(JSON.stringify(labelled({ ContentProducer: code }))).not.toContain('19000101');
  });

  it('are masked in labels of before the standard', () => {
    const finding = findingOf({ ServiceProvider: CODE, ServiceUser: NUMBER }, true);
    expect(finding?.fields).toEqual({ ServiceProvider: `0021${MASKED}10001`, ServiceUser: MASKED });
    expect(finding?.who).toBe(`0021${MASKED}10001`);
  });

  it.each([
    ['a number with another check character', `${NUMBER.slice(0, -1)}X`],
    ['a production number of as many digits', '142569260085903360'],
    ['a hash', 'e862483430d978cbf828b8b24296ef9328d843a0'],
    ['a company’s code', '001191110102MACQD9K64010000'],
  ])('leave %s as it is', (_name, ProduceID) => {
    expect(labelled({ ContentProducer: 'x', ProduceID })?.fields.ProduceID).toBe(ProduceID);
  });

  it('are known by their codes, masked or not', () => {
    for (const code of [CODE, `0021${MASKED}10001`, '0021110105190001']) {
      expect(subjectOf(code)).toEqual({ kind: 'person' });
    }
    expect(subjectOf('002 Studio')).toBeUndefined();
    expect(subjectOf('002 Creative Studio Shanghai')).toBeUndefined();
    expect(subjectOf('001191110102MACQD9K64010000')).toEqual({
      kind: 'organisation',
      creditCode: '91110102MACQD9K640',
    });
  });
});
