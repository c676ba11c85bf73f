/** Headers of boxes in memory (ISO/IEC 14496-12 4.2), which JUMBF has, too (ISO/IEC 19566-5, after 18477-3). */
import { latin1, u32 } from '../bytes';

export interface BoxHeader {
  /** Four characters, one per byte. */
  readonly type: string;
  readonly headerBytes: number;
  /** Header included; it may run beyond what encloses the box. */
  readonly lengthBytes: number;
}

/**
 * A length of 0 reaches to the end of what encloses the box; 1 stands for a length of 64 bits behind the type.
 * @param end Of what encloses it. @returns `undefined` where no whole header stands, or a length below its own.
 */
export function boxHeader(bytes: Uint8Array, at: number, end: number): BoxHeader | undefined {
  const stated = u32(bytes, at);
  const headerBytes = stated === 1 ? 16 : 8;
  if (at + headerBytes > end) return undefined;
  const lengthBytes = stated === 1 ? u32(bytes, at + 8) * 2 ** 32 + u32(bytes, at + 12) : stated || end - at;
  return lengthBytes < headerBytes ? undefined : { type: latin1(bytes, at + 4, 4), headerBytes, lengthBytes };
}
