/** The whole bytes of one medium, because a person asks for them: the page's own copy, else one request of ours. */
import type { ErrorCode } from '@/utils/engine/report';
import { SourceError } from '@/utils/engine/source/source-error';
import type { Evidence } from '@/utils/messages/pages';
import { sha256Hex } from '@/utils/sha256';
import type { InventoryMedium } from '@/utils/store/inventory-types';
import { INSPECTION_LIMITS } from './inspection-limits';
import { readWhole, type WholeTools } from './read-whole';

export interface EvidenceTools extends WholeTools {
  /** The bytes as far as the frame can read them without a request. */
  readonly fromPage: (medium: InventoryMedium) => Promise<Blob | null>;
}

export interface EvidenceRequest {
  readonly medium: InventoryMedium;
  /** The private origin at which the page is at home, or `null`. */
  readonly home: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (bytesRead: number) => void;
}

const LIMIT = { bytes: INSPECTION_LIMITS.evidenceBytes, ms: INSPECTION_LIMITS.evidenceMs } as const;

/** Never rejects. */
export const gatherEvidence = async (request: EvidenceRequest, tools: EvidenceTools): Promise<Evidence> => {
  try {
    const { medium } = request;
    const copy = await tools.fromPage(medium);
    if (copy && copy.size <= LIMIT.bytes) {
      return { ok: true, ...(await hashed(copy)), finalAddress: medium.address, headers: {}, origin: 'page' };
    }
    const { bytes, answer, headers } = await readWhole({ ...request, limit: LIMIT }, tools);
    return {
      ok: true,
      ...(await hashed(bytes)),
      finalAddress: answer.address,
      headers: evidenceHeaders(headers),
      origin: 'network',
    };
  } catch (error) {
    if (error instanceof SourceError) return failure(error.code, error.message);
    return failure('network', `The bytes could not be had: ${String(error)}.`);
  }
};

const HEADERS = ['date', 'last-modified', 'etag', 'content-type', 'content-length'] as const;

const evidenceHeaders = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(HEADERS.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));

const hashed = async (bytes: Blob): Promise<{ readonly sha256: string; readonly bytes: Blob }> => ({
  sha256: await sha256Hex(new Uint8Array(await bytes.arrayBuffer())),
  bytes,
});

const failure = (code: ErrorCode, message: string): Evidence => ({ ok: false, code, message });
