import type { WebLink } from './web-links';

/** Random access to a medium's bytes, wherever they lie. */
export interface ByteSource {
  /** Size in bytes; `undefined` until an answer has stated it. */
  readonly size: number | undefined;
  /** Whether every byte is at hand without network (memory, `Blob`, file). */
  readonly isLocal: boolean;
  /** Distinct bytes that were pulled so far. */
  readonly bytesRead: number;
  /** Reads that left memory so far (requests, Blob or file reads). */
  readonly requests: number;
  /** Links that came with the bytes, once there was an answer. Only HTTP has any. */
  readonly links?: readonly WebLink[];
  /**
   * Bytes `offset … offset + length`, fewer only where the medium ends. Synchronous when they are at hand.
   * @throws SourceError with a code of the report's closed set.
   */
  read(offset: number, length: number): Uint8Array | Promise<Uint8Array>;
  /** Lets go of what is still open (a body that is being downloaded). What was read stays readable. */
  close?(): Promise<void>;
}
