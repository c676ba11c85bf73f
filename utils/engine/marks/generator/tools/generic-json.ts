/** Any other tool that writes its settings as one JSON object. */
import { isObject, member } from '../../json';
import { parametersFrom } from '../parameters';
import { hit, type ToolRule } from '../rule';

const PROMPTS = ['prompt', 'Prompt', 'positive_prompt'];
/** Two settings beside a prompt; one alone is a chat log, or a form. */
const LEAST_SETTINGS = 2;
const NUMBERS = ['seed', 'steps', 'num_inference_steps', 'cfg', 'cfg_scale', 'cfgScale', 'guidance_scale'];
const TEXTS = ['sampler', 'sampler_name', 'scheduler', 'negative_prompt', 'negativePrompt', 'model', 'base_model'];

/** Seeds are written as text where they are larger than a number holds. */
const isNumber = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));
/** Models and samplers of some tools are objects with a name. */
const isText = (value: unknown): boolean => typeof value === 'string' || isObject(value);

export const genericJson: ToolRule = {
  match: (entries) =>
    entries.all.flatMap((entry) => {
      const json = entry.json();
      if (json === undefined) return [];
      const first = (...names: readonly string[]): unknown =>
        names.map((name) => member(json, name)).find((value) => value !== undefined);
      const prompt = PROMPTS.map((name) => member(json, name)).find(
        (value) => typeof value === 'string' && value !== '',
      );
      const settings = [
        ...NUMBERS.filter((name) => isNumber(member(json, name))),
        ...TEXTS.filter((name) => isText(member(json, name))),
      ];
      if (prompt === undefined || settings.length < LEAST_SETTINGS) return [];
      const parameters = parametersFrom({
        prompt,
        negativePrompt: first('negative_prompt', 'negativePrompt'),
        steps: first('steps', 'num_inference_steps'),
        sampler: first('sampler', 'sampler_name'),
        scheduler: member(json, 'scheduler'),
        cfgScale: first('cfg', 'cfg_scale', 'cfgScale', 'guidance_scale'),
        seed: member(json, 'seed'),
        model: first('model', 'base_model'),
      });
      return [hit(entry, 'unknown diffusion tool', parameters)];
    }),
};
