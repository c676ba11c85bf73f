import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../utils/engine/blocks';
import { C2PA_STORE_UUID } from '../../../../utils/engine/decoders/jumbf';
import type { Field } from '../../../../utils/engine/fields';
import { LIMITS } from '../../../../utils/engine/limits';
import { c2pa } from '../../../../utils/engine/marks/c2pa';
import type { Finding, LabelStatus } from '../../../../utils/engine/report';
import { block, box, bytes, type CborInput, cbor, decode, decodeAll, superbox } from '../decoders/build';

const MANIFEST = '63326d6100110010800000aa00389b71';
const UPDATE = '6332756d00110010800000aa00389b71';
const COMPRESSED = '6332636d00110010800000aa00389b71';
const ASSERTIONS = '6332617300110010800000aa00389b71';
const CLAIM = '6332636c00110010800000aa00389b71';
const CBOR = '63626f7200110010800000aa00389b71';
const JSON_UUID = '6a736f6e00110010800000aa00389b71';

const D = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

type Entry = { readonly [key: string]: CborInput };

interface ManifestLayout {
  readonly label?: string;
  readonly uuid?: string;
  /** The entries of its actions assertion; none: no such assertion. */
  readonly actions?: readonly Entry[];
  readonly ingredients?: readonly Entry[];
  /** More assertions by label. */
  readonly assertions?: { readonly [label: string]: CborInput };
  readonly claim?: Entry;
  readonly version?: 1 | 2;
}

function manifest({
  label = 'urn:uuid:active',
  uuid = MANIFEST,
  actions,
  ingredients = [],
  assertions = {},
  claim = {},
  version = 2,
}: ManifestLayout): Uint8Array {
  const suffix = version === 2 ? '.v2' : '';
  const all: (readonly [string, CborInput])[] = [
    ...(actions === undefined ? [] : [[`c2pa.actions${suffix}`, { actions }] as const]),
    ...ingredients.map((of, index) => [`c2pa.ingredient.v3${index === 0 ? '' : `__${index}`}`, of] as const),
    ...Object.entries(assertions),
  ];
  const references = all.map(([name]) => ({ url: `self#jumbf=c2pa.assertions/${name}`, hash: new Uint8Array(32) }));
  const list = version === 2 ? { created_assertions: references } : { assertions: references };
  return superbox(
    uuid,
    label,
    superbox(ASSERTIONS, 'c2pa.assertions', ...all.map(([name, of]) => superbox(CBOR, name, box('cbor', cbor(of))))),
    superbox(
      CLAIM,
      `c2pa.claim${suffix}`,
      box('cbor', cbor({ claim_generator_info: { name: 'Test' }, ...list, ...claim })),
    ),
  );
}

const store = (...manifests: readonly Uint8Array[]): Uint8Array => superbox(C2PA_STORE_UUID, 'c2pa', ...manifests);
const fieldsOf = (payload: Uint8Array, more: Partial<Block> = {}): readonly Field[] =>
  decodeAll(block('jumbf', payload, { place: 'PNG caBX', offset: 41, ...more }));
const detect = (...manifests: readonly Uint8Array[]) => c2pa.detect(fieldsOf(store(...manifests)));

function only(...manifests: readonly Uint8Array[]): Finding {
  const { findings } = detect(...manifests);
  const [finding, ...others] = findings;
  if (finding === undefined || others.length > 0) throw new Error(`There are ${findings.length} findings.`);
  return finding;
}

const action = (name: string, term?: string, more: Entry = {}): Entry => ({
  action: name,
  ...(term === undefined ? {} : { digitalSourceType: D + term }),
  ...more,
});
const ingredient = (relationship: string, label: string, more: Entry = {}): Entry => ({
  relationship,
  activeManifest: { url: `self#jumbf=/c2pa/${label}`, hash: new Uint8Array(32) },
  ...more,
});

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

describe('mark c2pa over ingredients', () => {
  const parent = (...actions: readonly Entry[]): Uint8Array => manifest({ label: 'urn:uuid:parent', actions });
  const generated = parent(action('c2pa.created', 'trainedAlgorithmicMedia', { softwareAgent: 'DALL·E' }));
  const edited = parent(action('c2pa.edited', 'compositeWithTrainedAlgorithmicMedia'));
  const captured = parent(action('c2pa.created', 'digitalCapture'));
  const other = parent(action('c2pa.created', 'composite'));
  const silent = parent(action('c2pa.opened'));

  const opened = [action('c2pa.opened')];
  const human = [action('c2pa.opened'), action('c2pa.edited', 'humanEdits')];
  const byModel = [action('c2pa.opened'), action('c2pa.edited', 'trainedAlgorithmicMedia')];
  const capture = [action('c2pa.created', 'digitalCapture')];
  const composite = [action('c2pa.opened'), action('c2pa.edited', 'composite')];

  it.each<[string, string, Uint8Array, readonly Entry[] | undefined, LabelStatus, ...string[]]>([
    ['a generated parent, opened', 'parentOf', generated, opened, 'ai-generated', 'via-parent'],
    ['a generated parent, no actions', 'parentOf', generated, undefined, 'ai-generated', 'via-parent'],
    ['a generated parent, edited by hand', 'parentOf', generated, human, 'ai-generated', 'via-parent'],
    ['a generated parent, edited by a model', 'parentOf', generated, byModel, 'ai-generated', 'via-parent'],
    [
      'a generated parent under a capture',
      'parentOf',
      generated,
      capture,
      'ai-generated',
      'via-parent',
      'contradictory',
    ],
    ['an edited parent, opened', 'parentOf', edited, opened, 'ai-edited', 'via-parent'],
    ['an edited parent under a capture', 'parentOf', edited, capture, 'ai-edited', 'via-parent'],
    ['a captured parent, opened', 'parentOf', captured, opened, 'captured', 'via-parent'],
    ['a captured parent, edited by hand', 'parentOf', captured, human, 'captured', 'via-parent'],
    ['a captured parent, edited by a model', 'parentOf', captured, byModel, 'ai-edited'],
    ['a captured parent in a composite', 'parentOf', captured, composite, 'labelled-other', 'may-contain-ai'],
    ['another parent, opened', 'parentOf', other, opened, 'labelled-other', 'may-contain-ai', 'via-parent'],
    ['a silent parent', 'parentOf', silent, opened, 'labelled-other'],
    ['a generated component', 'componentOf', generated, opened, 'ai-edited', 'via-component'],
    ['a generated component in a capture', 'componentOf', generated, capture, 'ai-edited', 'via-component'],
    ['an edited component', 'componentOf', edited, opened, 'ai-edited', 'via-component'],
    ['a captured component', 'componentOf', captured, opened, 'labelled-other'],
    ['a generated input', 'inputTo', generated, opened, 'labelled-other', 'has-input'],
    ['an ingredient of no known relationship', 'friendOf', generated, opened, 'labelled-other'],
  ])('judges %s', (_, relationship, theirs, actions, status, ...codes) => {
    const ingredients = [ingredient(relationship, 'urn:uuid:parent')];
    const finding = only(theirs, manifest(actions === undefined ? { ingredients } : { actions, ingredients }));
    expect(finding.status).toBe(status);
    expect(finding.codes).toEqual(['not-checked', ...codes]);
  });

  it('names the tool of the manifest whose statement it is', () => {
    const ingredients = [ingredient('parentOf', 'urn:uuid:parent')];
    expect(only(generated, manifest({ actions: opened, ingredients }))).toMatchObject({
      tool: 'DALL·E',
      fields: { ClaimGenerator: 'Test', DigitalSourceType: `${D}trainedAlgorithmicMedia` },
    });
  });

  it.each<[string, Entry]>([
    ['version 1', { relationship: 'parentOf', c2pa_manifest: { url: 'self#jumbf=/c2pa/urn:uuid:parent' } }],
    [
      'a trailing path',
      { relationship: 'parentOf', c2pa_manifest: { url: 'self#jumbf=/c2pa/urn:uuid:parent/c2pa.claim' } },
    ],
  ])('finds the manifest of an ingredient by its address: %s', (_, of) => {
    const active = manifest({ assertions: { 'c2pa.ingredient': of } });
    expect(only(generated, active).status).toBe('ai-generated');
  });

  it('reads the source type of an ingredient that has no manifest', () => {
    const ingredients = [{ relationship: 'parentOf', digitalSourceType: `${D}trainedAlgorithmicMedia` }];
    expect(only(manifest({ actions: opened, ingredients })).status).toBe('ai-generated');
  });

  it('goes through parents of parents', () => {
    const middle = manifest({
      label: 'urn:uuid:middle',
      actions: opened,
      ingredients: [ingredient('parentOf', 'urn:uuid:parent'), ingredient('inputTo', 'urn:uuid:else')],
    });
    const active = manifest({ actions: opened, ingredients: [ingredient('parentOf', 'urn:uuid:middle')] });
    expect(only(generated, middle, active)).toMatchObject({
      status: 'ai-generated',
      codes: ['not-checked', 'via-parent', 'has-input'],
      fields: { Manifests: '3' },
    });
  });

  it('ignores a component that was taken out again', () => {
    const removed = (parameters: Entry) =>
      only(
        generated,
        manifest({
          actions: [...opened, action('c2pa.placed'), action('c2pa.removed', undefined, { parameters })],
          ingredients: [ingredient('componentOf', 'urn:uuid:parent', { instanceID: 'xmp:iid:1' })],
        }),
      ).status;
    expect(removed({ ingredients: [{ url: 'self#jumbf=c2pa.assertions/c2pa.ingredient.v3' }] })).toBe('labelled-other');
    expect(removed({ instanceId: 'xmp:iid:1' })).toBe('labelled-other');
    expect(removed({ instanceId: 'xmp:iid:2' })).toBe('ai-edited');
  });

  it('ignores manifests that the active one does not reach', () => {
    expect(only(generated, manifest({ actions: opened })).status).toBe('labelled-other');
  });

  it('makes no statement of actions that were redacted', () => {
    const active = (uri: string): Uint8Array =>
      manifest({
        actions: opened,
        ingredients: [ingredient('parentOf', 'urn:uuid:parent')],
        claim: { redacted_assertions: [uri] },
      });
    expect(only(generated, active('self#jumbf=/c2pa/urn:uuid:parent/c2pa.assertions/c2pa.actions.v2'))).toMatchObject({
      status: 'labelled-other',
      codes: ['not-checked', 'actions-redacted'],
    });
    const otherAssertion = 'self#jumbf=/c2pa/urn:uuid:parent/c2pa.assertions/c2pa.thumbnail.claim.jpeg';
    expect(only(generated, active(otherAssertion)).status).toBe('ai-generated');
  });

  it('takes an update manifest for what it updates', () => {
    const update = manifest({
      uuid: UPDATE,
      label: 'urn:uuid:update',
      actions: [action('c2pa.edited.metadata')],
      ingredients: [ingredient('parentOf', 'urn:uuid:parent')],
    });
    expect(only(generated, update).status).toBe('ai-generated');
    // In MP4 the update lies in a store of its own.
    const apart = c2pa.detect([
      ...fieldsOf(store(generated)),
      ...fieldsOf(store(update), { variant: 'update' }),
    ]).findings;
    expect(apart).toMatchObject([{ status: 'ai-generated', fields: { Manifests: '2', StoreOffset: '41, 41' } }]);
    expect(apart[0]?.codes).not.toContain('c2pa-layout');
  });

  it('shows the strongest of several stores in one place, and that there should be one', () => {
    const capture = store(manifest({ actions: [action('c2pa.created', 'digitalCapture')] }));
    const findings = c2pa.detect([...fieldsOf(capture), ...fieldsOf(store(generated)), ...fieldsOf(capture)]).findings;
    expect(findings).toMatchObject([
      { status: 'ai-generated', codes: ['not-checked', 'c2pa-layout'], fields: { Manifests: '1' } },
    ]);
  });

  it('keeps stores of several places apart', () => {
    const update = fieldsOf(store(generated), { place: 'MP4 uuid C2PA', variant: 'update' });
    const { findings } = c2pa.detect([...fieldsOf(store(silent)), ...update]);
    expect(findings.map(({ place, status, codes }) => [place, status, codes])).toEqual([
      ['PNG caBX', 'labelled-other', ['not-checked']],
      ['MP4 uuid C2PA', 'ai-generated', ['not-checked']],
    ]);
  });

  it('ends where manifests name each other in a circle', () => {
    const a = manifest({ label: 'urn:uuid:a', ingredients: [ingredient('parentOf', 'urn:uuid:b')] });
    const b = manifest({
      label: 'urn:uuid:b',
      actions: [action('c2pa.created', 'trainedAlgorithmicMedia')],
      ingredients: [ingredient('parentOf', 'urn:uuid:a'), ingredient('parentOf', 'urn:uuid:b')],
    });
    expect(only(b, a).status).toBe('ai-generated');
  });

  it('stops at a chain that is too long, and says so', () => {
    const chain = (length: number): Uint8Array[] =>
      Array.from({ length }, (_, index) =>
        manifest({
          label: `urn:uuid:${index}`,
          actions: [index === 0 ? action('c2pa.created', 'trainedAlgorithmicMedia') : action('c2pa.opened')],
          ...(index === 0 ? {} : { ingredients: [ingredient('parentOf', `urn:uuid:${index - 1}`)] }),
        }),
      );
    expect(detect(...chain(LIMITS.c2paDepth + 1)).findings).toMatchObject([{ status: 'ai-generated' }]);
    expect(detect(...chain(LIMITS.c2paDepth + 2))).toMatchObject({
      findings: [{ status: 'labelled-other' }],
      problem: { code: 'over-budget' },
    });
  });

  it('reads each manifest once, however many name it', () => {
    // Each of 40 layers names the one below twice: 2^40 ways down.
    const layers = Array.from({ length: 40 }, (_, index) =>
      manifest({
        label: `urn:uuid:${index}`,
        actions: [index === 0 ? action('c2pa.created', 'trainedAlgorithmicMedia') : action('c2pa.opened')],
        ...(index === 0 ? {} : { ingredients: [0, 1].map(() => ingredient('componentOf', `urn:uuid:${index - 1}`)) }),
      }),
    );
    expect(only(...layers).status).toBe('ai-edited');
  });
});

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
    const packed = (whole: Uint8Array, before: string = 'jumb'): Uint8Array =>
      superbox(COMPRESSED, 'urn:uuid:active', box('brob', before, Uint8Array.from(brotliCompressSync(whole))));
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

describe('mark c2pa by reference', () => {
  const xmp = (value: string, body = `dcterms:provenance="${value}"`): readonly Field[] =>
    decodeAll(
      block(
        'xmp',
        bytes(
          `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/" ${body}/></rdf:RDF>`,
        ),
        { place: 'JPEG APP1 XMP' },
      ),
    );

  const xmpElement = (inside: string): readonly Field[] =>
    decodeAll(
      block(
        'xmp',
        bytes(
          `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/">${inside}</rdf:Description></rdf:RDF>`,
        ),
      ),
    );

  it('reports a manifest that lies elsewhere', () => {
    expect(c2pa.detect(xmp('https://example.com/m.c2pa')).findings).toEqual([
      {
        mark: 'c2pa',
        status: 'labelled-other',
        assurance: 'declared',
        place: 'JPEG APP1 XMP',
        codes: ['remote-manifest'],
        fields: { Provenance: 'https://example.com/m.c2pa' },
        deviations: [],
      },
    ]);
  });

  it.each(['self#jumbf=/c2pa/urn:uuid:a', 'urn:uuid:a', 'somewhere', 'https:', 'javascript:alert(1)', ''])(
    'reports none for "%s"',
    (value) => {
      expect(c2pa.detect(xmp(value)).findings).toEqual([]);
    },
  );

  it.each<[string, string]>([
    ['an element', '<dcterms:provenance>\n https://example.com/m.c2pa </dcterms:provenance>'],
    ['rdf:resource', '<dcterms:provenance rdf:resource="https://example.com/m.c2pa"/>'],
    [
      'an item of an array',
      '<dcterms:provenance><rdf:Bag><rdf:li>https://example.com/m.c2pa</rdf:li></rdf:Bag></dcterms:provenance>',
    ],
  ])('reads the address in %s', (_, inside) => {
    expect(c2pa.detect(xmpElement(inside)).findings).toMatchObject([
      { fields: { Provenance: 'https://example.com/m.c2pa' } },
    ]);
  });

  it.each<[string, string]>([
    [
      'an ingredient',
      '<q:Ingredient xmlns:q="http://q/" rdf:parseType="Resource"><dcterms:provenance>https://example.com/m.c2pa</dcterms:provenance></q:Ingredient>',
    ],
    ['a source in the same vocabulary', '<dcterms:source>https://example.com/m.c2pa</dcterms:source>'],
    [
      'the older vocabulary of the same name',
      '<dc:provenance xmlns:dc="http://purl.org/dc/elements/1.1/">https://example.com/m.c2pa</dc:provenance>',
    ],
  ])('reads none in %s', (_, inside) => {
    expect(c2pa.detect(xmpElement(inside)).findings).toEqual([]);
  });

  it('reads the link that came with the medium, and no other relation', () => {
    const link = (relation: string): Field => ({
      kind: 'link',
      place: 'HTTP Link',
      relation,
      target: 'https://example.com/m.c2pa',
    });
    const [finding] = c2pa.detect([link('next'), link('c2pa-manifest')]).findings;
    expect(finding).toMatchObject({ status: 'labelled-other', place: 'HTTP Link', codes: ['remote-manifest'] });
    expect(c2pa.detect([link('next')]).findings).toEqual([]);
    expect(c2pa.detect([link('c2pa-manifest'), ...fieldsOf(store(manifest({})))]).findings).toMatchObject([
      { place: 'PNG caBX' },
    ]);
  });

  it('reports none beside an embedded store', () => {
    const fields = [...xmp('https://example.com/m.c2pa'), ...fieldsOf(store(manifest({})))];
    expect(c2pa.detect(fields).findings.map(({ place }) => place)).toEqual(['PNG caBX']);
  });
});
