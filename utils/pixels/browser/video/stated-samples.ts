/**
 * How many samples an MP4's tables state without a byte for each (`stts`, `stz2`, `trun`: ISO/IEC 14496-12 8.6.1.2,
 * 8.7.3.3, 8.8.8). The demuxer makes an object of each before it reads one: a file of a kilobyte could take all memory.
 */
import { includesWord, latin1, u32 } from '@/utils/engine/bytes';
import { PIXEL_LIMITS } from '../../limits';
import { type PixelProblem, tooLargePicture } from '../../problem';

/** Boxes at the top level before `moov`: a few, whatever else was put there. */
const BOXES = 1_000;
/** Size and type. */
const HEADER_BYTES = 8;
/** Of `trun`: each sample has fields of its own, which take bytes. */
const FIELDS_OF_EACH = 0xf00;

const STTS = 0x73747473;
const STZ2 = 0x73747a32;
const TRUN = 0x7472756e;

/** @param bytes A whole file. Nothing is said of formats without `moov`. */
export function refuseTooManySamples(bytes: Uint8Array): PixelProblem | undefined {
  const tables = tablesOf(bytes);
  let samples = 0;
  // By their types alone: boxes nested as no standard has them are read all the same.
  for (let at = 0, word = 0; at < tables.length && samples <= PIXEL_LIMITS.samples; at++) {
    word = (word << 8) | (tables[at] ?? 0);
    if (word === STTS || word === STZ2 || word === TRUN) samples += statedAt(tables, at + 1, word);
  }
  if (samples <= PIXEL_LIMITS.samples) return undefined;
  return tooLargePicture(`The video states more samples than the ${PIXEL_LIMITS.samples} that are read.`);
}

/** @param payload Where the box's payload begins; version and flags come first. */
function statedAt(bytes: Uint8Array, payload: number, type: number): number {
  if (type === STZ2) return u32(bytes, payload + 8);
  if (type === TRUN) return (u32(bytes, payload) & FIELDS_OF_EACH) === 0 ? u32(bytes, payload + 4) : 0;
  const entries = Math.min(u32(bytes, payload + 4), (bytes.length - payload) >> 3);
  let samples = 0;
  for (let entry = 0; entry < entries; entry++) samples += u32(bytes, payload + 8 + 8 * entry);
  return samples;
}

/** Where such tables are read: `moov`; the whole of a file in fragments, whose index may lead anywhere. */
function tablesOf(bytes: Uint8Array): Uint8Array {
  const moov = movieBox(bytes);
  return includesWord(moov, 'mvex') ? bytes : moov;
}

/** All that an MP4 says of its tracks; empty where there is none. */
export function movieBox(bytes: Uint8Array): Uint8Array {
  for (let at = 0, count = 0; at + HEADER_BYTES <= bytes.length && count < BOXES; count++) {
    const size = sizeOf(bytes, at);
    if (size < HEADER_BYTES) break;
    if (latin1(bytes, at + 4, 4) === 'moov') return bytes.subarray(at, at + size);
    at += size;
  }
  return bytes.subarray(0, 0);
}

/** A size of 1 says that eight bytes with it follow (ISO/IEC 14496-12 4.2.2). */
const sizeOf = (bytes: Uint8Array, at: number): number => {
  const size = u32(bytes, at);
  return size === 1 ? u32(bytes, at + 8) * 2 ** 32 + u32(bytes, at + 12) : size;
};
