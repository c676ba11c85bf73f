/** Mochi Diffusion: IPTC program name, and a caption of `Key: value` parts joined by semicolons. */
import type { Entries, Entry } from '../entry';
import { parametersFrom } from '../parameters';
import { type Hit, hit, type ToolRule } from '../rule';

const TOOL = 'Mochi Diffusion';
const CAPTIONS = ['2:120', 'description', 'imagedescription'];

export const mochiDiffusion: ToolRule = {
  match: (entries) => {
    const captions = entries.all.filter(({ key }) => CAPTIONS.includes(key)).flatMap(ofCaption);
    return captions.length > 0 ? captions : ofProgram(entries);
  },
};

function ofCaption(entry: Entry): readonly Hit[] {
  const parts = new Map(
    entry.text.split(';', 64).map((part) => {
      const colon = part.indexOf(':');
      return [part.slice(0, colon).trim().toLowerCase(), part.slice(colon + 1).trim()];
    }),
  );
  const generator = parts.get('generator');
  if (generator === undefined || !generator.startsWith(TOOL)) return [];
  const parameters = parametersFrom({
    prompt: parts.get('include in image'),
    negativePrompt: parts.get('exclude from image'),
    steps: parts.get('steps'),
    scheduler: parts.get('scheduler'),
    cfgScale: parts.get('guidance scale'),
    seed: parts.get('seed'),
    size: parts.get('size'),
    model: parts.get('model'),
    version: generator.slice(TOOL.length),
  });
  return [hit(entry, TOOL, parameters)];
}

/** IIM 2:65 originating program, 2:70 its version. */
function ofProgram(entries: Entries): readonly Hit[] {
  const datasets = entries.all.filter(({ vocabulary }) => vocabulary === 'iptc');
  const version = datasets.find(({ key }) => key === '2:70')?.text;
  return datasets
    .filter(({ key, text }) => key === '2:65' && text === TOOL)
    .map((entry) => hit(entry, TOOL, parametersFrom({ version })));
}
