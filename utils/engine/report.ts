/** The label report: the engine's only result, and the document that messages, cache, command line and notices carry. */

export const STATUSES = [
  'ai-generated',
  'ai-edited',
  'possibly-ai',
  'suspected-ai',
  'captured',
  'labelled-other',
  'unlabelled',
  'unreadable',
] as const;
export type Status = (typeof STATUSES)[number];

/** What a finding can say; `unlabelled` and `unreadable` are said of media only. */
export type LabelStatus = Exclude<Status, 'unlabelled' | 'unreadable'>;

/** The statuses that the toolbar counts. */
export const AI_STATUSES: readonly Status[] = ['ai-generated', 'ai-edited', 'possibly-ai', 'suspected-ai'];

/** Weakest first. */
export const ASSURANCES = ['broken', 'declared', 'intact', 'verified-interim', 'verified'] as const;
export type Assurance = (typeof ASSURANCES)[number];

export const MARKS = [
  'gb45438',
  'iptc',
  'generator',
  'vendor',
  'c2pa',
  'watermark-dwtdct',
  'watermark-stealth',
  'watermark-visible',
  'page',
] as const;
export type MarkName = (typeof MARKS)[number];

export const KINDS = ['image', 'video', 'audio', 'document', 'unknown'] as const;
export type Kind = (typeof KINDS)[number];

export const CONTAINERS = [
  'jpeg',
  'png',
  'webp',
  'gif',
  'tiff',
  'heic',
  'heif',
  'avif',
  'jxl',
  'bmp',
  'ico',
  'svg',
  'mp4',
  'mov',
  'm4a',
  'matroska',
  'webm',
  'avi',
  'flv',
  'mp3',
  'aac',
  'wav',
  'aiff',
  'flac',
  'ogg',
  'pdf',
  'html',
  'unknown',
] as const;
export type ContainerName = (typeof CONTAINERS)[number];

export const ERROR_CODES = [
  'empty',
  'not-media',
  'truncated',
  'malformed',
  'over-budget',
  'timeout',
  'network',
  'http-status',
  'blocked',
  'unsupported',
  'crashed',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export const NOTES = [
  'ends-early',
  'wrong-extension',
  'trailer',
  'pixels-not-checked',
  'credentials-not-checked',
] as const;
export type Note = (typeof NOTES)[number];

export const LABEL_CHECKS = ['agrees', 'not-shown', 'page-only', 'differs'] as const;
export type LabelCheck = (typeof LABEL_CHECKS)[number];

/** Whose statement a finding is. */
export const SPEAKERS = ['generator', 'creator', 'platform', 'labeler'] as const;
export type Speaker = (typeof SPEAKERS)[number];

/** What became of a signature over a label's text, or over what a label is bound to. */
export const SIGNATURE_STATES = ['valid', 'failed', 'unsupported', 'none'] as const;
export type SignatureState = (typeof SIGNATURE_STATES)[number];

/** One mark found in one place. */
export interface Finding {
  readonly mark: MarkName;
  readonly status: LabelStatus;
  readonly assurance: Assurance;
  /** Container, block, key, in the format's own names. */
  readonly place: string;
  readonly tool?: string;
  readonly model?: string;
  /** Signer, provider or claimant. */
  readonly who?: string;
  readonly by?: Speaker;
  /** Reason codes of the design's closed list. */
  readonly codes?: readonly string[];
  /** A checking library's own codes, unchanged. */
  readonly validation?: readonly string[];
  /** Sentences that say what checks found; interfaces translate by the codes and states beside them. */
  readonly detail?: readonly string[];
  /** Over the label's own text (TC260-PG-202511A). */
  readonly labelSignature?: SignatureState;
  /** Over the content that the label came with. */
  readonly contentBinding?: SignatureState;
  /** From whose other files the signing key is known; nobody vouches for it. */
  readonly keyPinned?: string;
  /** That chance alone puts such a watermark into a medium, over all tests that were made on this one. */
  readonly probability?: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly deviations: readonly string[];
}

export interface ReportError {
  readonly code: ErrorCode;
  /** One English sentence for people; interfaces translate by `code`. */
  readonly message: string;
}

export interface Verdict {
  readonly status: Status;
  /** `null` for `unlabelled` and `unreadable`. */
  readonly assurance: Assurance | null;
  readonly disagreement: boolean;
}

export interface LabelReport {
  /** The address as it was asked for; `data:` addresses shortened to type and length. */
  readonly input: string;
  readonly kind: Kind;
  readonly container: ContainerName;
  /** Size of the medium in bytes, `null` while unknown. */
  readonly bytes: number | null;
  readonly bytesRead: number;
  readonly elapsedMs: number;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly notes?: readonly Note[];
  readonly labelCheck?: LabelCheck;
  readonly error: ReportError | null;
}
