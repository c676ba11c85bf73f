import type { PathLike } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PulledSource } from '../utils/engine/source/pulled-source';
import { SourceError } from '../utils/engine/source/source-error';

/** A regular file, open until `close()`. */
export interface FileSource {
  readonly source: PulledSource;
  close(): Promise<void>;
}

/** @throws the system's error when the path cannot be opened. */
export async function openFileSource(path: PathLike): Promise<FileSource> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const source = new PulledSource({ size, pull: (offset, length) => readFully(handle, offset, length) });
    return { source, close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readFully(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  try {
    while (filled < length) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
  } catch (error) {
    throw new SourceError('network', `The file could not be read: ${error instanceof Error ? error.message : error}.`);
  }
  return bytes.subarray(0, filled);
}
