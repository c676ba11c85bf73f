/** How much of the colours a JPEG has kept, by the tables in front of its own scan (ITU-T T.81 B.2.2, B.2.4.1). */
import { u16 } from '@/utils/engine/bytes';
import { isJpegFrame, jpegSegments } from '../jpeg-segments';

export interface JpegChroma {
  /** It has fewer samples of colour than of brightness (4:2:0, 4:2:2 …). */
  readonly isSubsampled: boolean;
  /** As libjpeg counts, 1 … 100: the one whose table for colour is of the same scale. */
  readonly quality: number;
}

const DQT = 0xdb;

/** @returns `undefined` where the picture has not three components, or its tables are not all there. */
export function jpegChroma(bytes: Uint8Array): JpegChroma | undefined {
  const scales = new Map<number, number>();
  let frame: Uint8Array | undefined;
  for (const { marker, payload } of jpegSegments(bytes)) {
    if (marker === DQT) readTables(payload, scales);
    if (isJpegFrame(marker)) frame ??= payload;
  }
  if (frame?.[5] !== 3 || frame.length < 15) return undefined;
  const [luma = 0, chroma = 0] = [frame[7], frame[10]];
  const scale = scales.get(frame[11] ?? 0);
  if (scale === undefined || luma === 0 || chroma === 0) return undefined;
  return { isSubsampled: luma !== chroma, quality: qualityOf(scale) };
}

/** Table K.2 in zigzag order: at quality 50 libjpeg's own. */
const STANDARD_SUM = [17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66].reduce((a, b) => a + b) + 50 * 99;
const VALUES = 64;

/** Of each table how much coarser it is than the standard's, in percent. */
function readTables(segment: Uint8Array, scales: Map<number, number>): void {
  let at = 0;
  while (at < segment.length) {
    const head = segment[at] ?? 0;
    const valueBytes = head >> 4 === 0 ? 1 : 2;
    if (at + 1 + VALUES * valueBytes > segment.length) return;
    let sum = 0;
    for (let value = 0; value < VALUES; value++) {
      const where = at + 1 + value * valueBytes;
      sum += valueBytes === 1 ? (segment[where] ?? 0) : u16(segment, where);
    }
    scales.set(head & 15, (100 * sum) / STANDARD_SUM);
    at += 1 + VALUES * valueBytes;
  }
}

/** libjpeg's `jpeg_quality_scaling`, the other way. */
const qualityOf = (scale: number): number =>
  Math.max(1, Math.min(100, Math.round(scale <= 100 ? 100 - scale / 2 : 5000 / scale)));
