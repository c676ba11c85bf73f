/** kohya's `gen_img*.py`: one short PNG text per setting. */
import { parametersFrom } from '../parameters';
import { hit, type ToolRule } from '../rule';

const NUMBER = /^-?\d{1,20}(?:\.\d{1,20})?$/;

export const sdScripts: ToolRule = {
  match: (entries) => {
    const read = (key: string): string => entries.named('png', key)[0]?.text ?? '';
    const place = entries.named('png', 'prompt')[0];
    const sampler = read('sampler');
    const areNumbers = ['seed', 'steps', 'scale'].every((key) => NUMBER.test(read(key)));
    if (place === undefined || !areNumbers || sampler === '' || sampler.length > 64) return [];
    const parameters = parametersFrom({
      prompt: place.text,
      negativePrompt: read('negative-prompt'),
      steps: read('steps'),
      sampler,
      cfgScale: read('scale'),
      seed: read('seed'),
    });
    return [hit(place, 'sd-scripts', parameters)];
  },
};
