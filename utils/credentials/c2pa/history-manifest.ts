/** One manifest of the library's account, as far as people read it. Whatever is not as it should be is left out. */

import { LIMITS } from '@/utils/engine/limits';
import { sourceTypeOfUri } from '@/utils/engine/marks/digital-source-type';
import { isObject, type JsonObject, member } from '@/utils/engine/marks/json';
import { visibleText } from '@/utils/engine/strings';
import { HISTORY_LIMITS } from './history-limits';

export interface HistoryAction {
  /** As it is written: `c2pa.created`, or a vendor's own; empty where it has none. */
  readonly name: string;
  /** Term of the vocabulary, or what stands in its place. */
  readonly sourceType?: string;
  /** The software that acted. */
  readonly agent?: string;
  /** When, by its own account. */
  readonly when?: string;
  readonly description?: string;
}

export interface ManifestAccount {
  /** The subject's organisation of the certificate, else its name. */
  readonly signer?: string;
  /** Only where a time stamp validated. */
  readonly signedAt?: string;
  /** The software that wrote the manifest, with its version. */
  readonly generators: readonly string[];
  readonly title?: string;
  readonly format?: string;
  /** Name of the resource. */
  readonly thumbnail?: string;
  readonly actions: readonly HistoryAction[];
  readonly ingredients: readonly IngredientAccount[];
  /** Actions and ingredients that a limit left out. */
  readonly leftOut: number;
}

export interface IngredientAccount {
  /** `parentOf`, `componentOf`, `inputTo` (C2PA 2.1 10.3.2.2), or as it is written. */
  readonly relationship: string;
  readonly title?: string;
  readonly format?: string;
  readonly sourceType?: string;
  readonly thumbnail?: string;
  /** Label of its manifest. */
  readonly manifest?: string;
}

/** @param account One manifest as the library writes it. */
export function readAccount(account: unknown): ManifestAccount {
  const manifest = objectOf(account);
  const signature = objectOf(member(manifest, 'signature_info'));
  const actions = listOf(member(manifest, 'assertions')).flatMap(actionsOf);
  const ingredients = listOf(member(manifest, 'ingredients'));
  const told = {
    actions: actions.slice(0, HISTORY_LIMITS.actions).map(actionOf),
    ingredients: ingredients.slice(0, HISTORY_LIMITS.ingredients).map(ingredientOf),
  };
  return {
    ...present({
      signer: name(member(signature, 'issuer')) ?? name(member(signature, 'common_name')),
      signedAt: name(member(signature, 'time')),
      title: name(member(manifest, 'title')),
      format: name(member(manifest, 'format')),
      thumbnail: resourceName(member(manifest, 'thumbnail')),
    }),
    generators: generatorsOf(manifest),
    ...told,
    leftOut: actions.length - told.actions.length + ingredients.length - told.ingredients.length,
  };
}

function generatorsOf(manifest: JsonObject): readonly string[] {
  const infos = listOf(member(manifest, 'claim_generator_info')).slice(0, HISTORY_LIMITS.generators);
  const named = infos.map(softwareOf).filter((software) => software !== undefined);
  const older = name(member(manifest, 'claim_generator'));
  return named.length > 0 || older === undefined ? named : [older];
}

const ACTIONS = /^c2pa\.actions(?:\.v\d+)?(?:__\d+)?$/;

/** An action as it is written, with the software that its assertion lists (C2PA 2.1 18.15.9). */
interface WrittenAction {
  readonly action: JsonObject;
  readonly agents: readonly unknown[];
}

function actionsOf(assertion: unknown): readonly WrittenAction[] {
  const { label, data } = objectOf(assertion);
  if (typeof label !== 'string' || !ACTIONS.test(label) || !isObject(data)) return [];
  const agents = listOf(member(data, 'softwareAgents'));
  return listOf(member(data, 'actions'))
    .filter(isObject)
    .map((action) => ({ action, agents }));
}

function actionOf({ action, agents }: WrittenAction): HistoryAction {
  const index = member(action, 'softwareAgentIndex');
  return {
    name: name(member(action, 'action')) ?? '',
    ...present({
      sourceType: sourceTypeTerm(member(action, 'digitalSourceType')),
      agent: softwareOf(member(action, 'softwareAgent') ?? (typeof index === 'number' ? agents[index] : undefined)),
      when: name(member(action, 'when')),
      description: text(member(action, 'description'), HISTORY_LIMITS.description),
    }),
  };
}

function ingredientOf(entry: unknown): IngredientAccount {
  const ingredient = objectOf(entry);
  const manifest = member(ingredient, 'active_manifest');
  return {
    relationship: name(member(ingredient, 'relationship')) ?? '',
    ...present({
      title: name(member(ingredient, 'title')),
      format: name(member(ingredient, 'format')),
      sourceType: sourceTypeTerm(member(ingredient, 'digitalSourceType')),
      thumbnail: resourceName(member(ingredient, 'thumbnail')),
      manifest: typeof manifest === 'string' ? manifest : undefined,
    }),
  };
}

/** A name, or a name with its version (C2PA 2.1 10.2.3): both are written. */
function softwareOf(value: unknown): string | undefined {
  if (!isObject(value)) return name(value);
  const own = text(member(value, 'name'), LIMITS.reportName);
  const version = text(member(value, 'version'), LIMITS.reportName);
  return own === undefined || version === undefined ? own : `${own} ${version}`;
}

const sourceTypeTerm = (value: unknown): string | undefined =>
  typeof value === 'string' ? name(sourceTypeOfUri(value)?.term) : undefined;

const resourceName = (value: unknown): string | undefined => {
  const identifier = member(objectOf(value), 'identifier');
  return typeof identifier === 'string' ? identifier : undefined;
};

const name = (value: unknown): string | undefined => text(value, LIMITS.reportName);

const text = (value: unknown, limit: number): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? visibleText(value.trim(), limit) : undefined;

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Without what is not there. */
const present = <Member extends string>(
  members: Readonly<Record<Member, string | undefined>>,
): { readonly [name in Member]?: string } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [name in Member]?: string;
  };
