/** AUTOMATIC1111's "infotext": prompt lines, then one line of `Key: value` settings. Scanned by hand, in linear time. */
import { endOfBalanced, endOfString, parseJson } from '../json';
import { type Parameters, parametersFrom } from './parameters';

export interface Infotext {
  readonly prompt: string;
  readonly negativePrompt: string;
  /** By the key in lower case; the first of a repeated one. */
  readonly settings: ReadonlyMap<string, string>;
}

/** Settings of which two more must stand beside `Steps`, so that a recipe or a plotting script is none. */
const WITNESSES = new Set([
  'sampler',
  'schedule type',
  'scheduler',
  'cfg scale',
  'seed',
  'size',
  'model hash',
  'model',
  'denoising strength',
  'clip skip',
  'clip-skip',
  'ensd',
  'rng',
  'vae',
  'version',
  'app',
  'pipeline',
  'distilled cfg scale',
  'guidance',
]);
const DECISIVE = ['sampler', 'cfg scale', 'guidance'];

export function parseInfotext(text: string): Infotext | undefined {
  const line = settingsLine(text);
  if (line === undefined) return undefined;
  for (const start of new Set([firstSteps(text, line), line.lastSteps])) {
    const settings = parseSettings(text.slice(start, line.end));
    if (isInfotext(settings)) return { ...promptsOf(text.slice(0, start)), settings };
  }
  return undefined;
}

const STEPS = 'Steps:';

interface SettingsLine {
  readonly start: number;
  readonly end: number;
  /** Where the last `Steps:` in it stands. */
  readonly lastSteps: number;
}

/** The last line that holds `Steps: <integer>`. */
function settingsLine(text: string): SettingsLine | undefined {
  for (let at = text.lastIndexOf(STEPS); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(STEPS, at - 1)) {
    if (!isSteps(text, at)) continue;
    const end = text.indexOf('\n', at);
    return { start: text.lastIndexOf('\n', at) + 1, end: end < 0 ? text.length : end, lastSteps: at };
  }
  return undefined;
}

/** A key of its own, not the end of `HiresSteps`, with a whole number behind it. */
const isSteps = (text: string, at: number): boolean =>
  !/[\w-]/.test(text.charAt(at - 1)) && /^\s{0,4}\d/.test(text.slice(at + STEPS.length, at + STEPS.length + 5));

function firstSteps(text: string, { start, lastSteps }: SettingsLine): number {
  let at = text.indexOf(STEPS, start);
  while (at < lastSteps && !isSteps(text, at)) at = text.indexOf(STEPS, at + 1);
  return at;
}

function isInfotext(settings: ReadonlyMap<string, string>): boolean {
  const witnesses = [...settings.keys()].filter((key) => WITNESSES.has(key));
  const hasDecisive = DECISIVE.some((key) => settings.has(key)) || /^-?\d+$/.test(settings.get('seed') ?? '');
  return witnesses.length >= 2 && hasDecisive;
}

/** Bounds the map that a hostile line can fill. */
const MAX_SETTINGS = 512;

/**
 * `Key: value` pairs joined by commas. A value in quotes is JSON; one that begins with a bracket is raw JSON with
 * commas of its own (`Civitai resources: [{…}]`, `Hashes: {…}`).
 */
export function parseSettings(line: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  let at = 0;
  while (at < line.length && settings.size < MAX_SETTINGS) {
    const colon = line.indexOf(':', at);
    if (colon < 0) break;
    const key = line.slice(line.lastIndexOf(',', colon) >= at ? line.lastIndexOf(',', colon) + 1 : at, colon);
    let start = colon + 1;
    while (line.charAt(start) === ' ') start += 1;
    const end = endOfValue(line, start);
    const name = key.trim().toLowerCase();
    if (/^\w[\w \-/.+]{0,63}$/.test(name) && !settings.has(name)) settings.set(name, unquoted(line.slice(start, end)));
    const comma = line.indexOf(',', end);
    if (comma < 0) break;
    at = comma + 1;
  }
  return settings;
}

function endOfValue(line: string, start: number): number {
  const first = line.charAt(start);
  if (first === '"') return endOfString(line, start);
  if (first === '{' || first === '[') return endOfBalanced(line, start) ?? line.length;
  const comma = line.indexOf(',', start);
  return comma < 0 ? line.length : comma;
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text.trim();
  const reading = parseJson(text);
  return reading.kind === 'value' && typeof reading.value === 'string' ? reading.value : text;
}

const NEGATIVE = 'Negative prompt:';

function promptsOf(head: string): { readonly prompt: string; readonly negativePrompt: string } {
  const at = head.indexOf(NEGATIVE);
  if (at < 0) return { prompt: head.trim(), negativePrompt: '' };
  return { prompt: head.slice(0, at).trim(), negativePrompt: head.slice(at + NEGATIVE.length).trim() };
}

export const infotextParameters = ({ prompt, negativePrompt, settings }: Infotext): Parameters =>
  parametersFrom({
    prompt,
    negativePrompt,
    steps: settings.get('steps'),
    sampler: settings.get('sampler'),
    scheduler: settings.get('schedule type') ?? settings.get('scheduler'),
    cfgScale: settings.get('cfg scale'),
    seed: settings.get('seed'),
    size: settings.get('size'),
    model: settings.get('model'),
    modelHash: settings.get('model hash'),
    version: settings.get('version'),
  });

/** Settings that only inpainting writes: part of the source picture stays. */
const INPAINTING = [
  'inpaint area',
  'masked content',
  'mask mode',
  'masked area padding',
  'mask weight',
  'conditional mask weight',
];

/**
 * `Mask blur` says inpainting only where a version is stated too: before they wrote their version (1.3), AUTOMATIC1111
 * and Forge wrote it for every picture made from a picture.
 */
export const isInpainted = ({ settings }: Infotext): boolean =>
  INPAINTING.some((key) => settings.has(key)) || (settings.has('mask blur') && settings.has('version'));
