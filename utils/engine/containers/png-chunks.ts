/** Chunk types that the walk goes by (PNG 3 11.2, 11.3.6), as their four letters make a number. */
export const IDAT = 0x49444154;
export const FDAT = 0x66644154;
export const IEND = 0x49454e44;

/** Length and type before the payload, CRC behind it. */
export const CHUNK_OVERHEAD_BYTES = 12;
