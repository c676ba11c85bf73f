import type { ToolRule } from '../rule';
import { a1111 } from './a1111';
import { civitai } from './civitai';
import { comfyui } from './comfyui';
import { drawThings } from './draw-things';
import { easyDiffusion } from './easy-diffusion';
import { fooocus } from './fooocus';
import { genericJson } from './generic-json';
import { huggingFaceJob } from './hugging-face-job';
import { invokeai } from './invokeai';
import { mochiDiffusion } from './mochi-diffusion';
import { novelai } from './novelai';
import { sdScripts } from './sd-scripts';
import { stabilityMatrix } from './stability-matrix';
import { swarmui } from './swarmui';
import { tensorArt } from './tensor-art';

/**
 * Every tool, in order of trial: the first rule that hits a place names its tool. Services that carry a ComfyUI graph
 * or A1111 text beside their own data stand before these two.
 */
export const TOOLS: readonly ToolRule[] = [
  swarmui,
  novelai,
  invokeai,
  tensorArt,
  stabilityMatrix,
  civitai,
  fooocus,
  easyDiffusion,
  drawThings,
  mochiDiffusion,
  comfyui,
  a1111,
  sdScripts,
  huggingFaceJob,
  genericJson,
];
