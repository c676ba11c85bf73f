/** Reads JUMBF boxes (ISO/IEC 19566-5) into a tree. */

import { hex } from '../bytes';
import type { JumbfContentBox, JumbfSuperbox } from '../jumbf-boxes';
import { LIMITS } from '../limits';
import { boxHeader } from './box-header';
import { decodeUtf8Lossy } from './text-encoding';

export interface JumbfReading {
  readonly superbox: JumbfSuperbox;
  /** Where the structure broke; the tree then holds what came before. */
  readonly malformed?: string;
  readonly limitMet?: string;
}

const HEADER_BYTES = 8;
/** UUID and toggles. */
const DESCRIPTION_BYTES = 17;
const TOGGLE_LABEL = 0x02;

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** The stated length runs beyond what holds the box. */
  readonly isCut: boolean;
}

/** @param bytes One superbox with its header, as it stood in its container. */
export function readJumbf(bytes: Uint8Array): JumbfReading {
  let malformed: string | undefined;
  let limitMet: string | undefined;
  let boxes = 0;

  const readSuperbox = (start: number, end: number, depth: number): JumbfSuperbox => {
    const superboxes: JumbfSuperbox[] = [];
    const contents: JumbfContentBox[] = [];
    let uuid = '';
    let label = '';
    let at = start;
    while (at < end && limitMet === undefined) {
      const box = readBox(bytes, at, end);
      if (box === undefined) {
        malformed ??= `A JUMBF box has no sound header at byte ${at}.`;
        break;
      }
      boxes += 1;
      if (boxes > LIMITS.structures) limitMet = 'The manifest store has too many boxes.';
      if (box.isCut) malformed ??= `A JUMBF box runs beyond the end at byte ${at}.`;
      if (at === start) {
        if (box.type !== 'jumd' || box.end - box.start < DESCRIPTION_BYTES) {
          malformed ??= `A JUMBF superbox has no description at byte ${at}.`;
          break;
        }
        uuid = hex(bytes.subarray(box.start, box.start + 16));
        label = readLabel(bytes, box);
      } else if (box.type === 'jumb') {
        if (depth >= LIMITS.nesting) limitMet = 'The manifest store is nested too deeply.';
        else superboxes.push(readSuperbox(box.start, box.end, depth + 1));
      } else contents.push({ type: box.type, payload: bytes.subarray(box.start, box.end) });
      at = box.end;
    }
    return { uuid, label, superboxes, contents };
  };

  const outer = readBox(bytes, 0, bytes.length);
  if (outer === undefined) malformed = 'The manifest store has no sound header.';
  else if (outer.type !== 'jumb') malformed = 'The manifest store is not in a JUMBF superbox.';
  else if (outer.isCut) malformed = 'The manifest store ends before its stated length.';
  const superbox = readSuperbox(outer?.start ?? HEADER_BYTES, outer?.end ?? bytes.length, 1);
  return {
    superbox,
    ...(malformed === undefined ? {} : { malformed }),
    ...(limitMet === undefined ? {} : { limitMet }),
  };
}

function readBox(bytes: Uint8Array, at: number, end: number): Box | undefined {
  const header = boxHeader(bytes, at, end);
  if (header === undefined) return undefined;
  const { type, headerBytes, lengthBytes } = header;
  const boxEnd = at + lengthBytes;
  return { type, start: at + headerBytes, end: Math.min(boxEnd, end), isCut: boxEnd > end };
}

function readLabel(bytes: Uint8Array, { start, end }: Box): string {
  if (((bytes[start + 16] ?? 0) & TOGGLE_LABEL) === 0) return '';
  const from = start + DESCRIPTION_BYTES;
  const nul = bytes.indexOf(0, from);
  return decodeUtf8Lossy(bytes.subarray(from, nul < 0 || nul > end ? end : nul));
}

/** A superbox with its header, of the payload that Brotli's boxes keep (ISO/IEC 18181-2 9.4). */
export function superboxOf(payload: Uint8Array): Uint8Array {
  const box = new Uint8Array(HEADER_BYTES + payload.length);
  new DataView(box.buffer).setUint32(0, box.length);
  box.set(new TextEncoder().encode('jumb'), 4);
  box.set(payload, HEADER_BYTES);
  return box;
}
