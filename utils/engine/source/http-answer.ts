import { SourceError } from './source-error';
import { type WebLink, webLinks } from './web-links';

/** What a server said of the medium: for the verdict cache (validators) and for notices. */
export interface HttpAnswer {
  /** The address after redirects; the asked one where the platform does not tell. */
  readonly address: string;
  readonly status: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly contentType: string | null;
  /** Of this answer's body as it was sent, a range's own length included. */
  readonly contentLength: number | null;
  readonly date: string | null;
  /** `Content-Encoding` other than `identity`: the body's bytes are then not the medium's ranges. */
  readonly contentEncoding: string | null;
  /** Links of the medium; an answer that does not send it says nothing of it. */
  readonly links: readonly WebLink[];
}

export function answerOf(response: Response, asked: string): HttpAnswer {
  const header = (name: string) => response.headers.get(name);
  const encoding = header('content-encoding')?.trim().toLowerCase() ?? '';
  const { status } = response;
  const address = response.url || asked;
  return {
    address,
    status,
    etag: header('etag'),
    lastModified: header('last-modified'),
    contentType: header('content-type'),
    contentLength: wholeNumber(header('content-length')),
    date: header('date'),
    contentEncoding: encoding === '' || encoding === 'identity' ? null : encoding,
    links: status === 200 || status === 206 ? webLinks(header('link'), address) : [],
  };
}

export interface ContentRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** `undefined` where the server wrote `*`. */
  readonly total: number | undefined;
}

/** `bytes 0-99/1234` or `bytes 0-99/*` (RFC 9110 14.4). */
export function parseContentRange(header: string | null): ContentRange | undefined {
  const match = /^\s*bytes\s+(\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)\s*$/i.exec(header ?? '');
  if (match === null) return undefined;
  const start = Number(match[1]);
  const end = Number(match[2]) + 1;
  const total = match[3] === '*' ? undefined : Number(match[3]);
  return start < end && end <= (total ?? Number.MAX_SAFE_INTEGER) ? { start, end, total } : undefined;
}

/** The size that a 416 answer states: `bytes *​/1234` (RFC 9110 15.5.17). */
export function parseUnsatisfiedRange(header: string | null): number | undefined {
  return wholeNumber(/^\s*bytes\s+\*\/(\d{1,16})\s*$/i.exec(header ?? '')?.[1] ?? null) ?? undefined;
}

/**
 * Parts of two versions must not be read as one medium. A differing `ETag` alone is no proof (servers behind one
 * balancer make their own) while `Last-Modified` agrees.
 * @throws SourceError `malformed`
 */
export function assertSameMedium(first: HttpAnswer, next: HttpAnswer): void {
  const sameTag = first.etag === next.etag;
  const sameDate = first.lastModified === next.lastModified;
  if (sameTag ? sameDate || first.etag !== null : sameDate && first.lastModified !== null) return;
  throw new SourceError('malformed', 'The medium changed on its server while it was being read.');
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text.trim()) ? Number(text) : null;
}
