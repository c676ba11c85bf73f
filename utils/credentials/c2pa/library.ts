/** What is asked of the C2PA library, whoever has loaded it. */
export interface C2paLibrary {
  /**
   * Reads and checks the manifest store of a whole medium.
   * @param mediaType By the medium's bytes, never by name or header.
   * @throws when the library itself broke down: its instance is then unusable.
   */
  readonly read: (mediaType: string, bytes: Uint8Array, settings: string) => Promise<LibraryAnswer>;
}

export type LibraryAnswer =
  /** The manifest store as the library writes it. */
  | { readonly kind: 'store'; readonly json: string }
  /** The library's own error: `C2pa(JumbfNotFound)` … */
  | { readonly kind: 'refused'; readonly reason: string };
