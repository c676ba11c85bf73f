/** The gallery on a local server: one port, two host names, so that one of them is another origin. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename, extname, join } from 'node:path';
import { byteRange } from './range';

/** Names that the started browser maps to this machine; a page there has no business with private addresses. */
export const PAGE_HOST = 'gallery.test';
export const MEDIA_HOST = 'media.test';

/** By the first part of the path. */
const MEDIA: Readonly<Record<string, string>> = {
  media: join(import.meta.dirname, '../test/fixtures/media'),
  signed: join(import.meta.dirname, '../test/fixtures/signed/media'),
};
const PAGES: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/gallery.css': 'gallery.css',
  '/gallery.js': 'gallery.js',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.m4a': 'audio/mp4',
};
export const contentType = (file: string): string => TYPES[extname(file)] ?? 'application/octet-stream';

const fileOf = (path: string): string | undefined => {
  const page = PAGES[path];
  if (page !== undefined) return join(import.meta.dirname, page);
  const folder = MEDIA[path.split('/')[1] ?? ''];
  return folder === undefined ? undefined : join(folder, basename(path));
};

/** Sends `body`, or the range of it that was asked for. */
export const sendBytes = (
  request: IncomingMessage,
  response: ServerResponse,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
): void => {
  const range = byteRange(request.headers.range, body.length);
  if (range === undefined) {
    response.writeHead(200, { ...headers, 'Accept-Ranges': 'bytes', 'Content-Length': body.length });
    response.end(body);
    return;
  }
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'Content-Range': `bytes */${body.length}` });
    response.end();
    return;
  }
  const part = body.subarray(range.first, range.last + 1);
  response.writeHead(206, {
    ...headers,
    'Content-Range': `bytes ${range.first}-${range.last}/${body.length}`,
    'Content-Length': part.length,
  });
  response.end(part);
};

/** Answers a request for the gallery; false where it is for something else. */
export const answerGallery = (request: IncomingMessage, response: ServerResponse): boolean => {
  const { pathname, port } = new URL(request.url ?? '/', `http://${request.headers.host ?? PAGE_HOST}`);
  const file = fileOf(pathname);
  if (file === undefined) return false;
  let body: Uint8Array;
  try {
    body = readFileSync(file);
  } catch {
    return false;
  }
  if (extname(file) === '.html') {
    body = Buffer.from(body.toString().replaceAll('__MEDIA_ORIGIN__', `http://${MEDIA_HOST}:${port}`));
  }
  sendBytes(request, response, body, { 'Content-Type': contentType(file), 'Cache-Control': 'max-age=600' });
  return true;
};

export interface GalleryServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

export const serveGallery = async (): Promise<GalleryServer> => {
  const server = createServer((request, response) => {
    if (answerGallery(request, response)) return;
    response.writeHead(404, { 'Content-Type': 'text/plain' });
    response.end('Not part of the gallery.\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The gallery server has no port.');
  return {
    address: `http://${PAGE_HOST}:${bound.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
