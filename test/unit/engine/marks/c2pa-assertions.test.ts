import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import type { LabelStatus } from '../../../../utils/engine/report';
import { box, cbor, superbox } from '../decoders/build';
import {
  ASSERTIONS,
  action,
  CBOR,
  CLAIM,
  D,
  type Entry,
  ingredient,
  JSON_UUID,
  MANIFEST,
  manifest,
  only,
} from './c2pa-builders';

describe('mark c2pa in assertions beside actions', () => {
  const N = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';
  const context = { '@context': { Iptc4xmpExt: N, ext: N, dc: 'http://purl.org/dc/elements/1.1/' } };
  const sourceType = (term: string): Entry => ({ ...context, 'Iptc4xmpExt:DigitalSourceType': D + term });
  const AI = `${D}trainedAlgorithmicMedia`;

  /** A manifest with one assertion in JSON. */
  const withJson = (label: string, json: unknown, actions: readonly Entry[] = []): Uint8Array => {
    const claim = cbor({
      created_assertions: ['c2pa.actions.v2', label].map((name) => ({ url: `self#jumbf=c2pa.assertions/${name}` })),
    });
    return superbox(
      MANIFEST,
      'urn:uuid:a',
      superbox(
        ASSERTIONS,
        'c2pa.assertions',
        superbox(CBOR, 'c2pa.actions.v2', box('cbor', cbor({ actions }))),
        superbox(JSON_UUID, label, box('json', typeof json === 'string' ? json : JSON.stringify(json))),
      ),
      superbox(CLAIM, 'c2pa.claim.v2', box('cbor', claim)),
    );
  };

  it.each<[string, string, unknown, LabelStatus]>([
    ['metadata', 'c2pa.metadata', sourceType('trainedAlgorithmicMedia'), 'ai-generated'],
    ['metadata of the CAWG', 'cawg.metadata', sourceType('compositeSynthetic'), 'ai-edited'],
    ['metadata as IPTC’s own assertion', 'stds.iptc', sourceType('trainedAlgorithmicMedia'), 'ai-generated'],
    [
      'metadata under the label of version 1.0, without context',
      'stds.iptc.photo-metadata',
      { 'Iptc4xmpExt:DigitalSourceType': AI },
      'ai-generated',
    ],
    ['a numbered assertion', 'c2pa.metadata__2', sourceType('digitalCapture'), 'captured'],
    ['another prefix of the namespace', 'c2pa.metadata', { ...context, 'ext:DigitalSourceType': AI }, 'ai-generated'],
    ['the whole address as key', 'c2pa.metadata', { [`${N}DigitalSourceType`]: AI }, 'ai-generated'],
    [
      'several contexts',
      'c2pa.metadata',
      { '@context': ['http://a.test/', { q: N }], 'q:DigitalSourceType': AI },
      'ai-generated',
    ],
    ['a value in a list', 'c2pa.metadata', { ...context, 'Iptc4xmpExt:DigitalSourceType': [AI] }, 'ai-generated'],
    [
      'an address as an object',
      'c2pa.metadata',
      { ...context, 'Iptc4xmpExt:DigitalSourceType': { '@id': AI } },
      'ai-generated',
    ],
    ['a system that was used', 'c2pa.metadata', { ...context, 'Iptc4xmpExt:AISystemUsed': 'S' }, 'ai-generated'],
    [
      'the prefix of another namespace',
      'c2pa.metadata',
      { '@context': { Iptc4xmpExt: 'http://o.test/' }, 'Iptc4xmpExt:DigitalSourceType': AI },
      'labelled-other',
    ],
    ['the namespace under no known prefix', 'c2pa.metadata', { 'q:DigitalSourceType': AI }, 'labelled-other'],
    ['a name without prefix', 'c2pa.metadata', { ...context, DigitalSourceType: AI }, 'labelled-other'],
    [
      'a property of something else inside',
      'c2pa.metadata',
      { ...context, 'xmpMM:Pantry': [sourceType('trainedAlgorithmicMedia')] },
      'labelled-other',
    ],
    ['a caption that quotes the term', 'c2pa.metadata', { ...context, 'dc:description': AI }, 'labelled-other'],
    [
      'another kind of assertion',
      'stds.schema-org.CreativeWork',
      sourceType('trainedAlgorithmicMedia'),
      'labelled-other',
    ],
    ['the permission for training', 'cawg.training-mining', sourceType('trainedAlgorithmicMedia'), 'labelled-other'],
    ['a vendor’s own assertion', 'c2pa.ai_generated_content', { ai_generated: true }, 'labelled-other'],
    ['another of that vendor’s', 'c2pa.content-origin', { origin: AI }, 'labelled-other'],
    ['a disclosure of AI', 'c2pa.ai-disclosure', { modelName: 'M' }, 'ai-edited'],
  ])('reads %s', (_, label, json, status) => {
    expect(only(withJson(label, json))).toMatchObject({ status, codes: ['not-checked'] });
  });

  it('reads them in CBOR, too', () => {
    expect(only(manifest({ assertions: { 'c2pa.metadata': sourceType('trainedAlgorithmicMedia') } })).status).toBe(
      'ai-generated',
    );
    const disclosed = only(manifest({ assertions: { 'c2pa.ai-disclosure': { modelName: 'Example Model' } } }));
    expect(disclosed).toMatchObject({ status: 'ai-edited', tool: 'Example Model' });
  });

  it.each<[string, readonly Entry[], string, LabelStatus, ...string[]]>([
    [
      'metadata say more than an edit',
      [action('c2pa.edited', 'compositeWithTrainedAlgorithmicMedia')],
      'trainedAlgorithmicMedia',
      'ai-generated',
    ],
    [
      'an action says more than metadata',
      [action('c2pa.created', 'trainedAlgorithmicMedia')],
      'compositeSynthetic',
      'ai-generated',
    ],
    [
      'metadata contradict a capture',
      [action('c2pa.created', 'digitalCapture')],
      'trainedAlgorithmicMedia',
      'ai-generated',
      'contradictory',
    ],
    ['a doubt is settled by metadata of AI', [action('c2pa.created', 'composite')], 'compositeSynthetic', 'ai-edited'],
    [
      'a doubt is not settled by metadata of a capture',
      [action('c2pa.created', 'composite')],
      'digitalCapture',
      'labelled-other',
      'may-contain-ai',
    ],
    [
      'metadata of a capture do not undo an edit',
      [action('c2pa.edited', 'trainedAlgorithmicMedia')],
      'digitalCapture',
      'ai-edited',
    ],
    ['metadata speak where actions are silent', [action('c2pa.opened')], 'digitalCapture', 'captured'],
    ['an unknown term is a weak sign', [action('c2pa.opened')], 'trainedHologram', 'suspected-ai', 'weak-sign'],
  ])('weighs them against actions: %s', (_, actions, term, status, ...codes) => {
    const finding = only(withJson('c2pa.metadata', sourceType(term), actions));
    expect([finding.status, ...(finding.codes ?? [])]).toEqual([status, 'not-checked', ...codes]);
  });

  it.each<[string, readonly Entry[], LabelStatus]>([
    [
      'a disclosure leaves a generated medium generated',
      [action('c2pa.created', 'trainedAlgorithmicMedia')],
      'ai-generated',
    ],
    ['a disclosure makes another source edited', [action('c2pa.created', 'digitalCreation')], 'ai-edited'],
    ['a disclosure makes a capture edited', [action('c2pa.created', 'digitalCapture')], 'ai-edited'],
  ])('weighs them against actions: %s', (_, actions, status) => {
    expect(only(withJson('c2pa.ai-disclosure', {}, actions)).status).toBe(status);
  });

  it('says what metadata say of an ingredient as of any other', () => {
    const parent = manifest({
      label: 'urn:uuid:p',
      assertions: { 'c2pa.metadata': sourceType('trainedAlgorithmicMedia') },
    });
    const active = manifest({ actions: [action('c2pa.opened')], ingredients: [ingredient('parentOf', 'urn:uuid:p')] });
    expect(only(parent, active)).toMatchObject({ status: 'ai-generated', codes: ['not-checked', 'via-parent'] });
  });

  it.each<[string, string]>([
    ['no JSON', '{"Iptc4xmpExt:DigitalSourceType":'],
    ['JSON that is no object', '[1]'],
    ['JSON that is nested too deeply', `{"a":${'['.repeat(2_000)}${']'.repeat(2_000)}}`],
    ['JSON that is too long', `{"a":"${'x'.repeat(LIMITS.c2paJsonBytes)}"}`],
  ])('marks the record as damaged by %s', (_, json) => {
    expect(only(withJson('c2pa.metadata', json))).toMatchObject({
      status: 'labelled-other',
      codes: ['not-checked', 'c2pa-malformed'],
    });
  });
});
