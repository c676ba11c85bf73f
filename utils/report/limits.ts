/** What one person may put before the report page at once. */
export const REPORT_LIMITS = {
  /** Files of one drop that are reported on; parts of one video are one file. */
  files: 200,
  /** Parts of one video that are checked with its beginning: an hour in parts of two seconds has 1,800. */
  fragments: 2_000,
  /** Top-level boxes of a file that are looked at to tell what part of a video it is. */
  boxes: 64,
  /** Inspections and checks at a time: the next file begins when one ends. */
  atOnce: 2,
  /** Hashing holds the whole file in memory. */
  hashBytes: 256 * 1024 * 1024,
} as const;
