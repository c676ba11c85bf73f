import { LIMITS } from '../limits';
import type { Ending, Walk, WalkContext } from '../walk';
import { COMPLETE } from './endings';
import { beginsAsLabel } from './glued-label';
import { mediaSize } from './media-size';
import { emitSefEntries } from './sef-trailer';
import type { Window } from './window';

interface Picture {
  /** Where the first scan, or the end of a picture without one, begins. */
  readonly pictureAt: number;
  /** What in the head makes the file's end worth a request. */
  readonly isSamsung: boolean;
  /** Their own metadata are not this picture's (CIPA DC-007): they are noted, and not read. */
  readonly hasFurtherPictures: boolean;
}

/**
 * From the first scan on, nothing but a trailer can hold a label. With the bytes at hand the end is looked at, for
 * notes; labels are read from it only for a reason in the head, so that every source gives the same findings.
 */
export function* walkJpegTrailer(context: WalkContext, window: Window, picture: Picture): Walk<Ending> {
  const isWanted = (picture.isSamsung || picture.hasFurtherPictures) && context.options.jpegTrailer;
  const size = isWanted ? yield* mediaSize(context, window, picture.pictureAt) : context.size();
  if (size === undefined) return COMPLETE;
  if (context.isLocal) yield* noteEnd(context, window, { pictureAt: picture.pictureAt, size });
  if (picture.hasFurtherPictures) context.note('trailer');
  if (isWanted) {
    const from = Math.max(picture.pictureAt, size - LIMITS.trailerBytes);
    const available = yield* window.load(from, size - from);
    emitGlued(context, window, { from, available });
    const sef = yield* emitSefEntries(context, window, { from, available, place: 'JPEG trailer SEF' });
    if (sef.isThere) context.note('trailer');
    if (sef.problem !== undefined) return sef.problem;
  }
  return COMPLETE;
}

/** A scan is ended by EOI; a file without one merely stops in its picture data. */
function* noteEnd(
  context: WalkContext,
  window: Window,
  { pictureAt, size }: { readonly pictureAt: number; readonly size: number },
): Walk<void> {
  const from = Math.max(pictureAt, size - LIMITS.jpegEndBytes);
  // Searched from behind, in steps that share a byte, so that no `FF D9` lies across two.
  for (let end = size; end > from; ) {
    const start = Math.max(from, end - LIMITS.trailerBytes);
    const available = yield* window.load(start, end - start);
    const eoi = lastEoi(window.slice(start, available));
    if (eoi !== undefined) {
      // Padding is no trailer.
      const hasTrailer = end < size || window.slice(start + eoi + 2, available - eoi - 2).some((byte) => byte !== 0);
      if (hasTrailer) context.note('trailer');
      return;
    }
    if (start === from) break;
    end = start + 1;
  }
  context.note('ends-early');
}

function lastEoi(bytes: Uint8Array): number | undefined {
  for (let at = bytes.lastIndexOf(0xd9); at > 0; at = bytes.lastIndexOf(0xd9, at - 1)) {
    if (bytes[at - 1] === 0xff) return at - 1;
  }
  return undefined;
}

/** A label directly behind the last EOI. */
function emitGlued(
  context: WalkContext,
  window: Window,
  { from, available }: { readonly from: number; readonly available: number },
): void {
  const tail = window.slice(from, available);
  const eoi = lastEoi(tail);
  const payload = tail.subarray((eoi ?? tail.length) + 2);
  if (eoi === undefined || !beginsAsLabel(payload)) return;
  context.emit({ kind: 'text', variant: 'glued', place: 'JPEG trailer', payload, offset: from + eoi + 2 });
}
