/** InvokeAI in its three generations: `Dream` command lines, `sd-metadata`, `invokeai_metadata`. */
import { isObject, type JsonObject, member } from '../../json';
import type { Entries, Entry } from '../entry';
import { type Parameters, parametersFrom, sizeOf } from '../parameters';
import { type Hit, hit, type ToolRule } from '../rule';

const TOOL = 'InvokeAI';

export const invokeai: ToolRule = {
  match: (entries) => [
    ...entries.named('png', 'dream').flatMap(ofDream),
    ...entries.named('png', 'sd-metadata').flatMap(ofSdMetadata),
    ...ofThirdGeneration(entries),
  ],
};

/** `"prompt [negative]" -s 50 -S 1234 -W512 …`, a blank before the value or not. */
function ofDream(entry: Entry): readonly Hit[] {
  if (!entry.text.startsWith('"')) return [];
  const end = entry.text.indexOf('" -', 1);
  if (end < 0) return [];
  const flags = new Map<string, string>();
  for (const [, flag, value] of entry.text.slice(end + 1, end + 1025).matchAll(/\s-([A-Za-z]{1,2})\s?([\w.]{1,64})/g)) {
    if (flag !== undefined && value !== undefined && !flags.has(flag)) flags.set(flag, value);
  }
  if (flags.size === 0) return [];
  const parameters = parametersFrom({
    prompt: entry.text.slice(1, end),
    steps: flags.get('s'),
    sampler: flags.get('A'),
    cfgScale: flags.get('C'),
    seed: flags.get('S'),
    size: sizeOf(flags.get('W'), flags.get('H')),
  });
  return [hit(entry, TOOL, parameters)];
}

function ofSdMetadata(entry: Entry): readonly Hit[] {
  const metadata = entry.json();
  if (metadata === undefined) return [];
  const application = member(metadata, 'app_id');
  const picture = member(metadata, 'image');
  const image = isObject(picture) ? picture : {};
  const isInvoke = typeof application === 'string' && /invoke/i.test(application);
  if (!isInvoke && !(Object.hasOwn(image, 'prompt') && Object.hasOwn(image, 'seed'))) return [];
  const parameters = parametersFrom({
    prompt: promptOf(member(image, 'prompt')),
    ...settingsOf(image),
    sampler: member(image, 'sampler'),
    model: member(metadata, 'model_weights') ?? member(metadata, 'model'),
    modelHash: member(metadata, 'model_hash'),
    version: member(metadata, 'app_version'),
  });
  return [hit(entry, TOOL, parameters)];
}

/** What the second generation and the third name alike. */
const settingsOf = (object: JsonObject): Parameters => ({
  steps: member(object, 'steps'),
  cfgScale: member(object, 'cfg_scale'),
  seed: member(object, 'seed'),
  size: sizeOf(member(object, 'width'), member(object, 'height')),
});

/** Text, or a list of weighted texts. */
function promptOf(value: unknown): unknown {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(first) ? member(first, 'prompt') : first;
}

/** The graph and the workflow repeat the metadata, and are asked only where it is missing. */
function ofThirdGeneration(entries: Entries): readonly Hit[] {
  const metadata = entries.named('png', 'invokeai_metadata').flatMap((entry) => ofMetadata(entry, entry.json()));
  if (metadata.length > 0) return metadata;
  const graph = entries
    .named('png', 'invokeai_graph')
    .flatMap((entry) => ofMetadata(entry, coreMetadata(entry.json())));
  if (graph.length > 0) return graph;
  return entries.named('png', 'invokeai_workflow').flatMap((entry) => {
    const workflow = entry.json();
    return workflow !== undefined && Array.isArray(member(workflow, 'nodes')) ? [hit(entry, TOOL, {})] : [];
  });
}

function ofMetadata(entry: Entry, metadata: JsonObject | undefined): readonly Hit[] {
  if (metadata === undefined) return [];
  const modelMember = member(metadata, 'model');
  const model = isObject(modelMember) ? modelMember : {};
  const mode = member(metadata, 'generation_mode');
  const isEdit = typeof mode === 'string' && /inpaint|outpaint/.test(mode);
  const parameters = parametersFrom({
    prompt: member(metadata, 'positive_prompt'),
    negativePrompt: member(metadata, 'negative_prompt'),
    ...settingsOf(metadata),
    scheduler: member(metadata, 'scheduler'),
    model: member(model, 'name') ?? member(model, 'model_name'),
    modelHash: member(model, 'hash'),
    version: member(metadata, 'app_version'),
  });
  return [hit(entry, TOOL, parameters, isEdit ? 'ai-edited' : 'ai-generated')];
}

/** The node of a graph that the metadata is made from; its id begins with `core_metadata`. */
function coreMetadata(graph: JsonObject | undefined): JsonObject | undefined {
  const nodes = graph === undefined ? undefined : member(graph, 'nodes');
  const list: readonly (readonly [unknown, unknown])[] = Array.isArray(nodes)
    ? nodes.map((node: unknown) => [isObject(node) ? member(node, 'id') : undefined, node])
    : isObject(nodes)
      ? Object.entries(nodes)
      : [];
  const found = list.find(([id]) => typeof id === 'string' && id.startsWith('core_metadata'))?.[1];
  return isObject(found) ? found : undefined;
}
