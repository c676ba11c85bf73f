import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type EvidenceTools, gatherEvidence, gatherRecord } from '@/utils/inspector/evidence';
import { INSPECTION_LIMITS } from '@/utils/inspector/inspection-limits';
import type { InventoryMedium } from '@/utils/store/inventory-types';

const ADDRESS = 'https://media.example/a.jpg';
/** SHA-256 of "abc", FIPS 180-2 appendix B.1. */
const SHA_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const medium = (patch: Partial<InventoryMedium> = {}): InventoryMedium => ({
  id: 1,
  address: ADDRESS,
  kind: 'image',
  loaded: true,
  width: 1,
  height: 1,
  alt: '',
  order: 0,
  frameId: 0,
  frameHost: 'a.example',
  state: 'done',
  report: null,
  gone: false,
  ...patch,
});

let requests: RequestInit[];
let passages: string[];
let refuseRedirect: (reason: string) => void;

beforeEach(() => {
  requests = [];
  passages = [];
  refuseRedirect = () => undefined;
});

const tools = (respond: () => Response | Promise<Response>, copy: Blob | null = null): EvidenceTools => ({
  fromPage: async () => copy,
  fetch: async (_, init) => {
    requests.push(init);
    return respond();
  },
  wall: {
    behind: (read) => read(),
    withPassageTo: (origin, read) => {
      passages.push(origin);
      return read();
    },
  },
  redirects: {
    watch: (_address, _home, onRefused) => {
      let refused: string | null = null;
      refuseRedirect = (reason) => {
        refused = reason;
        onRefused(reason);
      };
      return { refusal: async () => refused, end: () => undefined };
    },
  },
});

const gather = (using: EvidenceTools, patch: Partial<InventoryMedium> = {}, home: string | null = null) =>
  gatherEvidence(
    { medium: medium(patch), home, signal: new AbortController().signal, onProgress: () => undefined },
    using,
  );

const noRequest = () => Promise.reject(new Error('no request may leave'));

describe('evidence', () => {
  it('is the page’s own copy where it can be had, without a request', async () => {
    const evidence = await gather(tools(noRequest, new Blob(['abc'])));
    expect(evidence).toMatchObject({ ok: true, sha256: SHA_ABC, finalAddress: ADDRESS, headers: {}, origin: 'page' });
    expect(requests).toEqual([]);
  });

  it('is the page’s own copy whatever its address', async () => {
    const evidence = await gather(tools(noRequest, new Blob(['abc'])), { address: 'data:image/png (3 bytes)' });
    expect(evidence.ok).toBe(true);
  });

  it('else is read whole, with the headers that a notice needs and no others', async () => {
    const headers = { etag: '"1"', date: 'now', 'content-type': 'image/jpeg', 'x-secret': 'y' };
    const evidence = await gather(tools(() => new Response('abc', { headers })));
    expect(evidence).toMatchObject({
      ok: true,
      sha256: SHA_ABC,
      origin: 'network',
      headers: { etag: '"1"', date: 'now', 'content-type': 'image/jpeg' },
    });
    expect(evidence.ok && (await evidence.bytes.text())).toBe('abc');
    expect(evidence.ok && Object.keys(evidence.headers)).not.toContain('x-secret');
    expect(requests[0]).toMatchObject({ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
    expect(new Headers(requests[0]?.headers).has('range')).toBe(false);
  });

  it.each([
    ['blocked', { loaded: false }],
    ['blocked', { address: 'http://10.0.0.1/a.jpg' }],
    ['unsupported', { address: 'blob:https://a.example/1' }],
    ['unsupported', { address: 'data:image/png (3 bytes)' }],
  ] as const)('is %s for %o without a request', async (code, patch) => {
    expect(await gather(tools(noRequest), patch)).toMatchObject({ ok: false, code });
    expect(requests).toEqual([]);
  });

  it.each([
    ['http-status', () => new Response('no', { status: 403 })],
    ['http-status', () => new Response('part', { status: 206 })],
    ['empty', () => new Response('')],
    ['network', () => Promise.reject(new TypeError('connection reset'))],
  ] as const)('ends with %s', async (code, respond) => {
    expect(await gather(tools(respond))).toMatchObject({ ok: false, code });
  });

  it('ends when the body is larger than the limit', async () => {
    const piece = new Uint8Array(INSPECTION_LIMITS.evidenceBytes / 4);
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => controller.enqueue(piece),
      cancel: () => {
        isCancelled = true;
      },
    });
    expect(await gather(tools(() => new Response(endless)))).toMatchObject({ ok: false, code: 'over-budget' });
    expect(isCancelled).toBe(true);
  });

  it('is not taken from behind a refused redirect', async () => {
    const evidence = await gather(
      tools(() => {
        refuseRedirect('More than 3 redirects.');
        return new Response('abc');
      }),
    );
    expect(evidence).toEqual({ ok: false, code: 'blocked', message: 'More than 3 redirects.' });
  });

  it('goes through the wall only to the page’s own private home', async () => {
    const home = 'http://127.0.0.1:8080';
    await gather(
      tools(() => new Response('abc')),
      { address: `${home}/a.jpg` },
      home,
    );
    await gather(
      tools(() => new Response('abc')),
      {},
      home,
    );
    expect(passages).toEqual([home]);
  });
});

describe('a record that lies elsewhere', () => {
  const RECORD = 'https://records.example/cat.c2pa';
  const fetchRecord = (using: EvidenceTools, address = RECORD, signal = new AbortController().signal) =>
    gatherRecord({ address, signal, onProgress: () => undefined }, using);

  it('is asked for once, as a record, without a cookie or referrer', async () => {
    const evidence = await fetchRecord(tools(() => new Response('abc')));
    expect(evidence).toMatchObject({ ok: true, sha256: SHA_ABC, finalAddress: RECORD, origin: 'network' });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
    expect(new Headers(requests[0]?.headers).get('accept')).toMatch(/^application\/c2pa, /);
  });

  it.each([
    'http://127.0.0.1/cat.c2pa',
    'http://10.0.0.1/cat.c2pa',
    'http://[::1]/cat.c2pa',
    'http://router.local/cat.c2pa',
    'https://user:secret@records.example/cat.c2pa',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'cat.c2pa',
  ])('at %s is not asked for', async (address) => {
    expect(await fetchRecord(tools(noRequest), address)).toMatchObject({ ok: false, code: 'blocked' });
    expect(requests).toEqual([]);
  });

  it.each([
    ['http-status', () => new Response('no', { status: 404 })],
    ['empty', () => new Response('')],
    ['network', () => Promise.reject(new TypeError('connection reset'))],
    [
      'over-budget',
      () => new Response('abc', { headers: { 'content-length': `${INSPECTION_LIMITS.recordBytes + 1}` } }),
    ],
    ['over-budget', () => new Response(new Uint8Array(INSPECTION_LIMITS.recordBytes + 1))],
  ] as const)('ends with %s', async (code, respond) => {
    expect(await fetchRecord(tools(respond))).toMatchObject({ ok: false, code });
  });

  it('as large as may be is taken', async () => {
    const evidence = await fetchRecord(tools(() => new Response(new Uint8Array(INSPECTION_LIMITS.recordBytes))));
    expect(evidence.ok && evidence.bytes.size).toBe(INSPECTION_LIMITS.recordBytes);
  });

  it.each(['A redirect leads to an address that is not read.', 'More than 3 redirects.'])(
    'is not taken from behind a redirect that is refused: %s',
    async (message) => {
      const evidence = await fetchRecord(
        tools(() => {
          refuseRedirect(message);
          return new Response('abc');
        }),
      );
      expect(evidence).toEqual({ ok: false, code: 'blocked', message });
    },
  );

  it('of an answer that came from a private address is not taken', async () => {
    const response = new Response('abc');
    Object.defineProperties(response, { redirected: { value: true }, url: { value: 'http://192.168.0.1/cat.c2pa' } });
    expect(await fetchRecord(tools(() => response))).toMatchObject({ ok: false, code: 'blocked' });
  });

  it('of a server that hangs ends when nobody waits for it', async () => {
    const left = new AbortController();
    const hanging: EvidenceTools = {
      ...tools(noRequest),
      fetch: (_, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    };
    const evidence = fetchRecord(hanging, RECORD, left.signal);
    left.abort();
    expect(await evidence).toMatchObject({ ok: false, code: 'network' });
  });

  it('of a server that hangs ends at its deadline', async () => {
    const deadline = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
    const hanging: EvidenceTools = {
      ...tools(noRequest),
      fetch: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          deadline.abort();
        }),
    };
    expect(await fetchRecord(hanging)).toMatchObject({ ok: false, code: 'timeout' });
    expect(timeout).toHaveBeenCalledWith(INSPECTION_LIMITS.recordMs);
    timeout.mockRestore();
  });
});
