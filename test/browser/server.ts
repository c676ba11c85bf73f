/**
 * The web as the tests need it: one server on one port under several host names, whose media misbehave as their
 * query asks, and a second one that stands for what must never be asked. Both count.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import { answerGallery, contentType, PAGE_HOST, sendBytes } from '../../gallery/serve';
import { storeOf } from '../fixtures/store-of';

/** By the first part of the path. */
const FOLDERS: Readonly<Record<string, string>> = {
  media: join(import.meta.dirname, '../fixtures/media'),
  signed: join(import.meta.dirname, '../fixtures/signed/media'),
};

/** A C2PA store by itself, at every host. */
export const RECORD_PATH = '/record';

export const HOSTS = ['page.test', 'media.test', 'other.test', PAGE_HOST] as const;
export type Host = (typeof HOSTS)[number];

export interface Hit {
  readonly host: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Bytes of the answer that were handed to the socket, headers included; 0 while it is not over. */
  sent: number;
}

/** The browsers' own requests for media name the page they come from; the extension's do not. */
export const isExtensions = (hit: Hit): boolean => hit.headers.referer === undefined;

interface Page {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface WebServer {
  readonly port: number;
  readonly address: (host: Host, path: string) => string;
  /** Serves `html` at `path` of every host. */
  readonly page: (path: string, html: string, headers?: Readonly<Record<string, string>>) => void;
  /** The same for a medium. */
  readonly file: (path: string, bytes: Uint8Array, headers?: Readonly<Record<string, string>>) => void;
  readonly hits: (path: string) => readonly Hit[];
  readonly allHits: () => readonly Hit[];
  readonly forget: () => void;
  readonly close: () => Promise<void>;
}

type Answer = (
  body: Uint8Array,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Headers,
  value: string,
) => void;
type Headers = Record<string, string>;

const writeWithoutEnd = (response: ServerResponse): void => {
  const piece = new Uint8Array(64 * 1024);
  const push = (): void => {
    while (!response.destroyed && response.write(piece));
    if (!response.destroyed) response.once('drain', push);
  };
  push();
};

/** Signature and IHDR of an 8 × 8 picture, then an IDAT that claims 2 GiB. */
const ENDLESS_PNG_HEAD = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000008000000080800000000e164e1577fffffff49444154',
  'hex',
);

const isForPart = ({ headers }: IncomingMessage): boolean =>
  headers.referer !== undefined || headers.range !== undefined;

/** Ways to answer, by query parameter; the first that is asked for wins. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  hang: () => {
    // Neither headers nor body, until the client gives up.
  },
  html: (_body, _request, response) => {
    response.writeHead(200, { 'Content-Type': 'image/jpeg' });
    response.end('<!doctype html><title>Sign in</title><p>Please sign in to see this picture.</p>');
  },
  status: (_body, _request, response, _headers, value) => {
    response.writeHead(Number(value), { 'Content-Type': 'text/plain' });
    response.end('No.');
  },
  redirect: (_body, _request, response, _headers, value) => {
    response.writeHead(302, { Location: value });
    response.end();
  },
  /** Pages get the picture; who comes without a page waits for an answer in vain. */
  hangOthers: (body, request, response, headers) => {
    if (request.headers.referer !== undefined) sendBytes(request, response, body, headers);
  },
  /** Pages get the picture; others a PNG whose picture data never end, Range ignored. */
  endlessOthers: (body, request, response, headers) => {
    if (request.headers.referer !== undefined) return sendBytes(request, response, body, headers);
    response.writeHead(200, { ...headers, 'Content-Type': 'image/png' });
    response.write(ENDLESS_PNG_HEAD);
    writeWithoutEnd(response);
  },
  /** Pages get the picture; others are sent elsewhere. */
  redirectOthers: (body, request, response, headers, value) => {
    if (request.headers.referer !== undefined) return sendBytes(request, response, body, headers);
    response.writeHead(302, { Location: value });
    response.end();
  },
  /** Pages and ranges get the medium; who asks for the whole of it without a page waits in vain … */
  hangWhole: (body, request, response, headers) => {
    if (isForPart(request)) sendBytes(request, response, body, headers);
  },
  /** … is refused … */
  refuseWhole: (body, request, response, headers) => {
    if (isForPart(request)) return sendBytes(request, response, body, headers);
    response.writeHead(403, { 'Content-Type': 'text/plain' });
    response.end('Not from here.');
  },
  /** … or gets one byte more. */
  otherWhole: (body, request, response, headers) =>
    sendBytes(request, response, isForPart(request) ? body : Buffer.concat([body, Buffer.from([0])]), headers),
  /** Hot-link protection. */
  needsReferer: (body, request, response, headers) => {
    if (request.headers.referer !== undefined) return sendBytes(request, response, body, headers);
    response.writeHead(403, { 'Content-Type': 'text/plain' });
    response.end('Not from here.');
  },
  ignoresRange: (body, _request, response, headers) => {
    response.writeHead(200, { ...headers, 'Content-Length': body.length });
    response.end(body);
  },
};

/** At the end of an MP4: free space, which no signature covers. */
const freeBox = (length: number): Uint8Array => {
  const box = Buffer.alloc(length, 0x20);
  box.writeUInt32BE(length, 0);
  box.write('free', 4, 'latin1');
  return box;
};

const answerMedia = (request: IncomingMessage, response: ServerResponse, url: URL): boolean => {
  let body: Uint8Array;
  try {
    const [, folder = ''] = url.pathname.split('/');
    body = readFileSync(join(FOLDERS[folder] ?? '', basename(url.pathname)));
  } catch {
    return false;
  }
  const query = url.searchParams;
  const link = query.get('record');
  const headers: Headers = {
    ...(link === null ? {} : { Link: `<${link}>; rel="c2pa-manifest"` }),
    'Content-Type': contentType(url.pathname),
    'Cache-Control': query.get('cache') ?? 'max-age=600',
    ETag: `"${basename(url.pathname)}"`,
    ...(query.has('cors') ? { 'Access-Control-Allow-Origin': '*' } : {}),
    ...(query.has('cookie') ? { 'Set-Cookie': 'visitor=42; Path=/; SameSite=Lax' } : {}),
  };
  const free = Number(query.get('free') ?? 0);
  if (free > 0) body = Buffer.concat([body, freeBox(free)]);
  // A long picture: bytes of no meaning behind the end, so that the head is a small part.
  const padding = Number(query.get('pad') ?? 0);
  if (padding > 0) body = Buffer.concat([body, Buffer.alloc(padding, 0x20)]);
  const asked = Object.entries(ANSWERS).find(([name]) => query.has(name));
  if (asked === undefined) sendBytes(request, response, body, headers);
  else asked[1](body, request, response, headers, query.get(asked[0]) ?? '');
  return true;
};

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The test server has no port.');
  return bound.port;
};

export const startWeb = async (): Promise<WebServer> => {
  const pages = new Map<string, Page>();
  const files = new Map<string, { readonly bytes: Uint8Array; readonly headers: Headers }>();
  let hits: Hit[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const hit: Hit = { host: url.hostname, path: request.url ?? '', headers: request.headers, sent: 0 };
    hits.push(hit);
    const sentBefore = request.socket.bytesWritten;
    response.once('close', () => {
      hit.sent = request.socket.bytesWritten - sentBefore;
    });
    const page = pages.get(url.pathname);
    if (page !== undefined) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers });
      response.end(page.html);
      return;
    }
    const file = files.get(url.pathname);
    if (file !== undefined) {
      sendBytes(request, response, file.bytes, { 'Content-Type': contentType(url.pathname), ...file.headers });
      return;
    }
    if (url.hostname === PAGE_HOST && answerGallery(request, response)) return;
    if (url.pathname === RECORD_PATH) {
      response.writeHead(200, { 'Content-Type': 'application/c2pa' });
      response.end(storeOf('plain.png'));
      return;
    }
    if (/^\/(?:media|signed)\//.test(url.pathname) && answerMedia(request, response, url)) return;
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    response.end('Nothing here.');
  });
  const port = await listen(server);
  return {
    port,
    address: (host, path) => `http://${host}:${port}${path}`,
    page: (path, html, headers = {}) => pages.set(path, { html, headers }),
    file: (path, bytes, headers = {}) => files.set(path, { bytes, headers }),
    hits: (path) => hits.filter((hit) => hit.path === path),
    allHits: () => hits,
    forget: () => {
      hits = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
