/** Headers of boxes in memory (ISO/IEC 14496-12 4.2), which JUMBF has, too (ISO/IEC 19566-5, after 18477-3). */
import type { Pieces } from '../pieces';

export interface BoxHeader {
  /** Its four characters, one per byte, as `boxType` makes a number of them. */
  readonly type: number;
  readonly headerBytes: number;
  /** Header included; it may run beyond what encloses the box. */
  readonly lengthBytes: number;
}

/**
 * A length of 0 reaches to the end of what encloses the box; 1 stands for a length of 64 bits behind the type.
 * @param end Of what encloses it. @returns `undefined` where no whole header stands, or a length below its own.
 */
export function boxHeader(bytes: Pieces, at: number, end: number): BoxHeader | undefined {
  const stated = bytes.u32(at);
  const headerBytes = stated === 1 ? 16 : 8;
  if (at + headerBytes > end) return undefined;
  const lengthBytes = stated === 1 ? bytes.u32(at + 8) * 2 ** 32 + bytes.u32(at + 12) : stated || end - at;
  return lengthBytes < headerBytes ? undefined : { type: bytes.u32(at + 4), headerBytes, lengthBytes };
}

/** Four characters as the big-endian number that they are in a header: compared without making a text of each. */
export const boxType = (name: string): number =>
  [...name].reduce((type, character) => type * 256 + character.charCodeAt(0), 0);

/** What `boxType` undoes. */
export const boxName = (type: number): string =>
  String.fromCharCode(type >>> 24, (type >>> 16) & 0xff, (type >>> 8) & 0xff, type & 0xff);
