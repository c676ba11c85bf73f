/**
 * Messages in a film's first picture: SEI "user data unregistered" of H.264 (ITU-T H.264 7.3.2.3, D.1.7), which
 * survive where a container is written anew. They stand in media data, so they are looked at only where all bytes are
 * at hand, and nothing waits for them: no fault in here is the walk's.
 */
import { hex, unsigned } from '../bytes';
import { LIMITS } from '../limits';
import type { Walk, WalkContext } from '../walk';
import { type Box, childrenOf, isEnding, readBox } from './bmff';
import type { Window } from './window';

export interface PictureLocation {
  readonly offset: number;
  readonly lengthBytes: number;
  /** Bytes of the length before each NAL unit (ISO/IEC 14496-15 5.3.3.1.2). */
  readonly sizeBytes: number;
}

/** Fields of a visual sample entry before its boxes (ISO/IEC 14496-12 12.1.3.2, with 8.5.2.2). */
const VISUAL_ENTRY_BYTES = 78;
const H264_ENTRIES = new Set(['avc1', 'avc3']);

/** @param minf Of a track of pictures. @returns `undefined` for other codings, and where the tables are not whole. */
export function* locateFirstPicture(window: Window, minf: Box): Walk<PictureLocation | undefined> {
  const [stbl] = (yield* childrenOf(window, { at: minf.payloadAt, end: minf.end }, ['stbl'])).boxes;
  if (stbl === undefined) return undefined;
  const tables = yield* childrenOf(window, { at: stbl.payloadAt, end: stbl.end }, ['stsd', 'stsz', 'stco', 'co64']);
  const table = (...types: readonly string[]): Box | undefined => tables.boxes.find(({ type }) => types.includes(type));
  const [stsd, stsz, chunks] = [table('stsd'), table('stsz'), table('stco', 'co64')];
  if (stsd === undefined || stsz === undefined || chunks === undefined) return undefined;
  const sizeBytes = yield* sizeBytesOf(window, stsd);
  const offset = yield* numberIn(window, chunks, 8, chunks.type === 'stco' ? 4 : 8);
  // One size for all samples, or a list of them (ISO/IEC 14496-12 8.7.3.2).
  const lengthBytes = (yield* numberIn(window, stsz, 4, 4)) || (yield* numberIn(window, stsz, 12, 4));
  if (sizeBytes === undefined || offset === undefined || lengthBytes === undefined) return undefined;
  return Number.isSafeInteger(offset) ? { offset, lengthBytes, sizeBytes } : undefined;
}

/** @param at Behind the box's header. @returns `undefined` where the box ends before. */
function* numberIn(window: Window, { payloadAt, end }: Box, at: number, bytes: 4 | 8): Walk<number | undefined> {
  const from = payloadAt + at;
  if (from + bytes > end || (yield* window.load(from, bytes)) < bytes) return undefined;
  return bytes === 4 ? window.u32(from) : window.u64(from);
}

function* sizeBytesOf(window: Window, stsd: Box): Walk<number | undefined> {
  const entry = yield* readBox(window, { at: stsd.payloadAt + 8, end: stsd.end, isTopLevel: false });
  if (entry === undefined || isEnding(entry) || !H264_ENTRIES.has(entry.type)) return undefined;
  const boxesAt = { at: entry.payloadAt + VISUAL_ENTRY_BYTES, end: entry.end };
  const [avcC] = (yield* childrenOf(window, boxesAt, ['avcC'])).boxes;
  if (avcC === undefined || (yield* window.load(avcC.payloadAt, 5)) < 5) return undefined;
  return (window.byte(avcC.payloadAt + 4) & 3) + 1;
}

const SEI = 6;
const USER_DATA_UNREGISTERED = 5;
const UUID_BYTES = 16;

/** Emits the messages as texts that are named by their UUIDs. */
export function* emitMessages(
  { emit }: WalkContext,
  window: Window,
  { offset, lengthBytes, sizeBytes }: PictureLocation,
  container: string,
): Walk<void> {
  const available = yield* window.load(offset, Math.min(lengthBytes, LIMITS.firstPictureBytes));
  const picture = window.slice(offset, Math.max(0, available));
  for (let at = 0; at + sizeBytes < picture.length; ) {
    const length = unsigned(picture.subarray(at, at + sizeBytes));
    const unit = picture.subarray(at + sizeBytes, at + sizeBytes + length);
    if (((unit[0] ?? 0) & 0x1f) === SEI) {
      for (const message of messagesOf(withoutEmulation(unit.subarray(1)))) {
        const key = hex(message.subarray(0, UUID_BYTES));
        const payload = message.subarray(UUID_BYTES);
        emit({ kind: 'text', key, place: `${container} mdat SEI ${key}`, payload, offset: offset + at });
      }
    }
    at += sizeBytes + length;
  }
}

/** Of each message, type and size as runs of FF with a last byte, then its payload (7.3.2.3.1). */
function messagesOf(unit: Uint8Array): readonly Uint8Array[] {
  const messages: Uint8Array[] = [];
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (; unit[at] === 0xff; at += 1) value += 0xff;
    value += unit[at] ?? 0;
    at += 1;
    return value;
  };
  while (at + 2 < unit.length) {
    const type = number();
    const length = number();
    const payload = unit.subarray(at, at + length);
    if (type === USER_DATA_UNREGISTERED && payload.length === length && length > UUID_BYTES) messages.push(payload);
    at += length;
  }
  return messages;
}

/** Without the 03 that stands behind each 00 00, so that nothing looks like a start code (7.4.1). */
const withoutEmulation = (unit: Uint8Array): Uint8Array =>
  unit.filter((byte, index) => byte !== 3 || index < 2 || unit[index - 1] !== 0 || unit[index - 2] !== 0);
