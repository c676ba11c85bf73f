/** A label that lives in the pixels: how it is looked for, and what looking asks for. */
import type { ContainerName, Finding, Kind, MarkName } from '@/utils/engine/report';
import type { DecodedFrames } from './frames';
import type { DecodedPicture } from './picture';
import type { PixelProblem } from './problem';

/** A mark in media of one kind; what can be in pictures and in videos has a decoder for each. */
export type WatermarkDecoder = WatermarkDecoderOf<ImageMedium> | WatermarkDecoderOf<VideoMedium>;

export interface WatermarkDecoderOf<Medium extends PixelMedium> {
  readonly name: Extract<MarkName, `watermark-${string}`>;
  readonly media: Medium['kind'];
  /** Formats in which the mark survives, whether or not their pixels can be had here. */
  readonly containers: readonly ContainerName[];
  /** What a medium without the mark costs. */
  readonly cost: WatermarkCost;
  /** What there must be before it can look. */
  readonly needs: WatermarkNeed;
  /** May wait, for a model or a service. Never throws for what a medium holds. */
  readonly decode: (medium: Medium, effort: WatermarkEffort) => WatermarkResult | Promise<WatermarkResult>;
  /** Whether a thorough look tries more of this medium; asked where the other has found nothing. Absent: never. */
  readonly triesMore?: (medium: Medium) => boolean;
}

/** What a decoder is shown: one picture, or a few frames, the same for all decoders. */
export type PixelMedium = ImageMedium | VideoMedium;
export type PixelKind = PixelMedium['kind'];

export interface ImageMedium extends WholeFile {
  readonly kind: Extract<Kind, 'image'>;
  readonly picture: DecodedPicture;
}

export interface VideoMedium extends WholeFile {
  readonly kind: Extract<Kind, 'video'>;
  readonly film: DecodedFrames;
}

interface WholeFile {
  readonly container: ContainerName;
  /** How it was coded (a JPEG's quantisation tables, its subsampling) may tell how far to trust the values. */
  readonly bytes: Uint8Array;
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
