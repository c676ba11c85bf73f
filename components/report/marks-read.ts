/** Which marks were found in a medium, which were looked for in vain, and which were not looked for. */
import { type ContainerName, type LabelReport, MARKS, type MarkName } from '@/utils/engine/report';
import { isLooked, type PixelState } from '@/utils/messages/pixel-state';

export type MarkReading = 'found' | 'none' | 'notRead' | 'notPossible';

/** Formats for which C2PA 2.1 (annex A) knows no place. */
const WITHOUT_C2PA: readonly ContainerName[] = ['bmp', 'ico', 'flv'];

/** Of those in pixels: the others do not survive the coding of videos. */
const IN_VIDEO: readonly MarkName[] = ['watermark-visible'];

const isOfPixels = (mark: MarkName): boolean => mark.startsWith('watermark-');

/**
 * @param isOnPage A medium of a page, which may carry a label too.
 * @param pixels How far looking at its pixels has come.
 * @returns every mark that can be said something of, in the order of the report's marks.
 */
export const marksRead = (
  report: LabelReport,
  isOnPage: boolean,
  pixels: PixelState | null,
): readonly { readonly mark: MarkName; readonly reading: MarkReading }[] =>
  MARKS.filter((mark) => mark !== 'page' || isOnPage).map((mark) => ({
    mark,
    reading: readingOf(mark, report, pixels),
  }));

const readingOf = (mark: MarkName, report: LabelReport, pixels: PixelState | null): MarkReading => {
  if (report.findings.some((finding) => finding.mark === mark)) return 'found';
  if (mark === 'c2pa' && WITHOUT_C2PA.includes(report.container)) return 'notPossible';
  if (isOfPixels(mark)) {
    if (report.kind === 'audio' || report.kind === 'document') return 'notPossible';
    if (report.kind === 'video' && !IN_VIDEO.includes(mark)) return 'notPossible';
    return isLooked(pixels) && !report.notes?.includes('pixels-not-checked') ? 'none' : 'notRead';
  }
  // Pages are compared with their files only where a label check was made.
  if (mark === 'page') return report.labelCheck === undefined ? 'notRead' : 'none';
  // Where the reading ended early a mark may stand behind the end.
  return report.error === null ? 'none' : 'notRead';
};
