/** A whole file, read over the network because a person wants it: under the fetch policy, behind the wall, in bounds. */
import { answerOf, type HttpAnswer } from '@/utils/engine/source/http-answer';
import { SourceError } from '@/utils/engine/source/source-error';
import type { MediumOnPage } from '@/utils/messages/frame';
import { checkAddress, needsPassage } from './fetch-policy';
import { acceptFor, refusalOf } from './media-address';
import { createPolicyFetch, type Fetch } from './policy-fetch';
import type { RedirectWatch } from './redirects';
import type { Wall } from './wall';

export interface WholeTools {
  readonly fetch: Fetch;
  readonly wall: Wall;
  readonly redirects: RedirectWatch;
}

interface ReadRequest {
  /** The private origin at which the page is at home, or `null`. */
  readonly home: string | null;
  readonly limit: { readonly bytes: number; readonly ms: number };
  readonly signal: AbortSignal;
  readonly onProgress?: (bytesRead: number) => void;
}

export interface WholeRequest extends ReadRequest {
  readonly medium: Pick<MediumOnPage, 'address' | 'kind' | 'loaded'>;
}

/** Of what is no medium of a page. */
export interface AddressRequest extends ReadRequest {
  readonly address: string;
  /** Media types in the form of `Accept`. */
  readonly accept: string;
}

export interface WholeFile {
  readonly bytes: Blob;
  readonly answer: HttpAnswer;
  readonly headers: Headers;
}

/** @throws SourceError `over-budget` where the medium is larger than the limit, and for all else that goes wrong. */
export const readWhole = async (request: WholeRequest, tools: WholeTools): Promise<WholeFile> => {
  const { medium, ...rest } = request;
  const refusal = refusalOf(medium, request.home);
  if (refusal) throw new SourceError(refusal.code, refusal.message);
  return readAddress({ ...rest, address: medium.address, accept: acceptFor(medium.kind) }, tools);
};

/** @throws SourceError like `readWhole`. */
export const readAddress = async (request: AddressRequest, tools: WholeTools): Promise<WholeFile> => {
  const { address, home } = request;
  const check = checkAddress(address, home);
  if (!check.allowed) throw new SourceError('blocked', check.reason);
  const read = (): Promise<WholeFile> => readWatched(request, tools);
  return home !== null && needsPassage(check.url) ? tools.wall.withPassageTo(home, read) : tools.wall.behind(read);
};

const readWatched = async (
  { address, accept, home, limit, signal, onProgress }: AddressRequest,
  { fetch, redirects }: WholeTools,
): Promise<WholeFile> => {
  const stop = new AbortController();
  const deadline = AbortSignal.timeout(limit.ms);
  const watch = redirects.watch(address, home, () => stop.abort());
  const policy = createPolicyFetch(
    { kind: 'http', address, budgetBytes: limit.bytes, home, accept, validators: null },
    fetch,
  );
  try {
    const response = await policy.fetch(address, { signal: AbortSignal.any([signal, deadline, stop.signal]) });
    const answer = answerOf(response, address);
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new SourceError('http-status', `The server answered with status ${response.status}.`);
    }
    const bytes = await readBody(response, limit.bytes, onProgress);
    const refusal = await watch.refusal({ requests: 1, wasRedirected: policy.wasRedirected(), hasFailed: false });
    if (refusal !== null) throw new SourceError('blocked', refusal);
    return { bytes, answer, headers: response.headers };
  } catch (error) {
    const hasFailed = !(error instanceof SourceError);
    const refusal = await watch.refusal({ requests: 1, wasRedirected: false, hasFailed });
    if (refusal !== null) throw new SourceError('blocked', refusal);
    if (deadline.aborted) throw new SourceError('timeout', 'The server did not deliver the file in time.');
    throw error instanceof SourceError ? error : new SourceError('network', `The bytes could not be had: ${error}.`);
  } finally {
    watch.end();
  }
};

const readBody = async (
  response: Response,
  mostBytes: number,
  onProgress: WholeRequest['onProgress'],
): Promise<Blob> => {
  const tooLarge = new SourceError('over-budget', `The file is larger than ${mostBytes} bytes.`);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  if (Number(response.headers.get('content-length') ?? 0) > mostBytes) {
    await response.body?.cancel();
    throw tooLarge;
  }
  const reader = response.body?.getReader();
  let bytesRead = 0;
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    bytesRead += step.value.length;
    if (bytesRead > mostBytes) {
      await reader?.cancel();
      throw tooLarge;
    }
    pieces.push(step.value);
    onProgress?.(bytesRead);
  }
  if (bytesRead === 0) throw new SourceError('empty', 'The server sent an empty file.');
  return new Blob(pieces, { type: response.headers.get('content-type') ?? '' });
};
