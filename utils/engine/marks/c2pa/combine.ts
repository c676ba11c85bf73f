/** The statement of a manifest together with its ingredients: parents are the same medium, components parts of it. */
import type { JumbfSuperbox } from '../../jumbf-boxes';
import { LIMITS } from '../../limits';
import { compareStatus } from '../../verdict';
import { type Action, type Ingredient, type Manifest, type ManifestFault, readManifest } from './manifest';
import { NO_STATEMENT, ownStatement, type Statement } from './own-statement';
import type { SoftBinding } from './soft-bindings';

export interface Combined {
  readonly statement: Statement;
  /** Of the medium itself, in all states that the store has of it. */
  readonly softBindings: readonly SoftBinding[];
  /** A bound stopped the walk over the ingredients. */
  readonly isCut: boolean;
}

/**
 * @param boxes Manifest boxes by label; labels may come in any order and name each other in circles.
 */
export function combineStatements(active: Manifest, boxes: ReadonlyMap<string, JumbfSuperbox>): Combined {
  /** `null` while a manifest is being read: a circle says nothing new. */
  const known = new Map<string, Statement | null>();
  const manifests = new Map<string, Manifest>();
  /** Labels of manifests whose actions were removed. */
  const redacted = new Set<string>();
  let isCut = false;

  const ofLabel = (label: string, depth: number): Statement => {
    const before = known.get(label);
    if (before !== undefined) return before ?? NO_STATEMENT;
    const box = boxes.get(label);
    if (box === undefined) return NO_STATEMENT;
    if (known.size >= LIMITS.c2paManifests || depth > LIMITS.c2paDepth) {
      isCut = true;
      return NO_STATEMENT;
    }
    known.set(label, null);
    const manifest = readManifest(box);
    if (!isFault(manifest)) manifests.set(label, manifest);
    const statement = isFault(manifest) ? NO_STATEMENT : ofManifest(manifest, depth);
    known.set(label, statement);
    return statement;
  };

  const ofManifest = (manifest: Manifest, depth: number): Statement => {
    for (const label of manifest.redactions.flatMap(manifestsOfActions)) redacted.add(label);
    const own: Statement = redacted.has(manifest.label)
      ? { ...NO_STATEMENT, codes: ['actions-redacted'] }
      : { ...ownStatement(manifest), manifest: manifest.label };
    const removed = new Set(manifest.actions.flatMap(removedIngredients));
    let combined = own;
    for (const ingredient of manifest.ingredients) {
      const theirs =
        ingredient.manifest !== undefined && boxes.has(ingredient.manifest)
          ? ofLabel(ingredient.manifest, depth + 1)
          : { ...NO_STATEMENT, status: ingredient.sourceType?.status ?? null };
      if (ingredient.relationship === 'parentOf') combined = withParent(combined, own, theirs);
      else if (ingredient.relationship === 'componentOf') {
        if (!isRemoved(ingredient, removed)) combined = withComponent(combined, theirs);
      } else if (ingredient.relationship === 'inputTo') combined = withCodes(combined, 'has-input');
    }
    return combined;
  };

  known.set(active.label, null);
  const statement = ofManifest(active, 0);
  return { statement, softBindings: softBindingsOf(active, manifests), isCut };
}

export function isFault(manifest: Manifest | ManifestFault): manifest is ManifestFault {
  return typeof manifest === 'string';
}

/** The same picture in an earlier state. */
function withParent(combined: Statement, own: Statement, parent: Statement): Statement {
  const inherit = (...codes: readonly string[]): Statement =>
    withCodes({ ...parent, codes: union(combined.codes, parent.codes) }, 'via-parent', ...codes);
  switch (parent.status) {
    case 'ai-generated':
      // Cropped, converted or retouched, it stays what it was.
      if (combined.status === 'ai-generated') return combined;
      return own.status === 'captured' ? inherit('contradictory') : inherit();
    case 'ai-edited':
    case 'possibly-ai':
    case 'suspected-ai':
      if (combined.status !== null && compareStatus(combined.status, parent.status) <= 0) {
        return combined;
      }
      return inherit();
    case 'captured': {
      const mayContainAi = own.codes.includes('may-contain-ai');
      const isSilent = combined.status === null || (combined.status === 'labelled-other' && !mayContainAi);
      return isSilent ? inherit() : combined;
    }
    case 'labelled-other':
      return combined.status === null ? inherit() : combined;
    case null:
      return parent.codes.includes('actions-redacted') ? withCodes(combined, 'actions-redacted') : combined;
  }
}

/** Something that was placed into the picture: AI in a part makes the whole edited with AI, no more. */
function withComponent(combined: Statement, component: Statement): Statement {
  if (component.status !== 'ai-generated' && component.status !== 'ai-edited') return combined;
  if (combined.status === 'ai-generated' || combined.status === 'ai-edited') {
    return combined.status === 'ai-edited' ? withCodes(combined, 'via-component') : combined;
  }
  return {
    status: 'ai-edited',
    codes: union(combined.codes, ['via-component']),
    agent: component.agent,
    sourceType: component.sourceType,
    ...(component.manifest === undefined ? {} : { manifest: component.manifest }),
  };
}

/** Ingredients that an action takes out again, by label or instance identifier. */
/**
 * Those of the medium itself: of its manifest and of its earlier states, never of a component.
 * @param manifests Those that were read, by label; they may name each other in circles.
 */
function softBindingsOf(active: Manifest, manifests: ReadonlyMap<string, Manifest>): readonly SoftBinding[] {
  const states = new Set([active]);
  for (const { ingredients } of states) {
    for (const { relationship, manifest } of ingredients) {
      const earlier = manifest === undefined ? undefined : manifests.get(manifest);
      if (relationship === 'parentOf' && earlier !== undefined) states.add(earlier);
    }
  }
  return [...states].flatMap(({ softBindings }) => softBindings);
}

const removedIngredients = ({ name, ingredients }: Action): readonly string[] =>
  name === 'c2pa.removed' ? ingredients : [];

const isRemoved = ({ label, instanceId }: Ingredient, removed: ReadonlySet<string>): boolean =>
  removed.has(label) || (instanceId !== undefined && removed.has(instanceId));

/** What the address of an assertion of actions can name as its manifest: `self#jumbf=/c2pa/LABEL/c2pa.assertions/…`. */
function manifestsOfActions(uri: string): readonly string[] {
  const segments = uri.split('/');
  return segments.at(-1)?.startsWith('c2pa.actions') ? segments : [];
}

function withCodes(statement: Statement, ...codes: readonly string[]): Statement {
  return { ...statement, codes: union(statement.codes, codes) };
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}
