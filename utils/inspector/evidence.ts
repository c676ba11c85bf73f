/** The whole bytes of one medium, because a person asks for them: the page's own copy, else one request of ours. */
import type { ErrorCode } from '@/utils/engine/report';
import { answerOf } from '@/utils/engine/source/http-answer';
import { SourceError } from '@/utils/engine/source/source-error';
import type { Evidence } from '@/utils/messages/pages';
import { sha256Hex } from '@/utils/sha256';
import type { InventoryMedium } from '@/utils/store/inventory-types';
import { needsPassage } from './fetch-policy';
import { INSPECTION_LIMITS } from './inspection-limits';
import { acceptFor, refusalOf } from './media-address';
import { createPolicyFetch, type Fetch } from './policy-fetch';
import type { RedirectWatch } from './redirects';
import type { Wall } from './wall';

export interface EvidenceTools {
  /** The bytes as far as the frame can read them without a request. */
  readonly fromPage: (medium: InventoryMedium) => Promise<Blob | null>;
  readonly fetch: Fetch;
  readonly wall: Wall;
  readonly redirects: RedirectWatch;
}

export interface EvidenceRequest {
  readonly medium: InventoryMedium;
  /** The private origin at which the page is at home, or `null`. */
  readonly home: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (bytesRead: number) => void;
}

/** Never rejects. */
export const gatherEvidence = async (request: EvidenceRequest, tools: EvidenceTools): Promise<Evidence> => {
  try {
    const { medium } = request;
    const copy = await tools.fromPage(medium);
    if (copy && copy.size <= INSPECTION_LIMITS.evidenceBytes) {
      return { ok: true, ...(await hashed(copy)), finalAddress: medium.address, headers: {}, origin: 'page' };
    }
    return await download(request, tools);
  } catch (error) {
    if (error instanceof SourceError) return failure(error.code, error.message);
    return failure('network', `The bytes could not be had: ${String(error)}.`);
  }
};

const download = async (request: EvidenceRequest, tools: EvidenceTools): Promise<Evidence> => {
  const { medium, home } = request;
  const refusal = refusalOf(medium, home);
  if (refusal) return failure(refusal.code, refusal.message);
  const read = (): Promise<Evidence> => readWhole(request, tools);
  return home !== null && needsPassage(new URL(medium.address))
    ? tools.wall.withPassageTo(home, read)
    : tools.wall.behind(read);
};

const readWhole = async (
  { medium, home, signal, onProgress }: EvidenceRequest,
  { fetch, redirects }: EvidenceTools,
): Promise<Evidence> => {
  const stop = new AbortController();
  const deadline = AbortSignal.timeout(INSPECTION_LIMITS.evidenceMs);
  const watch = redirects.watch(medium.address, home, () => stop.abort());
  const policy = createPolicyFetch(
    {
      kind: 'http',
      address: medium.address,
      budgetBytes: INSPECTION_LIMITS.evidenceBytes,
      home,
      accept: acceptFor(medium.kind),
      validators: null,
    },
    fetch,
  );
  try {
    const response = await policy.fetch(medium.address, { signal: AbortSignal.any([signal, deadline, stop.signal]) });
    const answer = answerOf(response, medium.address);
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new SourceError('http-status', `The server answered with status ${response.status}.`);
    }
    const bytes = await readBody(response, onProgress);
    const refusal = await watch.refusal({ requests: 1, wasRedirected: policy.wasRedirected(), hasFailed: false });
    if (refusal !== null) throw new SourceError('blocked', refusal);
    return {
      ok: true,
      ...(await hashed(bytes)),
      finalAddress: answer.address,
      headers: evidenceHeaders(response.headers),
      origin: 'network',
    };
  } catch (error) {
    const hasFailed = !(error instanceof SourceError);
    const refusal = await watch.refusal({ requests: 1, wasRedirected: false, hasFailed });
    if (refusal !== null) throw new SourceError('blocked', refusal);
    if (deadline.aborted) throw new SourceError('timeout', 'The server did not deliver the file in time.');
    throw error;
  } finally {
    watch.end();
  }
};

const readBody = async (response: Response, onProgress: (bytesRead: number) => void): Promise<Blob> => {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  let bytesRead = 0;
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    bytesRead += step.value.length;
    if (bytesRead > INSPECTION_LIMITS.evidenceBytes) {
      await reader?.cancel();
      throw new SourceError('over-budget', 'The file is too large to be kept as evidence.');
    }
    pieces.push(step.value);
    onProgress(bytesRead);
  }
  if (bytesRead === 0) throw new SourceError('empty', 'The server sent an empty file.');
  return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
};

const HEADERS = ['date', 'last-modified', 'etag', 'content-type', 'content-length'] as const;

const evidenceHeaders = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(HEADERS.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));

const hashed = async (bytes: Blob): Promise<{ readonly sha256: string; readonly bytes: Blob }> => ({
  sha256: await sha256Hex(new Uint8Array(await bytes.arrayBuffer())),
  bytes,
});

const failure = (code: ErrorCode, message: string): Evidence => ({ ok: false, code, message });
