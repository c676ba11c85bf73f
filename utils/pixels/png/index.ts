/**
 * An exact PNG decoder (PNG 3), the same in both browsers and Node. The platforms' own decoders are not exact: canvas
 * multiplies by alpha, colour profiles are applied, some browsers add noise. Animated PNGs give their default picture.
 */
import type { DecodedPicture, Picture } from '../picture';
import { isProblem, type PixelProblem } from '../problem';
import type { PictureDepth, Rgba } from './expand';
import { readPngLayout } from './layout';
import { PngReader } from './png-reader';

/** In 8 bits a value; of 16-bit samples the high byte. Nothing is inflated before a line is asked for. */
export const openPng = (bytes: Uint8Array): DecodedPicture<Uint8Array<ArrayBuffer>> | PixelProblem =>
  open(bytes, 8, (length) => new Uint8Array(length));

/** The whole picture in 8 bits a value. */
export const decodePng = (bytes: Uint8Array): Picture<Uint8Array<ArrayBuffer>> | PixelProblem => whole(openPng(bytes));

/** In 16 bits a value, in the machine's order of bytes. */
export const decodePng16 = (bytes: Uint8Array): Picture<Uint16Array<ArrayBuffer>> | PixelProblem =>
  whole(open(bytes, 16, (length) => new Uint16Array(length)));

function open<Values extends Rgba>(
  bytes: Uint8Array,
  depth: PictureDepth,
  allocate: (length: number) => Values,
): DecodedPicture<Values> | PixelProblem {
  const layout = readPngLayout(bytes);
  return isProblem(layout) ? layout : new PngReader(layout, depth, allocate);
}

const whole = <Values>(picture: DecodedPicture<Values> | PixelProblem): Picture<Values> | PixelProblem =>
  isProblem(picture) ? picture : picture.whole();
