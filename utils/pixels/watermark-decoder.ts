/** A label that lives in the pixels: how it is looked for, and what looking asks for. */
import type { ContainerName, Finding, MarkName } from '@/utils/engine/report';
import type { ExactPicture } from './exact-picture';
import type { PixelProblem } from './problem';

export interface WatermarkDecoder {
  readonly name: Extract<MarkName, `watermark-${string}`>;
  /** Formats in which the mark survives, whether or not their pixels can be had here. */
  readonly containers: readonly ContainerName[];
  /** What a picture without the mark costs. */
  readonly cost: WatermarkCost;
  /** What there must be before it can look. */
  readonly needs: WatermarkNeed;
  /** May wait, for a model or a service. Never throws for what a picture holds. */
  readonly decode: (picture: ExactPicture) => WatermarkResult | Promise<WatermarkResult>;
}

/** Cheapest first: in this order they are tried. */
export const WATERMARK_COSTS = ['first-lines', 'every-pixel'] as const;
export type WatermarkCost = (typeof WATERMARK_COSTS)[number];

/** `exact-pixels`: the file's own values, to the last bit. */
export type WatermarkNeed = 'exact-pixels';

/** What was found, often nothing; or why it could not be looked for. */
export type WatermarkResult = readonly Finding[] | PixelProblem;
