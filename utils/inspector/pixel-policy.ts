/**
 * Which media deserve that their pixels are looked at unasked: decoding takes a hundred times as long as reading labels,
 * and often a request for the whole file.
 */
import type { Depth } from '@/utils/depth';
import type { LabelReport } from '@/utils/engine/report';
import type { MediumOnPage } from '@/utils/messages/frame';
import type { PixelRefusal } from '@/utils/messages/pixel-state';
import { BROWSER_CONTAINERS } from '@/utils/pixels/browser/containers';
import { PIXEL_LIMITS } from '@/utils/pixels/limits';

export interface PixelCase {
  /** As the person chose it. */
  readonly depth: Depth;
  /** The browser was told to. */
  readonly savesData: boolean;
  readonly medium: Pick<MediumOnPage, 'loaded' | 'width' | 'height'>;
  readonly report: Pick<LabelReport, 'kind' | 'container' | 'bytes'>;
  /** Its window shows the tab. */
  readonly isSeen: boolean;
}

/** Natural size on both sides: below it are buttons and previews, in which no mark survives. */
export const LEAST_SIDE = 256;

/** Unasked no larger video is looked at, wherever it is at hand: a generated clip of some seconds. */
export const UNASKED_VIDEO_BYTES = 32 * 1024 * 1024;

/** Of one picture, or of one frame: as whoever decodes them has it. */
const hasTooManyPixels = (kind: LabelReport['kind'], pixels: number): boolean =>
  kind === 'video' ? pixels > PIXEL_LIMITS.framePixels : pixels >= PIXEL_LIMITS.pixels;

const REFUSES: readonly (readonly [PixelRefusal, (one: PixelCase) => boolean])[] = [
  ['off', ({ depth }) => depth !== 'pixels'],
  ['saves-data', ({ savesData }) => savesData],
  ['not-loaded', ({ medium }) => !medium.loaded],
  ['not-decodable', ({ report }) => !BROWSER_CONTAINERS.some((one) => one === report.container)],
  ['too-small', ({ medium: { width, height } }) => Math.min(width, height) < LEAST_SIDE],
  [
    'too-large',
    ({ medium: { width, height }, report: { kind, bytes } }) =>
      hasTooManyPixels(kind, width * height) || (bytes ?? 0) > PIXEL_LIMITS.fileBytes,
  ],
  ['when-asked', ({ report: { kind, bytes } }) => kind === 'video' && (bytes ?? 0) > UNASKED_VIDEO_BYTES],
  ['not-seen', ({ isSeen }) => !isSeen],
];

/** @returns the first reason not to look at them, `null` where there is none. */
export const pixelRefusal = (one: PixelCase): PixelRefusal | null =>
  REFUSES.find(([, applies]) => applies(one))?.[0] ?? null;
