/**
 * Hides messages as the writers of "stealth PNG info" do, in their own words: strings of bits, taken from the left, for
 * each column from the left, in it each pixel from the top. Held to pictures that were written elsewhere (`vectors.test.ts`).
 */
import { deflateSync, gzipSync } from 'node:zlib';
import { ascii, concat, u32be } from '../../../fixtures/write/bytes';
import { idats, ihdr, png } from '../png/writer';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** R, G, B, A of each pixel, top line first. */
  readonly rgba: Uint8Array;
}

export type CarrierName = 'alpha' | 'rgb';

const CHANNELS: Readonly<Record<CarrierName, readonly number[]>> = { alpha: [3], rgb: [0, 1, 2] };

export const TEXT =
  'masterpiece, a red fox in snow\nNegative prompt: blurry\n' +
  'Steps: 28, Sampler: Euler a, CFG scale: 7, Seed: 12345, Size: 160x168, Model: test';

export const signatureOf = (carrier: CarrierName, isPacked: boolean): string =>
  `stealth_${carrier === 'rgb' ? 'rgb' : 'png'}${isPacked ? 'comp' : 'info'}`;

/** Signature, length in bits, what is stored. */
export const message = (signature: string, stored: Uint8Array, lengthBits = 8 * stored.length): Uint8Array =>
  concat(ascii(signature), u32be(lengthBits), stored);

/** The whole message of a text. */
export const textMessage = (carrier: CarrierName, isPacked: boolean, text: string = TEXT): Uint8Array => {
  const bytes = new TextEncoder().encode(text);
  return message(signatureOf(carrier, isPacked), isPacked ? new Uint8Array(gzipSync(bytes)) : bytes);
};

export const bitsOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');

/** A copy with the bits in it; those that it has no room for are left out. */
export function hidden(pixels: Pixels, carrier: CarrierName, bytes: Uint8Array): Pixels {
  const rgba = Uint8Array.from(pixels.rgba);
  const bits = bitsOf(bytes);
  let next = 0;
  for (let x = 0; x < pixels.width; x++) {
    for (let y = 0; y < pixels.height; y++) {
      for (const channel of CHANNELS[carrier]) {
        if (next === bits.length) return { ...pixels, rgba };
        const at = 4 * (y * pixels.width + x) + channel;
        rgba[at] = ((rgba[at] ?? 0) & 0xfe) | Number(bits[next++]);
      }
    }
  }
  return { ...pixels, rgba };
}

/** Soft colours that no channel's lowest bits follow, alpha 255. */
export const scene = (width: number, height: number): Pixels => ({
  width,
  height,
  rgba: Uint8Array.from({ length: 4 * width * height }, (_, at) =>
    at % 4 === 3 ? 0xff : (at * at * 7 + (at >> 5)) & 0xff,
  ),
});

/** Eight bits, RGBA, no filter. */
export function rgbaPng({ width, height, rgba }: Pixels): Uint8Array {
  const lines = Array.from({ length: height }, (_, y) =>
    concat(Uint8Array.of(0), rgba.subarray(4 * width * y, 4 * width * (y + 1))),
  );
  return png(ihdr({ width, height, depth: 8, colourType: 6 }), ...idats(new Uint8Array(deflateSync(concat(...lines)))));
}
