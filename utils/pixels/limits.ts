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
  /** Frames of a video that are looked at. */
  frames: 5,
  /** 8K has 33 million. A video's frames together have fewer than one picture may (`pixels`), so of 8K there are three. */
  framePixels: 40_000_000,
  /** Where so many key frames stand apart these alone are decoded. */
  leastKeyFrames: 3,
  /** Else so many frames from the beginning: 20 to 25 seconds, all of a generated clip. */
  framesInRow: 600,
  /** A coded frame; of 8K in high quality they have some megabytes. */
  frameBytes: 16 * MIB,
  /** Samples that an MP4's tables may state: a demuxer makes an object of each. Hours of picture and sound have them. */
  samples: 1_000_000,
  /** Frames in one cluster of a Matroska file: it is not longer than 65 seconds, for its blocks' times have 16 bits of milliseconds. */
  clusterFrames: 100_000,
  /** Times that a demuxer may ask for bytes: of hours in short fragments, which it may pass over for each frame, a million. */
  reads: 3_000_000,
  /** Tracks of picture, sound and text: a demuxer compares each with all others. */
  tracks: 200,
  /** Elements in all clusters: hours of picture and sound have a million blocks. */
  elements: 4_000_000,
  /** From packets to frames: what takes longer hangs, or is not worth the wait. */
  framesMs: 30_000,
} as const;
