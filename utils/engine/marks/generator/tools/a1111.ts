/** AUTOMATIC1111's web UI, its forks, and everything that writes its text. */
import type { Entry } from '../entry';
import { type Infotext, infotextParameters, isInpainted, parseSettings } from '../infotext';
import { type Hit, hit, type ToolRule } from '../rule';

/** By the `Version` setting, in this order: fork versions contain the original's. */
const VERSIONS: readonly (readonly [RegExp, string])[] = [
  [/^v\d/, 'AUTOMATIC1111'],
  [/^f[\d.]+v\d+-v/, 'reForge'],
  [/^f[\d.]+-v/, 'EasyReforge'],
  [/^f[\d.]+v\d+\./, 'Forge'],
  [/^classic/i, 'Forge Classic'],
  [/^neo/i, 'Forge Neo'],
  [/^ComfyUI/, 'ComfyUI'],
  [/^Fooocus v/, 'Fooocus'],
];

function toolOf({ settings }: Infotext): string {
  if (settings.get('app') === 'SD.Next') return 'SD.Next';
  const version = settings.get('version') ?? '';
  const known = VERSIONS.find(([pattern]) => pattern.test(version))?.[1];
  if (known !== undefined) return known;
  return settings.get('model hash') === 'unknown' ? 'Krita AI Diffusion' : 'A1111-compatible';
}

export const a1111: ToolRule = {
  match: (entries) => [
    ...entries.parameterTexts.flatMap(ofInfotext),
    ...entries.named('png', 'postprocessing', 'extras').flatMap(ofPostprocessing),
  ],
};

function ofInfotext(entry: Entry): readonly Hit[] {
  const infotext = entry.infotext();
  if (infotext === undefined) return [];
  const status = isInpainted(infotext) ? 'ai-edited' : 'ai-generated';
  return [hit(entry, toolOf(infotext), infotextParameters(infotext), status)];
}

/** The Extras tab: face restoration redraws faces with a model, an upscaler alone does not make content. */
function ofPostprocessing(entry: Entry): readonly Hit[] {
  const keys = [...parseSettings(entry.text).keys()];
  if (keys.some((key) => /\b(?:gfpgan|codeformer)\b/.test(key)))
    return [hit(entry, 'A1111-compatible', {}, 'ai-edited')];
  const isUpscaled = keys.some((key) => key.startsWith('postprocess ') || key === 'upscale');
  return isUpscaled ? [hit(entry, 'A1111-compatible', {}, 'labelled-other')] : [];
}
