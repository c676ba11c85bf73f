/**
 * How many samples an MP4's tables state without bytes for each (`stts`, `ctts`, `stsc`, `stz2`, `trun`: ISO/IEC 14496-12
 * 8.6.1.2, 8.6.1.3, 8.7.4, 8.7.3.3, 8.8.8). The demuxer makes an object of each, or counts them one by one, before it
 * reads one: a file of a kilobyte could take all memory, or hours.
 */
import { includesWord, u32 } from '@/utils/engine/bytes';
import { boxesOf, boxType } from '../../boxes';
import { PIXEL_LIMITS } from '../../limits';
import { type PixelProblem, tooLargePicture } from '../../problem';

/** Of `trun`: each sample has fields of its own, which take bytes. */
const FIELDS_OF_EACH = 0xf00;

/** @param payload Where the box's payload begins; version and flags come first. */
type Count = (bytes: Uint8Array, payload: number) => number;

/** A table of runs, each of which says how many samples it is of. @param countAt Where in an entry. */
const runs =
  (entryBytes: number, countAt: number): Count =>
  (bytes, payload) => {
    const first = payload + 8;
    const entries = Math.min(u32(bytes, payload + 4), Math.floor((bytes.length - first) / entryBytes));
    let samples = 0;
    // A run of none is an object, too.
    for (let entry = 0; entry < entries && samples <= PIXEL_LIMITS.samples; entry++) {
      samples += Math.max(1, u32(bytes, first + entryBytes * entry + countAt));
    }
    return samples;
  };

/** By the type's four bytes. */
const TABLES: ReadonlyMap<number, Count> = new Map([
  [boxType('stts'), runs(8, 0)],
  [boxType('ctts'), runs(8, 0)],
  [boxType('stsc'), runs(12, 4)],
  [boxType('stz2'), (bytes, payload) => u32(bytes, payload + 8)],
  [boxType('trun'), (bytes, at) => ((u32(bytes, at) & FIELDS_OF_EACH) === 0 ? u32(bytes, at + 4) : 0)],
]);

/** @param bytes A whole file. Nothing is said of formats without `moov`. */
export function refuseTooManySamples(bytes: Uint8Array): PixelProblem | undefined {
  const tables = tablesOf(bytes);
  // Each kind of table speaks of the same samples.
  const samples = new Map<number, number>();
  // By their types alone: boxes nested as no standard has them are read all the same.
  for (let at = 0, word = 0; at < tables.length; at++) {
    word = (word << 8) | (tables[at] ?? 0);
    const count = TABLES.get(word);
    if (count === undefined) continue;
    const sum = (samples.get(word) ?? 0) + count(tables, at + 1);
    if (sum > PIXEL_LIMITS.samples) {
      return tooLargePicture(`The video states more samples than the ${PIXEL_LIMITS.samples} that are read.`);
    }
    samples.set(word, sum);
  }
  return undefined;
}

/** Where such tables are read: `moov`; the whole of a file in fragments, whose index may lead anywhere. */
function tablesOf(bytes: Uint8Array): Uint8Array {
  const moov = movieBox(bytes);
  return includesWord(moov, 'mvex') ? bytes : moov;
}

const MOOV = boxType('moov');

/** All that an MP4 says of its tracks, behind however many boxes; empty where there is none. */
export function movieBox(bytes: Uint8Array): Uint8Array {
  for (const { type, start, end } of boxesOf(bytes)) if (type === MOOV) return bytes.subarray(start, end);
  return bytes.subarray(0, 0);
}
