import { PulledSource } from './pulled-source';
import { SourceError } from './source-error';

/** A `Blob` or `File`: read in slices, never as a whole. */
export function blobSource(blob: Blob, budgetBytes?: number): PulledSource {
  return new PulledSource({
    size: blob.size,
    pull: async (offset, length) => {
      try {
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
      } catch (error) {
        // The file behind it was moved or changed, or its memory is gone (`NotReadableError`).
        throw new SourceError('network', `The bytes at hand could not be read: ${String(error)}.`);
      }
    },
    ...(budgetBytes === undefined ? {} : { budgetBytes }),
  });
}
