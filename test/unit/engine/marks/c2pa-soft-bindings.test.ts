import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { softBindingAlgorithm } from '../../../../utils/engine/marks/c2pa/soft-binding-algorithms';
import { softBindingsIn } from '../../../../utils/engine/marks/c2pa/soft-bindings';
import type { CborInput } from '../decoders/build';
import { action, detect, type Entry, ingredient, manifest, only } from './c2pa-builders';

const MESSAGE = '2*00000010010100000100001111011011010011100010011101000010100000001110';
const binding = (alg: CborInput, ...values: readonly CborInput[]): Entry => ({
  alg,
  blocks: values.map((value) => ({ scope: {}, value })),
});
const named = (...bindings: readonly CborInput[]) =>
  Object.fromEntries(bindings.map((of, index) => [`c2pa.soft-binding${index === 0 ? '' : `__${index}`}`, of]));
const fieldsOf = (assertions: { readonly [label: string]: CborInput }, claim: Entry = {}) => {
  const { fields, status, codes } = only(manifest({ actions: [action('c2pa.opened')], assertions, claim }));
  return { status, codes, names: fields.SoftBindings, values: fields.SoftBindingValues };
};
const NOTHING = { names: undefined, values: undefined };

describe('soft bindings', () => {
  it.each<[string, readonly CborInput[], { names: string | undefined; values: string | undefined }]>([
    [
      'a watermark with its message',
      [binding('com.adobe.trustmark.Q', MESSAGE)],
      { names: 'com.adobe.trustmark.Q', values: MESSAGE },
    ],
    [
      'a watermark and a fingerprint',
      [binding('com.adobe.trustmark.P', '2*10'), binding('com.adobe.icn.dense', '00036d')],
      { names: 'com.adobe.trustmark.P, com.adobe.icn.dense', values: '2*10, 00036d' },
    ],
    [
      'several blocks of one',
      [binding('tv.kinetiq.watercast.48.1', '4364|1769452401', '4364|1769452402')],
      { names: 'tv.kinetiq.watercast.48.1', values: '4364|1769452401, 4364|1769452402' },
    ],
    ['one twice', [binding('es.lumatrace', '1'), binding('es.lumatrace', '1')], { names: 'es.lumatrace', values: '1' }],
    ['one without blocks', [{ alg: 'es.lumatrace' }], { names: 'es.lumatrace', values: undefined }],
    ['one that no list knows', [binding('example.unknown.1')], { names: 'example.unknown.1', values: undefined }],
    ['a value of bytes', [binding('es.lumatrace', new Uint8Array(8))], { names: 'es.lumatrace', values: undefined }],
    ['a name of HTML', [binding('<img src=x onerror=y>')], { names: '"<img src=x onerror=y>"', values: undefined }],
    [
      'a name that reads like two',
      [binding('x, com.adobe.trustmark.Q')],
      { names: '"x, com.adobe.trustmark.Q"', values: undefined },
    ],
    ['an empty name', [binding('', '1')], NOTHING],
    ['a number for a name', [binding(4, '1')], NOTHING],
    ['a list for a name', [binding(['com.adobe.trustmark.Q'], '1')], NOTHING],
    ['a list for the assertion', [['com.adobe.trustmark.Q']], NOTHING],
    ['a text for the blocks', [{ alg: 'es.lumatrace', blocks: 'x' }], { names: 'es.lumatrace', values: undefined }],
  ])('are named as they are written: %s', (_, bindings, { names, values }) => {
    const found = fieldsOf(named(...bindings));
    expect(found).toEqual({ status: 'labelled-other', codes: ['not-checked'], names, values });
  });

  it.each<[string, Entry, string | undefined]>([
    ['the claim’s standard', { alg_soft: 'es.lumatrace' }, 'es.lumatrace'],
    ['nothing', {}, undefined],
    ['nothing of another type', { alg_soft: 7 }, undefined],
  ])('without a name take %s', (_, claim, names) => {
    expect(fieldsOf(named({ blocks: [] }), claim).names).toBe(names);
  });

  it('that the claim does not name are not read, nor are assertions called alike', () => {
    expect(fieldsOf({ 'c2pa.soft-bindings': binding('es.lumatrace') })).toMatchObject(NOTHING);
    expect(fieldsOf({ 'x.c2pa.soft-binding': binding('es.lumatrace') })).toMatchObject(NOTHING);
    const unclaimed = manifest({ assertions: named(binding('es.lumatrace')), claim: { created_assertions: [] } });
    expect(only(unclaimed).fields.SoftBindings).toBeUndefined();
  });

  it.each<[string, string, string | undefined]>([
    ['the medium’s earlier state', 'parentOf', 'com.imatag.lamark.v1'],
    ['no component', 'componentOf', undefined],
    ['no input', 'inputTo', undefined],
  ])('are those of %s, too', (_, relationship, names) => {
    const other = manifest({ label: 'urn:uuid:other', assertions: named(binding('com.imatag.lamark.v1')) });
    const active = manifest({ ingredients: [ingredient(relationship, 'urn:uuid:other')] });
    expect(only(other, active).fields.SoftBindings).toBe(names);
  });

  it('are found once in manifests that name each other in a circle', () => {
    const first = manifest({
      label: 'urn:uuid:first',
      ingredients: [ingredient('parentOf', 'urn:uuid:active')],
      assertions: named(binding('es.lumatrace')),
    });
    const active = manifest({
      ingredients: [ingredient('parentOf', 'urn:uuid:first')],
      assertions: named(binding('ai.steg.api')),
    });
    expect(only(first, active).fields.SoftBindings).toBe('ai.steg.api, es.lumatrace');
  });

  it.each<[string, readonly Entry[] | undefined, string]>([
    ['nothing else', undefined, 'labelled-other'],
    ['a watermark that was put in', [action('c2pa.watermarked')], 'labelled-other'],
    ['a camera', [action('c2pa.created', 'digitalCapture')], 'captured'],
    ['a model', [action('c2pa.created', 'trainedAlgorithmicMedia')], 'ai-generated'],
  ])('are no statement about AI beside %s', (_, actions, status) => {
    const assertions = named(binding('com.microsoft.invismark.1', 'trainedAlgorithmicMedia'));
    expect(only(manifest({ ...(actions && { actions }), assertions })).status).toBe(status);
  });

  it('of a megabyte are shortened', () => {
    const long = 'a'.repeat(1024 * 1024);
    const { names, values } = fieldsOf(named(binding(long, long)));
    expect(names).toHaveLength(LIMITS.softBindingCharacters);
    expect(values).toHaveLength(LIMITS.softBindingCharacters);
  });

  it('in their thousands are named as far as a report goes, in manifests and in blocks', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => binding(`example.a${index}`, `v${index}`));
    const { findings, problem } = detect(manifest({ assertions: named(...many) }));
    expect(problem).toBeUndefined();
    expect(softBindingsIn(findings[0]?.fields.SoftBindings ?? '')).toHaveLength(LIMITS.softBindings);
    const blocks = Array.from({ length: 10_000 }, (_, index) => `v${index}`);
    const { values } = fieldsOf(named(binding('es.lumatrace', ...blocks)));
    expect(softBindingsIn(values ?? '')).toHaveLength(LIMITS.softBindings);
  });

  it('are read from their field as they were written there', () => {
    const written = ['com.adobe.trustmark.Q', 'x, com.adobe.trustmark.P', 'a"b\\', 'c"'];
    const { names } = fieldsOf(named(...written.map((alg) => binding(alg))));
    const [plain, ...quoted] = softBindingsIn(names ?? '');
    expect([plain, ...quoted.map((one) => JSON.parse(one))]).toEqual(written);
  });
});

describe('the list of algorithms', () => {
  it.each([
    ['com.adobe.trustmark.Q', { kind: 'watermark', name: 'TrustMark Q' }],
    ['com.adobe.icn.dense', { kind: 'fingerprint', name: 'Adobe Image Comparator Network' }],
    ['COM.ADOBE.TRUSTMARK.Q', undefined],
    ['com.adobe.trustmark', undefined],
    ['constructor', undefined],
  ])('names %s', (alg, algorithm) => {
    expect(softBindingAlgorithm(alg)).toEqual(algorithm);
  });
});
