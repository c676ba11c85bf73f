import { describe, expect, it } from 'vitest';
import { examine } from '@/utils/engine/inspect';
import { LIMITS } from '@/utils/engine/limits';
import { createPolicyFetch } from '@/utils/inspector/policy-fetch';
import { runJob } from '@/utils/inspector/run-job';
import type { HttpJobSource, InspectionJob } from '@/utils/messages/inspector';

const ADDRESS = 'https://media.example/a.jpg';

const source = (patch: Partial<HttpJobSource> = {}): HttpJobSource => ({
  kind: 'http',
  address: ADDRESS,
  budgetBytes: LIMITS.networkBytes,
  home: null,
  accept: 'image/*',
  validators: null,
  ...patch,
});

const job = (jobSource: InspectionJob['source']): InspectionJob => ({
  jobId: 'job',
  input: ADDRESS,
  source: jobSource,
  timeLimitMs: 1_000,
});

/** An answer that says where it came from, as `fetch` gives it after redirects. */
const answer = (status: number, body: BodyInit | null, headers: HeadersInit = {}, url = ADDRESS): Response => {
  const response = new Response(body, { status, headers });
  return Object.defineProperties(response, { url: { value: url }, redirected: { value: url !== ADDRESS } });
};

describe('the requests of a job', () => {
  it('carry no cookies, no referrer and nothing from the cache, whatever the caller asks for', async () => {
    const seen: RequestInit[] = [];
    const { fetch } = createPolicyFetch(source(), async (_, init) => {
      seen.push(init);
      return answer(200, 'x');
    });
    await fetch(ADDRESS, {
      credentials: 'include',
      cache: 'force-cache',
      referrer: 'https://page.example/',
      redirect: 'manual',
    });
    expect(seen[0]).toMatchObject({
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'follow',
      referrerPolicy: 'no-referrer',
    });
    expect(new Headers(seen[0]?.headers).get('accept')).toBe('image/*');
  });

  it.each([['http://127.0.0.1/a.jpg'], ['file:///etc/passwd'], ['https://user:pw@media.example/a.jpg']])(
    'never leave for %s',
    async (address) => {
      let requests = 0;
      const { fetch } = createPolicyFetch(source({ address }), async () => {
        requests += 1;
        return answer(200, 'x');
      });
      await expect(fetch(address, {})).rejects.toMatchObject({ code: 'blocked' });
      expect(requests).toBe(0);
    },
  );

  it('are not believed when they end at a private address', async () => {
    const { fetch } = createPolicyFetch(source(), async () => answer(200, 'x', {}, 'http://192.168.1.1/admin.png'));
    await expect(fetch(ADDRESS, {})).rejects.toMatchObject({ code: 'blocked' });
  });

  it('ask for the validators once, and not when reading on', async () => {
    const asked: (string | null)[] = [];
    const { fetch } = createPolicyFetch(
      source({ validators: { etag: '"1"', lastModified: 'Thu, 26 Nov 2026 06:21:55 GMT' } }),
      async (_, init) => {
        const headers = new Headers(init.headers);
        asked.push(headers.get('if-none-match'), headers.get('if-modified-since'));
        return answer(206, 'x');
      },
    );
    await fetch(ADDRESS, {});
    await fetch(ADDRESS, {});
    expect(asked).toEqual(['"1"', 'Thu, 26 Nov 2026 06:21:55 GMT', null, null]);
  });
});

describe('a job', () => {
  const signal = new AbortController().signal;

  it('reads a Blob without a request', async () => {
    const fetch = () => Promise.reject(new Error('no request may leave'));
    const result = await runJob(job({ kind: 'blob', bytes: new Blob(['<html>']) }), signal, { examine, fetch });
    expect(result).toMatchObject({ outcome: 'report', report: { error: { code: 'not-media' } } });
  });

  it('reports the validators of the answer', async () => {
    const fetch = async () => answer(200, '<html>', { etag: '"9"', 'last-modified': 'yesterday' });
    const result = await runJob(job(source()), signal, { examine, fetch });
    expect(result).toMatchObject({ outcome: 'report', validators: { etag: '"9"', lastModified: 'yesterday' } });
  });

  it('says that a verdict still holds when the server does', async () => {
    const fetch = async () => answer(304, null, { etag: '"1"' });
    const result = await runJob(job(source({ validators: { etag: '"1"' } })), signal, { examine, fetch });
    expect(result).toEqual({
      jobId: 'job',
      outcome: 'unchanged',
      network: { requests: 1, wasRedirected: false, hasFailed: false },
    });
  });

  it('tells of the manifest that the answer links to, from where the answer came', async () => {
    const gif = new Uint8Array([...'GIF89a'].map((letter) => letter.charCodeAt(0)).concat([1, 0, 1, 0, 0, 0, 0, 0x3b]));
    const fetch = async () => answer(200, gif, { link: '<a.c2pa>; rel="c2pa-manifest"' }, 'https://b.example/m/a.gif');
    const result = await runJob(job(source()), signal, { examine, fetch });
    expect(result).toMatchObject({
      report: {
        verdict: { status: 'labelled-other' },
        findings: [{ mark: 'c2pa', place: 'HTTP Link', fields: { Provenance: 'https://b.example/m/a.c2pa' } }],
      },
    });
  });

  it.each([
    ['an answer', () => answer(200, '<html>'), { requests: 1, wasRedirected: false, hasFailed: false }],
    [
      'a redirected answer',
      () => answer(200, '<html>', {}, 'https://b.example/'),
      { requests: 1, wasRedirected: true, hasFailed: false },
    ],
    [
      'a failure',
      () => Promise.reject(new TypeError('Failed to fetch')),
      { requests: 1, wasRedirected: false, hasFailed: true },
    ],
  ] as const)('tells what it did on the network: %s', async (_, respond, network) => {
    const result = await runJob(job(source()), signal, { examine, fetch: async () => respond() });
    expect(result.outcome === 'report' && result.network).toEqual(network);
  });

  it('takes a 304 that nobody asked for as a refusal', async () => {
    const fetch = async () => answer(304, null);
    const result = await runJob(job(source()), signal, { examine, fetch });
    expect(result).toMatchObject({ outcome: 'report', report: { error: { code: 'http-status' } } });
  });

  it.each([
    ['blocked', 'http://10.0.0.1/a.jpg', () => answer(200, 'x')],
    ['network', ADDRESS, () => Promise.reject(new TypeError('connection reset'))],
    ['http-status', ADDRESS, () => answer(403, 'no')],
    ['empty', ADDRESS, () => answer(200, '')],
  ] as const)('ends with %s', async (code, address, respond) => {
    const result = await runJob(job(source({ address })), signal, { examine, fetch: async () => respond() });
    expect(result).toMatchObject({
      outcome: 'report',
      report: { verdict: { status: 'unreadable', assurance: null }, error: { code } },
    });
  });

  it('survives an engine that throws', async () => {
    const broken = () => Promise.reject(new Error('trap'));
    const result = await runJob(job({ kind: 'blob', bytes: new Blob(['x']) }), signal, { examine: broken, fetch });
    expect(result).toMatchObject({ outcome: 'report', report: { error: { code: 'crashed' } } });
  });
});
