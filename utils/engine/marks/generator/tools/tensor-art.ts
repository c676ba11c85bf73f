/** Tensor.Art: `generation_data`, beside a ComfyUI graph. */
import { isObject, member } from '../../json';
import { parametersFrom, sizeOf } from '../parameters';
import { hit, type ToolRule } from '../rule';

export const tensorArt: ToolRule = {
  match: (entries) =>
    entries.named('png', 'generation_data').flatMap((entry) => {
      const generation = entry.json();
      if (generation === undefined || typeof member(generation, 'prompt') !== 'string') return [];
      const base = member(generation, 'baseModel');
      const model = isObject(base) ? base : {};
      if (!isObject(base) && !Object.hasOwn(generation, 'ksamplerName')) return [];
      const parameters = parametersFrom({
        prompt: member(generation, 'prompt'),
        negativePrompt: member(generation, 'negativePrompt'),
        steps: member(generation, 'steps'),
        sampler: member(generation, 'ksamplerName'),
        cfgScale: member(generation, 'cfgScale'),
        seed: member(generation, 'seed'),
        size: sizeOf(member(generation, 'width'), member(generation, 'height')),
        model: member(model, 'modelFileName'),
        modelHash: member(model, 'hash'),
      });
      return [hit(entry, 'Tensor.Art', parameters)];
    }),
};
