/** Pictures with something in their pixels, or nothing, as pages have them: large enough to be looked at. */
import sharp, { type Sharp } from 'sharp';
import { MESSAGES } from '../../utils/pixels/dwtdct/messages';
import { ascii, concat, u32be } from '../fixtures/write/bytes';
import { chunk } from '../fixtures/write/png';
import { randomFrom } from '../fuzz/random';
import { marked as withBits } from '../unit/pixels/dwtdct/encoder';
import { writePng } from '../unit/pixels/png/writer';
import { hidden, type Pixels, rgbaPng, scene, textMessage } from '../unit/pixels/stealth/writer';
import { photographLike } from '../unit/pixels/synthetic';

const SIDE = 300;

const clean = scene(SIDE, SIDE);
const marked = (carrier: 'alpha' | 'rgb', pixels: Pixels = clean): Pixels =>
  hidden(pixels, carrier, textMessage(carrier, true));
/** Any colour under any alpha: what a canvas gives of it is another picture. */
const veiled: Pixels = { width: SIDE, height: SIDE, rgba: randomFrom('veiled').bytes(4 * SIDE * SIDE) };

const image = ({ width, height, rgba }: Pixels): Sharp => sharp(rgba, { raw: { width, height, channels: 4 } });
const bytesOf = async (written: Sharp): Promise<Uint8Array> => new Uint8Array(await written.toBuffer());

/** Chunks behind IHDR, where those of colour stand. */
const withChunks = (png: Uint8Array, ...chunks: readonly Uint8Array[]): Uint8Array =>
  concat(png.subarray(0, 33), ...chunks, png.subarray(33));

/** Of 16 bits: the message is in the upper bytes. */
const deep = ({ width, height, rgba }: Pixels): Uint8Array =>
  writePng({
    width,
    height,
    depth: 16,
    colourType: 6,
    sample: (x, y, channel) => 257 * (rgba[4 * (y * width + x) + channel] ?? 0),
  });

/** Two pictures, the second without a message. */
const animated = (first: Pixels): Promise<Uint8Array> =>
  bytesOf(
    sharp(
      concat(
        first.rgba,
        clean.rgba.map((value, at) => (at % 4 === 3 ? 255 : 255 - value)),
      ),
      {
        raw: { width: SIDE, height: 2 * SIDE, channels: 4, pageHeight: SIDE },
      },
    ).webp({ lossless: true, exact: true }),
  );

/** A JPEG whose frame states 100 megapixels (ITU-T T.81 B.2.2); its data are a small picture's. */
const enormous = async (): Promise<Uint8Array> => {
  const bytes = await bytesOf(image(clean).removeAlpha().jpeg());
  const size = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0) + 5;
  return Uint8Array.from([
    ...bytes.subarray(0, size),
    ...[10_000, 10_000].flatMap((side) => [side >> 8, side & 0xff]),
    ...bytes.subarray(size + 4),
  ]);
};

const le = (value: number, bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, (_, at) => value >>> (8 * at));
const riff = (fourcc: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const payload = concat(...parts);
  return concat(ascii(fourcc), le(payload.length, 4), payload, new Uint8Array(payload.length % 2));
};

/** Opaque, with a colour profile of another space (RFC 9649 2.7.1.4), which changes no stored value. */
const profiled = async (): Promise<Uint8Array> => {
  const { icc } = await sharp(await bytesOf(image(clean).withIccProfile('p3', { attach: true }).png())).metadata();
  if (icc === undefined) throw new Error('There is no profile.');
  const plain = await bytesOf(image(marked('rgb')).removeAlpha().webp({ lossless: true }));
  const canvas = riff('VP8X', le(0x20, 4), le(SIDE - 1, 3), le(SIDE - 1, 3));
  return riff('RIFF', ascii('WEBP'), canvas, riff('ICCP', icc), plain.subarray(12));
};

const GAMMA_1 = chunk('gAMA', u32be(100_000));
const PLAYS_ONCE = chunk('acTL', concat(u32be(1), u32be(1)));

export type Made = () => Uint8Array | Promise<Uint8Array>;

/** By file name: what has a message that must be found, in whatever its values are stored. */
export const MARKED: Readonly<Record<string, Made>> = {
  'alpha.png': () => rgbaPng(marked('alpha')),
  'rgb.png': () => rgbaPng(marked('rgb')),
  'rgb-under-alpha.png': () => rgbaPng(marked('rgb', veiled)),
  'deep.png': () => deep(marked('alpha')),
  'default-picture.png': () => withChunks(rgbaPng(marked('rgb')), PLAYS_ONCE),
  'gamma.png': () => withChunks(rgbaPng(marked('rgb')), GAMMA_1),
  'lossless-alpha.webp': () => bytesOf(image(marked('alpha')).webp({ lossless: true, exact: true })),
  'lossless-rgb.webp': () => bytesOf(image(marked('rgb')).webp({ lossless: true, exact: true })),
  'profile.webp': profiled,
  'lossy-alpha.webp': () => bytesOf(image(marked('alpha')).webp({ quality: 80 })),
  'animated.webp': () => animated(marked('rgb')),
};

/** What has nothing to be found, and can be looked at. */
export const UNMARKED: Readonly<Record<string, Made>> = {
  'clean.avif': () => bytesOf(image(clean).removeAlpha().avif({ effort: 0, quality: 40 })),
  'clean.gif': () => bytesOf(image(clean).gif()),
  'clean.png': () => rgbaPng(clean),
  'lossy-rgb.webp': () => bytesOf(image(marked('rgb')).webp({ quality: 80 })),
  'four-inks.jpg': () => bytesOf(image(clean).removeAlpha().toColourspace('cmyk').jpeg()),
  'turned.jpg': () => bytesOf(image(clean).removeAlpha().withMetadata({ orientation: 6 }).jpeg()),
};

/** What browsers show, and nobody can look at, with the reason. */
export const REFUSED: Readonly<Record<string, { readonly made: Made; readonly state: string }>> = {
  'enormous.jpg': { made: enormous, state: 'too-large' },
  'small.png': { made: () => rgbaPng(scene(255, 300)), state: 'too-small' },
};

/** More than is read for its labels. */
export const LARGE: Made = () => rgbaPng(marked('alpha', veiled));

const WITH_MESSAGE = 512;

/** A copy of another size, in which a message is found by those alone who try sizes. */
export const COPY: Made = () => {
  const bits = MESSAGES.find(({ id }) => id === 'sdv1')?.bits ?? [];
  const picture = withBits(photographLike(WITH_MESSAGE, WITH_MESSAGE, 'sdv1', 'u8'), bits, 'u8');
  return bytesOf(image(picture).removeAlpha().resize(700, 700, { kernel: 'cubic' }).png());
};

/** The lines of a message can be had, the checksum behind them does not fit. */
export const DAMAGED: Made = () => {
  const bytes = Uint8Array.from(rgbaPng(marked('alpha', veiled)));
  const checksum = bytes.length - 12 - 4;
  bytes[checksum] = ~(bytes[checksum] ?? 0);
  return bytes;
};
