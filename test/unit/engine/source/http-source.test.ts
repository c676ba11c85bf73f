import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../utils/engine/limits';
import { type HttpSourceOptions, httpSource } from '../../../../utils/engine/source/http-source';
import { SourceError } from '../../../../utils/engine/source/source-error';

const medium = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 251);
const part = (offset: number, length: number) => medium.subarray(offset, offset + length);

interface Asked {
  readonly path: string | undefined;
  readonly range: string | undefined;
  readonly cookie: string | undefined;
}
let asked: Asked[] = [];

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function rangeOf(request: IncomingMessage): readonly [number, number] {
  const match = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  return [Number(match?.[1]), Number(match?.[2])];
}

/** A server as it should be, with answers bent by `bend`. */
const ranged =
  (
    bend: {
      readonly total?: string;
      readonly shift?: number;
      readonly headers?: () => Record<string, string>;
      readonly atMost?: number;
    } = {},
  ): Handler =>
  (request, response) => {
    const [start, last] = rangeOf(request);
    if (start >= medium.length) {
      response.writeHead(416, { 'content-range': `bytes */${medium.length}` }).end();
      return;
    }
    const end = Math.min(last + 1, medium.length, start + (bend.atMost ?? Number.POSITIVE_INFINITY));
    const from = start + (bend.shift ?? 0);
    response.writeHead(206, {
      'content-range': `bytes ${from}-${end - 1}/${bend.total ?? medium.length}`,
      'content-length': String(end - start),
      ...bend.headers?.(),
    });
    response.end(medium.subarray(start, end));
  };

const ROUTES: Record<string, Handler> = {
  '/good': ranged({
    headers: () => ({ etag: '"a"', 'content-type': 'image/jpeg', 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' }),
  }),
  '/star': ranged({ total: '*' }),
  '/shifted': ranged({ shift: 1 }),
  '/unsaid': (_request, response) => response.writeHead(206).end(medium.subarray(0, 100)),
  '/miserly': ranged({ atMost: 50_000 }),
  '/gzipped-part': ranged({ headers: () => ({ 'content-encoding': 'br' }) }),
  '/new-tag-each-time': ranged({ headers: () => ({ etag: `"${asked.length}"` }) }),
  '/balanced': ranged({
    headers: () => ({ etag: `"${asked.length}"`, 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' }),
  }),
  '/grows': (request, response) => ranged({ total: String(medium.length + asked.length) })(request, response),
  '/whole': (_request, response) => response.writeHead(200, { 'content-length': String(medium.length) }).end(medium),
  '/whole-chunked': (_request, response) => {
    response.writeHead(200);
    response.write(medium.subarray(0, 100_000));
    response.end(medium.subarray(100_000));
  },
  '/whole-gzipped': (_request, response) => {
    const body = gzipSync(medium);
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(body.length) }).end(body);
  },
  '/whole-cut': (_request, response) => {
    response.writeHead(200, { 'content-length': String(medium.length) });
    response.write(medium.subarray(0, 70_000), () => response.destroy());
  },
  '/part-cut': (request, response) => {
    const [start, last] = rangeOf(request);
    response.writeHead(206, {
      'content-range': `bytes ${start}-${last}/${medium.length}`,
      'content-length': String(last - start + 1),
    });
    response.write(medium.subarray(0, 1000), () => response.destroy());
  },
  '/endless': (_request, response) => {
    response.writeHead(200);
    const piece = new Uint8Array(64 * 1024);
    const send = (): void => {
      while (!response.destroyed && response.write(piece));
      if (!response.destroyed) response.once('drain', send);
    };
    send();
  },
  '/hangs': () => undefined,
  '/stalls': (request, response) => {
    const [start, last] = rangeOf(request);
    response.writeHead(206, {
      'content-range': `bytes ${start}-${last}/${medium.length}`,
      'content-length': String(last - start + 1),
    });
    response.write(medium.subarray(0, 100));
  },
  '/trickles': (_request, response) => {
    response.writeHead(200, { 'content-length': String(medium.length) });
    const timer = setInterval(() => response.write('x'), 5);
    response.once('close', () => clearInterval(timer));
  },
  '/forbidden': (_request, response) => response.writeHead(403).end('no'),
  '/empty': (_request, response) => response.writeHead(416, { 'content-range': 'bytes */0' }).end(),
  '/empty-whole': (_request, response) => response.writeHead(200, { 'content-length': '0' }).end(),
  '/no-ranges-at-all': (_request, response) => response.writeHead(416).end(),
  '/no-content': (_request, response) => response.writeHead(204).end(),
  '/moved': (_request, response) => response.writeHead(302, { location: '/good' }).end(),
};

let server: Server;
let origin = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const { range, cookie } = request.headers;
    asked.push({ path: request.url, range, cookie });
    response.on('error', () => undefined);
    ROUTES[request.url ?? '']?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

/** Assertions on long arrays element by element take seconds. */
function expectBytes(actual: Uint8Array | Promise<Uint8Array>, expected: Uint8Array): void {
  expect(actual).toBeInstanceOf(Uint8Array);
  expect(Buffer.from(actual as Uint8Array).equals(expected)).toBe(true);
}

const open = (path: string, options: Partial<HttpSourceOptions> = {}) =>
  httpSource({ address: origin + path, ...options });
/** A request that an earlier test gave up may arrive late, so each looks at its own path. */
const ranges = () => asked.filter(({ path }) => path === '/good').map(({ range }) => range);

describe('a server that knows ranges', () => {
  it('is asked for 64 KiB at first, then for exactly what is missing', async () => {
    const source = open('/good');
    expect(source.size).toBeUndefined();
    expectBytes(await source.read(0, 8), part(0, 8));
    expect(source.size).toBe(300_000);
    expectBytes(source.read(60_000, 5_536), part(60_000, 5_536));
    expectBytes(await source.read(65_000, 1_000), part(65_000, 1_000));
    expectBytes(await source.read(290_000, 99_999), part(290_000, 10_000));
    expect(ranges()).toEqual(['bytes=0-65535', 'bytes=65536-65999', 'bytes=290000-299999']);
    expect([source.requests, source.bytesRead]).toEqual([3, 65_536 + 464 + 10_000]);
  });

  it('is asked once for gaps with little between them', async () => {
    const source = open('/good');
    await source.read(0, 8);
    await source.read(100_000, 100);
    await source.read(200_000, 100);
    expectBytes(await source.read(99_000, 2_000), part(99_000, 2_000));
    expectBytes(await source.read(190_000, 110_000), part(190_000, 110_000));
    expect(ranges().slice(3)).toEqual(['bytes=99000-100999', 'bytes=190000-299999']);
    expect(source.bytesRead).toBe(65_536 + 2_000 + 110_000);
  });

  it('gets no cookie, and is asked past every cache', async () => {
    const inits: RequestInit[] = [];
    const source = open('/good', {
      fetch: (address, init) => {
        inits.push(init);
        return fetch(address, init);
      },
    });
    await source.read(0, 8);
    expect(inits).toMatchObject([{ credentials: 'omit', cache: 'no-store' }]);
    expect(asked.at(-1)?.cookie).toBeUndefined();
  });

  it('tells what a cache and a notice want to know', async () => {
    const source = open('/moved');
    await source.read(0, 8);
    expect(source.answer).toMatchObject({
      address: `${origin}/good`,
      status: 206,
      etag: '"a"',
      lastModified: 'Mon, 02 Nov 2026 10:00:00 GMT',
      contentType: 'image/jpeg',
      contentLength: 65_536,
      date: expect.stringMatching(/GMT$/),
    });
  });

  it('may answer in smaller parts', async () => {
    const source = open('/miserly');
    expectBytes(await source.read(0, 65_536), part(0, 65_536));
    expect(source.requests).toBe(2);
  });

  it('may keep the size to itself: the end is found by asking', async () => {
    const source = open('/star');
    await source.read(0, 8);
    expect(source.size).toBeUndefined();
    expectBytes(await source.read(299_990, 20), part(299_990, 10));
    expect(source.size).toBe(300_000);
  });

  it('ends before an offset beyond the end', async () => {
    const source = open('/star');
    await source.read(0, 8);
    expect(await source.read(400_000, 10)).toHaveLength(0);
    expect(source.size).toBe(300_000);
  });

  it('may have moved to another server with its own tags while the date agrees', async () => {
    const source = open('/balanced');
    await source.read(0, 8);
    expectBytes(await source.read(100_000, 10), part(100_000, 10));
  });

  it.each(['/new-tag-each-time', '/grows'])('whose medium changes between ranges (%s) is malformed', async (path) => {
    const source = open(path);
    await source.read(0, 8);
    await expect(source.read(100_000, 10)).rejects.toMatchObject({ code: 'malformed' });
  });

  it.each([
    ['/shifted', /another range than bytes 0/],
    ['/unsaid', /did not say which part/],
    ['/gzipped-part', /compressed a part/],
  ])('whose answer is not the range that was asked (%s) is malformed, and the reason said', async (path, message) => {
    const reading = open(path).read(0, 8);
    await expect(reading).rejects.toMatchObject({ code: 'malformed', message: expect.stringMatching(message) });
  });
});

describe('a server that ignores ranges', () => {
  it.each(['/whole', '/whole-chunked', '/whole-gzipped'])('has its body read forward, once (%s)', async (path) => {
    const source = open(path);
    expectBytes(await source.read(0, 8), part(0, 8));
    expect(source.bytesRead).toBeLessThan(300_000);
    expectBytes(await source.read(250_000, 100), part(250_000, 100));
    expectBytes(source.read(100_000, 9), part(100_000, 9));
    expectBytes(await source.read(299_999, 10), part(299_999, 1));
    expect(await source.read(300_000, 10)).toHaveLength(0);
    expect([source.size, source.requests]).toEqual([300_000, 1]);
    await source.close();
  });

  it('states the size where it names it', async () => {
    const source = open('/whole');
    await source.read(0, 8);
    expect(source.size).toBe(300_000);
    await source.close();
    expectBytes(source.read(0, 8), part(0, 8));
  });

  it('and says no size is read to its end within the budget, however far the read lies', async () => {
    const source = open('/whole-chunked', { budgetBytes: 400_000 });
    await source.read(0, 8);
    expect(await source.read(5_000_000_000, 8)).toHaveLength(0);
    expect(source.size).toBe(300_000);
    const smaller = open('/whole-chunked', { budgetBytes: 200_000 });
    await smaller.read(0, 8);
    await expect(smaller.read(5_000_000_000, 8)).rejects.toMatchObject({ code: 'over-budget' });
    expect(smaller.bytesRead).toBeLessThanOrEqual(200_000);
  });

  it('is let go at the budget', async () => {
    const source = open('/whole', { budgetBytes: 100_000 });
    await source.read(0, 8);
    await expect(source.read(200_000, 10)).rejects.toMatchObject({ code: 'over-budget' });
    expect(source.bytesRead).toBeLessThanOrEqual(100_000);
  });

  it('and never ends is let go at the budget', async () => {
    const source = open('/endless', { budgetBytes: 1_000_000 });
    await source.read(0, 8);
    for (let at = 0; at < 900_000; at += 100_000) await source.read(at, 100_000);
    await expect(source.read(900_000, 200_000)).rejects.toMatchObject({ code: 'over-budget' });
    expect(source.bytesRead).toBeLessThanOrEqual(1_000_000);
    expect(source.size).toBeUndefined();
  });
});

describe('what goes wrong', () => {
  it.each([
    ['/forbidden', 'http-status', /403/],
    ['/no-content', 'http-status', /204/],
    ['/no-ranges-at-all', 'http-status', /416/],
    ['/part-cut', 'network', /./],
  ])('%s is %s', async (path, code, message) => {
    await expect(open(path).read(0, 8)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('a whole body that breaks off is a network error', async () => {
    const source = open('/whole-cut');
    await expect(source.read(0, 100_000)).rejects.toMatchObject({ code: 'network' });
  });

  it.each(['/empty', '/empty-whole'])('%s has no bytes', async (path) => {
    const source = open(path);
    expect(await source.read(0, 8)).toHaveLength(0);
    expect(source.size).toBe(0);
  });

  it.each(['/hangs', '/stalls', '/trickles'])('%s ends at the deadline', async (path) => {
    const source = open(path, { timeoutMs: 100 });
    await expect(source.read(0, 8)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('an abort ends it as well', async () => {
    const controller = new AbortController();
    const reading = Promise.resolve(open('/hangs', { signal: controller.signal }).read(0, 8));
    controller.abort();
    await expect(reading).rejects.toMatchObject({ code: 'timeout' });
  });

  it('nobody listening is a network error', async () => {
    const source = httpSource({ address: 'http://127.0.0.1:1/' });
    await expect(source.read(0, 8)).rejects.toMatchObject({ code: 'network' });
  });

  it('a policy may refuse, and its reason is passed on', async () => {
    const refusal = new SourceError('blocked', 'This address is private.');
    const source = open('/good', { fetch: () => Promise.reject(refusal) });
    await expect(source.read(0, 8)).rejects.toBe(refusal);
  });

  it('the budget holds before a request is made', async () => {
    const source = open('/good', { budgetBytes: LIMITS.firstReadBytes + 5 });
    await source.read(0, 8);
    await expect(source.read(100_000, 6)).rejects.toMatchObject({ code: 'over-budget' });
    expectBytes(await source.read(100_000, 5), part(100_000, 5));
    expect(ranges()).toEqual(['bytes=0-65535', 'bytes=100000-100004']);
  });

  it('a budget below the first read bounds that too', async () => {
    const source = open('/good', { budgetBytes: 1000 });
    expectBytes(await source.read(0, 8), part(0, 8));
    expect(ranges()).toEqual(['bytes=0-999']);
  });
});
