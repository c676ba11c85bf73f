import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { c2pa } from '../../../../utils/engine/marks/c2pa';
import type { LabelStatus } from '../../../../utils/engine/report';
import { action, D, detect, type Entry, fieldsOf, ingredient, manifest, only, store, UPDATE } from './c2pa-builders';

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
