/**
 * The second stage of an inspection: the labels that a report tells of are checked over the whole medium, and the
 * report says how far they can be relied on. Nothing here reads labels: what a file says, the engine has said.
 */
import { withFindings } from '@/utils/engine/make-report';
import type { ContainerName, Finding, LabelReport } from '@/utils/engine/report';
import { judgeIngredients } from './c2pa/ingredients';
import { type Judgement, judge, weaker } from './c2pa/judge';
import type { C2paLibrary } from './c2pa/library';

export const CHECK_LIMITS = {
  /** The library copies the whole medium into its memory, which never shrinks. */
  bytes: 256 * 1024 * 1024,
  /** Time of one check: a genuine picture with 30 manifests needs seconds. */
  baseMs: 30_000,
  msPerByte: 1_000 / (20 * 1024 * 1024),
} as const;

export const checkTimeMs = (bytes: number): number => Math.ceil(CHECK_LIMITS.baseMs + bytes * CHECK_LIMITS.msPerByte);

export interface CredentialTools {
  /** Asked for only when there is something to check. */
  readonly library: () => Promise<C2paLibrary>;
  /** See `c2paSettings`. */
  readonly settings: string;
}

/** What the library calls the formats; those that are missing it does not read. */
const MEDIA_TYPES: Partial<Record<ContainerName, string>> = {
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

/**
 * Whether a report has a label that a check over the whole medium could say more about. A medium that was not read to a
 * sound end is a part, and a part always fails its check.
 */
export const canBeChecked = (report: LabelReport): boolean =>
  uncheckedStores(report).length === 1 &&
  MEDIA_TYPES[report.container] !== undefined &&
  report.error === null &&
  !report.notes?.includes('ends-early') &&
  (report.bytes ?? Number.POSITIVE_INFINITY) <= CHECK_LIMITS.bytes;

/** Notes that there is something to check, where no check was made. */
export const withoutCheck = (report: LabelReport): LabelReport =>
  uncheckedStores(report).length === 0 ? report : withFindings(report, report.findings, ['credentials-not-checked']);

/**
 * @param bytes The whole medium.
 * @throws what the library throws when it breaks down.
 */
export async function checkCredentials(
  report: LabelReport,
  bytes: Uint8Array,
  { library, settings }: CredentialTools,
): Promise<LabelReport> {
  const [stated] = uncheckedStores(report);
  const mediaType = MEDIA_TYPES[report.container];
  if (!canBeChecked(report) || stated === undefined || mediaType === undefined) return withoutCheck(report);
  const judgement = judge(await (await library()).read(mediaType, bytes, settings));
  if (judgement === null) return withoutCheck(report);
  const checked = revise(stated, judgement);
  return withFindings(
    report,
    report.findings.map((finding) => (finding === stated ? checked : finding)),
  );
}

/** Stores whose statement stands as the file has it; one that the engine could not decode is the library's to judge. */
const uncheckedStores = ({ findings }: LabelReport): readonly Finding[] =>
  findings.filter(
    ({ mark, codes = [], fields, validation }) =>
      mark === 'c2pa' &&
      fields.StoreBytes !== undefined &&
      validation === undefined &&
      (codes.includes('not-checked') || codes.includes('c2pa-malformed')),
  );

function revise(finding: Finding, { assurance, codes, validation, store }: Judgement): Finding {
  const isBorrowed = finding.codes?.some((code) => code === 'via-parent' || code === 'via-component') ?? false;
  const speaking = isBorrowed ? finding.fields.StatementManifest : undefined;
  const ingredients = store === null ? null : judgeIngredients(store, speaking);
  const signature = store?.manifest(store.activeLabel ?? '')?.signature_info;
  const signer = signature?.issuer ?? signature?.common_name;
  const fields: Record<string, string | undefined> = {
    Signer: signature?.common_name,
    SignedAt: signature?.time,
    TrustList: store?.results.trustListUri || undefined,
  };
  return {
    ...finding,
    assurance: ingredients === null ? assurance : weaker(assurance, ingredients.onTheWay),
    ...(signer === undefined ? {} : { who: signer }),
    codes: [
      ...new Set([
        ...codes,
        ...(finding.codes ?? []).filter((code) => code !== 'not-checked'),
        ...(ingredients?.codes ?? []),
      ]),
    ],
    validation: [...new Set(validation)],
    fields: {
      ...Object.fromEntries(
        Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      ...finding.fields,
    },
  };
}
