import { startsWith } from '../bytes';
import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { COMPLETE, endsBefore, truncated } from './endings';
import { isBeyond } from './media-size';
import { png } from './png';
import { Window } from './window';

const HEADER_BYTES = 6;
const ENTRY_BYTES = 16;
const PNG_SIGNATURE_BYTES = 8;

/** Windows icons and cursors: bitmaps without headers, which hold no labels, and whole PNG files, which can. */
export const ico: Container = {
  recognise: (head) => {
    const isIcon = startsWith(head, '\0\0\x01\0') || startsWith(head, '\0\0\x02\0');
    return isIcon && head[4] !== 0 && head[5] === 0 ? { name: 'ico', kind: 'image' } : null;
  },
  walk,
};

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  const available = yield* window.load(0, HEADER_BYTES, LIMITS.firstReadBytes);
  if (available < HEADER_BYTES) return endsBefore('its entries', available);
  const entriesBytes = window.byte(4) * ENTRY_BYTES;
  if ((yield* window.load(HEADER_BYTES, entriesBytes)) < entriesBytes)
    return truncated('The list of icons', HEADER_BYTES);
  const entries = Array.from({ length: window.byte(4) }, (_, index) => ({
    length: window.u32le(HEADER_BYTES + index * ENTRY_BYTES + 8),
    at: window.u32le(HEADER_BYTES + index * ENTRY_BYTES + 12),
  }));
  const visited = new Set<number>();
  let firstProblem: Ending | undefined;
  for (const { at, length } of entries) {
    if (visited.has(at)) continue;
    visited.add(at);
    firstProblem ??= yield* walkPicture(context, window, at, length);
  }
  return firstProblem ?? COMPLETE;
}

function* walkPicture(context: WalkContext, window: Window, at: number, length: number): Walk<Ending | undefined> {
  const wanted = Math.min(PNG_SIGNATURE_BYTES, length);
  if ((yield* window.load(at, wanted)) < wanted) return truncated('The icon', at);
  if (png.recognise(window.slice(at, wanted)) !== null) {
    const inner: WalkContext = {
      ...context,
      size: () => length,
      emit: (block) => context.emit({ ...block, place: `ICO ${block.place}`, offset: at + block.offset }),
    };
    const ending = yield* within(png.walk(inner, 'png'), at, length);
    if (ending.kind !== 'complete') return { ...ending, offset: at + ending.offset };
  }
  // Where nobody has stated the size, only a look at the last byte tells whether the picture is whole.
  const last = Math.max(0, length - 1);
  const isCut = context.size() === undefined ? (yield* window.load(at + last, 1)) < 1 : isBeyond(context, at + length);
  return isCut ? truncated('The icon', at) : undefined;
}

/** Moves what a walk asks for to where its file stands inside this one. */
function* within(walk: Walk<Ending>, start: number, size: number): Walk<Ending> {
  let step = walk.next();
  while (!step.done) {
    const { offset, length } = step.value;
    const inside = Math.max(0, Math.min(length, size - offset));
    const bytes = inside === 0 ? new Uint8Array(0) : yield { offset: start + offset, length: inside };
    step = walk.next(bytes);
  }
  return step.value;
}
