/** What a picture may ask for; every bound holds before anything is allocated. */
export const PIXEL_LIMITS = {
  /** Pictures of so many pixels and more are refused: their RGBA alone takes 400 MB. */
  pixels: 100_000_000,
} as const;
