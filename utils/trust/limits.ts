const KIB = 1024;
const MIB = 1024 * KIB;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** What publishers, people and organisations may ask of the extension with their lists. */
export const TRUST_LIMITS = {
  /** One file of a publisher: the largest known one has 250 KiB. */
  fetchedBytes: 2 * MIB,
  /** From the request to the last byte. A background may be ended 30 s after it asked (Chromium). */
  fetchMs: 20_000,
  /** Lists that a person adds, and that an organisation sets. */
  ownLists: 20,
  ownCharacters: 512 * KIB,
  /** Certificates and keys of one of them. */
  ownEntries: 100,
  nameCharacters: 60,
} as const;

/** When publishers are asked again. */
export const TRUST_TIMES = {
  refreshMs: 7 * DAY,
  /** On top, at random: not everybody asks in the same minute. */
  spreadMs: 12 * HOUR,
  /** After the first failure; twice as long after each further one, and never longer than a refresh. */
  retryMs: HOUR,
  /** Where the connection is metered, a list that is at hand may grow this old. */
  sparingMs: 28 * DAY,
  /** How often a background that stays alive looks at its clock. */
  lookMs: HOUR,
} as const;
