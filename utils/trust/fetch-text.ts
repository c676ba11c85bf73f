/** One text from one address, within limits of size and time. */
import { TRUST_LIMITS } from './limits';
import type { FetchFault } from './refusal';

export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

export type FetchedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: FetchFault; readonly status?: number };

const failed = (fault: FetchFault): FetchedText => ({ ok: false, fault });

/** No cookies, no referrer; a list is taken from the address that was asked, never from one that an answer names. */
export const fetchText = async (address: string, fetch: Fetch, timeMs: number): Promise<FetchedText> => {
  const signal = AbortSignal.timeout(timeMs);
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-cache',
      redirect: 'manual',
      signal,
    });
    // Browsers hide such an answer, Node shows it.
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      return failed('redirected');
    }
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, fault: 'status', status: response.status };
    }
    return await readText(response);
  } catch {
    return failed(signal.aborted ? 'late' : 'unreachable');
  }
};

const readText = async ({ body }: Response): Promise<FetchedText> => {
  if (body === null) return { ok: true, text: '' };
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { ok: true, text: text + decoder.decode() };
    bytes += value.length;
    if (bytes > TRUST_LIMITS.fetchedBytes) {
      await reader.cancel();
      return failed('tooLarge');
    }
    text += decoder.decode(value, { stream: true });
  }
};
