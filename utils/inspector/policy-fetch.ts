/** The requests of one job: what they carry, and what of their answers is believed. */
import { SourceError } from '@/utils/engine/source/source-error';
import type { HttpJobSource } from '@/utils/messages/inspector';
import { checkAddress } from './fetch-policy';

export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

export interface PolicyFetch {
  readonly fetch: Fetch;
  /** Whether the server said that the validators asked for still hold; the read then ended with an error. */
  readonly isUnchanged: () => boolean;
  /** Whether any answer came from another address than was asked. */
  readonly wasRedirected: () => boolean;
}

/**
 * No cookies, no referrer, no cache, whatever the caller asks for. Redirects are followed by `fetch` itself, judged
 * while they happen (`redirects.ts`, `wall.ts`) and once more here by where the answer came from.
 */
export const createPolicyFetch = (source: HttpJobSource, fetch: Fetch): PolicyFetch => {
  let conditions: Record<string, string> = conditionsOf(source);
  let isUnchanged = false;
  let wasRedirected = false;

  const assertAllowed = (address: string): void => {
    const check = checkAddress(address, source.home);
    if (!check.allowed) throw new SourceError('blocked', check.reason);
  };

  return {
    isUnchanged: () => isUnchanged,
    wasRedirected: () => wasRedirected,
    fetch: async (address, init) => {
      assertAllowed(address);
      const headers = new Headers(init.headers);
      headers.set('accept', source.accept);
      for (const [name, value] of Object.entries(conditions)) headers.set(name, value);
      conditions = {};
      const response = await fetch(address, {
        ...init,
        headers,
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'follow',
        referrerPolicy: 'no-referrer',
      });
      wasRedirected ||= response.redirected;
      if (response.redirected) assertAllowed(response.url);
      if (response.status === 304 && source.validators !== null) {
        isUnchanged = true;
        throw new SourceError('network', 'The medium is unchanged.');
      }
      return response;
    },
  };
};

/** RFC 9110 13.1: only the first request asks; the ranges that follow a changed answer are of the new medium. */
const conditionsOf = ({ validators }: HttpJobSource): Record<string, string> => ({
  ...(validators?.etag === undefined ? {} : { 'if-none-match': validators.etag }),
  ...(validators?.lastModified === undefined ? {} : { 'if-modified-since': validators.lastModified }),
});
