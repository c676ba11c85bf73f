/** Looks for every mark that can live in a medium's pixels, and says where nobody did. */
import { type Faults, faultReport } from '@/utils/engine/faults';
import { AI_STATUSES, type ContainerName, type Finding, type Kind, type LabelReport } from '@/utils/engine/report';
import { dwtDct } from './dwtdct';
import { PIXEL_LIMITS } from './limits';
import type { Openers } from './openers';
import type { Exactness } from './picture';
import { brokenDown, isProblem, type PixelProblem, unsupportedPicture } from './problem';
import { type PixelReading, withPixelsNote } from './reading';
import type { Size } from './size';
import { stealth } from './stealth';
import { visible, visibleInVideo } from './visible';
import {
  type PixelMedium,
  WATERMARK_COSTS,
  type WatermarkDecoder,
  type WatermarkDecoderOf,
  type WatermarkEffort,
  type WatermarkResult,
} from './watermark-decoder';

/** Every decoder, one line each. */
export const WATERMARK_DECODERS: readonly WatermarkDecoder[] = [stealth, visible, visibleInVideo, dwtDct];

export interface LookOptions extends Partial<WatermarkEffort> {
  readonly decoders?: readonly WatermarkDecoder[];
  readonly faults?: Faults;
  /** Told what was opened: a picture, or each frame of a video. */
  readonly onOpened?: (size: Size) => void;
}

interface Medium {
  readonly kind: Kind;
  readonly container: ContainerName;
  readonly bytes: Uint8Array;
}

/** Whether some mark can survive in a medium's format. */
const canHoldWatermark = (report: Pick<LabelReport, 'kind' | 'container'>): boolean =>
  decodersFor(report, WATERMARK_DECODERS).length > 0;

/** Whether `findWatermarks` could say something of a medium, as far as its report tells. */
export const canLookForWatermarks = (report: LabelReport, openers: Openers): boolean =>
  canHoldWatermark(report) && canOpen(report, openers) && (report.bytes ?? 0) <= PIXEL_LIMITS.fileBytes;

const canOpen = ({ kind, container }: Pick<LabelReport, 'kind' | 'container'>, openers: Openers): boolean =>
  (kind === 'image' || kind === 'video') && openers[kind][container] !== undefined;

/** Cheapest first. */
const decodersFor = (
  { kind, container }: Pick<Medium, 'kind' | 'container'>,
  decoders: readonly WatermarkDecoder[],
): readonly WatermarkDecoder[] =>
  decoders
    .filter(({ media, containers }) => media === kind && containers.includes(container))
    .sort((a, b) => WATERMARK_COSTS.indexOf(a.cost) - WATERMARK_COSTS.indexOf(b.cost));

/**
 * One decode for all decoders. Never rejects for what bytes say.
 * @param medium Its bytes are the whole file.
 * @param openers What can be decoded here.
 */
export async function findWatermarks(
  file: Medium,
  openers: Openers,
  { decoders = WATERMARK_DECODERS, faults = 'report', isThorough = false, onOpened }: LookOptions = {},
): Promise<PixelReading> {
  const fitting = decodersFor(file, decoders);
  if (fitting.length === 0) return { findings: [] };
  const medium = await opened(file, openers);
  if (isProblem(medium)) return { findings: [], problem: medium };
  for (const size of sizesOf(medium)) onOpened?.(size);
  const findings: Finding[] = [];
  let problem: PixelProblem | undefined;
  const looks = fitting.flatMap((decoder) => lookOf(decoder, medium));
  for (const look of looks) {
    const result = await looked(look, exactnessOf(medium), { isThorough }, faults);
    if (isProblem(result)) problem ??= result;
    else findings.push(...result);
  }
  if (problem !== undefined) return { findings, problem };
  const isSettled = isThorough || findings.length > 0;
  const hasUntried = !isSettled && looks.some(({ triesMore }) => triesMore());
  return { findings, ...(hasUntried && { hasUntried }) };
}

async function opened({ kind, container, bytes }: Medium, openers: Openers): Promise<PixelMedium | PixelProblem> {
  const none = unsupportedPicture(`No decoder of ${container} is at hand.`);
  if (kind === 'image') {
    const picture = (await openers.image[container]?.(bytes)) ?? none;
    return isProblem(picture) ? picture : { kind, container, bytes, picture };
  }
  if (kind === 'video') {
    const film = (await openers.video[container]?.(bytes)) ?? none;
    return isProblem(film) ? film : { kind, container, bytes, film };
  }
  return none;
}

/** A decoder and the medium that it is shown. */
interface Look extends Pick<WatermarkDecoder, 'name' | 'needs'> {
  readonly decode: (effort: WatermarkEffort) => WatermarkResult | Promise<WatermarkResult>;
  readonly triesMore: () => boolean;
}

/** None where they are of different kinds. */
const lookOf = (decoder: WatermarkDecoder, medium: PixelMedium): readonly Look[] => {
  if (decoder.media === 'image') return medium.kind === 'image' ? [lookIn(decoder, medium)] : [];
  return medium.kind === 'video' ? [lookIn(decoder, medium)] : [];
};

const lookIn = <Medium extends PixelMedium>(decoder: WatermarkDecoderOf<Medium>, medium: Medium): Look => ({
  name: decoder.name,
  needs: decoder.needs,
  decode: (effort) => decoder.decode(medium, effort),
  triesMore: () => decoder.triesMore?.(medium) === true,
});

const sizesOf = (medium: PixelMedium): readonly Size[] =>
  medium.kind === 'image' ? [medium.picture] : medium.film.frames;

const exactnessOf = (medium: PixelMedium): Exactness =>
  medium.kind === 'image' ? medium.picture.exactness : medium.film.exactness;

async function looked(
  { name, needs, decode }: Look,
  exactness: Exactness,
  effort: WatermarkEffort,
  faults: Faults,
): Promise<WatermarkResult> {
  const settled = needs === 'exact-pixels' ? WITHOUT_EXACT_PIXELS[exactness] : undefined;
  if (settled !== undefined) return settled;
  try {
    const result = await decode(effort);
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
