/** A label that lives in the pixels: how it is looked for, and what looking asks for. */
import type { ContainerName, Finding, Kind, MarkName } from '@/utils/engine/report';
import type { DecodedPicture } from './picture';
import type { PixelProblem } from './problem';

export interface WatermarkDecoder {
  readonly name: Extract<MarkName, `watermark-${string}`>;
  readonly media: readonly PixelKind[];
  /** Formats in which the mark survives, whether or not their pixels can be had here. */
  readonly containers: readonly ContainerName[];
  /** What a picture without the mark costs. */
  readonly cost: WatermarkCost;
  /** What there must be before it can look. */
  readonly needs: WatermarkNeed;
  /** May wait, for a model or a service. Never throws for what a picture holds. */
  readonly decode: (medium: PixelMedium, effort: WatermarkEffort) => WatermarkResult | Promise<WatermarkResult>;
  /** Whether a thorough look tries more of this medium; asked where the other has found nothing. Absent: never. */
  readonly triesMore?: (medium: PixelMedium) => boolean;
}

export type PixelKind = Extract<Kind, 'image' | 'video'>;

/** What a decoder is shown. */
export interface PixelMedium {
  readonly kind: PixelKind;
  readonly container: ContainerName;
  /** The whole file: how it was coded (a JPEG's quantisation tables, its subsampling) may tell how far to trust the values. */
  readonly bytes: Uint8Array;
  /** The same for all decoders; of a video one frame. */
  readonly picture: DecodedPicture;
}

/** How hard to look. */
export interface WatermarkEffort {
  /** Somebody asked: what takes several times the work (other sizes of the picture) is tried, too. */
  readonly isThorough: boolean;
}

/** Cheapest first: in this order they are tried. */
export const WATERMARK_COSTS = ['first-lines', 'few-places', 'every-pixel'] as const;
export type WatermarkCost = (typeof WATERMARK_COSTS)[number];

/**
 * `exact-pixels`: the file's own values, to the last bit, at least those of alpha: it says itself which it looks at.
 * `decoded-pixels`: as any decoder gives them.
 */
export type WatermarkNeed = 'exact-pixels' | 'decoded-pixels';

/** What was found, often nothing; or why it could not be looked for. */
export type WatermarkResult = readonly Finding[] | PixelProblem;
