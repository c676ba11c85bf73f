import { beforeEach, describe, expect, it } from 'vitest';
import type { CardFact } from '@/components/overlay/card-text';
import { type CardView, cardView } from '@/components/overlay/card-view';
import { ERROR_CODES, type Finding, type LabelReport } from '@/utils/engine/report';
import { LOOKED_STATES, PIXEL_REFUSALS, type PixelState } from '@/utils/messages/pixel-state';
import { finding, medium, report, unreadable } from '../reports';
import { speak } from '../words';

beforeEach(() => speak('en'));

const image = medium(1);
const said = (facts: readonly CardFact[]) =>
  facts.map(({ term, values }) => `${term}: ${values.map(({ text }) => text).join(' · ')}`);
const strips = (view: CardView) => view.strips.map(({ name, sentences, aside }) => [name, ...sentences, aside]);

describe('the card of a label in the file', () => {
  it('says who, where, and that anyone could have written it', () => {
    const view = cardView(
      image,
      report([
        finding({
          mark: 'gb45438',
          who: 'Example AI Ltd.',
          by: 'generator',
          fields: { Label: '1', ContentProducer: 'Example AI Ltd.' },
        }),
      ]),
    );
    expect(view).toMatchObject({
      sign: 'status-ai-generated',
      headline: 'Labelled as AI-generated',
      second: "China's AIGC label (GB 45438)",
      actions: ['copy', 'full-report', 'notice'],
    });
    expect(said(view.facts)).toEqual([
      'Where: In the file · JPEG APP1 XMP',
      'Stated by: the service that generated it',
      'Provider: Example AI Ltd.',
      'Passed on by: not stated',
    ]);
    expect(strips(view)).toEqual([['Stated, not signed', 'Anyone could have written this label.', null]]);
  });

  it('does not call a credential unsigned that nobody has checked', () => {
    const view = cardView(image, report([finding({ mark: 'c2pa', who: 'Somebody', tool: 'Painter', model: 'v2' })]));
    expect(said(view.facts)).toEqual([
      'Calls itself: Somebody',
      'Made with: Painter · v2',
      'Where: In the file · JPEG APP1 XMP',
    ]);
    expect(strips(view)[0]?.slice(0, 2)).toEqual([
      'Signed, not checked',
      'It carries a signature that has not been checked.',
    ]);
  });

  it.each([
    ['en', "Tool's or service's own field", 'Made with: Galaxy AI'],
    ['zh_CN', '工具或服务的自有字段', '制作工具: Galaxy AI'],
  ] as const)('names the tool of a vendor’s field, and shows its value, in %s', async (locale, mark, tool) => {
    await speak(locale);
    const vendor = finding({
      mark: 'vendor',
      tool: 'Galaxy AI',
      place: 'PNG trailer SEF PEg_Info',
      fields: { genAIType: '8' },
    });
    const view = cardView(image, report([vendor]));
    expect(view.second).toBe(mark);
    expect(said(view.facts)).toEqual([tool, expect.stringContaining('PNG trailer SEF PEg_Info')]);
    expect(said(view.details?.facts ?? [])).toEqual(['genAIType: 8']);
  });

  it.each([
    ['en', ['Names a watermark', 'Names a fingerprint', 'Names a watermark or fingerprint']],
    ['zh_CN', ['提及的水印', '提及的内容指纹', '提及的水印或指纹']],
  ] as const)('names the watermarks and fingerprints that a record names, in %s', async (locale, terms) => {
    await speak(locale);
    const SoftBindings = 'com.adobe.trustmark.Q, "<b>x, y</b>", com.adobe.icn.dense, es.lumatrace';
    const { facts } = cardView(image, report([finding({ mark: 'c2pa', fields: { SoftBindings } })]));
    expect(said(facts.slice(0, -1))).toEqual([
      `${terms[0]}: TrustMark Q (com.adobe.trustmark.Q) · LumaTrace (es.lumatrace)`,
      `${terms[1]}: Adobe Image Comparator Network (com.adobe.icn.dense)`,
      `${terms[2]}: "<b>x, y</b>"`,
    ]);
    expect(facts.flatMap(({ values }) => values).filter(({ fromFile }) => fromFile)).toEqual([
      expect.objectContaining({ text: '"<b>x, y</b>"' }),
      expect.objectContaining({ text: 'JPEG APP1 XMP' }),
    ]);
  });

  it('names a verified signer as signer, and adds what that does not say', () => {
    const view = cardView(image, report([finding({ mark: 'c2pa', assurance: 'verified', who: 'Somebody' })]));
    expect(said(view.facts)[0]).toBe('Signed by: Somebody');
    expect(view.strips[0]?.aside).toContain('does not say that the content is true');
  });

  it('gives a failed check the headline, and the label only what it said', () => {
    const view = cardView(image, report([finding({ mark: 'c2pa', status: 'captured', assurance: 'broken' })]));
    expect(view).toMatchObject({
      sign: 'assurance-broken',
      tone: 'warn',
      headline: 'A label failed its check',
      second: 'It said: Camera capture',
    });
    expect(said(view.facts)[0]).toBe('Says so: Signed provenance (C2PA)');
    expect(view.strips[0]?.look).toBe('warn');
  });

  it.each([
    ['residue', 'Traces of an AI label'],
    ['weak-sign', 'A weak sign of an AI label'],
  ])('calls a %s no label', (code, headline) => {
    expect(cardView(image, report([finding({ status: 'suspected-ai', codes: [code] })])).headline).toBe(headline);
  });

  it('silences no contradiction', () => {
    const view = cardView(
      image,
      report([finding({ mark: 'gb45438' }), finding({ status: 'captured' })], {
        verdict: { status: 'ai-generated', assurance: 'declared', disagreement: true },
      }),
    );
    expect(strips(view)[1]).toEqual(['Labels disagree', 'IPTC source type says: Camera capture', null]);
    expect(view.details?.title).toBe('Details (2)');
    expect(said(view.details?.facts ?? [])[0]).toBe('IPTC digital source type: Camera capture · JPEG APP1 XMP');
  });

  it('counts labels that agree, shows six fields, codes and deviations in words', () => {
    const fields = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`Key${index}`, 'x']));
    const view = cardView(
      image,
      report([
        finding({
          mark: 'gb45438',
          fields,
          codes: ['residue', 'from-the-future'],
          deviations: ['missing:ProduceID', 'newer'],
        }),
        finding(),
      ]),
    );
    expect(view.details?.title).toBe('Details · 2 labels agree');
    expect(view.details?.facts).toHaveLength(1 + 6);
    expect(view.details?.lines.map(({ fromFile }) => fromFile)).toEqual([false, true]);
    expect(view.details?.deviations.map(({ text }) => text)).toEqual([expect.stringContaining('ProduceID'), 'newer']);
  });
});

describe('the card of a label of GB 45438', () => {
  const factsOf = (fields: Finding['fields'], patch: Partial<Finding> = {}) => {
    const view = cardView(image, report([finding({ mark: 'gb45438', fields, ...patch })]));
    return { facts: said(view.facts).slice(1), details: said(view.details?.facts ?? []) };
  };

  it('says whom codes are registered to, and their credit code', () => {
    const { facts, details } = factsOf({
      Label: '1',
      ContentProducer: '001191110108335469089C10100',
      ProduceID: '',
      ContentPropagator: 'zhihu',
    });
    expect(facts).toEqual([
      'Provider: code registered to Kuaishou (Kling) · 001191110108335469089C10100',
      'Passed on by: Zhihu · zhihu',
    ]);
    expect(details).toEqual([
      'Generation label: 1 · is AI-generated or synthesised (may be an AI edit)',
      'Service provider: 001191110108335469089C10100',
      'Unified social credit code: 91110108335469089C',
      'Propagation provider: zhihu',
    ]);
  });

  it('says of a person nothing but that it is one', () => {
    const code = '0021110**************110001';
    expect(factsOf({ ContentProducer: code }).facts[0]).toBe(`Provider: a private person (number masked) · ${code}`);
  });

  it.each([
    ['MiniMax', 'Provider: MiniMax'],
    ['Studio X', 'Provider: Studio X'],
    ['001191110108MADEFUHC3C10000', 'Provider: 001191110108MADEFUHC3C10000'],
  ])('leaves %s as it is', (ContentProducer, fact) => {
    expect(factsOf({ ContentProducer }).facts[0]).toBe(fact);
  });

  it.each([
    ['creator', 'the person who posted it'],
    ['platform', 'the platform'],
  ] as const)('says that %s states it, and no producer where none is named', (by, words) => {
    const { facts } = factsOf({ Label: '2', ContentPropagator: 'P' }, { by, who: 'P', status: 'possibly-ai' });
    expect(facts).toEqual([`Stated by: ${words}`, 'Provider: not stated', 'Passed on by: P']);
  });

  it('has the provider and the time of older labels, and an unknown value of Label without a meaning', () => {
    expect(factsOf({ ServiceProvider: '腾讯云', Time: '2026' }).facts).toEqual([
      'Provider: Tencent (Tencent Cloud) · 腾讯云',
      'Passed on by: not stated',
      'When: 2026',
    ]);
    expect(factsOf({ Label: 'AIGC' }).details).toEqual(['Generation label: AIGC']);
  });
});

describe('the details of a card', () => {
  const fields = {
    AISystemUsed: 'Example Studio',
    AISystemVersionUsed: '3',
    AIPromptInformation: 'hills',
    AIPromptWriterName: 'N. N.',
    toString: 'x',
  };
  const detailsOf = (patch: Parameters<typeof finding>[0]) => {
    const { details } = cardView(image, report([finding(patch)]));
    return { facts: said(details?.facts ?? []), lines: details?.lines.map(({ text }) => text) };
  };

  it.each([
    [
      'en',
      [
        'AI system: Example Studio',
        'Version of the AI system: 3',
        'Prompt: hills',
        'Prompt written by: N. N.',
        'toString: x',
      ],
    ],
    ['zh_CN', ['AI系统: Example Studio', 'AI系统版本: 3', '提示词: hills', '提示词作者: N. N.', 'toString: x']],
  ] as const)('name what the label says in words: %s', async (locale, expected) => {
    await speak(locale);
    expect(detailsOf({ fields }).facts).toEqual(expected);
  });

  it('say when a record was signed, in words of their own', async () => {
    const signed = finding({ mark: 'c2pa', fields: { SignedAt: '2026-02-03T04:05:06Z', TrustList: 'c2pa-official' } });
    const view = cardView(image, report([signed]));
    const text = expect.stringMatching(/^Feb [23], 2026, /);
    expect(view.facts).toContainEqual({ term: 'When', values: [{ text, fromFile: true }] });
    expect(detailsOf(signed).facts).toEqual([
      'Signed at: 2026-02-03T04:05:06Z',
      'Trust list of the signer: c2pa-official',
    ]);
  });

  it('say on which server a record lies that is not in the file', () => {
    const remote = { mark: 'c2pa', codes: ['remote-manifest'] } as const;
    expect(detailsOf({ ...remote, fields: { Provenance: 'https://cr.example.com/a.c2pa' } })).toEqual({
      facts: ['Address of the record: https://cr.example.com/a.c2pa'],
      lines: [expect.stringContaining('cr.example.com')],
    });
    expect(detailsOf(remote).lines).toEqual([expect.stringContaining('not stated')]);
  });
});

describe('the card without a label', () => {
  it('says what was read, and what that does not mean', () => {
    const view = cardView(image, report([]));
    expect(view).toMatchObject({
      headline: 'No label found',
      second: 'Image · JPEG · 1200 × 800',
      facts: [],
      actions: ['notice', 'full-report', 'copy'],
    });
    expect(view.strips[0]?.sentences[0]).toContain('this says nothing about how it was made');
    expect(view.details?.lines[0]?.text).toBe('Read: 12.3 kB of 183.2 kB');
  });

  it('that could not be read says why and what can be done, and nowhere "no label"', () => {
    const view = cardView(image, unreadable('http-status', 'The server answered 403.'));
    expect(view).toMatchObject({
      headline: 'Could not be checked',
      second: 'Refused by server (403)',
      actions: ['retry', 'open-tab', 'notice'],
    });
    expect(strips(view)[0]?.join()).toContain('answer 403');
    expect(JSON.stringify(view)).not.toContain('No label');
  });

  it.each(ERROR_CODES)('that ended with %s has words of its own', (code) => {
    const view = cardView(image, unreadable(code, 'Answer 500.'));
    expect(view.second).not.toBe('');
    expect(view.strips[0]?.sentences[0]).not.toBe('');
    expect(view.actions).toContain('notice');
  });

  it('offers no second try for a file that is damaged', () => {
    expect(cardView(image, unreadable('malformed')).actions).toEqual(['notice']);
  });

  it('says that it is being checked, and offers nothing yet', () => {
    expect(cardView(image, null)).toMatchObject({
      headline: 'Checking this medium…',
      strips: [],
      details: null,
      actions: [],
    });
  });
});

describe('while what is signed is not checked, a card', () => {
  const signed = finding({ mark: 'c2pa', codes: ['not-checked'] });

  it.each([
    ['running', ['copy', 'full-report', 'notice']],
    ['on-pointing', ['copy', 'full-report', 'notice']],
    ['on-asking', ['check', 'copy', 'full-report', 'notice']],
    ['not-made', ['check', 'copy', 'full-report', 'notice']],
    ['made', ['copy', 'full-report', 'notice']],
  ] as const)('whose check is %s offers %o', (check, actions) => {
    expect(cardView(image, report([signed]), check).actions).toEqual(actions);
  });

  it.each([
    ['running', ['A signature in this file is being checked…']],
    ['on-asking', ['This file carries a signature that has not been checked.']],
    ['made', undefined],
  ] as const)('about another label says of a check that is %s: %o', (check, sentences) => {
    const view = cardView(image, report([finding(), { ...signed, status: 'labelled-other' }]), check);
    expect(view.strips[1]?.sentences).toEqual(sentences);
  });

  it('says it once where the signed label leads', () => {
    expect(cardView(image, report([signed]), 'running').strips).toMatchObject([
      { sign: 'status-checking', name: 'Signed, being checked' },
    ]);
  });
});

describe('the pixels of a medium on its card', () => {
  const unlabelled = report([]);
  const captured = report([finding({ mark: 'c2pa', status: 'captured', assurance: 'verified' })]);

  it.each<[PixelState, string, boolean]>([
    ['waiting', 'The pixels will be looked at', false],
    ['running', 'The pixels are being looked at…', false],
    ['looked', 'Most generators leave none.', false],
    ['not-made', 'The pixels could not be looked at.', true],
    ['off', 'only when asked', true],
    ['saves-data', 'saving data', true],
    ['not-loaded', 'has not loaded', false],
    ['not-decodable', 'cannot decode', false],
    ['too-small', 'pictures this small', true],
    ['too-large', 'too large', false],
    ['when-asked', 'of a video that is done when you ask', true],
    ['not-seen', 'in the background', true],
    ['over-budget', 'as the options allow', true],
  ])('that are %s are spoken of, and asked for where that helps', (pixels, words, mayAsk) => {
    for (const shown of [unlabelled, captured]) {
      const view = cardView(image, shown, undefined, pixels);
      expect(strips(view).flat().join(' ')).toContain(words);
      expect(view.actions.includes('look')).toBe(mayAsk);
    }
  });

  it('that were looked at quickly are offered a closer look, which is not the first thing to do', () => {
    for (const [shown, first] of [
      [unlabelled, 'notice'],
      [captured, 'copy'],
    ] as const) {
      const view = cardView(image, shown, undefined, 'looked-quickly');
      expect(strips(view).flat().join(' ')).toContain('a closer look may find one');
      expect(view.actions).toContain('look-closely');
      expect(view.actions).not.toContain('look');
      expect(view.actions[0]).toBe(first);
    }
  });

  it('of a video that were looked at are spoken of as what they are: a few frames', () => {
    const sentences = (notes: LabelReport['notes'] & object) =>
      strips(cardView(image, report([], { kind: 'video', notes }), undefined, 'looked'))
        .flat()
        .join(' ');
    expect(sentences([])).toContain('A few frames of the video were looked at');
    expect(sentences(['pixels-not-checked'])).toContain('could not be looked at for every watermark');
  });

  it('are not spoken of where they could say nothing new, nor a second time where they have spoken', () => {
    const inPixels = finding({ mark: 'watermark-stealth', place: 'pixels alpha LSB' });
    for (const view of [cardView(image, unlabelled), cardView(image, report([inPixels]), undefined, 'looked')]) {
      expect(strips(view)).toHaveLength(1);
      expect(view.actions).not.toContain('look');
    }
  });

  it('come behind the check of a signature, each with a button of its own', () => {
    const view = cardView(image, report([finding({ mark: 'c2pa' })]), 'on-asking', 'off');
    expect(view.actions).toEqual(['check', 'look', 'copy', 'full-report', 'notice']);
  });

  it('are looked at with a sign that says so', () => {
    const strip = cardView(image, unlabelled, undefined, 'running').strips.at(-1);
    expect(strip).toMatchObject({ look: 'outlined', sign: 'status-checking' });
  });

  it.each(['en', 'zh_CN'] as const)('have a sentence for every state, in %s', async (locale) => {
    await speak(locale);
    const states: readonly PixelState[] = ['waiting', 'running', ...LOOKED_STATES, 'not-made', ...PIXEL_REFUSALS];
    const said = states.map((pixels) => cardView(image, unlabelled, undefined, pixels).strips.at(-1)?.sentences[0]);
    expect(new Set(said).size).toBe(states.length);
  });
});
