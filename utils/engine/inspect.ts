import type { LabelReport } from './report';
import type { ByteSource } from './source/byte-source';

export interface InspectOptions {
  /** What the report calls the medium. */
  readonly input: string;
  /** Ends the inspection at its next read. */
  readonly signal?: AbortSignal;
  /** Ask for the last 64 KiB of a JPEG whose head gives a reason. Default: true. */
  readonly jpegTrailer?: boolean;
}

export type Inspect = (source: ByteSource, options: InspectOptions) => Promise<LabelReport>;
