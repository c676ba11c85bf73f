/** The messages that generators embed with the public package `invisible-watermark`, method `dwtDct`. */
import { centred } from './centred';

/** Which values the message was put into: OpenCV's YUV of 8 bits, or its YUV of floats, R and B in their places or exchanged. */
export type Domain = 'u8' | 'f32' | 'f32-swapped';

export interface Code {
  readonly domain: Domain;
  /** Its writers leave narrower pictures alone. */
  readonly minWidth: number;
}

export type MessageId = 'sdv1' | 'sdv2' | 'invoke' | 'sdxl' | 'flux';

export interface Message {
  readonly id: MessageId;
  /** What puts it in; not the model, which any program may load. */
  readonly tool: string;
  readonly bits: readonly number[];
  /** Bits so far apart are compared with each other alone: 8 for ASCII, whose high bits are the same in every text; else 1. */
  readonly period: 1 | 8;
  /** The bits, centred. */
  readonly pattern: Float64Array;
  readonly codes: readonly Code[];
  /** From this correlation on it is found; chance gives it less than 5 × 10⁻⁹ of the time (`student-t.ts`). */
  readonly limit: number;
  /** What its generators make: a picture of other sides may be a copy of one of these. */
  readonly sizes: readonly Size[];
}

export type Size = readonly [width: number, height: number];

const bitsOf = (digits: string): readonly number[] => [...digits].map(Number);

/** Most significant bit first. */
const asciiBits = (text: string): readonly number[] =>
  bitsOf([...text].map((character) => character.charCodeAt(0).toString(2).padStart(8, '0')).join(''));

const bothWays = (sizes: readonly Size[]): readonly Size[] =>
  sizes.flatMap(([width, height]): readonly Size[] => [
    [width, height],
    [height, width],
  ]);

const SD_SIZES: readonly Size[] = [[512, 512], [768, 768], ...bothWays([[768, 512]])];
const SDXL_SIZES: readonly Size[] = [
  [1024, 1024],
  ...bothWays([
    [1152, 896],
    [1216, 832],
    [1344, 768],
    [1536, 640],
  ]),
];

const U8: Code = { domain: 'u8', minWidth: 0 };
const F32: Code = { domain: 'f32', minWidth: 0 };
/** Written by diffusers alone (0.18 to 0.27). */
const F32_SWAPPED: Code = { domain: 'f32-swapped', minWidth: 256 };

const message = (stated: Omit<Message, 'pattern'>): Message => ({
  ...stated,
  pattern: centred(stated.bits, stated.period),
});

export const MESSAGES: readonly Message[] = [
  message({
    // CompVis/stable-diffusion `scripts/txt2img.py` and its forks.
    id: 'sdv1',
    tool: 'Stable Diffusion 1',
    bits: asciiBits('StableDiffusionV1'),
    period: 8,
    codes: [U8],
    // A picture by chance came to 0.475, once in 2.6 million trials.
    limit: 0.5,
    sizes: SD_SIZES,
  }),
  message({
    // Stability-AI/stablediffusion `scripts/*.py`.
    id: 'sdv2',
    tool: 'Stable Diffusion 2',
    bits: asciiBits('SDV2'),
    period: 8,
    codes: [U8],
    limit: 0.88,
    sizes: SD_SIZES,
  }),
  message({
    // invoke-ai/InvokeAI `backend/image_util/invisible_watermark.py`.
    id: 'invoke',
    tool: 'InvokeAI',
    bits: asciiBits('InvokeAI'),
    period: 8,
    codes: [U8],
    limit: 0.68,
    sizes: [...SD_SIZES, ...SDXL_SIZES],
  }),
  message({
    // Stability-AI/generative-models `sgm/inference/helpers.py`; huggingface/diffusers `pipelines/stable_diffusion_xl/watermark.py`.
    id: 'sdxl',
    tool: 'Stable Diffusion XL',
    bits: bitsOf('101100111110110010010000011110111011000110011110'),
    period: 1,
    codes: [F32, F32_SWAPPED],
    limit: 0.72,
    sizes: SDXL_SIZES,
  }),
  message({
    // black-forest-labs/flux `src/flux/util.py`: `bin()` drops the first two zeros of the constant of 48 digits.
    id: 'flux',
    tool: 'FLUX',
    bits: bitsOf('1010101111111010000111100111001111010100101110'),
    period: 1,
    codes: [F32],
    limit: 0.73,
    sizes: [[1024, 1024], ...bothWays([[1360, 768]])],
  }),
];

/** A code is looked for where a bit stands in so many blocks. */
export const MIN_BLOCKS_PER_BIT = 8;
