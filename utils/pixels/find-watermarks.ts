/** Looks for every mark that can live in a medium's pixels, and says where nobody did. */
import { type Faults, faultReport } from '@/utils/engine/faults';
import { AI_STATUSES, type Finding, type Kind, type LabelReport } from '@/utils/engine/report';
import { dwtDct } from './dwtdct';
import { PIXEL_LIMITS } from './limits';
import type { Openers } from './openers';
import type { Exactness } from './picture';
import { brokenDown, isProblem, type PixelProblem, unsupportedPicture } from './problem';
import { type PixelReading, withPixelsNote } from './reading';
import type { Size } from './size';
import { stealth } from './stealth';
import { visible } from './visible';
import {
  type PixelKind,
  type PixelMedium,
  WATERMARK_COSTS,
  type WatermarkDecoder,
  type WatermarkEffort,
  type WatermarkResult,
} from './watermark-decoder';

/** Every decoder, one line each. */
export const WATERMARK_DECODERS: readonly WatermarkDecoder[] = [stealth, visible, dwtDct];

export interface LookOptions extends Partial<WatermarkEffort> {
  readonly decoders?: readonly WatermarkDecoder[];
  readonly faults?: Faults;
  /** Told what was opened. */
  readonly onOpened?: (size: Size) => void;
}

type Medium = Pick<PixelMedium, 'container' | 'bytes'> & { readonly kind: Kind };

/** Whether some mark can survive in a medium's format. */
const canHoldWatermark = (report: Pick<LabelReport, 'kind' | 'container'>): boolean =>
  decodersFor(report, WATERMARK_DECODERS).length > 0;

/** Whether `findWatermarks` could say something of a medium, as far as its report tells. */
export const canLookForWatermarks = (report: LabelReport, openers: Openers): boolean =>
  canHoldWatermark(report) && openers[report.container] !== undefined && (report.bytes ?? 0) <= PIXEL_LIMITS.fileBytes;

/** Cheapest first. */
const decodersFor = (
  { kind, container }: Pick<Medium, 'kind' | 'container'>,
  decoders: readonly WatermarkDecoder[],
): readonly WatermarkDecoder[] =>
  decoders
    .filter(({ media, containers }) => isAmong(kind, media) && containers.includes(container))
    .sort((a, b) => WATERMARK_COSTS.indexOf(a.cost) - WATERMARK_COSTS.indexOf(b.cost));

const isAmong = (kind: Kind, media: readonly PixelKind[]): kind is PixelKind => media.some((one) => one === kind);

/**
 * One decode for all decoders. Never rejects for what bytes say.
 * @param medium Its bytes are the whole file.
 * @param openers What can be decoded here.
 */
export async function findWatermarks(
  { kind, container, bytes }: Medium,
  openers: Openers,
  { decoders = WATERMARK_DECODERS, faults = 'report', isThorough = false, onOpened }: LookOptions = {},
): Promise<PixelReading> {
  const fitting = decodersFor({ kind, container }, decoders);
  if (fitting.length === 0) return { findings: [] };
  const picture = (await openers[container]?.(bytes)) ?? unsupportedPicture(`No decoder of ${container} is at hand.`);
  if (isProblem(picture)) return { findings: [], problem: picture };
  onOpened?.(picture);
  const findings: Finding[] = [];
  let problem: PixelProblem | undefined;
  const medium = { kind: kind as PixelKind, container, bytes, picture };
  for (const decoder of fitting) {
    const result = await decoded(decoder, medium, { isThorough }, faults);
    if (isProblem(result)) problem ??= result;
    else findings.push(...result);
  }
  if (problem !== undefined) return { findings, problem };
  const isSettled = isThorough || findings.length > 0;
  const hasUntried = !isSettled && fitting.some(({ triesMore }) => triesMore?.(medium));
  return { findings, ...(hasUntried && { hasUntried }) };
}

async function decoded(
  { name, needs, decode }: WatermarkDecoder,
  medium: PixelMedium,
  effort: WatermarkEffort,
  faults: Faults,
): Promise<WatermarkResult> {
  const { exactness } = medium.picture;
  const settled = needs === 'exact-pixels' ? WITHOUT_EXACT_PIXELS[exactness] : undefined;
  if (settled !== undefined) return settled;
  try {
    const result = await decode(medium, effort);
    // What is found in disturbed pixels is there; what is not found may have been disturbed.
    const isNothing = !isProblem(result) && result.length === 0;
    return isNothing && exactness === 'disturbed' ? DISTURBED : result;
  } catch (error) {
    if (faults === 'throw') throw error;
    return brokenDown(faultReport(error, `looking for ${name}`).message);
  }
}

const DISTURBED = unsupportedPicture('Pixels are not given here as the file has them.');

/** What is known of a mark that needs exact values before anybody looks: with loss it does not survive. */
const WITHOUT_EXACT_PIXELS: Readonly<Record<Exactness, WatermarkResult | undefined>> = {
  'every-value': undefined,
  alpha: undefined,
  lossy: [],
  disturbed: DISTURBED,
};

/**
 * The report where nobody looked at the pixels. It is noted where the format can hold a mark and somebody asked for it,
 * or a mark could have said something new: no label says AI already.
 */
export const withoutPixels = (report: LabelReport, isAskedFor: boolean): LabelReport =>
  canHoldWatermark(report) && (isAskedFor || !AI_STATUSES.includes(report.verdict.status))
    ? withPixelsNote(report)
    : report;
