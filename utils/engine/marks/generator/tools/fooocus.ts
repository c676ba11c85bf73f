/** Fooocus and its forks, and the Spaces that write JSON under the same key. */
import { type JsonObject, member } from '../../json';
import type { Entries, Entry } from '../entry';
import { infotextParameters, isInpainted } from '../infotext';
import { type Parameters, parametersFrom } from '../parameters';
import { type Hit, hit, type ToolRule } from '../rule';

export const fooocus: ToolRule = {
  match: (entries) => {
    const isNamed = namesFooocus(entries);
    return [
      ...entries.parameterTexts.flatMap((entry) => ofParameters(entry, isNamed)),
      ...entries.named('png', 'comment').flatMap(ofFork),
    ];
  },
};

/** PNG states the scheme; JPEG and WebP the program, in IFD0. */
const namesFooocus = (entries: Entries): boolean =>
  entries.named('png', 'fooocus_scheme').some(({ text }) => text === 'fooocus' || text === 'a1111') ||
  entries.named('exif', 'software').some(({ text }) => text.startsWith('Fooocus v'));

function ofParameters(entry: Entry, isNamed: boolean): readonly Hit[] {
  const json = entry.json();
  if (json !== undefined) return ofJson(entry, json, isNamed);
  const infotext = isNamed ? entry.infotext() : undefined;
  if (infotext === undefined) return [];
  return [hit(entry, 'Fooocus', infotextParameters(infotext), isInpainted(infotext) ? 'ai-edited' : 'ai-generated')];
}

function ofJson(entry: Entry, json: JsonObject, isNamed: boolean): readonly Hit[] {
  const version = member(json, 'version');
  if (member(json, 'software') === 'RuinedFooocus') return [hit(entry, 'RuinedFooocus', ruinedParameters(json))];
  const statesVersion = typeof version === 'string' && version.startsWith('Fooocus v');
  if ((isNamed || statesVersion) && Object.hasOwn(json, 'prompt'))
    return [hit(entry, 'Fooocus', schemeParameters(json))];
  if (isSpace(json)) return [hit(entry, 'Hugging Face Space', spaceParameters(json))];
  return entry.vocabulary === 'comment' ? ofFork(entry) : [];
}

/** Fooocus-MRE and other forks of before the scheme. */
function ofFork(entry: Entry): readonly Hit[] {
  const json = entry.json();
  if (json === undefined || !Object.hasOwn(json, 'prompt')) return [];
  const hasModel = ['base_model', 'base_model_name'].some((name) => Object.hasOwn(json, name));
  const hasSetting = ['sampler', 'sampler_name', 'scheduler', 'performance'].some((name) => Object.hasOwn(json, name));
  return hasModel && hasSetting ? [hit(entry, 'Fooocus', schemeParameters(json))] : [];
}

const isSpace = (json: JsonObject): boolean =>
  Object.hasOwn(json, 'Model') &&
  Object.hasOwn(json, 'sampler') &&
  /^\d+ x \d+$/.test(String(member(json, 'resolution'))) &&
  (Object.hasOwn(json, 'num_inference_steps') || Object.hasOwn(json, 'guidance_scale'));

const schemeParameters = (json: JsonObject): Parameters =>
  parametersFrom({
    prompt: member(json, 'prompt'),
    negativePrompt: member(json, 'negative_prompt'),
    steps: member(json, 'steps'),
    sampler: member(json, 'sampler') ?? member(json, 'sampler_name'),
    scheduler: member(json, 'scheduler'),
    cfgScale: member(json, 'guidance_scale') ?? member(json, 'cfg'),
    seed: member(json, 'seed'),
    // A Python tuple as text: `(896, 1152)`.
    size: sizeFromTuple(member(json, 'resolution')),
    model: member(json, 'base_model') ?? member(json, 'base_model_name'),
    modelHash: member(json, 'base_model_hash'),
    version: member(json, 'version'),
  });

const sizeFromTuple = (value: unknown): string | undefined => {
  const match = typeof value === 'string' ? /^\((\d{1,6}), (\d{1,6})\)$/.exec(value) : null;
  return match === null ? undefined : `${match[1]}x${match[2]}`;
};

const ruinedParameters = (json: JsonObject): Parameters =>
  parametersFrom({
    ...schemeParameters(json),
    prompt: member(json, 'Prompt'),
    negativePrompt: member(json, 'Negative'),
  });

const spaceParameters = (json: JsonObject): Parameters =>
  parametersFrom({
    ...schemeParameters(json),
    steps: member(json, 'num_inference_steps'),
    size: String(member(json, 'resolution')).replaceAll(' ', ''),
    model: member(json, 'Model'),
  });
