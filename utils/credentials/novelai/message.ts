import { decodePng } from '@/utils/pixels/png';
import { readPngLayout } from '@/utils/pixels/png/layout';
import { isProblem } from '@/utils/pixels/problem';
import { NOVELAI_LIMITS } from './limits';

export interface SignedPixels {
  readonly width: number;
  readonly height: number;
  /** R, G, B of each pixel, top line first, alpha left out. */
  readonly rgb: Uint8Array;
}

/** @returns `undefined` where the file's own values cannot be had, or are not of 8 bits as those that are signed. */
export function signedPixels(png: Uint8Array): SignedPixels | undefined {
  const layout = readPngLayout(png);
  if (isProblem(layout)) return undefined;
  const { width, height, depth } = layout.header;
  if (depth > 8 || width * height > NOVELAI_LIMITS.pixels) return undefined;
  const picture = decodePng(png);
  return isProblem(picture) ? undefined : { width, height, rgb: withoutAlpha(picture.rgba) };
}

/** In place: three values never stand behind the four that they come from. */
function withoutAlpha(rgba: Uint8Array): Uint8Array {
  let to = 0;
  for (let from = 0; from < rgba.length; from += 4) {
    rgba[to++] = rgba[from] ?? 0;
    rgba[to++] = rgba[from + 1] ?? 0;
    rgba[to++] = rgba[from + 2] ?? 0;
  }
  return rgba.subarray(0, to);
}

/** What is signed: the pixels, then the text. */
export function messageOf({ rgb }: SignedPixels, text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text);
  const message = new Uint8Array(rgb.length + bytes.length);
  message.set(rgb);
  message.set(bytes, rgb.length);
  return message;
}
