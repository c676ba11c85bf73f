/** What came of looking at a medium's pixels, and how it comes into the medium's report. */
import { withFindings } from '@/utils/engine/make-report';
import type { Finding, LabelReport } from '@/utils/engine/report';
import type { PixelProblem } from './problem';

export interface PixelReading {
  readonly findings: readonly Finding[];
  /** Why some mark could not be looked for. */
  readonly problem?: PixelProblem;
}

const NOTE = 'pixels-not-checked';

/** The report with what was found in the pixels; what an earlier look has found goes. */
export const withPixels = (report: LabelReport, { findings, problem }: PixelReading): LabelReport =>
  replaced(report, findings, problem !== undefined);

/** A report that was made anew, with what an earlier one of the same medium says of its pixels. */
export const withPixelsOf = (report: LabelReport, earlier: LabelReport): LabelReport =>
  replaced(report, earlier.findings.filter(isInPixels), pixelsAreOpen(earlier));

/** Whether the pixels could say something new, and nobody has looked at all of it. */
export const pixelsAreOpen = ({ notes }: Pick<LabelReport, 'notes'>): boolean => notes?.includes(NOTE) === true;

export const withPixelsNote = (report: LabelReport): LabelReport => withFindings(report, report.findings, [NOTE]);

const replaced = (report: LabelReport, inPixels: readonly Finding[], isNoted: boolean): LabelReport => {
  const { notes, ...rest } = report;
  const others = notes?.filter((note) => note !== NOTE) ?? [];
  const findings = report.findings.filter((finding) => !isInPixels(finding));
  return withFindings({ ...rest, notes: others }, [...findings, ...inPixels], isNoted ? [NOTE] : []);
};

const isInPixels = ({ mark }: Finding): boolean => mark.startsWith('watermark-');
