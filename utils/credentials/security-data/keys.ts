/** Keys as `KeyValue` holds them: every form that is known from files, and those of the guide. */
import { type BaseBlock, BitString, ObjectIdentifier } from 'asn1js';
import { certificateParts } from '../certificates';
import { bytesOf, membersOf, readDer } from '../der';
import { fromHex, toInteger } from './hex';
import { SECURITY_LIMITS } from './limits';
import { keyAt, keysAt, type Sm2Key } from './sm2';

export type PublicKey =
  /** One point, or two where only x is given. */
  | { readonly kind: 'sm2'; readonly points: readonly [Sm2Key, ...Sm2Key[]] }
  | { readonly kind: 'rsa'; readonly spki: Uint8Array<ArrayBuffer> };

/** @param text Hexadecimal. `undefined` where it is no key that can be used, or no point of the curve. */
export function readKey(text: string): PublicKey | undefined {
  const bytes = fromHex(text);
  return bytes && (ofPoints(pointsOf(bytes)) ?? readDerKey(bytes));
}

const ofPoints = ([first, ...rest]: readonly Sm2Key[]): PublicKey | undefined =>
  first && { kind: 'sm2', points: [first, ...rest] };

const COORDINATE_BYTES = 32;

/** SEC 1 points (`04`, `02`, `03`), x and y without a mark, `00` and x, x alone. */
function pointsOf(bytes: Uint8Array): readonly Sm2Key[] {
  const [mark] = bytes;
  switch (bytes.length) {
    case 2 * COORDINATE_BYTES + 1:
      return mark === 0x04 ? bothOf(bytes.subarray(1)) : [];
    case 2 * COORDINATE_BYTES:
      return bothOf(bytes);
    case COORDINATE_BYTES + 1: {
      const points = mark === 0x00 || mark === 0x02 || mark === 0x03 ? keysAt(toInteger(bytes.subarray(1))) : [];
      return mark === 0x00 ? points : points.filter(({ y }) => y % 2n === (mark === 0x03 ? 1n : 0n));
    }
    case COORDINATE_BYTES:
      return keysAt(toInteger(bytes));
    default:
      return [];
  }
}

function bothOf(bytes: Uint8Array): readonly Sm2Key[] {
  const y = toInteger(bytes.subarray(COORDINATE_BYTES));
  const key = keyAt(toInteger(bytes.subarray(0, COORDINATE_BYTES)), y);
  return key === undefined ? [] : [key];
}

/** SubjectPublicKeyInfo (RFC 5280 4.1.2.7), or a certificate that holds one (4.1). */
function readDerKey(bytes: Uint8Array): PublicKey | undefined {
  const outer = readDer(bytes);
  return ofInfo(membersOf(outer)[1] instanceof BitString ? outer : certificateParts(outer).publicKey);
}

const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const SM2_CURVE = '1.2.156.10197.1.301';
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

function ofInfo(info: BaseBlock | undefined): PublicKey | undefined {
  const [algorithm, key] = membersOf(info);
  const [name, parameters] = membersOf(algorithm);
  if (info === undefined || !(name instanceof ObjectIdentifier && key instanceof BitString)) return undefined;
  switch (name.getValue()) {
    case EC_PUBLIC_KEY:
      return parameters instanceof ObjectIdentifier && parameters.getValue() === SM2_CURVE
        ? ofPoints(secOf(key.valueBlock.valueHexView))
        : undefined;
    case RSA_ENCRYPTION: {
      const spki = bytesOf(info);
      return spki.length <= SECURITY_LIMITS.rsaKeyBytes ? { kind: 'rsa', spki } : undefined;
    }
    default:
      return undefined;
  }
}

/** Inside a key information the point has its mark. */
const secOf = (bytes: Uint8Array): readonly Sm2Key[] =>
  bytes[0] === 0x04 || bytes[0] === 0x02 || bytes[0] === 0x03 ? pointsOf(bytes) : [];
