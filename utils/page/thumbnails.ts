/** Small pictures of media for the popup, drawn only where the page itself may read the pixels. */
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import type { MediumElement, Size } from './medium';
import { hasLoaded, naturalSize } from './medium';
import { PAGE_LIMITS } from './page-limits';

export const thumbnailSize = ({ width, height }: Size): Size => {
  const scale = Math.min(1, PAGE_LIMITS.thumbnailPixels / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

/** A data: address, or null where the pixels are not to be read, there are none, or the result is too long. */
export const drawThumbnail = async (
  element: MediumElement,
  bytes: () => Promise<Blob | null>,
): Promise<string | null> => {
  const size = naturalSize(element);
  if (!hasLoaded(element) || size.width === 0 || size.height === 0) return null;
  if (element.localName === 'video' && (element as HTMLVideoElement).readyState < 2) return null;
  const direct = draw(element as HTMLImageElement | HTMLVideoElement, size);
  if (direct !== null || element.localName === 'video') return direct;
  // The element's pixels are closed, but its bytes may be readable under CORS.
  const blob = await bytes();
  if (!blob) return null;
  const { width, height } = thumbnailSize(size);
  const bitmap = await createImageBitmap(blob, { resizeWidth: width, resizeHeight: height }).catch(() => null);
  const drawn = bitmap && draw(bitmap, { width, height });
  bitmap?.close();
  return drawn;
};

const draw = (source: CanvasImageSource, natural: Size): string | null => {
  const { width, height } = thumbnailSize(natural);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  try {
    canvas.getContext('2d')?.drawImage(source, 0, 0, width, height);
    const drawn = canvas.toDataURL('image/webp', 0.8);
    return drawn.length <= MESSAGE_LIMITS.thumbnailCharacters ? drawn : null;
  } catch {
    // SecurityError: the canvas is tainted by another origin's pixels.
    return null;
  }
};
