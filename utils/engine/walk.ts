/**
 * The protocol between walkers and whoever has the bytes.
 *
 * A walker is a generator: it yields the range that it needs and is handed its bytes, fewer than asked only
 * where the medium ends. It does no I/O, so over memory it runs synchronously.
 */
import type { Block } from './blocks';
import type { ContainerName, ErrorCode, Kind, Note } from './report';

/** Half-open: `offset` bytes from the medium's start, `length` bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export type Walk<Result> = Generator<ByteRange, Result, Uint8Array>;

/** How a walk ended. `unlabelled` is only ever derived from `complete`. */
export type Ending =
  | { readonly kind: 'complete' }
  | {
      readonly kind: Extract<
        ErrorCode,
        'truncated' | 'malformed' | 'over-budget' | 'unsupported' | 'empty' | 'not-media'
      >;
      /** Where the walk stopped. */
      readonly offset: number;
      /** One English sentence that says what was met. */
      readonly message: string;
    };

export interface WalkOptions {
  /** Ask for the last 64 KiB of a JPEG whose head gives a reason (marks.md: SEF, MPF). */
  readonly jpegTrailer: boolean;
}

/** What a container's walk is given, and reports to. */
export interface WalkContext {
  /** Size of the medium in bytes, `undefined` while no answer has stated it. */
  readonly size: () => number | undefined;
  /** Whether all bytes are at hand (memory, `Blob`): then looking at the end costs nothing. */
  readonly isLocal: boolean;
  readonly options: WalkOptions;
  readonly emit: (block: Block) => void;
  readonly note: (note: Note) => void;
  /** Says what kind of medium the structure shows, where it can tell more than `recognise` saw in the first bytes. */
  readonly kind?: (kind: Kind) => void;
}

/** One file format: recognised by structure, never by name or Content-Type. */
export interface Container {
  /** @param head The first bytes of the medium, at most 64 KiB. */
  readonly recognise: (head: Uint8Array) => { readonly name: ContainerName; readonly kind: Kind } | null;
  readonly walk: (context: WalkContext, name: ContainerName) => Walk<Ending>;
}
