/** What stands before a JPEG's picture data (ITU-T T.81 B.2): nothing is decoded. */
import { join, startsWith, u16 } from '@/utils/engine/bytes';
import { isJpegFrame, jpegSegments } from '../jpeg-segments';
import { malformedPicture, type PixelProblem, truncatedPicture } from '../problem';
import type { Size } from '../size';

export interface JpegFrame extends Size {
  /**
   * The file without its EXIF: browsers turn a picture by what stands there, and cannot be told not to. Marks stand in the
   * pixels as they are stored. In one piece, for Firefox takes a Blob whose first part is short for no JPEG.
   */
  readonly unturned: Uint8Array<ArrayBuffer>;
}

const APP1 = 0xe1;

export function readJpegFrame(bytes: Uint8Array<ArrayBuffer>): JpegFrame | PixelProblem {
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let keptFrom = 0;
  let size: Size | undefined;
  const segments = jpegSegments(bytes);
  let step = segments.next();
  for (; !step.done; step = segments.next()) {
    const { marker, start, end, payload } = step.value;
    if (isJpegFrame(marker)) size ??= { height: u16(payload, 1), width: u16(payload, 3) };
    if (marker === APP1 && startsWith(payload, 'Exif\0')) {
      kept.push(bytes.subarray(keptFrom, start));
      keptFrom = end;
    }
  }
  if (step.value === 'malformed')
    return malformedPicture('This is no JPEG, or a segment of it begins without a marker.');
  if (step.value === 'truncated') return truncatedPicture('The JPEG ends before its picture data.');
  if (size === undefined) return malformedPicture('The JPEG states no size before its picture data.');
  return { ...size, unturned: join([...kept, bytes.subarray(keptFrom)]) as Uint8Array<ArrayBuffer> };
}
