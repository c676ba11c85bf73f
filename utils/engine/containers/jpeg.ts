import { LIMITS } from '../limits';
import type { Container, Ending, Walk, WalkContext } from '../walk';
import { endsBefore, malformed, tooMany, truncated } from './endings';
import { JpegSegments } from './jpeg-segments';
import { walkJpegTrailer } from './jpeg-trailer';
import { isBeyond } from './media-size';
import { Window } from './window';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Markers without a length: TEM, RST0–7, SOI (ITU-T T.81 table B.1). */
const STANDALONE = new Set([0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, SOI]);
/** Enough to tell what an APPn segment holds. */
const PEEK_BYTES = 64;
/** Read along with a segment's head beyond the first read: the tables before the first scan are smaller. */
const HOP_BYTES = 1024;

/** JPEG (ITU-T T.81 annex B). Labels stand in APPn and COM segments before the first scan, some in a trailer. */
export const jpeg: Container = {
  recognise: (head) =>
    head[0] === 0xff && head[1] === SOI && head[2] === 0xff ? { name: 'jpeg', kind: 'image' } : null,
  walk,
};

function* walk(context: WalkContext): Walk<Ending> {
  const window = new Window();
  const segments = new JpegSegments(context.emit);
  let isComplete = false;
  try {
    const ending = yield* walkSegments(context, window, segments);
    isComplete = ending.kind === 'complete';
    return ending;
  } finally {
    segments.flush(isComplete);
  }
}

function* walkSegments(context: WalkContext, window: Window, segments: JpegSegments): Walk<Ending> {
  yield* window.load(0, 4, LIMITS.firstReadBytes);
  let at = 2;
  for (let count = 0; count < LIMITS.structures; count++) {
    const found = yield* findMarker(window, at);
    if (typeof found !== 'number') return found;
    const marker = window.byte(found + 1);
    if (STANDALONE.has(marker)) {
      at = found + 2;
      continue;
    }
    if (marker === EOI || marker === SOS) {
      const { isSamsung, hasFurtherPictures } = segments;
      return yield* walkJpegTrailer(context, window, { pictureAt: found, isSamsung, hasFurtherPictures });
    }
    if (!window.covers(found, 4) && (yield* window.load(found, 4, HOP_BYTES)) < 4) {
      return endsBefore('the picture data', found);
    }
    const length = window.u16(found + 2);
    if (length < 2) return malformed(`A JPEG segment of impossible length ${length}`, found);
    const end = found + 2 + length;
    if (isBeyond(context, end)) return truncated(segmentName(marker), found);
    const peekBytes = Math.min(2 + length, PEEK_BYTES);
    if (!window.covers(found, peekBytes)) yield* window.load(found, peekBytes, HOP_BYTES);
    const peek = window.slice(found + 4, Math.min(length - 2, PEEK_BYTES));
    if (segments.wants(marker, peek)) {
      const storeBytes = segments.lookAhead(marker, peek);
      if (storeBytes > 0) window.expect(found + storeBytes + HOP_BYTES);
      const lengthBytes = 2 + length;
      if (!window.covers(found, lengthBytes)) {
        const available = yield* window.load(found, lengthBytes, lengthBytes + HOP_BYTES);
        if (available < lengthBytes) return truncated(segmentName(marker), found);
      }
      segments.add(marker, window.slice(found + 4, length - 2), found + 4);
    }
    at = end;
  }
  return tooMany('segments', at);
}

/** Offset of the next marker's `FF`, fill bytes and garbage between segments skipped. */
function* findMarker(window: Window, from: number): Walk<number | Ending> {
  for (let at = from; at < from + LIMITS.jpegGarbageBytes; at++) {
    if (!window.covers(at, 2) && (yield* window.load(at, 2, HOP_BYTES)) < 2) return endsBefore('the picture data', at);
    const next = window.byte(at + 1);
    // `FF FF` is fill (T.81 B.1.1.2), `FF 00` belongs to picture data.
    if (window.byte(at) === 0xff && next !== 0xff && next !== 0x00) return at;
  }
  return malformed('No JPEG marker', from);
}

function segmentName(marker: number): string {
  if (marker === 0xfe) return 'The JPEG segment COM';
  return marker >= 0xe0 && marker <= 0xef ? `The JPEG segment APP${marker - 0xe0}` : 'A JPEG segment';
}
