/** What a ComfyUI graph says by the kinds of its nodes. */
import type { LabelStatus } from '../../report';
import type { Graph, GraphNode } from './comfy-graph';

/**
 * Words of a node type: parted at underscores, blanks, digits, and where the case changes, so that `RemoveObject`
 * holds no "veo" and `ImageResampler` no "sampler".
 */
export const wordsOf = (type: string): readonly string[] =>
  (type.slice(0, 256).match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\P{ASCII}+/gu) ?? []).map((word) => word.toLowerCase());

const phrase = (words: string): readonly string[] => words.split(' ');

/** Nodes that make content: samplers, video and audio models, the services that ComfyUI has API nodes for. */
const GENERATING = [
  ...['k sampler', 'ksampler', 'sampler custom', 'wan video', 'hunyuan video', 'ltxv', 'cog video', 'flux'],
  ...[
    'stable audio',
    'ace step',
    'open ai',
    'openai',
    'open aigpt',
    'dall',
    'dalle',
    'gemini',
    'imagen',
    'veo',
    'kling',
  ],
  ...[
    'luma',
    'runway',
    'pika',
    'mini max',
    'minimax',
    'hailuo',
    'ideogram',
    'recraft',
    'stability',
    'bria',
    'seedream',
  ],
  ...['seedance', 'vidu', 'pix verse', 'pixverse', 'rodin', 'tripo', 'suno'],
].map(phrase);

/** Nodes that keep part of a loaded picture. */
const INPAINTING = [
  'vae encode for inpaint',
  'set latent noise mask',
  'inpaint model conditioning',
  'differential diffusion',
].map(phrase);

/** Nodes that load, save, show, scale or combine, and never make content. */
const PLAIN = [
  ...['load', 'loader', 'save', 'saver', 'preview', 'scale', 'resize', 'crop', 'pad', 'upscale', 'upscaler', 'invert'],
  ...['batch', 'blend', 'blur', 'sharpen', 'quantize', 'composite', 'mask', 'join', 'split', 'flip', 'rotate', 'note'],
  ...['reroute', 'primitive', 'combine', 'image size', 'create video', 'video components'],
].map(phrase);

const holds = (words: readonly string[], sought: readonly string[]): boolean =>
  words.some((_, at) => sought.every((word, offset) => words[at + offset] === word));

const holdsAny = (words: readonly string[], phrases: readonly (readonly string[])[]): boolean =>
  phrases.some((sought) => holds(words, sought));

export interface GraphStatus {
  readonly status: LabelStatus;
  readonly codes?: readonly string[];
}

export function statusOfGraph({ nodes }: Graph): GraphStatus {
  const types = [...new Set(nodes.map((node) => node.type))].map(wordsOf);
  const has = (phrases: readonly (readonly string[])[]): boolean => types.some((words) => holdsAny(words, phrases));
  const isGenerating =
    types.some((words) => holdsAny(words, GENERATING) || words.at(-1) === 'sampler') ||
    (has([phrase('text encode')]) && has([phrase('vae decode')]));
  const loadsImage = has([phrase('load image')]);
  const detailsFaces = has([phrase('face detailer')]);
  if (isGenerating) return { status: loadsImage && has(INPAINTING) ? 'ai-edited' : 'ai-generated' };
  if (detailsFaces) return { status: loadsImage ? 'ai-edited' : 'ai-generated' };
  if (nodes.some(hasSamplingInput)) return { status: 'ai-generated' };
  if (types.every((words) => holdsAny(words, PLAIN))) return { status: 'labelled-other' };
  return { status: 'suspected-ai', codes: ['weak-sign'] };
}

const hasSamplingInput = ({ inputs }: GraphNode): boolean =>
  ['seed', 'noise_seed', 'steps', 'cfg'].some((name) => Object.hasOwn(inputs, name));
