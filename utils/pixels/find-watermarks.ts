/** Looks for every mark that can live in a medium's pixels, and brings what comes of it into the medium's report. */
import { type Faults, faultReport } from '@/utils/engine/faults';
import { withFindings } from '@/utils/engine/make-report';
import { AI_STATUSES, type ContainerName, type Finding, type LabelReport } from '@/utils/engine/report';
import type { ExactPicture } from './exact-picture';
import { PIXEL_LIMITS } from './limits';
import { canOpenExactly, openExactly } from './open-exactly';
import { brokenDown, isProblem, type PixelProblem, unsupportedPicture } from './problem';
import { stealth } from './stealth';
import { WATERMARK_COSTS, type WatermarkDecoder, type WatermarkResult } from './watermark-decoder';

/** Every decoder, one line each. */
export const WATERMARK_DECODERS: readonly WatermarkDecoder[] = [stealth];

export interface PixelReading {
  readonly findings: readonly Finding[];
  /** Why some mark could not be looked for. */
  readonly problem?: PixelProblem;
}

const canHoldWatermark = ({ container }: LabelReport): boolean => decodersFor(container).length > 0;

/** Whether `findWatermarks` could say something of a medium, as far as its report tells. */
export const canLookForWatermarks = (report: LabelReport): boolean =>
  canHoldWatermark(report) && canOpenExactly(report.container) && (report.bytes ?? 0) <= PIXEL_LIMITS.fileBytes;

/** Cheapest first. */
const decodersFor = (container: ContainerName): readonly WatermarkDecoder[] =>
  WATERMARK_DECODERS.filter(({ containers }) => containers.includes(container)).sort(
    (a, b) => WATERMARK_COSTS.indexOf(a.cost) - WATERMARK_COSTS.indexOf(b.cost),
  );

/**
 * One decode for all decoders. Never rejects for what bytes say.
 * @param bytes The whole medium.
 */
export async function findWatermarks(
  container: ContainerName,
  bytes: Uint8Array,
  faults: Faults = 'report',
): Promise<PixelReading> {
  const picture = openExactly(container, bytes) ?? unsupportedPicture(`No exact decoder of ${container} is at hand.`);
  if (isProblem(picture)) return { findings: [], problem: picture };
  const findings: Finding[] = [];
  let problem: PixelProblem | undefined;
  for (const decoder of decodersFor(container)) {
    const result = await decoded(decoder, picture, faults);
    if (isProblem(result)) problem ??= result;
    else findings.push(...result);
  }
  return { findings, ...(problem !== undefined && { problem }) };
}

async function decoded(
  { name, decode }: WatermarkDecoder,
  picture: ExactPicture,
  faults: Faults,
): Promise<WatermarkResult> {
  try {
    return await decode(picture);
  } catch (error) {
    if (faults === 'throw') throw error;
    return brokenDown(faultReport(error, `looking for ${name}`).message);
  }
}

/** The report with what was found in the pixels. */
export const withPixels = (report: LabelReport, { findings, problem }: PixelReading): LabelReport =>
  withFindings(report, [...report.findings, ...findings], problem === undefined ? [] : ['pixels-not-checked']);

/**
 * The report where nobody looked at the pixels. It is noted where the format can hold a mark and somebody asked for it,
 * or a mark could have said something new: no label says AI already.
 */
export const withoutPixels = (report: LabelReport, isAskedFor: boolean): LabelReport =>
  canHoldWatermark(report) && (isAskedFor || !AI_STATUSES.includes(report.verdict.status))
    ? withFindings(report, report.findings, ['pixels-not-checked'])
    : report;
