import type { Block } from '../blocks';
import { join, latin1 } from '../bytes';
import { LIMITS } from '../limits';
import { md5Hex } from './md5';

const GUID_CHARACTERS = 32;
const HEADER_BYTES = GUID_CHARACTERS + 8;

interface Portion {
  /** Where it belongs in the whole. */
  readonly position: number;
  readonly payload: Uint8Array;
  /** Where it stands in the medium. */
  readonly offset: number;
}

/** Portions of extended XMP (ISO 16684-3 1.1.3.1): GUID, full length, position, in any order. */
export class ExtendedXmp {
  readonly #portions = new Map<string, Portion[]>();

  /** @param payload A segment's, behind the signature. */
  add(payload: Uint8Array, offset: number): void {
    if (payload.length <= HEADER_BYTES) return;
    const guid = latin1(payload.subarray(0, GUID_CHARACTERS));
    const header = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    const portions = this.#portions.get(guid) ?? [];
    this.#portions.set(guid, portions);
    portions.push({
      position: header.getUint32(GUID_CHARACTERS + 4),
      payload: payload.subarray(HEADER_BYTES),
      offset: offset + HEADER_BYTES,
    });
  }

  /** One block per GUID that a main packet names (`xmpNote:HasExtendedXMP`); others are left from earlier edits. */
  *join(mainPackets: readonly Uint8Array[]): Generator<Block> {
    if (this.#portions.size === 0) return;
    const named = new Set(mainPackets.flatMap(guidsIn));
    for (const [guid, portions] of this.#portions) {
      if (!named.has(guid.toUpperCase())) continue;
      const sorted = [...portions].sort((a, b) => a.position - b.position);
      const payload = join(withoutRepeats(sorted)).subarray(0, LIMITS.extendedXmpBytes + 1);
      const isWhole = payload.length <= LIMITS.extendedXmpBytes && md5Hex(payload) === guid.toUpperCase();
      yield {
        kind: 'extended-xmp',
        place: 'JPEG APP1 extended XMP',
        payload,
        offset: sorted[0]?.offset ?? 0,
        variant: isWhole ? 'digest-matches' : 'digest-differs',
      };
    }
  }
}

/** Every digest in a packet, in upper case. Without NULs a UTF-16 packet reads alike. */
function guidsIn(packet: Uint8Array): readonly string[] {
  const text = latin1(packet).replaceAll('\0', '').toUpperCase();
  return text.match(/(?<![\dA-F])[\dA-F]{32}(?![\dA-F])/g) ?? [];
}

function withoutRepeats(sorted: readonly Portion[]): readonly Uint8Array[] {
  let end = 0;
  return sorted.map(({ position, payload }) => {
    const fresh = payload.subarray(Math.min(payload.length, Math.max(0, end - position)));
    end = Math.max(end, position + payload.length);
    return fresh;
  });
}
