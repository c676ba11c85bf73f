import type { ByteSource } from './source/byte-source';
import { SourceError } from './source/source-error';
import type { ByteRange, Walk } from './walk';

/**
 * Runs a walk over a source: without a turn of the event loop while the bytes are at hand, awaiting only promises.
 * A read that is shorter than asked tells the walk that the medium ends there.
 *
 * @throws SourceError what the source throws, or `timeout` once `signal` is aborted. Blocks emitted before stay valid.
 */
export function drive<Result>(walk: Walk<Result>, source: ByteSource, signal?: AbortSignal): Result | Promise<Result> {
  let step = walk.next();
  while (!step.done) {
    const bytes = readFor(step.value, source, signal);
    if (bytes instanceof Promise) return driveOn(walk, bytes, source, signal);
    step = resume(walk, bytes);
  }
  return step.value;
}

async function driveOn<Result>(
  walk: Walk<Result>,
  first: Promise<Uint8Array>,
  source: ByteSource,
  signal: AbortSignal | undefined,
): Promise<Result> {
  let step = resume(walk, await first.catch(toError));
  while (!step.done) {
    const bytes = readFor(step.value, source, signal);
    step = resume(walk, bytes instanceof Promise ? await bytes.catch(toError) : bytes);
  }
  return step.value;
}

type ReadResult = Uint8Array | { readonly error: unknown };

function readFor(
  range: ByteRange,
  source: ByteSource,
  signal: AbortSignal | undefined,
): ReadResult | Promise<Uint8Array> {
  if (signal?.aborted) {
    return { error: new SourceError('timeout', 'The inspection was stopped before it had read the medium.') };
  }
  try {
    return source.read(range.offset, range.length);
  } catch (error) {
    return { error };
  }
}

/** A failed read surfaces inside the walk, so that it hands on what it has collected (`finally`) before it ends. */
function resume<Result>(walk: Walk<Result>, result: ReadResult): IteratorResult<ByteRange, Result> {
  return result instanceof Uint8Array ? walk.next(result) : walk.throw(result.error);
}

const toError = (error: unknown): ReadResult => ({ error });
