/** Draw Things (macOS, iOS): its JSON in a comment, under its own name. */
import { member } from '../../json';
import type { Entries } from '../entry';
import { parametersFrom } from '../parameters';
import { hit, type ToolRule } from '../rule';

const NAMED_BY = ['software', 'creatortool'];

export const drawThings: ToolRule = {
  match: (entries) =>
    isNamed(entries)
      ? entries.all.flatMap((entry) => {
          if (entry.key !== 'usercomment' && entry.key !== 'comment') return [];
          const json = entry.json();
          if (json === undefined || !Object.hasOwn(json, 'c')) return [];
          if (!['steps', 'sampler', 'seed'].some((name) => Object.hasOwn(json, name))) return [];
          const parameters = parametersFrom({
            prompt: member(json, 'c'),
            negativePrompt: member(json, 'uc'),
            steps: member(json, 'steps'),
            sampler: member(json, 'sampler'),
            cfgScale: member(json, 'scale'),
            seed: member(json, 'seed'),
            size: member(json, 'size'),
            model: member(json, 'model'),
          });
          return [hit(entry, 'Draw Things', parameters)];
        })
      : [],
};

const isNamed = (entries: Entries): boolean =>
  entries.all.some(({ key, text }) => NAMED_BY.includes(key) && text.startsWith('Draw Things'));
