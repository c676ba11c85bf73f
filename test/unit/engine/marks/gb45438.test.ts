import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, TextField, XmpField } from '../../../../utils/engine/fields';
import { LIMITS } from '../../../../utils/engine/limits';
import { gb45438 } from '../../../../utils/engine/marks/gb45438';

const PRODUCER = '001191110102MACQD9K64010000';
const full = (label: string, more: Record<string, string> = {}): string =>
  JSON.stringify({
    Label: label,
    ContentProducer: PRODUCER,
    ProduceID: 't-0001',
    ReservedCode1: '',
    ContentPropagator: '',
    PropagateID: '',
    ReservedCode2: '',
    ...more,
  });
const small = '{"Label":"1","ContentProducer":"x","ProduceID":"y"}';

const text = (
  vocabulary: TextField['vocabulary'],
  key: string,
  value: string,
  place = `PNG tEXt ${key}`,
): TextField => ({
  kind: 'text',
  vocabulary,
  key,
  value,
  place,
  encoding: 'utf-8',
});

const PLACES = {
  named: (value: string): Field => text('png', 'AIGC', value),
  open: (value: string): Field => text('exif', 'UserComment', value, 'JPEG APP1 EXIF UserComment'),
  keyless: (value: string): Field => ({
    ...text('mp4', '', value, 'MP4 moov/udta/meta/ilst'),
    keyless: true,
  }),
};

const NAMESPACE = 'http://www.tc260.org.cn/ns/AIGC/1.0/';
const xmp = (name: string, value: string, more: Partial<XmpField> = {}): XmpField => ({
  kind: 'xmp',
  place: 'JPEG APP1 XMP',
  namespace: NAMESPACE,
  name,
  value,
  path: [],
  aboutFile: true,
  ...more,
});

const detect = (...fields: Field[]) => gb45438.detect(fields).findings;
/** Status and deviations of each finding, as a table row says them. */
const summary = (...fields: Field[]) => detect(...fields).map((f) => [f.status, [...f.deviations].sort()]);

type Row = readonly [number, keyof typeof PLACES, string, string, readonly string[]];

const VECTORS: readonly Row[] = [
  [1, 'named', full('1'), 'ai-generated', []],
  [2, 'named', full('2'), 'possibly-ai', []],
  [3, 'named', full('3'), 'suspected-ai', []],
  [4, 'named', `{"AIGC":${full('1')}}`, 'ai-generated', ['wrapped']],
  [5, 'open', `{"AIGC":${full('1')}}`, 'ai-generated', []],
  [6, 'open', full('1'), 'ai-generated', ['unwrapped']],
  [7, 'open', `AIGC${full('1')}`, 'ai-generated', ['glued']],
  [8, 'open', 'AIGC={"Label":"1","ContentProducer":"x","ProduceID":"y"}', 'ai-generated', ['prefix-equals']],
  [
    9,
    'named',
    '{"Label":"1","ContentProducer":"001191110108MA01R70K8D10000","ProduceID":"0f89e278-efe9-93e3-8b77-9561f0fd37b4"}',
    'ai-generated',
    [],
  ],
  [
    10,
    'named',
    '{"Label":"1","ContentProducer":"001191110108335469089C10100","ProduceID":"KLingMuse_3d91","ReservedCode1":null,"ContentPropagator":"001191110108335469089C20100","PropagateID":"KLingMuse_3d91","ReservedCode2":null}',
    'ai-generated',
    ['null-value'],
  ],
  [11, 'named', '{"Label": "1", "ProduceID": "RH_2093231239", "ContentProducer": "RunningHub"}', 'ai-generated', []],
  [12, 'named', '{"Label":1,"ContentProducer":"x","ProduceID":"y"}', 'ai-generated', ['label-not-string']],
  [
    13,
    'named',
    '{&quot;Label&quot;:&quot;1&quot;,&quot;ContentProducer&quot;:&quot;doubao&quot;,&quot;ProduceID&quot;:&quot;f123&quot;}',
    'ai-generated',
    ['double-escaped'],
  ],
  [
    14,
    'named',
    '"{\\"Label\\":\\"1\\",\\"ContentProducer\\":\\"x\\",\\"ProduceID\\":\\"y\\"}"',
    'ai-generated',
    ['double-encoded'],
  ],
  [
    15,
    'named',
    '{"AIGC":"{\\"Label\\":\\"1\\",\\"ContentProducer\\":\\"x\\",\\"ProduceID\\":\\"y\\"}"}',
    'ai-generated',
    ['wrapped', 'double-encoded'],
  ],
  [16, 'named', `{'Label': '1', 'ContentProducer': 'x', 'ProduceID': 'y'}`, 'ai-generated', ['single-quotes']],
  [17, 'named', 'eyJMYWJlbCI6IjEiLCJDb250ZW50UHJvZHVjZXIiOiJ4IiwiUHJvZHVjZUlEIjoieSJ9', 'ai-generated', ['base64']],
  [
    18,
    'named',
    'QUlHQz17IkxhYmVsIjoiMSIsIkNvbnRlbnRQcm9kdWNlciI6IkFYIiwiUHJvZHVjZUlEIjoiQlgifQ==',
    'ai-generated',
    ['base64', 'prefix-equals'],
  ],
  [19, 'named', '{"label":"1","contentProducer":"x","produceId":"y"}', 'ai-generated', ['key-case']],
  [
    20,
    'named',
    '{"Label":"1","ContentProducer":"0011DEMOAI00000","ProduceID":"v1","ReserveCode1":"a1","Propagator":"0011DEMOAI2SD","PropatorID":"q"}',
    'ai-generated',
    ['key-alias', 'code-form'],
  ],
  [
    21,
    'open',
    '{"AIGC":{"ServiceProvider":"腾讯云","ServiceUser":"1379431822","Time":"2026-06-30 23:54:50.067","ContentId":"a284dd3d"}}',
    'ai-generated',
    ['older-schema'],
  ],
  [
    22,
    'named',
    '{"Label":"AIGC","ContentProducer":"Minimax Agent AI","ProduceID":"00000000000000000000000000000000"}',
    'suspected-ai',
    ['charset:ContentProducer', 'label-value'],
  ],
  [23, 'named', '{"Label":"value1","ContentProducer":"value2","ProduceID":"value3"}', 'suspected-ai', ['label-value']],
  [24, 'named', '{"Label":"0","ContentProducer":"x","ProduceID":"y"}', 'labelled-other', ['label-value']],
  [25, 'named', '{"Label":"9","ContentProducer":"x","ProduceID":"y"}', 'suspected-ai', ['label-value']],
  [26, 'named', '{"ContentProducer":"x","ProduceID":"y"}', 'suspected-ai', ['missing:Label']],
  [27, 'named', '{"Label":"","ContentProducer":"x","ProduceID":"y"}', 'suspected-ai', ['empty:Label']],
  [28, 'named', '', 'suspected-ai', ['empty']],
  [29, 'named', '   ', 'suspected-ai', ['empty']],
  [30, 'named', '1', 'suspected-ai', ['not-an-object']],
  [31, 'named', 'AIGC大赛作品', 'none', []],
  [32, 'named', '{"unrelated":"value"}', 'none', []],
  [33, 'open', 'AIGC{"unrelated":"value"}', 'none', []],
  [34, 'open', 'AIGC, digital art, 4k', 'none', []],
  [35, 'open', 'My AIGC workflow {"Label":"1"}', 'none', []],
  [36, 'named', '{"Label":"1","ContentProducer":"x', 'suspected-ai', ['broken-json']],
  [37, 'named', `${full('1')}\0\0`, 'ai-generated', []],
  [38, 'named', `${full('1')}garbage`, 'ai-generated', ['trailing-data']],
  [39, 'open', `{"AIGC":${full('1')}}\0\0\0`, 'ai-generated', []],
  [40, 'named', '{"Label":"1","Label":"2","ContentProducer":"x","ProduceID":"y"}', 'ai-generated', ['duplicate-key']],
  [
    41,
    'named',
    '{"Label":"１","ContentProducer":"x","ProduceID":"y"}',
    'ai-generated',
    ['charset:Label', 'label-form'],
  ],
  [
    42,
    'named',
    '{"Label":"1","ContentProducer":"测试 工作室","ProduceID":"y"}',
    'ai-generated',
    ['charset:ContentProducer'],
  ],
  [43, 'open', '{"aigc_info":{"aigc_label_type":1}}', 'none', []],
  [44, 'open', '{"data":{"product":"doubao","aigc_info":{"aigc_type":1}}}', 'none', []],
  [45, 'open', '{"AIGC":true}', 'none', []],
  [
    46,
    'named',
    '%7B%22Label%22%3A%221%22%2C%22ContentProducer%22%3A%22x%22%2C%22ProduceID%22%3A%22y%22%7D',
    'ai-generated',
    ['url-encoded'],
  ],
  [
    47,
    'open',
    '{"AIGC":{"Label":"1","ContentProducer":"001191440300MA5G49LC9K1YO01","ProduceID":"p","ReservedCode1":{"SecurityData":{"Type":"TC260PG","PubSd":[]}},"ContentPropagator":"001191440300MA5G49LC9K1YO01","PropagateID":"p","ReservedCode2":{"SecurityData":{}}}}',
    'ai-generated',
    ['nested-value'],
  ],
  [
    48,
    'keyless',
    '{"Label":"1","ContentProducer":"001191110102MACQD9K64010000","ProduceID":"a"}',
    'ai-generated',
    ['place'],
  ],
  [49, 'keyless', '{"source_type":"","data":{"product":"doubao"}}', 'none', []],
  [
    50,
    'named',
    '{"Label":"1","ContentProducer":"001191110102MACQD9K64110000","ProduceID":"a"}',
    'ai-generated',
    ['code-check'],
  ],
  [51, 'named', '{"Label":"1","ContentProducer":"0011DEMOAI00000","ProduceID":"a"}', 'ai-generated', ['code-form']],
  [
    52,
    'named',
    '{"Label":"3","ContentProducer":"","ProduceID":"","ReservedCode1":"","ContentPropagator":"001191440300708461136T20001","PropagateID":"q"}',
    'suspected-ai',
    [],
  ],
  [53, 'open', '{"aigc":{"Label":"1","ContentProducer":"x","ProduceID":"y"}}', 'ai-generated', ['key-case']],
  [54, 'named', '{Label:1,ContentProducer:x,ProduceID:y}', 'suspected-ai', ['broken-json']],
  [55, 'named', '{"Label":"1"', 'suspected-ai', ['broken-json']],
  [56, 'open', '{"Label":"1","name":"cat","bbox":[0,0,4,4]}', 'none', []],
  [57, 'open', 'AIGC=1; AI生成合成; 服务提供者=X; 内容编号=proj-1', 'none', []],
];

describe('payloads', () => {
  it.each(VECTORS)('vector %i, %s place: %s is %s', (_number, place, payload, status, deviations) => {
    const expected = status === 'none' ? [] : [[status, [...deviations].sort()]];
    expect(summary(PLACES[place](payload))).toEqual(expected);
  });

  it.each([
    ['`"AIGC":{…}` without the outer braces', 'open', `"AIGC":${small}`, 'ai-generated', ['glued']],
    ['a prefix in lower case', 'open', `aigc${small}`, 'ai-generated', ['glued', 'key-case']],
    [
      'a label of null',
      'named',
      '{"Label":null,"ContentProducer":"x","ProduceID":"y"}',
      'suspected-ai',
      ['empty:Label', 'null-value'],
    ],
    [
      'a number beside strings',
      'named',
      '{"Label":"1","ContentProducer":"x","ProduceID":12345678901234567890}',
      'ai-generated',
      ['not-a-string:ProduceID'],
    ],
    [
      'a value with a blank',
      'named',
      '{"Label":" 1","ContentProducer":"x","ProduceID":"y"}',
      'ai-generated',
      ['charset:Label', 'label-form'],
    ],
    [
      'a denial in words',
      'named',
      '{"Label":"None","ContentProducer":"x","ProduceID":"y"}',
      'labelled-other',
      ['label-value'],
    ],
    [
      'a denial as boolean',
      'named',
      '{"Label":false,"ContentProducer":"x","ProduceID":"y"}',
      'labelled-other',
      ['label-value'],
    ],
    [
      'label 1 with an empty producer',
      'named',
      '{"Label":"1","ContentProducer":"","ProduceID":"y","ContentPropagator":"p"}',
      'ai-generated',
      ['empty:ContentProducer'],
    ],
    [
      'a platform label without producer keys',
      'named',
      '{"Label":"2","ContentPropagator":"zhihu","PropagateID":"q"}',
      'possibly-ai',
      [],
    ],
    ['a wrapped label cut off', 'open', '{"AIGC":{"Label":"1","ContentProducer":"x', 'suspected-ai', ['broken-json']],
    ['a quoted single digit', 'named', '"1"', 'suspected-ai', ['not-an-object']],
    [
      'a differing second label that is stronger',
      'named',
      '{"Label":"3","label":"1","ContentProducer":"x","ProduceID":"y"}',
      'ai-generated',
      ['duplicate-key', 'key-case'],
    ],
    [
      'a field of its own',
      'named',
      '{"Label":"1","ContentProducer":"x","ProduceID":"y","Extra":"z"}',
      'ai-generated',
      ['unknown-field'],
    ],
    [
      'a literal property in text',
      'open',
      `<TC260:AIGC>${small.replaceAll('"', '&quot;')}</TC260:AIGC>`,
      'ai-generated',
      [],
    ],
  ] as const)('%s', (_name, place, payload, status, deviations) => {
    expect(summary(PLACES[place](payload))).toEqual([[status, [...deviations].sort()]]);
  });

  it.each([
    ['a wrapped text cut off with one key only', 'open', '{"AIGC":{"Label":"1'],
    ['prose that quotes the property', 'open', `Write <TC260:AIGC>${small}</TC260:AIGC> into the packet`],
    ['prose that quotes the attribute', 'open', `设置 TC260:AIGC='${small}' 即可`],
    ['an array', 'named', '[1,2]'],
    ['an empty object', 'named', '{}'],
    ['Base64 of something else', 'named', 'aGVsbG8gd29ybGQ='],
    ['a wrapper around an array', 'named', '{"AIGC":[1]}'],
    ['an empty general-purpose field', 'open', '  '],
    ['a single digit in a general-purpose field', 'open', '1'],
    ['a ServiceProvider without the wrapper', 'open', '{"ServiceProvider":"x","Time":"y"}'],
    ['the strict gate with a number', 'open', '{"Label":1,"ContentProducer":"x","ProduceID":"y"}'],
    ['a keyless item without producer', 'keyless', '{"Label":"1","ProduceID":"y"}'],
  ] as const)('%s is no label', (_name, place, payload) => {
    expect(detect(PLACES[place](payload))).toEqual([]);
  });
});

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
