import { lastIndexOf } from '../bytes';
import { LIMITS } from '../limits';
import type { Ending, Walk, WalkContext } from '../walk';
import { COMPLETE } from './endings';
import { beginsAsLabel } from './glued-label';
import { mediaSize } from './media-size';
import { emitSefEntries, SEF_SIGNATURE } from './sef-trailer';
import type { Window } from './window';

interface Picture {
  /** Where the first scan, or the end of a picture without one, begins. */
  readonly pictureAt: number;
  /** What in the head makes the file's end worth a request; asked only where something may stand there. */
  readonly isSamsung: () => boolean;
  /** Their own metadata are not this picture's (CIPA DC-007): they are noted, and not read. */
  readonly hasFurtherPictures: boolean;
}

/**
 * From the first scan on, nothing but a trailer can hold a label. With the bytes at hand the end is looked at, for
 * notes; labels are read from it only for a reason in the head, so that every source gives the same findings.
 */
export function* walkJpegTrailer(context: WalkContext, window: Window, picture: Picture): Walk<Ending> {
  const { pictureAt, isSamsung, hasFurtherPictures } = picture;
  const known = context.size();
  if (context.isLocal && known !== undefined) {
    // Most pictures end with EOI: then the head need not be searched for a reason.
    if (!mayHoldLabel(yield* readTail(window, pictureAt, known))) {
      if (hasFurtherPictures) context.note('trailer');
      return COMPLETE;
    }
    yield* noteEnd(context, window, { pictureAt, size: known });
  }
  const isWanted = context.options.jpegTrailer && (hasFurtherPictures || isSamsung());
  const size = isWanted ? yield* mediaSize(context, window, pictureAt) : known;
  if (hasFurtherPictures && size !== undefined) context.note('trailer');
  if (!isWanted || size === undefined) return COMPLETE;
  return yield* walkTail(context, window, yield* readTail(window, pictureAt, size));
}

/** The last 64 KiB, or as much of them as lies behind the picture's beginning. */
interface Tail {
  readonly from: number;
  readonly bytes: Uint8Array;
  /** What stands behind the last EOI in it; `undefined` where there is none. */
  readonly behindEoi: Uint8Array | undefined;
}

function* readTail(window: Window, pictureAt: number, size: number): Walk<Tail> {
  const from = Math.max(pictureAt, size - LIMITS.trailerBytes);
  const available = yield* window.load(from, size - from);
  const bytes = window.slice(from, available);
  const eoi = lastEoi(bytes);
  return { from, bytes, behindEoi: eoi === undefined ? undefined : bytes.subarray(eoi + 2) };
}

/** Padding is no trailer; Samsung's may stand before a picture that was appended to it, and so before the last EOI. */
const mayHoldLabel = ({ bytes, behindEoi }: Tail): boolean =>
  behindEoi?.every((byte) => byte === 0) !== true || lastIndexOf(bytes, SEF_SIGNATURE) >= 0;

function* walkTail(context: WalkContext, window: Window, tail: Tail): Walk<Ending> {
  const { from, bytes, behindEoi } = tail;
  const available = bytes.length;
  if (behindEoi !== undefined && beginsAsLabel(behindEoi)) {
    const offset = from + available - behindEoi.length;
    context.emit({ kind: 'text', variant: 'glued', place: 'JPEG trailer', payload: behindEoi, offset });
  }
  const sef = yield* emitSefEntries(context, window, { from, available, place: 'JPEG trailer SEF' });
  if (sef.isThere) context.note('trailer');
  return sef.problem ?? COMPLETE;
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
