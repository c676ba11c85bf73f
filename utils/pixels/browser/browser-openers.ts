/** What browsers decode: PNG by the project's own decoder, other formats by the browser's. Only for workers. */
import { type Openers, type OpenFrames, type OpenPicture, OWN_OPENERS } from '../openers';
import { decodedWhole, type Exactness } from '../picture';
import { isProblem, malformedPicture, type PixelProblem } from '../problem';
import { refuseTooLarge, type Size } from '../size';
import { readAvifSize } from '../stated-size/avif';
import { readBmpSize } from '../stated-size/bmp';
import { readGifSize } from '../stated-size/gif';
import { readJpegFrame } from '../stated-size/jpeg';
import { readWebpPicture } from '../stated-size/webp';
import { type IMAGE_CONTAINERS, VIDEO_CONTAINERS } from './containers';
import { bitmapOf, type Trust, trustOf } from './probe';
import { byCanvas, byTexture, byVideoFrame, isOpaque, type Route } from './routes';
import { openFrames } from './video/open-frames';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a file states before it is decoded. */
interface Stated extends Size {
  /** Of what the file stores, whatever can be had here. */
  readonly exactness: Exclude<Exactness, 'disturbed'>;
  /** What is handed to the browser. */
  readonly bytes: Bytes;
}

interface BrowserFormat {
  readonly type: string;
  readonly state: (bytes: Bytes) => Stated | PixelProblem;
}

const sized =
  (read: (bytes: Bytes) => Size | PixelProblem, exactness: Stated['exactness']): BrowserFormat['state'] =>
  (bytes) => {
    const size = read(bytes);
    return isProblem(size) ? size : { ...size, exactness, bytes };
  };

const FORMATS: Readonly<Record<Exclude<(typeof IMAGE_CONTAINERS)[number], 'png'>, BrowserFormat>> = {
  jpeg: {
    type: 'image/jpeg',
    state: (bytes) => {
      const frame = readJpegFrame(bytes);
      return isProblem(frame) ? frame : { ...frame, exactness: 'lossy', bytes: frame.unturned };
    },
  },
  webp: {
    type: 'image/webp',
    state: (bytes) => {
      const picture = readWebpPicture(bytes);
      return isProblem(picture) ? picture : { ...picture, bytes };
    },
  },
  avif: { type: 'image/avif', state: sized(readAvifSize, 'lossy') },
  gif: { type: 'image/gif', state: sized(readGifSize, 'every-value') },
  bmp: { type: 'image/bmp', state: sized(readBmpSize, 'every-value') },
};

export function browserOpeners(): Openers {
  const trust = new Map<Route, Promise<Trust>>();
  const trusted = (route: Route): Promise<Trust> => {
    const known = trust.get(route) ?? trustOf(route);
    trust.set(route, known);
    return known;
  };
  const exactnessOfCanvas = async () => ((await trusted(byCanvas)) === 'nothing' ? 'disturbed' : 'lossy');
  const pictures = Object.entries(FORMATS).map(
    ([container, format]) => [container, openerOf(format, trusted)] as const,
  );
  const frames: OpenFrames = openFrames(exactnessOfCanvas);
  return {
    image: { ...OWN_OPENERS.image, ...Object.fromEntries(pictures) },
    video: Object.fromEntries(VIDEO_CONTAINERS.map((container) => [container, frames])),
  };
}

const openerOf =
  ({ type, state }: BrowserFormat, trusted: (route: Route) => Promise<Trust>): OpenPicture =>
  async (bytes) => {
    // Whole files come in buffers of their own.
    const stated = state(bytes as Bytes);
    if (isProblem(stated)) return stated;
    const tooLarge = refuseTooLarge(stated);
    if (tooLarge !== undefined) return tooLarge;
    let bitmap: ImageBitmap;
    try {
      bitmap = await bitmapOf(stated.bytes, type);
    } catch {
      return malformedPicture('The browser cannot decode the picture.');
    }
    try {
      const { width, height } = bitmap;
      const { rgba, exactness } = await valuesOf(bitmap, stated.exactness, trusted);
      return decodedWhole({ width, height, rgba }, exactness);
    } finally {
      bitmap.close();
    }
  };

/** By canvas where that is exact, or as exact as the file; else by the first route that is. */
async function valuesOf(
  bitmap: ImageBitmap,
  wanted: Stated['exactness'],
  trusted: (route: Route) => Promise<Trust>,
): Promise<{ readonly rgba: Bytes; readonly exactness: Exactness }> {
  const canvas = await trusted(byCanvas);
  if (wanted === 'lossy') {
    return { rgba: await byCanvas(bitmap), exactness: canvas === 'nothing' ? 'disturbed' : 'lossy' };
  }
  // Before anything of its size is allocated: 100 megapixels are 400 MB, each time.
  if (canvas === 'everything' || (canvas === 'opaque' && (wanted === 'alpha' || isOpaque(bitmap)))) {
    return { rgba: await byCanvas(bitmap), exactness: wanted };
  }
  for (const route of [byTexture, byVideoFrame]) {
    const values = (await trusted(route)) === 'everything' ? await attempted(route, bitmap) : undefined;
    if (values !== undefined) return { rgba: values, exactness: wanted };
  }
  // Tools that hide something in the colours do so where there is no alpha.
  return { rgba: await byCanvas(bitmap), exactness: canvas === 'opaque' ? 'alpha' : 'disturbed' };
}

/** A picture may be larger than the probe's was. */
const attempted = async (route: Route, bitmap: ImageBitmap): Promise<Bytes | undefined> => {
  try {
    return await route(bitmap);
  } catch {
    return undefined;
  }
};
