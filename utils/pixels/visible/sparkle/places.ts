/** Where the star stands: measured in pixels from the right and the lower edge of the picture. */

export interface SparklePlace {
  /** Which service draws it there. */
  readonly by: 'Gemini' | 'Veo';
  /** Of its box. */
  readonly size: number;
  readonly right: number;
  readonly bottom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export const SMALLEST_STAR = 16;
export const LARGEST_STAR = 128;
/** Of the shorter side: more than any service draws, crops included. */
const LARGEST_SHARE = 1 / 4;

const inCorner = (by: SparklePlace['by'], size: number, margin: number): SparklePlace => ({
  by,
  size,
  right: margin,
  bottom: margin,
});

/** As Gemini draws it, in 2025 and since May 2026: a picture that was not resized has it in one of these. */
export const GEMINI_PLACES: readonly SparklePlace[] = [
  inCorner('Gemini', 48, 32),
  inCorner('Gemini', 96, 64),
  inCorner('Gemini', 96, 192),
  inCorner('Gemini', 48, 96),
];

/** The margin as a multiple of the star: it stays when a picture is resized. Veo's are 72 at 108, and 48 at 72. */
const RATIOS: readonly (readonly [by: SparklePlace['by'], ratio: number])[] = [
  ['Gemini', 2 / 3],
  ['Gemini', 2],
  ['Veo', 1.5],
];

/** Small downloads since 2026 have a star of 36, and the margin of these long sides (192 pixels) made as small as they are. */
const SMALL_STAR = 36;
const LARGE_MARGIN = 192;
const LARGE_SIDES = [2752, 2816, 2848] as const;

/** @returns every place in which a whole star, whatever its size was before a copy was resized, can stand. */
export function imagePlaces({ width, height }: Size): readonly SparklePlace[] {
  const largest = Math.min(LARGEST_STAR, Math.floor(Math.min(width, height) * LARGEST_SHARE));
  const places: SparklePlace[] = [];
  for (let size = SMALLEST_STAR; size <= largest; size++) {
    for (const [by, ratio] of RATIOS) places.push(inCorner(by, size, Math.round(size * ratio)));
  }
  if (largest < SMALL_STAR) return places;
  const small = LARGE_SIDES.map((side) => Math.round((LARGE_MARGIN * Math.max(width, height)) / side));
  return [...places, ...small.map((margin) => inCorner('Gemini', SMALL_STAR, margin))];
}

/** In videos of 1080 lines; those of other sizes have it scaled. The last is 44 at 29, 40 of 720 lines. */
const VEO_LINES = 1080;
const VEO_PLACES: readonly SparklePlace[] = [
  inCorner('Veo', 72, 108),
  inCorner('Veo', 72, 144),
  { by: 'Veo', size: 66, right: 43.5, bottom: 60 },
];

/** @returns where Veo draws it in a video of this size. */
export function framePlaces({ width, height }: Size): readonly SparklePlace[] {
  const scale = Math.min(width, height) / VEO_LINES;
  return VEO_PLACES.map(({ by, size, right, bottom }) => ({
    by,
    size: Math.round(size * scale),
    right: Math.round(right * scale),
    bottom: Math.round(bottom * scale),
  })).filter(({ size }) => size >= SMALLEST_STAR && size <= LARGEST_STAR);
}
