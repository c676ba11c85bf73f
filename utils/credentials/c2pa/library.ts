/** What is asked of the C2PA library, whoever has loaded it. */
export interface C2paLibrary {
  /**
   * Reads and checks the manifest store of a whole medium.
   * @param mediaType By the medium's bytes, never by name or header.
   * @param wanted Resources of the store to hand over besides; none where it is absent.
   * @throws when the library itself broke down: its instance is then unusable.
   */
  readonly read: (
    mediaType: string,
    bytes: Uint8Array,
    settings: string,
    wanted?: WantedResources,
  ) => Promise<LibraryAnswer>;
  /**
   * The same for a video in parts: its beginning, which holds the store, with one fragment (C2PA 2.1 A.5.3). In workers
   * only: the library reads the `Blob`s by `FileReaderSync`.
   */
  readonly readFragment: (
    mediaType: string,
    beginning: Blob,
    fragment: Blob,
    settings: string,
    wanted?: WantedResources,
  ) => Promise<LibraryAnswer>;
}

export interface WantedResources {
  /** Which, by the library's account of the store. */
  readonly choose: (json: string) => readonly string[];
  /** Longer ones are left out, and what comes after all of them together. */
  readonly bytesEach: number;
  readonly bytesTogether: number;
}

/** By the name under which the library keeps it. */
export type Resources = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

export type LibraryAnswer =
  /** The manifest store as the library writes it, and those of its resources that were wanted. */
  | { readonly kind: 'store'; readonly json: string; readonly resources?: Resources }
  /** The library's own error: `C2pa(JumbfNotFound)` … */
  | { readonly kind: 'refused'; readonly reason: string };
