const MIB = 1024 * 1024;

/** What a picture may ask for; every bound holds before anything is allocated. */
export const PIXEL_LIMITS = {
  /** Pictures of so many pixels and more are refused: their RGBA alone takes 400 MB. */
  pixels: 100_000_000,
  /** The longest side that JPEG and GIF can state: a line costs time of its own, and PNG can state 99 million of one pixel. */
  side: 65_535,
  /** A file whose pixels are looked at is held in memory. */
  fileBytes: 256 * MIB,
  /** A message in the lowest bits, as it is stored: real ones have some kilobytes, workflows three megabytes unpacked. */
  stealthBytes: 8 * MIB,
} as const;
