/**
 * Whole bytes, because a person asks for them: of a medium, the page's own copy, else by one request of ours; of a C2PA store
 * that lies elsewhere, by one request.
 */
import { C2PA_STORE_TYPES } from '@/utils/engine/jumbf-boxes';
import type { ErrorCode } from '@/utils/engine/report';
import { SourceError } from '@/utils/engine/source/source-error';
import type { Evidence } from '@/utils/messages/pages';
import { sha256Hex } from '@/utils/sha256';
import type { InventoryMedium } from '@/utils/store/inventory-types';
import { INSPECTION_LIMITS } from './inspection-limits';
import { readAddress, readWhole, type WholeFile, type WholeTools } from './read-whole';

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
export const gatherEvidence = (request: EvidenceRequest, tools: EvidenceTools): Promise<Evidence> =>
  answered(async () => {
    const { medium } = request;
    const copy = await tools.fromPage(medium);
    if (copy && copy.size <= LIMIT.bytes) {
      return { ok: true, ...(await hashed(copy)), finalAddress: medium.address, headers: {}, origin: 'page' };
    }
    return fromNetwork(await readWhole({ ...request, limit: LIMIT }, tools));
  });

export interface RecordRequest extends Pick<EvidenceRequest, 'signal' | 'onProgress'> {
  readonly address: string;
}

const RECORD_LIMIT = { bytes: INSPECTION_LIMITS.recordBytes, ms: INSPECTION_LIMITS.recordMs } as const;
/** C2PA 2.2 11.4, and what older writers' servers know it by. */
const RECORD_TYPES = [...C2PA_STORE_TYPES, '*/*;q=0.1'].join(', ');

/** Whatever page names the address: nothing in a private network is asked. Never rejects. */
export const gatherRecord = (request: RecordRequest, tools: WholeTools): Promise<Evidence> =>
  answered(async () =>
    fromNetwork(await readAddress({ ...request, accept: RECORD_TYPES, home: null, limit: RECORD_LIMIT }, tools)),
  );

const answered = async (gather: () => Promise<Evidence>): Promise<Evidence> => {
  try {
    return await gather();
  } catch (error) {
    if (error instanceof SourceError) return failure(error.code, error.message);
    return failure('network', `The bytes could not be had: ${String(error)}.`);
  }
};

const fromNetwork = async ({ bytes, answer, headers }: WholeFile): Promise<Evidence> => ({
  ok: true,
  ...(await hashed(bytes)),
  finalAddress: answer.address,
  headers: evidenceHeaders(headers),
  origin: 'network',
});

const HEADERS = ['date', 'last-modified', 'etag', 'content-type', 'content-length'] as const;

const evidenceHeaders = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(HEADERS.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));

const hashed = async (bytes: Blob): Promise<{ readonly sha256: string; readonly bytes: Blob }> => ({
  sha256: await sha256Hex(new Uint8Array(await bytes.arrayBuffer())),
  bytes,
});

const failure = (code: ErrorCode, message: string): Evidence => ({ ok: false, code, message });
