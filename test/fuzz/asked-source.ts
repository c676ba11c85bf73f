import type { ByteSource } from '../../utils/engine/source/byte-source';

/**
 * A medium somewhere else: each read is a promise, and only the bytes that were asked for come. Cheaper than a server,
 * for a million tries.
 *
 * @param statesSize Whether the first answer says how long the medium is, or only its end does.
 */
export function askedSource(medium: Uint8Array, { statesSize }: { readonly statesSize: boolean }): ByteSource {
  let size: number | undefined;
  let bytesRead = 0;
  let requests = 0;
  return {
    isLocal: false,
    get size() {
      return size;
    },
    get bytesRead() {
      return bytesRead;
    },
    get requests() {
      return requests;
    },
    async read(offset, length) {
      const bytes = medium.slice(offset, offset + length);
      if (statesSize || bytes.length < length) size = medium.length;
      bytesRead += bytes.length;
      requests += 1;
      return bytes;
    },
  };
}
