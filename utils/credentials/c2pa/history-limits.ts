/** What a store may put into a history that people read, beside the number and depth of manifests (`LIMITS`). */
export const HISTORY_LIMITS = {
  /** Actions and ingredients of one manifest that are told of: a long day's work has some dozens. */
  actions: 64,
  ingredients: 64,
  /** Actions and ingredients of all manifests together. */
  entries: 4_000,
  /** Names of the software that wrote one manifest. */
  generators: 8,
  /** Pictures that manifests hold of their media. */
  thumbnails: 32,
  /** One such picture: writers keep to some 100 kB. */
  thumbnailBytes: 1024 * 1024,
  thumbnailsBytes: 8 * 1024 * 1024,
  /** What an action says of itself in its own words. */
  description: 512,
} as const;
