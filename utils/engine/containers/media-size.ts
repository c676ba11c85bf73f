import { LIMITS } from '../limits';
import type { Walk, WalkContext } from '../walk';
import type { Window } from './window';

/** The medium's size, for what stands at its end; where nobody has stated it, the end is read for. */
export function* mediaSize(context: WalkContext, window: Window, from: number): Walk<number> {
  for (let at = from; ; at += LIMITS.firstReadBytes) {
    const size = context.size();
    if (size !== undefined) return size;
    const available = yield* window.load(at, LIMITS.firstReadBytes);
    if (available < LIMITS.firstReadBytes) return at + Math.max(0, available);
  }
}

/** Whether `end` lies behind the medium's last byte; false while nobody has stated its size. */
export function isBeyond(context: WalkContext, end: number): boolean {
  const size = context.size();
  return size !== undefined && end > size;
}
