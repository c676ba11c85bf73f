/** Bounds of the verdict cache. */

const SECOND = 1_000;

export const VERDICT_LIMITS = {
  /** Entries, and how many go at once when it is full. */
  cachedVerdicts: 5_000,
  cacheTrim: 250,
  /** A verdict is used unasked this long; then the server is asked whether its validators still hold. */
  verdictFreshMs: 60 * 60 * SECOND,
  /** A verdict with validators is forgotten after this. */
  verdictKeptMs: 7 * 24 * 60 * 60 * SECOND,
  /** A report larger than this, as JSON, is not cached. */
  cachedReportCharacters: 65_536,
  /** A cache that does not answer within this is as good as none. */
  cacheAnswerMs: SECOND,
} as const;
