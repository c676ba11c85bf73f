/** ASN.1 structures as keys, signatures and certificates hold them. */
import { type BaseBlock, Constructed, fromBER } from 'asn1js';

/** A certificate has some hundred elements, ten levels deep. */
const LIMITS = { maxDepth: 32, maxNodes: 2_000, copyInput: true } as const;

/** The one element that fills the bytes; `undefined` where they hold anything else. */
export function readDer(bytes: Uint8Array): BaseBlock | undefined {
  try {
    const { offset, result } = fromBER(Uint8Array.from(bytes), LIMITS);
    return offset === bytes.length ? result : undefined;
  } catch {
    // Bounds of the reader are told by throwing.
    return undefined;
  }
}

export const membersOf = (block: BaseBlock | undefined): readonly BaseBlock[] =>
  block instanceof Constructed ? block.valueBlock.value : [];

/** The element with its tag and length. */
export const bytesOf = (block: BaseBlock): Uint8Array<ArrayBuffer> => new Uint8Array(block.toBER());
