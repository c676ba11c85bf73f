/** C2PA manifest stores that lie apart from their medium: `.c2pa` files, and what servers send as `application/c2pa`. */
import { hex } from './bytes';
import { decodeBlocks } from './decode-blocks';
import { boxHeader } from './decoders/box-header';
import { C2PA_STORE_UUID } from './decoders/jumbf';
import { DESCRIPTION, SUPERBOX } from './decoders/jumbf-reader';
import { c2pa } from './marks/c2pa';
import { Pieces } from './pieces';
import type { Finding } from './report';

export interface StoreReading {
  /** What the store says, as of one inside a medium: `declared`, with the code `not-checked`. */
  readonly finding: Finding;
  /** A limit was met: the store is not to be handed on. */
  readonly isOverBudget: boolean;
}

/**
 * @param place What the finding says of where the store was named.
 * @returns `null` for bytes that are no manifest store.
 */
export function readManifestStore(bytes: Uint8Array, place: string): StoreReading | null {
  if (!isManifestStore(bytes)) return null;
  const { fields, problem } = decodeBlocks([{ kind: 'jumbf', place, payload: bytes, offset: 0 }], 'report');
  const { findings, problem: limit } = c2pa.detect(fields);
  const [finding] = findings;
  return finding === undefined ? null : { finding, isOverBudget: (problem ?? limit) !== undefined };
}

const UUID_BYTES = 16;

/** Begins with a superbox, and that with the description of a store (C2PA 2.1 11.1.4.2, ISO/IEC 19566-5 A.3). */
function isManifestStore(bytes: Uint8Array): boolean {
  const head = new Pieces([bytes]);
  const store = boxHeader(head, 0, head.length);
  if (store?.type !== SUPERBOX) return false;
  const description = boxHeader(head, store.headerBytes, head.length);
  if (description?.type !== DESCRIPTION) return false;
  const at = store.headerBytes + description.headerBytes;
  return hex(bytes.subarray(at, at + UUID_BYTES)) === C2PA_STORE_UUID;
}
