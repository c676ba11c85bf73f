import type { ByteSource } from './source/byte-source';
import { NEVER, type Stop } from './stop';
import type { ByteRange, Walk } from './walk';

/**
 * Runs a walk over a source: without a turn of the event loop while the bytes are at hand, awaiting only promises.
 * A read that is shorter than asked tells the walk that the medium ends there.
 *
 * @throws SourceError what the source throws, or why it is to stop. Blocks emitted before stay valid.
 */
export function drive<Result>(walk: Walk<Result>, source: ByteSource, stop: Stop = NEVER): Result | Promise<Result> {
  let step = walk.next();
  while (!step.done) {
    const bytes = readFor(step.value, source, stop);
    if (bytes instanceof Promise) return driveOn(walk, bytes, source, stop);
    step = resume(walk, bytes);
  }
  return step.value;
}

async function driveOn<Result>(
  walk: Walk<Result>,
  first: Promise<Uint8Array>,
  source: ByteSource,
  stop: Stop,
): Promise<Result> {
  let step = resume(walk, await first.catch(toError));
  while (!step.done) {
    const bytes = readFor(step.value, source, stop);
    step = resume(walk, bytes instanceof Promise ? await bytes.catch(toError) : bytes);
  }
  return step.value;
}

type ReadResult = Uint8Array | { readonly error: unknown };

function readFor(range: ByteRange, source: ByteSource, stop: Stop): ReadResult | Promise<Uint8Array> {
  const error = stop();
  if (error !== undefined) return { error };
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
