/** What came of looking at a medium's pixels, and how it comes into the medium's report. */
import { withFindings } from '@/utils/engine/make-report';
import type { Finding, LabelReport } from '@/utils/engine/report';
import type { PixelProblem } from './problem';

export interface PixelReading {
  readonly findings: readonly Finding[];
  /** Why some mark could not be looked for. */
  readonly problem?: PixelProblem;
  /** Nothing was found, and a thorough look would try more (`WatermarkEffort`). */
  readonly hasUntried?: true;
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
  const read = inPixels.map((finding) => asTheFileSays(finding, findings));
  return withFindings({ ...rest, notes: others }, [...findings, ...read], isNoted ? [NOTE] : []);
};

/**
 * Services draw the same mark on what they made and on what they edited. Which of both it was, a file that only says
 * "edited" knows better.
 */
const asTheFileSays = (drawn: Finding, stated: readonly Finding[]): Finding =>
  drawn.mark === 'watermark-visible' && stated.some(says('ai-edited')) && !stated.some(says('ai-generated'))
    ? { ...drawn, status: 'ai-edited' }
    : drawn;

const says =
  (status: Finding['status']) =>
  (finding: Finding): boolean =>
    finding.status === status && finding.assurance !== 'broken';

const isInPixels = ({ mark }: Finding): boolean => mark.startsWith('watermark-');
