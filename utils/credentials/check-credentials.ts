/**
 * The second stage of an inspection: what is signed among a medium's labels is checked over all its bytes, and the
 * report says how far it can be relied on. Nothing here reads labels: what a file says, the engine says.
 */
import { examine, type InspectOptions } from '@/utils/engine/inspect';
import { type Examination, withFindings } from '@/utils/engine/make-report';
import type { ContainerName, Finding, LabelReport } from '@/utils/engine/report';
import { bufferSource } from '@/utils/engine/source/buffer-source';
import { judgeIngredients } from './c2pa/ingredients';
import { type Judgement, judge, weaker } from './c2pa/judge';
import type { C2paLibrary } from './c2pa/library';
import { checkedFinding, checkSecurityData } from './security-data';

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

/** Whether a medium has a label that a check over all its bytes could say more about. */
export const canBeChecked = ({ report, evidence }: Examination): boolean =>
  (hasCheckableStore(report) || evidence.length > 0) &&
  (report.bytes ?? Number.POSITIVE_INFINITY) <= CHECK_LIMITS.bytes;

/**
 * A medium that was not read to a sound end is a part, and a part always fails the check of its store. Of several stores
 * none counts (C2PA 2.1 15.5.1).
 */
const hasCheckableStore = (report: LabelReport): boolean =>
  uncheckedStores(report).length === 1 &&
  MEDIA_TYPES[report.container] !== undefined &&
  report.error === null &&
  !report.notes?.includes('ends-early');

/** The report where no check was made: it notes that there was something to check. */
export const withoutCheck = ({ report, evidence }: Examination): LabelReport =>
  uncheckedStores(report).length + evidence.length === 0
    ? report
    : withFindings(report, report.findings, ['credentials-not-checked']);

/**
 * Reads a whole medium's labels and checks what is signed among them.
 * @throws what the C2PA library throws when it breaks down.
 */
export async function inspectAndCheck(
  bytes: Uint8Array,
  options: InspectOptions,
  tools: CredentialTools,
): Promise<LabelReport> {
  const source = bufferSource(bytes);
  const { report, evidence } = await examine(source, options);
  const { container } = report;
  const [store] = hasCheckableStore(report) ? uncheckedStores(report) : [];
  const judgement = store === undefined ? null : await judgeStore(bytes, container, tools);
  const checks = await checkSecurityData(evidence, { container, source });
  const findings = report.findings.map((finding) => {
    const check = checks.get(finding);
    if (check !== undefined) return checkedFinding(finding, check);
    return judgement !== null && finding === store ? revise(finding, judgement) : finding;
  });
  const isLeft = uncheckedStores({ findings }).length > 0;
  return withFindings(report, findings, isLeft ? ['credentials-not-checked'] : []);
}

async function judgeStore(
  bytes: Uint8Array,
  container: ContainerName,
  { library, settings }: CredentialTools,
): Promise<Judgement | null> {
  const mediaType = MEDIA_TYPES[container];
  return mediaType === undefined ? null : judge(await (await library()).read(mediaType, bytes, settings));
}

/** Stores whose statement stands as the file has it; one that the engine could not decode is the library's to judge. */
const uncheckedStores = ({ findings }: Pick<LabelReport, 'findings'>): readonly Finding[] =>
  findings.filter(
    ({ mark, codes = [], fields, validation }) =>
      mark === 'c2pa' &&
      fields.StoreBytes !== undefined &&
      validation === undefined &&
      (codes.includes('not-checked') || codes.includes('c2pa-malformed')),
  );

function revise(finding: Finding, { assurance, codes, validation, store }: Judgement): Finding {
  // That there is a label without a word on AI, the active manifest says itself.
  const isBorrowed =
    finding.status !== 'labelled-other' &&
    (finding.codes?.some((code) => code === 'via-parent' || code === 'via-component') ?? false);
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
