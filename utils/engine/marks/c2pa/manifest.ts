/** C2PA manifests as data: claim, actions and ingredients out of the box tree. Nothing is hashed or verified here. */
import type { CborMap, CborValue } from '../../cbor';
import { COMPRESSED_MANIFEST_UUID, type JumbfSuperbox } from '../../jumbf-boxes';
import { LIMITS } from '../../limits';
import { type SourceType, sourceTypeOfUri } from '../digital-source-type';
import type { IptcProperty } from '../iptc-properties';
import { contentMap, list, map, text } from './content';
import { iptcPropertiesOf, METADATA_KINDS } from './metadata';
import { readSoftBinding, SOFT_BINDING_KIND, type SoftBinding } from './soft-bindings';

/**
 * Description UUIDs of manifests (C2PA 2.1 11.1.4.3): standard, the same as drafts had it, update, and one that could
 * not be unpacked.
 */
const MANIFEST_UUIDS = new Set([
  '63326d6100110010800000aa00389b71',
  '63326d6400110010800000aa00389b71',
  '6332756d00110010800000aa00389b71',
  COMPRESSED_MANIFEST_UUID,
]);

export interface Action {
  readonly name: string;
  readonly sourceType: SourceType | null;
  readonly sourceTypeText: string | undefined;
  readonly agent: string | undefined;
  readonly description: string;
  /** Assertion labels and instance identifiers of the ingredients that it is about. */
  readonly ingredients: readonly string[];
}

export interface Ingredient {
  /** Label of its assertion, by which actions name it. */
  readonly label: string;
  readonly instanceId: string | undefined;
  readonly relationship: string;
  /** Label of its manifest in the store. */
  readonly manifest: string | undefined;
  /** What it says of an ingredient that has no manifest (ingredient v3). */
  readonly sourceType: SourceType | null;
}

export interface Manifest {
  readonly label: string;
  /** The claim generator with its version, as the claim has it. */
  readonly generator: string | undefined;
  readonly generatorName: string | undefined;
  readonly title: string | undefined;
  readonly format: string | undefined;
  readonly actions: readonly Action[];
  readonly ingredients: readonly Ingredient[];
  /** Of its metadata assertions. */
  readonly iptcProperties: readonly IptcProperty[];
  /** It has an assertion that discloses the use of AI (C2PA 2.4, `c2pa.ai-disclosure`). */
  readonly disclosure: Disclosure | undefined;
  /** No statement about AI. */
  readonly softBindings: readonly SoftBinding[];
  /** JUMBF addresses of assertions that this claim removed from earlier manifests. */
  readonly redactions: readonly string[];
  /** An assertion that the status rests on could not be decoded. */
  readonly isDamaged: boolean;
}

export interface Disclosure {
  readonly modelName: string | undefined;
}

/** Why a manifest cannot be read. */
export type ManifestFault = 'malformed' | 'prerelease' | 'compressed';

/** The manifest boxes of a store in order; the last one is the active manifest (C2PA 2.1 11.1.4.2). */
export function manifestBoxes(store: JumbfSuperbox): readonly JumbfSuperbox[] {
  return store.superboxes.filter(({ uuid }) => MANIFEST_UUIDS.has(uuid));
}

export function readManifest(box: JumbfSuperbox): Manifest | ManifestFault {
  if (box.uuid === COMPRESSED_MANIFEST_UUID) return 'compressed';
  const claimBox = box.superboxes.find(({ label }) => label === 'c2pa.claim' || label === 'c2pa.claim.v2');
  if (claimBox === undefined) return 'malformed';
  // Before version 1.0 claims were JSON.
  if (claimBox.contents.some(({ type }) => type === 'json')) return 'prerelease';
  const claim = contentMap(claimBox);
  if (claim === undefined) return 'malformed';
  const assertions = claimedAssertions(box, claim);
  return {
    label: box.label,
    ...claimGenerator(claim),
    title: text(claim.get('dc:title')),
    format: text(claim.get('dc:format')),
    ...readAssertions(assertions),
    softBindings: readSoftBindings(assertions, claim.get('alg_soft')),
    redactions: list(claim.get('redacted_assertions')).filter((uri) => typeof uri === 'string'),
  };
}

type Assertions = Pick<Manifest, 'actions' | 'ingredients' | 'iptcProperties' | 'disclosure' | 'isDamaged'>;

function readAssertions(assertions: readonly JumbfSuperbox[]): Assertions {
  const actions: Action[] = [];
  const ingredients: Ingredient[] = [];
  const iptcProperties: IptcProperty[] = [];
  let disclosure: Disclosure | undefined;
  let isDamaged = false;
  for (const assertion of assertions) {
    const kind = assertionKind(assertion.label);
    if (!READ_KINDS.has(kind)) continue;
    const content = contentMap(assertion);
    if (content === undefined) isDamaged = true;
    else if (kind === 'c2pa.actions') actions.push(...readActions(content));
    else if (kind === 'c2pa.ingredient') ingredients.push(readIngredient(assertion.label, content));
    else if (kind === 'c2pa.ai-disclosure') disclosure ??= { modelName: text(content.get('modelName')) };
    else iptcProperties.push(...iptcPropertiesOf(content));
  }
  return { actions, ingredients, iptcProperties, disclosure, isDamaged };
}

/** One that cannot be read is passed over: no status rests on it. */
function readSoftBindings(assertions: readonly JumbfSuperbox[], standard: CborValue): readonly SoftBinding[] {
  return assertions
    .filter(({ label }) => assertionKind(label) === SOFT_BINDING_KIND)
    .slice(0, LIMITS.softBindingAssertions)
    .flatMap((assertion) => {
      const content = contentMap(assertion);
      const binding = content && readSoftBinding(content, standard);
      return binding === undefined ? [] : [binding];
    });
}

/**
 * Assertions that a status rests on. Vendors' own (`c2pa.ai_generated_content`, `c2pa.content-origin`) are no part of
 * the standard, wishes about training (`c2pa.training-mining`) say nothing of how the medium was made.
 */
const READ_KINDS = new Set(['c2pa.actions', 'c2pa.ingredient', 'c2pa.ai-disclosure', ...METADATA_KINDS]);

/** The assertions that the claim names; others in the store are not part of what was signed. */
function claimedAssertions(box: JumbfSuperbox, claim: CborMap): readonly JumbfSuperbox[] {
  const claimed = new Set<string>();
  for (const key of ['assertions', 'created_assertions', 'gathered_assertions']) {
    for (const reference of list(claim.get(key))) {
      const url = text(map(reference)?.get('url'));
      if (url !== undefined) claimed.add(lastSegment(url));
    }
  }
  const stores = box.superboxes.filter(({ label }) => label === 'c2pa.assertions');
  return stores.flatMap(({ superboxes }) => superboxes.filter(({ label }) => claimed.has(label)));
}

/** `c2pa.actions.v2__1` → `c2pa.actions`. */
function assertionKind(label: string): string {
  return label.replace(/__\d+$/, '').replace(/\.v\d+$/, '');
}

function readActions(content: CborMap): readonly Action[] {
  const agents = list(content.get('softwareAgents'));
  const actions: Action[] = [];
  for (const entry of list(content.get('actions'))) {
    const action = map(entry);
    const name = text(action?.get('action'));
    if (action === undefined || name === undefined) continue;
    const sourceTypeText = text(action.get('digitalSourceType'))?.trim();
    const index = action.get('softwareAgentIndex');
    actions.push({
      name,
      sourceTypeText,
      sourceType: sourceTypeText === undefined ? null : sourceTypeOfUri(sourceTypeText),
      agent: agentName(action.get('softwareAgent') ?? (typeof index === 'number' ? agents[index] : undefined)),
      description: text(action.get('description')) ?? '',
      ingredients: actionIngredients(action),
    });
  }
  return actions;
}

/** A string in version 1 of the assertion, a map with name and version in version 2. */
function agentName(agent: CborValue): string | undefined {
  return text(agent) ?? text(map(agent)?.get('name'));
}

function actionIngredients(action: CborMap): readonly string[] {
  const parameters = map(action.get('parameters'));
  if (parameters === undefined) return [];
  const references = [...list(parameters.get('ingredients')), parameters.get('ingredient')];
  const urls = references.map((reference) => text(map(reference)?.get('url'))).filter((url) => url !== undefined);
  const ids = [action.get('instanceId'), parameters.get('instanceId'), ...list(parameters.get('ingredientIds'))];
  return [...urls.map(lastSegment), ...ids.filter((id) => typeof id === 'string')];
}

function readIngredient(label: string, content: CborMap): Ingredient {
  const reference = map(content.get('activeManifest') ?? content.get('c2pa_manifest'));
  const url = text(reference?.get('url'));
  const sourceType = text(content.get('digitalSourceType'));
  return {
    label,
    instanceId: text(content.get('instanceID')),
    relationship: text(content.get('relationship')) ?? '',
    manifest: url === undefined ? undefined : manifestLabel(url),
    sourceType: sourceType === undefined ? null : sourceTypeOfUri(sourceType),
  };
}

/** `self#jumbf=/c2pa/LABEL/…` → `LABEL` (C2PA 2.1 8.3). */
function manifestLabel(url: string): string | undefined {
  const segments = url
    .slice(url.indexOf('=') + 1)
    .split('/')
    .filter((segment) => segment !== '');
  return segments[0] === 'c2pa' ? segments[1] : segments[0];
}

function lastSegment(url: string): string {
  return url.slice(Math.max(url.lastIndexOf('/'), url.lastIndexOf('=')) + 1);
}

/** Version 1 of the claim has a user-agent string and a list of infos, version 2 one map. */
function claimGenerator(claim: CborMap): Pick<Manifest, 'generator' | 'generatorName'> {
  const info = claim.get('claim_generator_info');
  const first = map(info) ?? map(list(info)[0]);
  const name = text(first?.get('name'));
  const generator = name ?? text(claim.get('claim_generator'));
  const version = text(first?.get('version')) ?? '';
  return {
    generator: name === undefined || version === '' ? generator : `${name} ${version}`,
    generatorName: generator === undefined ? undefined : productName(generator),
  };
}

/** `ChatGPT c2pa-rs/0.28.4` → `ChatGPT`: the first product of a user-agent string, without its version. */
function productName(generator: string): string {
  const slash = generator.indexOf('/');
  if (slash < 0) return generator;
  const head = generator.slice(0, slash);
  const blank = head.lastIndexOf(' ');
  return blank > 0 && LIBRARIES.has(head.slice(blank + 1)) ? head.slice(0, blank) : head;
}

/** Signing libraries that put themselves behind their caller's name. */
const LIBRARIES = new Set(['c2pa-rs', 'c2patool', 'adobe_c2pa', 'c2pa-js', 'c2pa-node', 'c2pa']);
