/** ComfyUI: the graph that made a file, in the file. */
import { isObject, type JsonObject, member, objectIn } from '../../json';
import { apiGraph, type Graph, workflowGraph } from '../comfy-graph';
import { graphParameters } from '../comfy-parameters';
import { statusOfGraph } from '../comfy-status';
import type { Entries, Entry } from '../entry';
import type { Hit, ToolRule } from '../rule';

/** The core saver of animated WebP puts `prompt:{…}` and `workflow:{…}` into tags of IFD0, others `Workflow: {…}`. */
const TAG_PREFIX = /^(\w{1,32}):\s{0,4}(?=\{)/;

export const comfyui: ToolRule = {
  match: (entries) => {
    const found = entries.all.flatMap((entry) =>
      graphsOf(entry, entries)
        .slice(0, 1)
        .map((graph) => ({ entry, graph })),
    );
    // The executed graph decides: the workflow beside it may hold branches that were switched off.
    const executed = found.find(({ graph }) => graph.form === 'api');
    const decided = executed && statusOfGraph(executed.graph);
    return found.map(({ entry, graph }): Hit => {
      const status = graph.form === 'workflow' && decided !== undefined ? decided : statusOfGraph(graph);
      return { place: entry.place, tool: 'ComfyUI', ...status, parameters: graphParameters(graph) };
    });
  },
};

/** The graphs in one text, the executed one first. */
function graphsOf(entry: Entry, entries: Entries): readonly Graph[] {
  if (entry.vocabulary === 'xmp' || entry.vocabulary === 'iptc' || entry.vocabulary === 'glued') return [];
  const prefix = entry.vocabulary === 'exif' ? TAG_PREFIX.exec(entry.text) : null;
  if (prefix !== null) {
    const object = objectIn(entry.text.slice(prefix[0].length), entry.place, entries.overLimit);
    return graphIn(object, prefix[1]?.toLowerCase() ?? '');
  }
  const object = entry.json();
  if (object === undefined) return [];
  const direct = graphIn(object, entry.key);
  if (direct.length > 0) return direct;
  return ['prompt', 'workflow'].flatMap((name) => graphIn(innerObject(object, name, entry, entries), name));
}

/** An executed graph is known by its shape; the editor's only under a key that names it, its shape is a common one. */
function graphIn(object: JsonObject | undefined, key: string): readonly Graph[] {
  if (object === undefined) return [];
  const graph = apiGraph(object) ?? (key === 'workflow' ? workflowGraph(object) : undefined);
  return graph === undefined ? [] : [graph];
}

function innerObject(object: JsonObject, name: string, entry: Entry, entries: Entries): JsonObject | undefined {
  const inner = member(object, name);
  if (isObject(inner)) return inner;
  return typeof inner === 'string' && /^\s*["{]/.test(inner)
    ? objectIn(inner, entry.place, entries.overLimit)
    : undefined;
}
