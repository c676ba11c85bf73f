import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../../utils/engine/fields';
import { LIMITS } from '../../../../utils/engine/limits';
import { gb45438 } from '../../../../utils/engine/marks/gb45438';
import { detect, full, NAMESPACE, PLACES, small, summary, text, xmp } from './gb45438-builders';

describe('what a finding carries', () => {
  it('names the elements by the standard, whatever case or spelling they had', () => {
    const [finding] = detect(
      text('png', 'AIGC', '{"label":"2","contentProducer":"x","produceId":"y","Propagator":"z"}'),
    );
    expect(finding?.fields).toEqual({ Label: '2', ContentProducer: 'x', ProduceID: 'y', ContentPropagator: 'z' });
  });

  it.each([
    ['1', 'generator'],
    ['2', 'creator'],
    ['3', 'platform'],
    ['AIGC', undefined],
  ])('says whose statement label %s is', (label, by) => {
    expect(detect(text('png', 'AIGC', full(label)))[0]?.by).toBe(by);
  });

  it('gives the producer as who, and the propagator where there is none', () => {
    expect(detect(PLACES.named(small))[0]?.who).toBe('x');
    expect(detect(PLACES.named(full('1', { ContentPropagator: 'zhihu' })))[0]?.who).toBe('ByteDance (Doubao)');
    expect(
      detect(PLACES.named('{"Label":"2","ContentProducer":"","ContentPropagator":"z","PropagateID":"q"}'))[0]?.who,
    ).toBe('z');
  });

  it('keeps nested values as text', () => {
    const [finding] = detect(
      PLACES.named('{"Label":"1","ContentProducer":"x","ProduceID":"y","ReservedCode1":{"SecurityData":{}}}'),
    );
    expect(finding?.fields.ReservedCode1).toBe('{"SecurityData":{}}');
  });

  it('is declared, whatever the reserved fields hold', () => {
    expect(
      detect(PLACES.named(full('1', { ReservedCode1: '{"SecurityData":{"Type":"TC260PG"}}' })))[0]?.assurance,
    ).toBe('declared');
  });
});

describe('XMP', () => {
  it.each([
    ['the property', [xmp('AIGC', full('1'))], [['ai-generated', []]]],
    [
      'https and no last slash',
      [xmp('AIGC', full('1'), { namespace: 'https://www.tc260.org.cn/ns/AIGC/1.0' })],
      [['ai-generated', []]],
    ],
    ['an undeclared prefix', [xmp('TC260:AIGC', full('1'), { namespace: '' })], [['ai-generated', []]]],
    ['few keys', [xmp('AIGC', '{"Label":"1","ContentProducer":"picwish"}')], [['ai-generated', ['missing:ProduceID']]]],
    [
      'members of a structure',
      [
        xmp('AIGC', '', { isStructure: true }),
        xmp('Label', '1', { path: [{ namespace: NAMESPACE, name: 'AIGC' }] }),
        xmp('ContentProducer', 'x', { path: [{ namespace: NAMESPACE, name: 'AIGC' }] }),
        xmp('ProduceID', 'y', { path: [{ namespace: NAMESPACE, name: 'AIGC' }] }),
      ],
      [['ai-generated', []]],
    ],
    [
      'flat members',
      [xmp('Label', '1'), xmp('ContentProducer', 'x'), xmp('ProduceID', 'y'), xmp('AIGCModel', 'm')],
      [['ai-generated', []]],
    ],
    [
      'a flat label of other words',
      [xmp('Label', 'AIGC'), xmp('ContentProducer', 'x'), xmp('ProduceID', 'y')],
      [['suspected-ai', ['label-value']]],
    ],
    ['an empty property', [xmp('AIGC', '')], [['suspected-ai', ['empty']]]],
    [
      'a namespace without property',
      [{ kind: 'xmp-namespace', place: 'JPEG APP1 XMP', namespace: NAMESPACE, prefix: 'TC260' }],
      [['suspected-ai', ['empty']]],
    ],
    [
      'dc:description with the wrapper',
      [xmp('description', `{"AIGC":${small}}`, { namespace: 'http://purl.org/dc/elements/1.1/' })],
      [['ai-generated', []]],
    ],
  ] as [string, Field[], unknown][])('%s', (_name, fields, expected) => {
    expect(summary(...fields)).toEqual(expected);
  });

  it.each([
    ['a prefix TC260 bound to another namespace', xmp('AIGC', small, { namespace: 'http://example.org/ns/' })],
    [
      'dc:description without the wrapper',
      xmp('description', small, { namespace: 'http://purl.org/dc/elements/1.1/' }),
    ],
    ['a description of another asset', xmp('AIGC', small, { aboutFile: false })],
    [
      'a property inside a foreign structure',
      xmp('AIGC', small, { path: [{ namespace: 'http://ns.adobe.com/xap/1.0/mm/', name: 'Ingredients' }] }),
    ],
    ['another property of the namespace', xmp('AIGCModel', 'm')],
    [
      'another namespace without property',
      { kind: 'xmp-namespace', place: 'JPEG APP1 XMP', namespace: 'http://example.org/', prefix: 'TC260' } as Field,
    ],
  ])('%s is no label', (_name, field) => {
    expect(detect(field)).toEqual([]);
  });
});

describe('places', () => {
  it.each([
    ['MP4 udta key', text('mp4', 'AIGC', small, 'MP4 moov/udta/meta/keys AIGC'), []],
    ['MP4 moov/meta key', text('mp4', 'AIGC', small, 'MP4 moov/meta/keys AIGC'), ['place']],
    [
      'the key as exiftool writes it',
      text('mp4', 'com.apple.quicktime.AIGC', small, 'MOV moov/meta/keys com.apple.quicktime.AIGC'),
      ['place'],
    ],
    ['JPEG segment that begins with its label', text('glued', '', `AIGC${small}`, 'JPEG APP11'), ['glued', 'place']],
    ['JPEG trailer', text('glued', '', `AIGC${small}`, 'JPEG trailer'), ['glued', 'place', 'trailer']],
    ['EXIF ImageDescription', text('exif', 'ImageDescription', `{"AIGC":${small}}`), ['place']],
    ['PNG text by another key', text('png', 'Description', `{"AIGC":${small}}`), []],
    ['what ImageMagick makes of XMP', text('png', 'TC260:AIGC', small), []],
  ])('%s', (_name, field, deviations) => {
    expect(summary(field)).toEqual([['ai-generated', deviations]]);
  });

  it('reads a key without value, and a blanked one, as the residue of a label', () => {
    const key: Field = { kind: 'empty-key', vocabulary: 'mp4', key: 'AIGC', place: 'MP4 moov/udta/meta/keys AIGC' };
    const blanked = text('mp4', 'free', ' '.repeat(40), 'MP4 moov/udta/meta/keys free');
    for (const [field, deviation] of [
      [key, 'empty'],
      [blanked, 'blanked'],
    ] as const) {
      expect(detect(field)).toMatchObject([{ status: 'suspected-ai', codes: ['residue'], deviations: [deviation] }]);
    }
    expect(detect({ ...key, key: 'artist' }, text('mp4', 'free', ' '.repeat(39)), text('mp4', 'free', 'x'))).toEqual(
      [],
    );
  });

  it('decodes GB 18030 where UTF-8 failed, from the raw bytes', () => {
    const raw = Uint8Array.from(
      [...'{"Label":"1","ContentProducer":"']
        .map((c) => c.charCodeAt(0))
        .concat(
          [0xb2, 0xe2, 0xca, 0xd4],
          [...'","ProduceID":"y"}'].map((c) => c.charCodeAt(0)),
        ),
    );
    const field: Field = { ...text('png', 'AIGC', new TextDecoder('latin1').decode(raw)), encoding: 'latin1', raw };
    expect(detect(field)[0]?.who).toBe('测试');
  });

  it('takes no word of captions, prompts or other tools’ JSON for a label', () => {
    const graph = JSON.stringify({ nodes: [{ type: 'KSampler', inputs: [{ label: 'AIGC' }] }], links: [] });
    for (const value of ['AIGC, digital art', 'My {"Label":"1"} AIGC', graph, '{"aigc_info":{"aigc_label_type":1}}']) {
      expect(
        detect(
          text('png', 'parameters', value),
          text('exif', 'ImageDescription', value),
          text('png', 'workflow', value),
        ),
      ).toEqual([]);
    }
  });
});

describe('several labels', () => {
  const a = text('png', 'AIGC', full('1'), 'PNG tEXt AIGC');

  it('calls a second copy elsewhere duplicate', () => {
    expect(summary(a, xmp('AIGC', full('1')))).toEqual([
      ['ai-generated', []],
      ['ai-generated', ['duplicate']],
    ]);
  });

  it('calls an update by the platform duplicate, not conflict', () => {
    const updated = full('1', { ContentPropagator: 'zhihu', PropagateID: '7' });
    expect(summary(a, xmp('AIGC', updated))).toEqual([
      ['ai-generated', []],
      ['ai-generated', ['duplicate']],
    ]);
  });

  it.each([{ ContentProducer: 'doubao' }, { ProduceID: 'other' }])('calls a differing %o conflict, on both', (more) => {
    expect(summary(a, xmp('AIGC', full('1', more)))).toEqual([
      ['ai-generated', ['conflict']],
      ['ai-generated', ['conflict']],
    ]);
  });

  it('gives one finding for one text that stands twice in one place', () => {
    expect(summary(a, a)).toEqual([['ai-generated', ['duplicate']]]);
  });
});

describe('limits', () => {
  const problemOf = (...fields: Field[]) => gb45438.detect(fields).problem?.code;

  it('reports a label that is larger, deeper or more often encoded than is read', () => {
    const deep = `{"Label":"1","ContentProducer":${'['.repeat(17)}${']'.repeat(17)}}`;
    let encoded = small;
    for (let round = 0; round < 4; round += 1) encoded = JSON.stringify(encoded);
    expect(problemOf(PLACES.named(full('1', { ReservedCode1: 'x'.repeat(LIMITS.gb45438Bytes) })))).toBe('over-budget');
    expect(problemOf(PLACES.named(deep))).toBe('over-budget');
    expect(problemOf(PLACES.named(encoded))).toBe('over-budget');
    expect(problemOf(PLACES.named(JSON.stringify(JSON.stringify(small))))).toBeUndefined();
  });

  it('does not take another tool’s large or deep JSON for a label', () => {
    const graph = `{"prompt":"AIGC ${'x'.repeat(LIMITS.gb45438Bytes)}","depth":${'['.repeat(40)}${']'.repeat(40)}}`;
    expect(gb45438.detect([text('png', 'prompt', graph)])).toEqual({ findings: [] });
  });

  it('stops at the number of labels that is read', () => {
    const many = Array.from({ length: LIMITS.gb45438Candidates + 1 }, (_, n) =>
      text('png', 'AIGC', full('1', { ProduceID: `${n}` })),
    );
    expect(problemOf(...many)).toBe('over-budget');
    expect(problemOf(...many.slice(1))).toBeUndefined();
  });

  it('never throws, whatever stands in the place', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '"',
      "'",
      'AIGC',
      '=',
      ':',
      '"Label"',
      '1',
      '&quot;',
      '%7B',
      '\\',
      ',',
      '[',
      ']',
      ' ',
      '\0',
      'eyJ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom('named', 'open', 'keyless'), (pieces, place) => {
        for (const finding of detect(PLACES[place as keyof typeof PLACES](pieces.join(''))))
          expect(finding.place).not.toBe('');
      }),
    );
  });
});
