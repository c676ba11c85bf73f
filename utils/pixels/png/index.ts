/**
 * An exact PNG decoder (PNG 3), the same in both browsers and Node. The platforms' own decoders are not exact: canvas
 * multiplies by alpha, colour profiles are applied, some browsers add noise. Animated PNGs give their default picture.
 */
import { isProblem, malformedPicture, type PixelProblem, tooLargePicture } from '../problem';
import { expander, type PictureDepth } from './expand';
import { type PngLayout, readPngLayout } from './layout';
import { linesOf } from './lines';
import { inflatedBytes } from './passes';

export interface Picture<Values> {
  readonly width: number;
  readonly height: number;
  /** R, G, B, A of each pixel, top line first, as the file has them: not multiplied by alpha. */
  readonly rgba: Values;
}

/** In 8 bits a value; of 16-bit samples the high byte. */
export const decodePng = (bytes: Uint8Array): Picture<Uint8Array<ArrayBuffer>> | PixelProblem =>
  decode(bytes, 8, (length) => new Uint8Array(length));

/** In 16 bits a value, in the machine's order of bytes. */
export const decodePng16 = (bytes: Uint8Array): Picture<Uint16Array<ArrayBuffer>> | PixelProblem =>
  decode(bytes, 16, (length) => new Uint16Array(length));

function decode<Values extends Uint8Array | Uint16Array>(
  bytes: Uint8Array,
  depth: PictureDepth,
  allocate: (length: number) => Values,
): Picture<Values> | PixelProblem {
  const layout = readPngLayout(bytes);
  if (isProblem(layout)) return layout;
  if (!canFill(layout)) return malformedPicture('The picture data of the PNG are too few for the picture.');
  const { width, height } = layout.header;
  const rgba = allocated(() => allocate(4 * width * height));
  if (rgba === undefined) return tooLargePicture('There is no memory for the picture.');
  const expand = expander(layout, depth);
  const lines = linesOf(layout);
  for (let next = lines.next(); ; next = lines.next()) {
    if (!next.done) expand(next.value, rgba);
    else return next.value ?? { width, height, rgba };
  }
}

/** DEFLATE gives at most 1032 bytes for one: a few bytes that state a large picture get no memory. */
const MAX_DEFLATE_RATIO = 1032;

const canFill = ({ header, pictureData }: PngLayout): boolean =>
  inflatedBytes(header) <=
  MAX_DEFLATE_RATIO * pictureData.reduce((sum, { typeAndData }) => sum + typeAndData.length, 0);

function allocated<Values>(allocate: () => Values): Values | undefined {
  try {
    return allocate();
  } catch {
    // RangeError.
    return undefined;
  }
}
