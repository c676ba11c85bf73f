import type { ByteSource } from './source/byte-source';
import { SourceError } from './source/source-error';
import type { Walk } from './walk';

/**
 * Runs a walk over a source: without a turn of the event loop while the bytes are at hand, awaiting only promises.
 * A read that is shorter than asked tells the walk that the medium ends there.
 *
 * @throws SourceError what the source throws, or `timeout` once `signal` is aborted. Blocks emitted before stay valid.
 */
export function drive<Result>(walk: Walk<Result>, source: ByteSource, signal?: AbortSignal): Result | Promise<Result> {
  let step = walk.next();
  while (!step.done) {
    assertRunning(signal);
    const bytes = source.read(step.value.offset, step.value.length);
    if (bytes instanceof Promise) return driveOn(walk, bytes, source, signal);
    step = walk.next(bytes);
  }
  return step.value;
}

async function driveOn<Result>(
  walk: Walk<Result>,
  first: Promise<Uint8Array>,
  source: ByteSource,
  signal: AbortSignal | undefined,
): Promise<Result> {
  let step = walk.next(await first);
  while (!step.done) {
    assertRunning(signal);
    const bytes = source.read(step.value.offset, step.value.length);
    step = walk.next(bytes instanceof Promise ? await bytes : bytes);
  }
  return step.value;
}

function assertRunning(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SourceError('timeout', 'The inspection was stopped before it had read the medium.');
}
