/** ComfyUI's two JSON forms as one list of nodes: the API graph that was executed, the workflow that the editor shows. */
import { LIMITS } from '../../limits';
import { isObject, type JsonObject, member } from '../json';

export interface GraphNode {
  readonly id: string;
  readonly type: string;
  /** Of an API graph: values and links by input name. Of a workflow: the names alone. */
  readonly inputs: JsonObject;
}

export interface Graph {
  readonly form: 'api' | 'workflow';
  readonly nodes: readonly GraphNode[];
}

/** An object with at least one member that has a `class_type` and `inputs`; ids need not be numbers. */
export function apiGraph(object: JsonObject): Graph | undefined {
  const nodes: GraphNode[] = [];
  for (const [id, node] of Object.entries(object)) {
    if (nodes.length === LIMITS.graphNodes) break;
    if (!isObject(node)) continue;
    const type = member(node, 'class_type');
    const inputs = member(node, 'inputs');
    if (typeof type === 'string' && isObject(inputs)) nodes.push({ id, type, inputs });
  }
  return nodes.length === 0 ? undefined : { form: 'api', nodes };
}

/** An object with `nodes` that have a `type`, and one more member that only the editor writes. */
export function workflowGraph(object: JsonObject): Graph | undefined {
  if (!['last_node_id', 'links', 'version', 'extra'].some((name) => Object.hasOwn(object, name))) return undefined;
  const nodes = [...nodesOf(object), ...subgraphsOf(object).flatMap(nodesOf)].slice(0, LIMITS.graphNodes);
  return nodes.length === 0 ? undefined : { form: 'workflow', nodes };
}

function nodesOf(owner: JsonObject): readonly GraphNode[] {
  const nodes = member(owner, 'nodes');
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown) => {
    const type = isObject(node) ? member(node, 'type') : undefined;
    if (!isObject(node) || typeof type !== 'string') return [];
    return [{ id: String(member(node, 'id')), type, inputs: inputNames(member(node, 'inputs')) }];
  });
}

/** Nodes that stand inside a node of their own. */
function subgraphsOf(workflow: JsonObject): readonly JsonObject[] {
  const definitions = member(workflow, 'definitions');
  const subgraphs = isObject(definitions) ? member(definitions, 'subgraphs') : undefined;
  return Array.isArray(subgraphs) ? subgraphs.filter(isObject) : [];
}

function inputNames(inputs: unknown): JsonObject {
  if (!Array.isArray(inputs)) return {};
  const names = inputs.map((input: unknown) => (isObject(input) ? member(input, 'name') : undefined));
  return Object.fromEntries(names.filter((name) => typeof name === 'string').map((name) => [name, true]));
}
