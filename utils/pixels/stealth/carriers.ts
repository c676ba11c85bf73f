/**
 * Where the bits stand: in the lowest bit of some channels, column by column (x outer, y inner), a pixel's channels one
 * after the other. So the message of RGB begins in the middle of a pixel, behind 152 bits of signature and length.
 * Source: ashen-sensored/sd_webui_stealth_pnginfo, `scripts/stealth_pnginfo.py`.
 */
import type { DecodedPicture, Exactness, Picture } from '../picture';
import { isProblem, type PixelProblem } from '../problem';

export interface Carrier {
  readonly place: string;
  /** Of a pixel's R, G, B, A. */
  readonly channels: readonly number[];
  /** Where its lowest bits are the file's own. */
  readonly survivesIn: readonly Exactness[];
  /** What a message may begin with: 15 ASCII characters, which say how the text is packed. */
  readonly signatures: readonly Signature[];
}

export interface Signature {
  readonly text: string;
  readonly isPacked: boolean;
}

const signature = (name: string, isPacked: boolean): Signature => ({ text: `stealth_${name}`, isPacked });

/** Alpha first: it is what most writers use, RGB is for pictures without alpha. */
export const CARRIERS: readonly Carrier[] = [
  {
    place: 'pixels alpha LSB',
    channels: [3],
    survivesIn: ['every-value', 'alpha'],
    signatures: [signature('pnginfo', false), signature('pngcomp', true)],
  },
  {
    place: 'pixels RGB LSB',
    channels: [0, 1, 2],
    survivesIn: ['every-value'],
    signatures: [signature('rgbinfo', false), signature('rgbcomp', true)],
  },
];

export const SIGNATURE_BITS = 120;
export const LENGTH_BITS = 32;

type Size = Pick<DecodedPicture, 'width' | 'height'>;

export const capacityOf = ({ channels }: Carrier, { width, height }: Size): number => width * height * channels.length;

/** One bit, for which no line is decoded below the one that holds it. @param at Below the carrier's capacity. */
export function bitAt({ channels }: Carrier, picture: DecodedPicture, at: number): number | PixelProblem {
  const pixel = Math.floor(at / channels.length);
  const line = picture.line(pixel % picture.height);
  if (isProblem(line)) return line;
  const x = Math.floor(pixel / picture.height);
  return (line[4 * x + (channels[at % channels.length] ?? 0)] ?? 0) & 1;
}

/** Whole bytes, most significant bit first. @param start In bits. @param length In bytes; all within the capacity. */
export function bytesAt(
  { channels }: Carrier,
  picture: Picture<Uint8Array>,
  start: number,
  length: number,
): Uint8Array {
  const { width, height, rgba } = picture;
  const bytes = new Uint8Array(length);
  let channel = start % channels.length;
  const pixel = Math.floor(start / channels.length);
  let x = Math.floor(pixel / height);
  let y = pixel % height;
  for (let at = 0; at < 8 * length; at++) {
    const bit = (rgba[4 * (y * width + x) + (channels[channel] ?? 0)] ?? 0) & 1;
    bytes[at >> 3] = ((bytes[at >> 3] ?? 0) << 1) | bit;
    channel += 1;
    if (channel < channels.length) continue;
    channel = 0;
    y += 1;
    if (y < height) continue;
    y = 0;
    x += 1;
  }
  return bytes;
}
