import type { HttpSourceOptions } from '../../../../utils/engine/source/http-source';

export interface ServerHabits {
  /** Answers 200 with the whole body, without a length. */
  readonly ignoresRange?: boolean;
  /** Sends bodies in pieces of so many bytes. */
  readonly pieceBytes?: number;
  /** Answers at most so many bytes of a range. */
  readonly atMostBytes?: number;
  /** Ends an answer at this offset of the medium, where it would go over it. */
  readonly cutAt?: number;
}

/** A `fetch` that serves a medium from memory, and a list of the ranges that were asked. */
export function memoryServer(medium: Uint8Array, habits: ServerHabits = {}) {
  const asked: string[] = [];
  const { pieceBytes = 16 * 1024, atMostBytes = Number.POSITIVE_INFINITY, cutAt = 0 } = habits;
  const fetch: NonNullable<HttpSourceOptions['fetch']> = async (_address, init) => {
    const range = new Headers(init.headers).get('range') ?? '';
    asked.push(range);
    if (habits.ignoresRange) return new Response(streamOf(medium, pieceBytes));
    const [start = 0, last = 0] = range.replace('bytes=', '').split('-').map(Number);
    if (start >= medium.length) {
      return new Response(null, { status: 416, headers: { 'content-range': `bytes */${medium.length}` } });
    }
    const boundary = cutAt > start ? cutAt : Number.POSITIVE_INFINITY;
    const end = Math.min(last + 1, medium.length, start + atMostBytes, boundary);
    const headers = { 'content-range': `bytes ${start}-${end - 1}/${medium.length}` };
    return new Response(streamOf(medium.subarray(start, end), pieceBytes), { status: 206, headers });
  };
  return { fetch, asked };
}

function streamOf(bytes: Uint8Array, pieceBytes: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
}
