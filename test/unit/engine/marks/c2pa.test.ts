import { describe, expect, it } from 'vitest';
import { c2pa } from '../../../../utils/engine/marks/c2pa';
import type { LabelStatus } from '../../../../utils/engine/report';
import { box, cbor, superbox } from '../decoders/build';
import {
  ASSERTIONS,
  action,
  CBOR,
  CLAIM,
  D,
  type Entry,
  fieldsOf,
  MANIFEST,
  manifest,
  only,
  store,
} from './c2pa-builders';

describe('mark c2pa', () => {
  it('reports what the active manifest says, as declared and not checked', () => {
    const payload = store(
      manifest({
        actions: [action('c2pa.created', 'trainedAlgorithmicMedia', { softwareAgent: { name: 'gpt-image' } })],
        claim: {
          claim_generator_info: { name: 'Media Service', version: '2.0' },
          'dc:title': 'image.png',
          'dc:format': 'image/png',
        },
      }),
    );
    expect(c2pa.detect(fieldsOf(payload)).findings).toEqual([
      {
        mark: 'c2pa',
        status: 'ai-generated',
        assurance: 'declared',
        place: 'PNG caBX',
        tool: 'gpt-image',
        codes: ['not-checked'],
        fields: {
          ClaimGenerator: 'Media Service 2.0',
          Title: 'image.png',
          Format: 'image/png',
          DigitalSourceType: `${D}trainedAlgorithmicMedia`,
          Actions: 'created',
          StatementManifest: 'urn:uuid:active',
          Manifests: '1',
          StoreBytes: String(payload.length),
          StoreOffset: '41',
        },
        deviations: [],
      },
    ]);
  });

  it.each<[string, readonly Entry[] | undefined, LabelStatus, ...string[]]>([
    ['created by a model', [action('c2pa.created', 'trainedAlgorithmicMedia')], 'ai-generated'],
    ['opened with a model type', [action('c2pa.opened', 'trainedAlgorithmicMedia')], 'ai-generated'],
    ['data of a model', [action('c2pa.created', 'trainedAlgorithmicData')], 'ai-generated'],
    ['created as a composite', [action('c2pa.created', 'compositeWithTrainedAlgorithmicMedia')], 'ai-edited'],
    ['created as a synthetic composite', [action('c2pa.created', 'compositeSynthetic')], 'ai-edited'],
    ['edited by a model', [action('c2pa.opened'), action('c2pa.edited', 'trainedAlgorithmicMedia')], 'ai-edited'],
    ['edited as the only action', [action('c2pa.edited', 'compositeWithTrainedAlgorithmicMedia')], 'ai-edited'],
    [
      'a watermark after creation by a model',
      [action('c2pa.created', 'trainedAlgorithmicMedia'), action('c2pa.edited', 'trainedAlgorithmicMedia')],
      'ai-generated',
    ],
    [
      'a visible watermark after creation by a model',
      [action('c2pa.created', 'trainedAlgorithmicMedia'), action('c2pa.edited', 'composite')],
      'ai-generated',
    ],
    [
      'a model type on a mechanical action alone',
      [action('c2pa.opened'), action('c2pa.converted', 'trainedAlgorithmicMedia')],
      'ai-edited',
      'genai-type-on-mechanical-action',
    ],
    [
      'a model type on a mechanical action after a capture',
      [action('c2pa.created', 'digitalCapture'), action('c2pa.transcoded', 'trainedAlgorithmicMedia')],
      'captured',
      'genai-type-on-mechanical-action',
    ],
    ['a composite', [action('c2pa.created', 'composite')], 'labelled-other', 'may-contain-ai'],
    ['digital art', [action('c2pa.created', 'digitalArt')], 'labelled-other', 'may-contain-ai'],
    ['a screen capture', [action('c2pa.created', 'screenCapture')], 'labelled-other', 'may-contain-ai'],
    ['a camera', [action('c2pa.created', 'digitalCapture')], 'captured'],
    ['a phone', [action('c2pa.created', 'computationalCapture'), action('c2pa.cropped')], 'captured'],
    [
      'a camera, then a model',
      [action('c2pa.created', 'digitalCapture'), action('c2pa.edited', 'compositeWithTrainedAlgorithmicMedia')],
      'ai-edited',
    ],
    ['a capture type on a later action', [action('c2pa.placed', 'digitalCapture')], 'labelled-other'],
    ['a stitched capture', [action('c2pa.created', 'compositeCapture')], 'labelled-other', 'composite-capture'],
    ['an algorithm', [action('c2pa.created', 'algorithmicMedia')], 'labelled-other'],
    ['a re-encoder', [action('c2pa.opened'), action('c2pa.transcoded', 'algorithmicallyEnhanced')], 'labelled-other'],
    ['an unknown term', [action('c2pa.created', 'trainedHologram')], 'suspected-ai', 'weak-sign'],
    [
      'a description of a generator without source type',
      [action('c2pa.created', undefined, { description: 'AI Generated Image' })],
      'ai-generated',
      'agent-only',
    ],
    [
      'a generator as agent without source type',
      [action('c2pa.created', undefined, { softwareAgent: 'Adobe Firefly/2' })],
      'ai-generated',
      'agent-only',
    ],
    ['a generator that only opened', [action('c2pa.opened', undefined, { softwareAgent: 'Sora' })], 'labelled-other'],
    [
      'a name that only begins alike',
      [action('c2pa.created', undefined, { softwareAgent: 'Soraya' })],
      'labelled-other',
    ],
    [
      'a name that only contains one',
      [action('c2pa.created', undefined, { softwareAgent: 'My Sora' })],
      'labelled-other',
    ],
    [
      'a generator with a source type',
      [action('c2pa.created', 'digitalCreation', { softwareAgent: 'Sora' })],
      'labelled-other',
    ],
    ['opened and cropped', [action('c2pa.opened'), action('c2pa.cropped')], 'labelled-other'],
    ['no actions', undefined, 'labelled-other'],
  ])('judges %s', (_, actions, status, ...codes) => {
    const finding = only(manifest(actions === undefined ? {} : { actions }));
    expect(finding.status).toBe(status);
    expect(finding.codes).toEqual(['not-checked', ...codes]);
  });

  it('reads claims of version 1', () => {
    const actions = [action('c2pa.created', 'trainedAlgorithmicMedia', { softwareAgent: 'DALL·E' })];
    const finding = only(manifest({ version: 1, actions, claim: { claim_generator: 'ChatGPT c2pa-rs/0.28.4' } }));
    expect(finding).toMatchObject({ status: 'ai-generated', tool: 'DALL·E' });
  });

  it.each<[string, Entry, string]>([
    ['a generator with version', { claim_generator_info: { name: 'App', version: '1' } }, 'App'],
    ['a list of infos', { claim_generator_info: [{ name: 'App' }] }, 'App'],
    ['a user-agent string', { claim_generator_info: null, claim_generator: 'App_X/1.0 c2pa-rs/0.2' }, 'App_X'],
    ['a library behind its caller', { claim_generator_info: null, claim_generator: 'App c2pa-rs/0.2' }, 'App'],
    ['a name of several words', { claim_generator_info: null, claim_generator: 'My App/2' }, 'My App'],
  ])('names the claim generator where no agent is named: %s', (_, claim, tool) => {
    expect(only(manifest({ actions: [action('c2pa.opened')], claim })).tool).toBe(tool);
  });

  it('finds the agent by its index', () => {
    const content = {
      softwareAgents: [{ name: 'First' }, { name: 'Second' }],
      actions: [action('c2pa.created', 'trainedAlgorithmicMedia', { softwareAgentIndex: 1 })],
    };
    expect(only(manifest({ assertions: { 'c2pa.actions.v2': content } })).tool).toBe('Second');
  });

  it('does not read assertions that the claim does not name', () => {
    const stray = superbox(
      ASSERTIONS,
      'c2pa.assertions',
      superbox(
        CBOR,
        'c2pa.actions',
        box('cbor', cbor({ actions: [action('c2pa.created', 'trainedAlgorithmicMedia')] })),
      ),
    );
    const claim = superbox(CLAIM, 'c2pa.claim.v2', box('cbor', cbor({ created_assertions: [] })));
    expect(only(superbox(MANIFEST, 'urn:uuid:a', stray, claim)).status).toBe('labelled-other');
  });

  it('takes nothing else for a statement about AI', () => {
    const finding = only(
      manifest({
        actions: [action('c2pa.opened'), action('c2pa.watermarked')],
        assertions: {
          'c2pa.training-mining': { entries: { 'c2pa.ai_generative_training': { use: 'notAllowed' } } },
          'c2pa.soft-binding': { alg: 'trainedAlgorithmicMedia' },
        },
        claim: { claim_generator_info: { name: 'Midjourney' } },
      }),
    );
    expect(finding.status).toBe('labelled-other');
  });
});
