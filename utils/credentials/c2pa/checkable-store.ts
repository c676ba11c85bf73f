/** Which C2PA stores a check can say more about; needs nothing of what makes the check. */
import type { ContainerName, Finding, LabelReport } from '@/utils/engine/report';

/** What the library calls the formats; those that are missing it does not read. */
export const MEDIA_TYPES: Partial<Record<ContainerName, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  tiff: 'image/tiff',
  heic: 'image/heic',
  heif: 'image/heif',
  avif: 'image/avif',
  jxl: 'image/jxl',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  m4a: 'audio/mp4',
  avi: 'video/avi',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  pdf: 'application/pdf',
};

/** Stores whose statement stands as the file has it; one that the engine could not decode is the library's to judge. */
export const uncheckedStores = ({ findings }: Pick<LabelReport, 'findings'>): readonly Finding[] =>
  findings.filter(
    ({ mark, codes = [], fields, validation }) =>
      mark === 'c2pa' &&
      fields.StoreBytes !== undefined &&
      validation === undefined &&
      (codes.includes('not-checked') || codes.includes('c2pa-malformed')),
  );

/**
 * The store that a check over the whole medium can judge. A medium that was not read to a sound end is a part, and a part
 * always fails; of several stores none counts (C2PA 2.1 15.5.1).
 */
export function checkableStore(report: LabelReport): Finding | undefined {
  const [store, another] = uncheckedStores(report);
  const isSound = report.error === null && !report.notes?.includes('ends-early');
  if (!isSound || store === undefined || another !== undefined || isOneOfSeveral(store)) return undefined;
  return MEDIA_TYPES[report.container] === undefined ? undefined : store;
}

/**
 * Stores in one place make one finding, of the strongest statement. Which of them the library would judge is another
 * matter: in MP4 anybody can add one, for their boxes are not hashed (C2PA 2.1 A.5.1).
 */
const isOneOfSeveral = ({ codes = [] }: Finding): boolean => codes.includes('c2pa-layout');
