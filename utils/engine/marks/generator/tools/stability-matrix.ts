/** Stability Matrix: its own JSON forms beside A1111 text and a ComfyUI graph. */
import { member } from '../../json';
import { parametersFrom, sizeOf } from '../parameters';
import { hit, type ToolRule } from '../rule';

const TOOL = 'Stability Matrix';

export const stabilityMatrix: ToolRule = {
  match: (entries) => {
    const parameters = entries.named('png', 'parameters-json').flatMap((entry) => {
      const json = entry.json();
      if (json === undefined || typeof member(json, 'PositivePrompt') !== 'string') return [];
      return [
        hit(
          entry,
          TOOL,
          parametersFrom({
            prompt: member(json, 'PositivePrompt'),
            negativePrompt: member(json, 'NegativePrompt'),
            steps: member(json, 'Steps'),
            sampler: member(json, 'Sampler'),
            cfgScale: member(json, 'CfgScale'),
            seed: member(json, 'Seed'),
            size: sizeOf(member(json, 'Width'), member(json, 'Height')),
            model: member(json, 'ModelName'),
            modelHash: member(json, 'ModelHash'),
          }),
        ),
      ];
    });
    if (parameters.length > 0) return parameters;
    return entries
      .named('png', 'smproj')
      .flatMap((entry) => (entry.json() === undefined ? [] : [hit(entry, TOOL, {})]));
  },
};
