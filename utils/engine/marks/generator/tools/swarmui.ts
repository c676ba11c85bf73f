/** SwarmUI: `sui_image_params` at the root of its JSON. */
import { isObject, member } from '../../json';
import { parametersFrom, sizeOf } from '../parameters';
import { hit, type ToolRule } from '../rule';

export const swarmui: ToolRule = {
  // Early versions (2023) used the tag of the camera model.
  match: (entries) =>
    [...entries.parameterTexts, ...entries.named('exif', 'model')].flatMap((entry) => {
      const root = entry.json();
      const image = root === undefined ? undefined : member(root, 'sui_image_params');
      if (!isObject(image)) return [];
      const isInpainted = Object.hasOwn(image, 'initimage') && Object.hasOwn(image, 'maskimage');
      const parameters = parametersFrom({
        prompt: member(image, 'prompt'),
        negativePrompt: member(image, 'negativeprompt'),
        steps: member(image, 'steps'),
        sampler: member(image, 'sampler'),
        scheduler: member(image, 'scheduler'),
        cfgScale: member(image, 'cfgscale'),
        seed: member(image, 'seed'),
        size: sizeOf(member(image, 'width'), member(image, 'height')),
        model: member(image, 'model'),
        version: member(image, 'swarm_version'),
      });
      return [hit(entry, 'SwarmUI', parameters, isInpainted ? 'ai-edited' : 'ai-generated')];
    }),
};
