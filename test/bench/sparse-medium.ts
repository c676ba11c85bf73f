/** Media larger than memory: some pieces, and zeros between them that are never held. */
import type { HttpSourceOptions } from '../../utils/engine/source/http-source';

export interface SparseMedium {
  readonly size: number;
  readonly pieces: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
}

export const wholeMedium = (bytes: Uint8Array): SparseMedium => ({
  size: bytes.length,
  pieces: [{ offset: 0, bytes }],
});

/** A `fetch` that answers Range requests with the bytes asked for, and with nothing else. */
export function rangeServer(medium: SparseMedium): NonNullable<HttpSourceOptions['fetch']> {
  return async (_address, { headers }) => {
    const [start = 0, last = 0] = (new Headers(headers).get('range') ?? '')
      .replace('bytes=', '')
      .split('-')
      .map(Number);
    const end = Math.min(last + 1, medium.size);
    if (start >= end) {
      return new Response(null, { status: 416, headers: { 'content-range': `bytes */${medium.size}` } });
    }
    return new Response(bytesOf(medium, start, end), {
      status: 206,
      headers: { 'content-range': `bytes ${start}-${end - 1}/${medium.size}` },
    });
  };
}

function bytesOf({ pieces }: SparseMedium, start: number, end: number): Uint8Array<ArrayBuffer> {
  const answer = new Uint8Array(end - start);
  for (const { offset, bytes } of pieces) {
    const from = Math.max(start, offset);
    const to = Math.min(end, offset + bytes.length);
    if (from < to) answer.set(bytes.subarray(from - offset, to - offset), from - start);
  }
  return answer;
}
