/**
 * Messages that image generators put into the colours of their pictures with the public package `invisible-watermark`, method
 * `dwtDct`. They are the same in every picture, and anybody can put them in: `declared`.
 * Measured at what limits, and how often they are found: ARCHITECTURE.md.
 */
import { declaredFinding } from '@/utils/engine/marks/mark';
import type { Finding } from '@/utils/engine/report';
import { isProblem } from '../problem';
import type { ImageMedium, WatermarkDecoderOf } from '../watermark-decoder';
import { isTooSmall } from './candidates';
import { couldBeCopy, type Detection, detect } from './detect';
import { type JpegChroma, jpegChroma } from './jpeg-chroma';

const NAME = 'watermark-dwtdct';

export const dwtDct: WatermarkDecoderOf<ImageMedium> = {
  name: NAME,
  media: 'image',
  // Formats that can keep colours as fine as that; HEIF and AVIF are hardly ever written so.
  containers: ['png', 'jpeg', 'webp', 'tiff', 'bmp'],
  cost: 'every-pixel',
  needs: 'decoded-pixels',
  decode: (medium, { isThorough }) => {
    if (isTooSmall(medium.picture)) return [];
    const pixels = medium.picture.whole();
    return isProblem(pixels) ? pixels : detect(pixels, { chroma: chromaOf(medium), isThorough }).map(findingOf);
  },
  triesMore: (medium) => {
    const pixels = medium.picture.whole();
    return !isProblem(pixels) && couldBeCopy(pixels, chromaOf(medium));
  },
};

const chromaOf = ({ container, bytes }: ImageMedium): JpegChroma | undefined =>
  container === 'jpeg' ? jpegChroma(bytes) : undefined;

function findingOf({ message, domain, probability, rho, ...counts }: Detection): Finding {
  const { matching, telling, blocks, shift, size } = counts;
  return {
    ...declaredFinding(NAME, {
      status: 'ai-generated',
      place: `pixels dwtDct ${message.id} ${domain}`,
      tool: message.tool,
      fields: {
        Correlation: rho.toFixed(4),
        MessageBits: `${message.bits.length}`,
        MatchingBits: `${matching} / ${telling}`,
        Blocks: `${blocks}`,
        ...(shift > 0 && { FirstBit: `${shift}` }),
        ...(size !== undefined && { FoundAtSize: size.join('x') }),
      },
    }),
    probability,
  };
}
