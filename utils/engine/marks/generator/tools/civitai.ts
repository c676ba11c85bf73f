/** Civitai's own generator: A1111 text or a ComfyUI graph with members that only it writes. */
import { isObject, type JsonObject, member, objectIn } from '../../json';
import { isUuid } from '../../uuid';
import { apiGraph } from '../comfy-graph';
import { graphParameters } from '../comfy-parameters';
import type { Entries, Entry } from '../entry';
import { infotextParameters } from '../infotext';
import { type Parameters, parametersFrom } from '../parameters';
import { type Hit, hit, type ToolRule } from '../rule';

const TOOL = 'Civitai';

export const civitai: ToolRule = {
  match: (entries) => {
    const texts = [
      ...entries.parameterTexts.flatMap(ofInfotext),
      ...[...entries.named('exif', 'usercomment'), ...entries.named('png', 'prompt')].flatMap((entry) =>
        ofGraph(entry, entries),
      ),
    ];
    return texts.length > 0 ? texts : ofTags(entries);
  },
};

function ofInfotext(entry: Entry): readonly Hit[] {
  const infotext = entry.infotext();
  const isOwn = infotext?.settings.has('civitai resources') || infotext?.settings.has('civitai metadata');
  return infotext !== undefined && isOwn ? [hit(entry, TOOL, infotextParameters(infotext))] : [];
}

function ofGraph(entry: Entry, entries: Entries): readonly Hit[] {
  const object = entry.json();
  if (object === undefined) return [];
  const graph = apiGraph(object);
  const extra = extraMetadata(object, entry, entries);
  if (extra === undefined && (graph === undefined || !Object.hasOwn(object, 'resource-stack'))) return [];
  const fromGraph = graph === undefined ? {} : graphParameters(graph);
  return [hit(entry, TOOL, { ...fromGraph, ...(extra === undefined ? {} : extraParameters(extra)) })];
}

/** An object, or its JSON in a string. */
function extraMetadata(object: JsonObject, entry: Entry, entries: Entries): JsonObject | undefined {
  const extra = member(object, 'extraMetadata');
  if (typeof extra === 'string') return objectIn(extra, entry.place, entries.overLimit);
  return isObject(extra) ? extra : undefined;
}

const extraParameters = (extra: JsonObject): Parameters =>
  parametersFrom({
    prompt: member(extra, 'prompt'),
    negativePrompt: member(extra, 'negativePrompt'),
    steps: member(extra, 'steps'),
    sampler: member(extra, 'sampler'),
    cfgScale: member(extra, 'cfgScale'),
    seed: member(extra, 'seed'),
  });

/** Files whose comment was lost keep `ai` as the artist and a UUID as the software. */
function ofTags(entries: Entries): readonly Hit[] {
  if (!entries.named('exif', 'software').some(({ text }) => isUuid(text))) return [];
  return entries.named('exif', 'artist').flatMap((entry) => (entry.text === 'ai' ? [hit(entry, TOOL, {})] : []));
}
