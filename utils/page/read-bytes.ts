/**
 * Bytes that the content script can read itself without costing the page's server a request. The two browsers' caches
 * differ, so each way is a row with the browsers in which it was measured; the first row that fits is the only one
 * tried, for a failed try in the wrong browser is a request.
 */

import { IMAGE_ACCEPT } from '@/utils/media-request';
import type { MediumOnPage } from '@/utils/messages/frame';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import { PAGE_LIMITS } from './page-limits';

export type Engine = 'chromium' | 'firefox';

export interface ReadContext {
  readonly engine: Engine;
  /** Origin of the frame; `null` as text for opaque ones. */
  readonly origin: string;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
}

export interface ReadTarget {
  /** The whole address, `data:` included. */
  readonly address: string;
  readonly kind: MediumOnPage['kind'];
  readonly loaded: boolean;
  /** The background saw that its answer opens it to this page, so the read is answered from the cache. */
  readonly isOpen: boolean;
}

interface Rung {
  readonly name: 'data' | 'blob' | 'same-origin' | 'cors';
  readonly engines: readonly Engine[];
  readonly fits: (target: ReadTarget, context: ReadContext) => boolean;
  readonly read: (target: ReadTarget, context: ReadContext) => Promise<Blob | null> | Blob | null;
}

const originOf = (address: string): string | null => {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
};

const RUNGS: readonly Rung[] = [
  {
    name: 'data',
    engines: ['chromium', 'firefox'],
    fits: ({ address }) => /^data:/i.test(address),
    // Not by fetch: Firefox holds a content script to the page's connect-src.
    read: ({ address }) => decodeDataAddress(address),
  },
  {
    name: 'blob',
    engines: ['chromium', 'firefox'],
    fits: ({ address }) => /^blob:/i.test(address),
    read: (target, context) => fetchBlob(target, context, {}),
  },
  {
    // `only-if-cached` fails without a request where there is no cached answer (`no-store`, evicted).
    name: 'same-origin',
    engines: ['chromium', 'firefox'],
    fits: ({ address }, { origin }) => originOf(address) === origin,
    read: (target, context) => fetchBlob(target, context, { cache: 'only-if-cached', mode: 'same-origin' }),
  },
  {
    // Cross-origin there is no `only-if-cached`, and `force-cache` asks the server for what it does not find: hence only
    // for answers that are known to be found. Firefox keeps an entry of its own for CORS and would ask.
    name: 'cors',
    engines: ['chromium'],
    fits: ({ kind, loaded, isOpen }) => kind === 'image' && loaded && isOpen,
    read: (target, context) =>
      fetchBlob(target, context, {
        cache: 'force-cache',
        mode: 'cors',
        credentials: 'omit',
        headers: { accept: IMAGE_ACCEPT },
      }),
  },
];

/** Null where the bytes cannot be had without a request; never throws. */
export const readBytes = async (target: ReadTarget, context: ReadContext): Promise<Blob | null> => {
  const rung = RUNGS.find(({ engines, fits }) => engines.includes(context.engine) && fits(target, context));
  if (!rung) return null;
  try {
    const bytes = await rung.read(target, context);
    return bytes && bytes.size <= MESSAGE_LIMITS.blobBytes ? bytes : null;
  } catch {
    // A refused read is an expected outcome of this ladder; the background's Range request is the next rung.
    return null;
  }
};

/** By `inspect`: images, and whatever the page holds in memory. Cached video and audio are partial; Range reads less. */
export const isWorthReading = ({ address, kind }: ReadTarget): boolean =>
  kind === 'image' || /^(?:data|blob):/i.test(address);

const fetchBlob = async (
  { address, loaded }: ReadTarget,
  { fetch }: ReadContext,
  init: RequestInit,
): Promise<Blob | null> => {
  const response = await fetch(address, { ...init, signal: AbortSignal.timeout(PAGE_LIMITS.readTimeoutMs) });
  // A picture that the browser shows may have come with any status; one that it does not show has nothing to read.
  const isAnswer = (response.ok || loaded) && response.status !== 206;
  const length = Number(response.headers.get('content-length') ?? 0);
  if (!isAnswer || length > MESSAGE_LIMITS.blobBytes) {
    await response.body?.cancel();
    return null;
  }
  return response.blob();
};

/** RFC 2397, with the forgiving base64 that the Fetch standard asks for ("data: URL processor"). */
export const decodeDataAddress = (address: string): Blob | null => {
  const comma = address.indexOf(',');
  if (comma === -1 || address.length > PAGE_LIMITS.dataCharacters) return null;
  const head = address.slice(5, comma);
  const isBase64 = /;\s*base64\s*$/i.test(head);
  const type = head.replace(/;\s*base64\s*$/i, '');
  // The fragment is no part of the body.
  const fragment = address.indexOf('#', comma);
  const body = address.slice(comma + 1, fragment === -1 ? undefined : fragment);
  if (!isBase64) return new Blob([percentDecode(body)], { type });
  try {
    const binary = atob(body.includes('%') ? latin1(percentDecode(body)) : body);
    const bytes = new Uint8Array(binary.length);
    // A callback for each byte would take seconds for a large picture.
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return new Blob([bytes], { type });
  } catch {
    return null;
  }
};

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

const percentDecode = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new TextEncoder().encode(text);
  const decoded = new Uint8Array(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const high = bytes[index] === 0x25 ? hexDigit(bytes[index + 1]) : -1;
    const low = high === -1 ? -1 : hexDigit(bytes[index + 2]);
    if (low === -1) decoded[length] = bytes[index] ?? 0;
    else {
      decoded[length] = high * 16 + low;
      index += 2;
    }
    length += 1;
  }
  return decoded.slice(0, length);
};

const hexDigit = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};
