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
import { pixelsAreOpen } from '@/utils/pixels/reading';

export interface PixelCase {
  /** As the person chose it. */
  readonly depth: Depth;
  /** The browser was told to. */
  readonly savesData: boolean;
  readonly medium: Pick<MediumOnPage, 'kind' | 'loaded' | 'width' | 'height'>;
  readonly report: Pick<LabelReport, 'container' | 'bytes' | 'notes'>;
  /** Its window shows the tab. */
  readonly isSeen: boolean;
}

/** Natural size on both sides: below it are buttons and previews, in which no mark survives. */
export const LEAST_SIDE = 256;

/**
 * Whether there is anything to look for: an image whose format can hold a mark, with no label that says AI already. Both
 * are what its report notes.
 */
export const pixelsCouldSay = ({ medium, report }: Pick<PixelCase, 'medium' | 'report'>): boolean =>
  medium.kind === 'image' && pixelsAreOpen(report);

const REFUSES: readonly (readonly [PixelRefusal, (one: PixelCase) => boolean])[] = [
  ['off', ({ depth }) => depth !== 'pixels'],
  ['saves-data', ({ savesData }) => savesData],
  ['not-loaded', ({ medium }) => !medium.loaded],
  ['not-decodable', ({ report }) => !BROWSER_CONTAINERS.some((one) => one === report.container)],
  ['too-small', ({ medium: { width, height } }) => Math.min(width, height) < LEAST_SIDE],
  [
    'too-large',
    ({ medium: { width, height }, report: { bytes } }) =>
      width * height >= PIXEL_LIMITS.pixels || (bytes ?? 0) > PIXEL_LIMITS.fileBytes,
  ],
  ['not-seen', ({ isSeen }) => !isSeen],
];

/** @returns the first reason not to look at them, `null` where there is none. */
export const pixelRefusal = (one: PixelCase): PixelRefusal | null =>
  REFUSES.find(([, applies]) => applies(one))?.[0] ?? null;
