/** Easy Diffusion: one PNG text per setting, or the settings as one JSON object. */
import { member } from '../../json';
import type { Entries, Entry } from '../entry';
import { type Parameters, parametersFrom, sizeOf } from '../parameters';
import { type Hit, hit, type ToolRule } from '../rule';

const TOOL = 'Easy Diffusion';
const MODEL_KEY = 'use_stable_diffusion_model';
const OLDER_MODEL_KEY = 'stable diffusion model';

export const easyDiffusion: ToolRule = {
  match: (entries) => [...ofTexts(entries), ...entries.named('exif', 'usercomment').flatMap(ofJson)],
};

function ofTexts(entries: Entries): readonly Hit[] {
  const read = (key: string): string | undefined => entries.named('png', key)[0]?.text;
  const place =
    entries.named('png', MODEL_KEY)[0] ??
    (read('guidance scale') === undefined ? undefined : entries.named('png', OLDER_MODEL_KEY)[0]);
  return place === undefined ? [] : [hit(place, TOOL, parametersOf(read))];
}

function ofJson(entry: Entry): readonly Hit[] {
  const json = entry.json();
  if (json === undefined) return [];
  const members = new Map(Object.keys(json).map((name) => [name.toLowerCase(), member(json, name)]));
  const isOwn = members.has(MODEL_KEY) || (members.has(OLDER_MODEL_KEY) && members.has('guidance scale'));
  return isOwn
    ? [
        hit(
          entry,
          TOOL,
          parametersOf((key) => members.get(key)),
        ),
      ]
    : [];
}

const parametersOf = (read: (key: string) => unknown): Parameters =>
  parametersFrom({
    prompt: read('prompt'),
    negativePrompt: read('negative_prompt') ?? read('negative prompt'),
    steps: read('num_inference_steps') ?? read('steps'),
    sampler: read('sampler_name') ?? read('sampler'),
    cfgScale: read('guidance_scale') ?? read('guidance scale'),
    seed: read('seed'),
    size: sizeOf(read('width'), read('height')),
    model: read(MODEL_KEY) ?? read(OLDER_MODEL_KEY),
  });
