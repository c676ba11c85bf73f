/** Prompt, seed, model and settings of an executed ComfyUI graph, followed along its links. */
import { type JsonObject, member } from '../json';
import type { Graph, GraphNode } from './comfy-graph';
import { wordsOf } from './comfy-status';
import { type Parameters, parametersFrom, sizeOf } from './parameters';

type Scalar = string | number;

const TEXT_INPUTS = [
  'text',
  'text_g',
  'text_l',
  'clip_l',
  't5xxl',
  'prompt',
  'string',
  'value',
  'populated_text',
  'wildcard_text',
];
const MODEL_INPUTS = ['ckpt_name', 'unet_name', 'model_name', 'model'];
/** Links followed for one value: graphs from bad data have cycles, and each node is met once. */
const MAX_LINKS = 64;

export function graphParameters(graph: Graph): Parameters {
  if (graph.form === 'workflow') return {};
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const sampler = samplerOf(graph.nodes);
  const model = graph.nodes.find((node) => isModelLoader(node.type));
  const latent = graph.nodes.find((node) => includesWords(node.type, 'empty', 'latent'));
  const linkedFrom = remembered((node: GraphNode) =>
    Object.values(node.inputs)
      .slice(0, MAX_LINKS)
      .map((input) => linked(byId, input))
      .filter((next) => next !== undefined),
  );
  const along = (links: readonly string[], inputs: readonly string[], isWanted = isScalar): Scalar | undefined =>
    sampler === undefined ? undefined : search({ byId, linkedFrom }, sampler, links, inputs, isWanted);
  return parametersFrom({
    prompt: along(['positive', 'guider', 'conditioning'], TEXT_INPUTS, isText),
    negativePrompt: along(['negative'], TEXT_INPUTS, isText),
    steps: along(['steps', 'sigmas'], ['steps', 'value', 'int']),
    sampler: along(['sampler_name', 'sampler'], ['sampler_name'], isText),
    scheduler: along(['scheduler', 'sigmas'], ['scheduler'], isText),
    cfgScale: along(['cfg', 'guider'], ['cfg', 'value', 'float']),
    seed: along(['seed', 'noise_seed', 'noise'], ['noise_seed', 'seed', 'value', 'int']),
    model: model === undefined ? undefined : firstScalar(model.inputs, MODEL_INPUTS, isText),
    size: latent === undefined ? undefined : sizeOf(member(latent.inputs, 'width'), member(latent.inputs, 'height')),
  });
}

/** The node with prompts on its inputs, before any other that has a seed. */
const samplerOf = (nodes: readonly GraphNode[]): GraphNode | undefined =>
  nodes.find(
    ({ inputs }) => Object.hasOwn(inputs, 'guider') || (Object.hasOwn(inputs, 'positive') && hasSeed(inputs)),
  ) ?? nodes.find(({ inputs }) => hasSeed(inputs));

const hasSeed = (inputs: JsonObject): boolean =>
  ['seed', 'noise_seed', 'noise'].some((name) => Object.hasOwn(inputs, name));

const includesWords = (type: string, ...wanted: readonly string[]): boolean => {
  const words = wordsOf(type);
  return wanted.every((word) => words.includes(word));
};

const isModelLoader = (type: string): boolean =>
  includesWords(type, 'checkpoint', 'loader') || includesWords(type, 'unet', 'loader');

const isText = (value: unknown): value is string => typeof value === 'string';
const isScalar = (value: unknown): value is Scalar => typeof value === 'string' || typeof value === 'number';

const firstScalar = (
  inputs: JsonObject,
  names: readonly string[],
  isWanted: (value: unknown) => value is Scalar,
): Scalar | undefined => names.map((name) => member(inputs, name)).find(isWanted);

/** One search after the other comes by the same nodes, and listing the inputs of one can be costly. */
function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

interface Links {
  readonly byId: ReadonlyMap<string, GraphNode>;
  readonly linkedFrom: (node: GraphNode) => readonly GraphNode[];
}

/**
 * The first wanted value on the sampler itself, or on the nodes that it links to by `links`, then on theirs. A link is
 * `[node id, output]`.
 */
function search(
  { byId, linkedFrom }: Links,
  sampler: GraphNode,
  links: readonly string[],
  inputs: readonly string[],
  isWanted: (value: unknown) => value is Scalar,
): Scalar | undefined {
  const own = firstScalar(
    sampler.inputs,
    inputs.filter((name) => links.includes(name) || name === 'noise_seed'),
    isWanted,
  );
  if (own !== undefined) return own;
  const queue = links.map((name) => linked(byId, member(sampler.inputs, name))).filter((node) => node !== undefined);
  const seen = new Set<GraphNode>([sampler]);
  while (queue.length > 0 && seen.size <= MAX_LINKS) {
    const node = queue.shift();
    if (node === undefined || seen.has(node)) continue;
    seen.add(node);
    const value = firstScalar(node.inputs, inputs, isWanted);
    if (value !== undefined && value !== '') return value;
    queue.push(...linkedFrom(node).slice(0, Math.max(0, MAX_LINKS - queue.length)));
  }
  return undefined;
}

function linked(byId: ReadonlyMap<string, GraphNode>, value: unknown): GraphNode | undefined {
  if (!Array.isArray(value)) return undefined;
  const id: unknown = value[0];
  return typeof id === 'string' || typeof id === 'number' ? byId.get(String(id)) : undefined;
}
