import { closeSync, fstatSync, openSync, type PathLike, readSync } from 'node:fs';
import { PulledSource } from '../utils/engine/source/pulled-source';
import { SourceError } from '../utils/engine/source/source-error';

/** A regular file, open until `close()`. */
export interface FileSource {
  readonly source: PulledSource;
  /** The whole file, or `null` where it cannot be read or has changed its size. Counts for no budget. */
  readAll(): Uint8Array<ArrayBuffer> | null;
  close(): void;
}

/**
 * Reads at once: an asynchronous read is a turn through the thread pool, which costs more than the inspection.
 * @throws the system's error when the path cannot be opened.
 */
export function openFileSource(path: PathLike): FileSource {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const source = new PulledSource({ size, pull: (offset, length) => readFully(file, offset, length) });
    return { source, readAll: () => readAll(file, size), close: () => closeSync(file) };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function readAll(file: number, size: number): Uint8Array<ArrayBuffer> | null {
  try {
    const bytes = readFully(file, 0, size);
    return bytes.length === size ? bytes : null;
  } catch {
    return null;
  }
}

function readFully(file: number, offset: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  try {
    while (filled < length) {
      const bytesRead = readSync(file, bytes, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
  } catch (error) {
    throw new SourceError('network', `The file could not be read: ${error instanceof Error ? error.message : error}.`);
  }
  return bytes.subarray(0, filled);
}
