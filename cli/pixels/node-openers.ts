/**
 * What Node can decode: PNG by the project's own decoder, other formats by `sharp` (libvips), which is optional. No colour
 * profile is applied and nothing is turned; HEIF's own turns (`irot`, `imir`) belong to its coding, and its decoder makes them.
 */
import type Sharp from 'sharp';
import { PIXEL_LIMITS } from '../../utils/pixels/limits';
import { type Openers, type OpenPicture, OWN_OPENERS } from '../../utils/pixels/openers';
import { type DecodedPicture, decodedWhole, type Exactness } from '../../utils/pixels/picture';
import {
  isProblem,
  malformedPicture,
  type PixelProblem,
  tooLargePicture,
  unsupportedPicture,
} from '../../utils/pixels/problem';
import { refuseTooLarge } from '../../utils/pixels/size';
import { readWebpPicture } from '../../utils/pixels/stated-size/webp';

export type LoadSharp = () => Promise<typeof Sharp>;

/** What `sharp` reads, and how far its values are the file's own. */
const EXACTNESS: Readonly<Record<SharpFormat, (bytes: Uint8Array) => Exactness | PixelProblem>> = {
  jpeg: () => 'lossy',
  webp: (bytes) => {
    const picture = readWebpPicture(bytes);
    return isProblem(picture) ? picture : picture.exactness;
  },
  avif: () => 'lossy',
  heic: () => 'lossy',
  heif: () => 'lossy',
  gif: () => 'every-value',
  tiff: () => 'lossy',
};
type SharpFormat = 'jpeg' | 'webp' | 'avif' | 'heic' | 'heif' | 'gif' | 'tiff';

const load: LoadSharp = async () => (await import('sharp')).default;

export const MISSING_SHARP =
  'All pixels but those of PNG are read with the optional package sharp, which is not there or cannot be loaded: run `npm install --include=optional`.';

export const NO_VIDEO_DECODER =
  'Node has no decoder of videos: drop them on the full report page of the extension to have their frames looked at.';

export function nodeOpeners(loadSharp: LoadSharp = load): Openers {
  let loaded: Promise<typeof Sharp | undefined> | undefined;
  const open =
    (exactnessOf: (bytes: Uint8Array) => Exactness | PixelProblem): OpenPicture =>
    async (bytes) => {
      const exactness = exactnessOf(bytes);
      if (typeof exactness === 'object') return exactness;
      loaded ??= loadSharp().catch(() => undefined);
      const sharp = await loaded;
      return sharp === undefined ? unsupportedPicture(MISSING_SHARP) : decode(sharp, bytes, exactness);
    };
  const bySharp = Object.entries(EXACTNESS).map(([container, exactness]) => [container, open(exactness)] as const);
  return { ...OWN_OPENERS, image: { ...OWN_OPENERS.image, ...Object.fromEntries(bySharp) } };
}

/** libvips decodes 100 megapixels in some seconds; what takes longer was made to. */
const DECODE_SECONDS = 60;

async function decode(
  sharp: typeof Sharp,
  bytes: Uint8Array,
  exactness: Exactness,
): Promise<DecodedPicture | PixelProblem> {
  try {
    // The header alone: libvips' own refusal does not say the size.
    const tooLarge = refuseTooLarge(await sharp(bytes, { limitInputPixels: false }).metadata());
    if (tooLarge !== undefined) return tooLarge;
    const image = sharp(bytes, {
      limitInputPixels: PIXEL_LIMITS.pixels - 1,
      failOn: 'error',
      ignoreIcc: true,
      autoOrient: false,
      pages: 1,
    }).timeout({ seconds: DECODE_SECONDS });
    const { data, info } = await image.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer({
      resolveWithObject: true,
    });
    return decodedWhole({ width: info.width, height: info.height, rgba: data }, exactness);
  } catch (error) {
    return problemOf(error);
  }
}

/** libvips tells its errors by their words only. */
function problemOf(error: unknown): PixelProblem {
  const message = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  if (/^timeout\b/.test(message))
    return tooLargePicture(`The picture is not decoded within ${DECODE_SECONDS} seconds.`);
  return /unsupported|not supported|support for/i.test(message)
    ? unsupportedPicture(`This form of picture is not read by sharp (${message}).`)
    : malformedPicture(`The picture cannot be decoded (${message}).`);
}
