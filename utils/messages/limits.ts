/** Bounds on what a content script, and so a page, can make the background hold. */
export const MESSAGE_LIMITS = {
  /** Media told of in one message, and kept per frame. */
  mediaPerMessage: 500,
  mediaPerFrame: 2_000,
  /** Media kept per tab, those that went included. */
  mediaPerTab: 4_000,
  /** Messages of one frame that wait to be handled; a frame that floods is cut off. */
  messagesPerFrame: 1_000,
  /** An address as a page spells it; longer ones are not asked for. */
  addressCharacters: 8_192,
  titleCharacters: 512,
  altCharacters: 80,
  /** A thumbnail that a content script drew, as a data: address. */
  thumbnailCharacters: 65_536,
  /** One medium handed over as a Blob. */
  blobBytes: 256 * 1024 * 1024,
} as const;
