/** Which codes a picture can still hold: what cannot is not looked for, and costs neither time nor false alarms. */
import type { Picture } from '../picture';
import { blockColumns, blockRows } from './coefficients';
import type { JpegChroma } from './jpeg-chroma';
import { type Domain, MESSAGES, type Message, MIN_BLOCKS_PER_BIT } from './messages';

export interface Candidate {
  readonly message: Message;
  readonly domain: Domain;
}

type Pixels = Picture<Uint8Array>;

/** Smaller pictures are refused by the package that writes the codes: it counts pixels, not sides. */
const MIN_PIXELS = 256 * 256;

/** From this quality on, codes have been found in JPEGs of fewer samples of colour, or of as many as of brightness. */
const JPEG_QUALITY: Readonly<Record<Domain, { readonly subsampled: number; readonly full: number }>> = {
  u8: { subsampled: 90, full: 75 },
  f32: { subsampled: 85, full: 75 },
  'f32-swapped': { subsampled: 85, full: 75 },
};

/** Told by the size alone, before anything is decoded. */
export const isTooSmall = ({ width, height }: Pick<Pixels, 'width' | 'height'>): boolean => width * height < MIN_PIXELS;

/** @param chroma Of a JPEG. */
export function candidatesFor(pixels: Pixels, chroma: JpegChroma | undefined): readonly Candidate[] {
  if (isTooSmall(pixels) || isGrey(pixels)) return [];
  const blocks = blockColumns(pixels) * blockRows(pixels);
  return MESSAGES.filter(({ bits }) => blocks >= MIN_BLOCKS_PER_BIT * bits.length).flatMap((message) =>
    message.codes
      .filter(({ domain, minWidth }) => pixels.width >= minWidth && survivesIn(domain, chroma))
      .map(({ domain }) => ({ message, domain })),
  );
}

const survivesIn = (domain: Domain, chroma: JpegChroma | undefined): boolean =>
  chroma === undefined || chroma.quality >= JPEG_QUALITY[domain][chroma.isSubsampled ? 'subsampled' : 'full'];

const GREY_SAMPLES = 1_000;

/** Its multiples fall evenly between whole numbers, so the samples wander over the columns whatever the width. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

function isGrey({ width, height, rgba }: Pixels): boolean {
  for (let sample = 0; sample < GREY_SAMPLES; sample++) {
    const x = Math.floor(((sample * GOLDEN) % 1) * width);
    const at = 4 * (Math.floor((sample * height) / GREY_SAMPLES) * width + x);
    if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false;
  }
  return true;
}
