import { brotliCompressSync, constants } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { c2pa } from '../../../../utils/engine/marks/c2pa';
import { block, box, bytes, cbor, decode, superbox } from '../decoders/build';
import {
  ASSERTIONS,
  action,
  CBOR,
  CLAIM,
  COMPRESSED,
  detect,
  fieldsOf,
  ingredient,
  MANIFEST,
  manifest,
  only,
  store,
} from './c2pa-builders';

describe('mark c2pa on stores that cannot be read', () => {
  const sound = store(manifest({ actions: [action('c2pa.created', 'trainedAlgorithmicMedia')] }));
  const noClaim = superbox(MANIFEST, 'urn:uuid:a', superbox(ASSERTIONS, 'c2pa.assertions'));
  const claimed = (...contents: readonly Uint8Array[]): Uint8Array =>
    superbox(MANIFEST, 'urn:uuid:a', superbox(CLAIM, 'c2pa.claim', ...contents));

  it.each<[string, Uint8Array, string]>([
    ['a store that is cut', sound.subarray(0, sound.length - 10), 'c2pa-malformed'],
    ['a store without manifests', store(), 'c2pa-malformed'],
    ['a manifest without claim', store(noClaim), 'c2pa-malformed'],
    ['a claim that is no CBOR', store(claimed(box('cbor', [0xff]))), 'c2pa-malformed'],
    ['a claim that is no map', store(claimed(box('cbor', cbor([1])))), 'c2pa-malformed'],
    ['a claim without content', store(claimed()), 'c2pa-malformed'],
    ['a claim of 2021', store(claimed(box('json', '{}'))), 'c2pa-prerelease'],
  ])('reports %s as present', (_, payload, code) => {
    const { findings } = c2pa.detect(fieldsOf(payload));
    expect(findings).toMatchObject([
      {
        status: 'labelled-other',
        assurance: 'declared',
        codes: [code],
        fields: { StoreBytes: String(payload.length) },
      },
    ]);
  });

  describe('compressed manifests', () => {
    const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } };
    const packed = (whole: Uint8Array, before: string = 'jumb'): Uint8Array =>
      superbox(COMPRESSED, 'urn:uuid:active', box('brob', before, Uint8Array.from(brotliCompressSync(whole, QUICK))));
    const generated = manifest({ actions: [action('c2pa.created', 'trainedAlgorithmicMedia')] });

    it.each<[string, Uint8Array]>([
      ['as boxes of JPEG XL are', packed(generated.subarray(8))],
      ['with the header inside', packed(generated)],
      ['without the type before the stream', packed(generated, '')],
    ])('are opened: packed %s', (_, active) => {
      const { findings, problem } = detect(active);
      expect(findings).toMatchObject([{ status: 'ai-generated', codes: ['not-checked'], fields: { Manifests: '1' } }]);
      expect(problem).toBeUndefined();
    });

    it('are opened where an ingredient is one', () => {
      const ingredients = [ingredient('parentOf', 'urn:uuid:active')];
      const active = manifest({ label: 'urn:uuid:b', actions: [action('c2pa.opened')], ingredients });
      expect(only(packed(generated), active)).toMatchObject({
        status: 'ai-generated',
        codes: ['not-checked', 'via-parent'],
      });
    });

    it('are opened to their limit', () => {
      const problemOf = (...manifests: readonly Uint8Array[]) =>
        decode(block('jumbf', store(...manifests))).problem?.code;
      expect(problemOf(packed(new Uint8Array(LIMITS.inflateFreeBytes + 1)))).toBe('over-budget');
      const full = packed(new Uint8Array(LIMITS.inflateFreeBytes));
      expect(problemOf(full)).toBeUndefined();
      const many = Array<Uint8Array>(LIMITS.c2paUnpackedBytes / LIMITS.inflateFreeBytes).fill(full);
      expect(problemOf(...many, full)).toBe('over-budget');
    });

    it.each<[string, Uint8Array]>([
      ['no Brotli', superbox(COMPRESSED, 'urn:uuid:a', box('brob', 'packed'))],
      ['a stream that is cut', superbox(COMPRESSED, 'urn:uuid:a', box('brob', packed(generated).subarray(60, 90)))],
      ['something else inside', packed(bytes('no box at all'))],
      ['no such box', superbox(COMPRESSED, 'urn:uuid:a', box('cbor', cbor({})))],
    ])('stay shut where they hold %s, and are told', (_, active) => {
      expect(detect(active)).toMatchObject({
        findings: [{ status: 'labelled-other', codes: ['not-checked'] }],
        problem: { code: 'unsupported' },
      });
    });
  });

  it('keeps reading beside an assertion that is no CBOR', () => {
    const broken = superbox(
      MANIFEST,
      'urn:uuid:a',
      superbox(
        ASSERTIONS,
        'c2pa.assertions',
        superbox(CBOR, 'c2pa.actions', box('cbor', [0xff])),
        superbox(CBOR, 'c2pa.actions.v2', box('cbor', cbor({ actions: [action('c2pa.created', 'digitalCapture')] }))),
      ),
      superbox(
        CLAIM,
        'c2pa.claim',
        box('cbor', cbor({ assertions: ['c2pa.actions', 'c2pa.actions.v2'].map((url) => ({ url })) })),
      ),
    );
    expect(only(broken)).toMatchObject({ status: 'captured', codes: ['not-checked', 'c2pa-malformed'] });
  });

  it('never throws and never calls a changed store unlabelled', () => {
    const head = bytes(sound).subarray(0, 38).length;
    fc.assert(
      fc.property(fc.integer({ min: head, max: sound.length - 1 }), fc.nat(255), (at, value) => {
        const changed = sound.slice();
        changed[at] = value;
        expect(c2pa.detect(fieldsOf(changed)).findings).toHaveLength(1);
      }),
    );
  });
});
