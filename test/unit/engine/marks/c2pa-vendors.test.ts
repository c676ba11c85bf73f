import { describe, expect, it } from 'vitest';
import type { LabelStatus } from '../../../../utils/engine/report';
import { action, type Entry, ingredient, type ManifestLayout, manifest, only } from './c2pa-builders';

/** Shapes of real writers' manifests, names of certificates left out: they say nothing. */
describe('mark c2pa on what vendors write', () => {
  const created = (term: string | undefined, more: Entry = {}): Entry => action('c2pa.created', term, more);
  const trained = 'trainedAlgorithmicMedia';
  const parentOf = [ingredient('parentOf', 'urn:uuid:parent')];
  const parent = (layout: ManifestLayout): Uint8Array => manifest({ label: 'urn:uuid:parent', ...layout });

  it.each<[string, readonly Uint8Array[], LabelStatus, string | undefined, ...string[]]>([
    [
      'DALL·E of 2024: an inner manifest, and an outer one without actions',
      [
        parent({
          version: 1,
          actions: [created(trained, { softwareAgent: 'DALL·E' }), action('c2pa.converted')],
          claim: { claim_generator_info: null, claim_generator: 'OpenAI-API c2pa-rs/0.28.4' },
        }),
        manifest({
          version: 1,
          ingredients: parentOf,
          claim: { claim_generator_info: null, claim_generator: 'ChatGPT c2pa-rs/0.28.4' },
        }),
      ],
      'ai-generated',
      'DALL·E',
      'via-parent',
    ],
    [
      'ChatGPT of 2025: opened over an inner manifest',
      [
        parent({ actions: [created(trained, { softwareAgent: { name: 'GPT-4o' } }), action('c2pa.converted')] }),
        manifest({ actions: [action('c2pa.opened')], ingredients: parentOf }),
      ],
      'ai-generated',
      'GPT-4o',
      'via-parent',
    ],
    [
      'Gemini of 2026: an invisible and a visible watermark after the creation',
      [
        manifest({
          actions: [
            created(trained, { description: 'Created by Google Generative AI.' }),
            action('c2pa.edited', trained, { description: 'Applied imperceptible SynthID watermark.' }),
            action('c2pa.edited', 'composite', { description: 'Added visible watermark' }),
          ],
        }),
      ],
      'ai-generated',
      'Test',
    ],
    [
      'Gemini’s delivery: transcoded, with a prompt’s picture as input',
      [
        manifest({ label: 'urn:uuid:prompt', actions: [created('digitalCapture')] }),
        parent({ actions: [created(trained)], ingredients: [ingredient('inputTo', 'urn:uuid:prompt')] }),
        manifest({
          actions: [action('c2pa.opened'), action('c2pa.transcoded', 'algorithmicallyEnhanced')],
          ingredients: parentOf,
        }),
      ],
      'ai-generated',
      'Test',
      'has-input',
      'via-parent',
    ],
    [
      'Photoshop’s generative fill as an edit of a capture',
      [
        parent({ actions: [created('digitalCapture')] }),
        manifest({
          actions: [action('c2pa.opened'), action('c2pa.edited', 'compositeWithTrainedAlgorithmicMedia')],
          ingredients: parentOf,
        }),
      ],
      'ai-edited',
      'Test',
    ],
    [
      'Photoshop’s generative fill as a component',
      [
        manifest({ label: 'urn:uuid:fill', actions: [created(trained, { softwareAgent: 'Adobe Firefly' })] }),
        manifest({
          actions: [action('c2pa.opened'), action('c2pa.placed')],
          ingredients: [ingredient('componentOf', 'urn:uuid:fill')],
        }),
      ],
      'ai-edited',
      'Adobe Firefly',
      'via-component',
    ],
    [
      'Photoshop’s plain edits',
      [manifest({ actions: [action('c2pa.opened'), action('c2pa.cropped'), action('c2pa.resized')] })],
      'labelled-other',
      'Test',
    ],
    ['Adobe Stock’s delivery', [manifest({ actions: [action('adobe.delivered')] })], 'labelled-other', 'Test'],
    [
      'Bing Image Creator of 2024: an agent and a description, no source type',
      [
        manifest({
          version: 1,
          actions: [
            created(undefined, {
              softwareAgent: 'Image Creator from Designer',
              description: 'AI Generated Image',
            }),
          ],
        }),
      ],
      'ai-generated',
      'Image Creator from Designer',
      'agent-only',
    ],
    [
      'Galaxy Photo assist: an edit as the only action',
      [
        manifest({
          version: 1,
          actions: [action('c2pa.edited', 'compositeWithTrainedAlgorithmicMedia', { softwareAgent: 'Photo assist' })],
        }),
      ],
      'ai-edited',
      'Photo assist',
    ],
    [
      'FLUX: beside assertions of its own',
      [
        manifest({
          actions: [created(trained, { softwareAgent: { name: 'Flux.2' } })],
          assertions: { 'c2pa.ai_generated_content': { value: true }, 'c2pa.creation-tool': { name: 'x' } },
        }),
      ],
      'ai-generated',
      'Flux.2',
    ],
    [
      'a recording that was edited over one that was generated',
      [
        parent({ actions: [created(trained, { softwareAgent: 'ElevenLabs' })] }),
        manifest({
          actions: [action('c2pa.opened'), action('c2pa.edited', 'compositeWithTrainedAlgorithmicMedia')],
          ingredients: parentOf,
        }),
      ],
      'ai-generated',
      'ElevenLabs',
      'via-parent',
    ],
    [
      'a broadcaster over a camera, all actions included',
      [
        parent({ actions: [created('digitalCapture', { softwareAgent: 'SONY_CAMERA' })] }),
        manifest({
          assertions: {
            'c2pa.actions.v2': {
              allActionsIncluded: true,
              actions: [action('c2pa.opened'), action('c2pa.watermarked'), action('c2pa.published')],
            },
          },
          ingredients: parentOf,
        }),
      ],
      'captured',
      'SONY_CAMERA',
      'via-parent',
    ],
    [
      'a draft’s manifest type',
      [manifest({ uuid: '63326d6400110010800000aa00389b71', actions: [created(trained)] })],
      'ai-generated',
      'Test',
    ],
  ])('%s', (_, manifests, status, tool, ...codes) => {
    const finding = only(...manifests);
    expect([finding.status, finding.tool]).toEqual([status, tool]);
    expect([...(finding.codes ?? [])].sort()).toEqual(['not-checked', ...codes].sort());
  });
});
