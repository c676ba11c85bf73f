/** Reads JUMBF boxes (ISO/IEC 19566-5) into a tree. */

import { hex } from '../bytes';
import type { JumbfContentBox, JumbfSuperbox } from '../jumbf-boxes';
import { LIMITS } from '../limits';
import type { Pieces } from '../pieces';
import { boxHeader, boxName, boxType } from './box-header';
import { decodeUtf8Lossy } from './text-encoding';

export interface JumbfReading {
  readonly superbox: JumbfSuperbox;
  /** Where the structure broke; the tree then holds what came before. */
  readonly malformed?: string;
  readonly limitMet?: string;
}

const HEADER_BYTES = 8;
export const SUPERBOX = boxType('jumb');
export const DESCRIPTION = boxType('jumd');
const UUID_BYTES = 16;
/** UUID and toggles. */
const DESCRIPTION_BYTES = 17;
const TOGGLE_LABEL = 0x02;

interface Box {
  /** As in its header. */
  readonly type: number;
  readonly start: number;
  readonly end: number;
  /** The stated length runs beyond what holds the box. */
  readonly isCut: boolean;
}

/**
 * The structure is gone through whole, for where it breaks is said of the store; names and contents are taken out of
 * the bytes when a mark asks for them, for most are of ingredients and their pictures.
 * @param bytes One superbox with its header, as it stood in its container.
 */
export function readJumbf(bytes: Pieces): JumbfReading {
  let malformed: string | undefined;
  let limitMet: string | undefined;
  let boxes = 0;

  const readSuperbox = (start: number, end: number, depth: number): JumbfSuperbox => {
    const superbox = new Superbox(bytes);
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
        if (box.type !== DESCRIPTION || box.end - box.start < DESCRIPTION_BYTES) {
          malformed ??= `A JUMBF superbox has no description at byte ${at}.`;
          break;
        }
        superbox.describe(box);
      } else if (box.type === SUPERBOX) {
        if (depth >= LIMITS.nesting) limitMet = 'The manifest store is nested too deeply.';
        else superbox.superboxes.push(readSuperbox(box.start, box.end, depth + 1));
      } else superbox.contents.push(new ContentBox(bytes, box));
      at = box.end;
    }
    return superbox;
  };

  const outer = readBox(bytes, 0, bytes.length);
  if (outer === undefined) malformed = 'The manifest store has no sound header.';
  else if (outer.type !== SUPERBOX) malformed = 'The manifest store is not in a JUMBF superbox.';
  else if (outer.isCut) malformed = 'The manifest store ends before its stated length.';
  const superbox = readSuperbox(outer?.start ?? HEADER_BYTES, outer?.end ?? bytes.length, 1);
  return {
    superbox,
    ...(malformed === undefined ? {} : { malformed }),
    ...(limitMet === undefined ? {} : { limitMet }),
  };
}

class Superbox implements JumbfSuperbox {
  readonly superboxes: JumbfSuperbox[] = [];
  readonly contents: JumbfContentBox[] = [];
  readonly #bytes: Pieces;
  #description: Box | undefined;
  #uuid: string | undefined;
  #label: string | undefined;

  constructor(bytes: Pieces) {
    this.#bytes = bytes;
  }

  describe(box: Box): void {
    this.#description = box;
  }

  get uuid(): string {
    const box = this.#description;
    if (box === undefined) return '';
    this.#uuid ??= hex(this.#bytes.slice(box.start, box.start + UUID_BYTES));
    return this.#uuid;
  }

  get label(): string {
    if (this.#description === undefined) return '';
    this.#label ??= readLabel(this.#bytes, this.#description);
    return this.#label;
  }
}

class ContentBox implements JumbfContentBox {
  readonly #bytes: Pieces;
  readonly #box: Box;

  constructor(bytes: Pieces, box: Box) {
    this.#bytes = bytes;
    this.#box = box;
  }

  get type(): string {
    return boxName(this.#box.type);
  }

  get payload(): Uint8Array {
    return this.#bytes.slice(this.#box.start, this.#box.end);
  }
}

function readBox(bytes: Pieces, at: number, end: number): Box | undefined {
  const header = boxHeader(bytes, at, end);
  if (header === undefined) return undefined;
  const { type, headerBytes, lengthBytes } = header;
  const boxEnd = at + lengthBytes;
  return { type, start: at + headerBytes, end: Math.min(boxEnd, end), isCut: boxEnd > end };
}

function readLabel(bytes: Pieces, { start, end }: Box): string {
  if ((bytes.byte(start + 16) & TOGGLE_LABEL) === 0) return '';
  const label = bytes.slice(start + DESCRIPTION_BYTES, end);
  const nul = label.indexOf(0);
  return decodeUtf8Lossy(nul < 0 ? label : label.subarray(0, nul));
}

/** A superbox with its header, of the payload that Brotli's boxes keep (ISO/IEC 18181-2 9.4). */
export function superboxOf(payload: Uint8Array): Uint8Array {
  const box = new Uint8Array(HEADER_BYTES + payload.length);
  new DataView(box.buffer).setUint32(0, box.length);
  box.set(new TextEncoder().encode('jumb'), 4);
  box.set(payload, HEADER_BYTES);
  return box;
}
