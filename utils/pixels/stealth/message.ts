/** Reads a hidden message: its signature, its length, its text. */
import { u32, u32le } from '@/utils/engine/bytes';
import { crc32 } from '@/utils/engine/containers/crc32';
import { inflateGzip } from '@/utils/engine/decoders/inflate';
import { decodeUtf8Lossy, decodeUtf8Strict } from '@/utils/engine/decoders/text-encoding';
import { PIXEL_LIMITS } from '../limits';
import type { DecodedPicture } from '../picture';
import { isProblem, type PixelProblem } from '../problem';
import { bitAt, bytesAt, type Carrier, capacityOf, LENGTH_BITS, SIGNATURE_BITS, type Signature } from './carriers';

export interface HiddenMessage {
  /** As far as it can be read; `''` where nothing can. */
  readonly text: string;
  /** The signature is there, and what follows is not what was written. */
  readonly isDamaged: boolean;
}

/**
 * Most pictures end this at the first line: whatever cannot be a signature any more is not looked at further.
 * @returns `undefined` where there is no signature; a problem where that cannot be told.
 */
export function hiddenMessage(carrier: Carrier, picture: DecodedPicture): HiddenMessage | PixelProblem | undefined {
  const signature = signatureIn(carrier, picture);
  if (signature === undefined || isProblem(signature)) return signature;
  const stored = storedBytes(carrier, picture);
  if (stored === undefined) return DAMAGED;
  const unpacked = signature.isPacked ? unpack(stored) : stored;
  return unpacked === undefined ? DAMAGED : messageOf(unpacked);
}

const DAMAGED: HiddenMessage = { text: '', isDamaged: true };

/** Bit by bit, so that no more lines are decoded than it takes. */
function signatureIn(carrier: Carrier, picture: DecodedPicture): Signature | PixelProblem | undefined {
  if (capacityOf(carrier, picture) < SIGNATURE_BITS) return undefined;
  let possible = carrier.signatures;
  for (let at = 0; at < SIGNATURE_BITS; at++) {
    const bit = bitAt(carrier, picture, at);
    if (typeof bit !== 'number') return bit;
    possible = possible.filter(({ text }) => ((text.charCodeAt(at >> 3) >> (7 - (at & 7))) & 1) === bit);
    if (possible.length === 0) return undefined;
  }
  return possible[0];
}

/**
 * What stands behind signature and length, which counts bits. @returns `undefined` where the length cannot be met, goes
 * beyond the limit, or the pixels cannot be had: nothing is allocated before.
 */
function storedBytes(carrier: Carrier, picture: DecodedPicture): Uint8Array | undefined {
  const start = SIGNATURE_BITS + LENGTH_BITS;
  const room = capacityOf(carrier, picture) - start;
  if (room <= 0) return undefined;
  const lengthBits = lengthIn(carrier, picture);
  if (lengthBits === undefined || lengthBits > room) return undefined;
  const length = lengthBits >>> 3;
  if (length === 0 || length > PIXEL_LIMITS.stealthBytes) return undefined;
  const whole = picture.whole();
  return isProblem(whole) ? undefined : bytesAt(carrier, whole, start, length);
}

function lengthIn(carrier: Carrier, picture: DecodedPicture): number | undefined {
  const bytes = new Uint8Array(LENGTH_BITS / 8);
  for (let at = 0; at < LENGTH_BITS; at++) {
    const bit = bitAt(carrier, picture, SIGNATURE_BITS + at);
    if (typeof bit !== 'number') return undefined;
    bytes[at >> 3] = ((bytes[at >> 3] ?? 0) << 1) | bit;
  }
  return u32(bytes, 0);
}

/** RFC 1952: checksum and size of the text, four bytes each. */
const GZIP_TRAILER_BYTES = 8;

/** One gzip member; its trailer is looked at here, because the inflater does not. */
function unpack(stored: Uint8Array): Uint8Array | undefined {
  const { bytes, problem } = inflateGzip(stored);
  const trailer = stored.length - GZIP_TRAILER_BYTES;
  const isWhole =
    problem === undefined &&
    trailer > 0 &&
    u32le(stored, trailer) === crc32(bytes) &&
    u32le(stored, trailer + 4) === bytes.length;
  return isWhole ? bytes : undefined;
}

function messageOf(bytes: Uint8Array): HiddenMessage {
  const text = decodeUtf8Strict(bytes);
  return { text: text ?? decodeUtf8Lossy(bytes), isDamaged: text === undefined };
}
