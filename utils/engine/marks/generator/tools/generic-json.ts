/** Any other tool that writes its settings as one JSON object. */
import { member } from '../../json';
import { hit, parametersFrom, type ToolRule } from '../rule';

const PROMPTS = ['prompt', 'Prompt', 'positive_prompt'];
/** Two of these beside a prompt; one alone is a chat log, or a form. */
const SETTINGS = [
  'seed',
  'steps',
  'num_inference_steps',
  'cfg',
  'cfg_scale',
  'cfgScale',
  'guidance_scale',
  'sampler',
  'sampler_name',
  'scheduler',
  'negative_prompt',
  'negativePrompt',
  'model',
  'base_model',
];

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
      if (prompt === undefined || SETTINGS.filter((name) => Object.hasOwn(json, name)).length < 2) return [];
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
