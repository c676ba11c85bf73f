/** What happens to pictures on their way. */
import type { Sharp } from 'sharp';
import type { ContainerName } from '../../../utils/engine/report';
import type { Pixels } from '../../unit/pixels/synthetic';
import { imageOf } from './photographs';

export interface Transformation {
  readonly name: string;
  readonly container: ContainerName;
  readonly file: (pixels: Pixels) => Promise<Buffer>;
}

const image = (
  name: string,
  container: 'png' | 'jpeg' | 'webp',
  change: (image: Sharp, pixels: Pixels) => Sharp,
): Transformation => ({ name, container, file: (pixels) => change(imageOf(pixels), pixels).toBuffer() });

const jpeg = (quality: number, chromaSubsampling: '4:4:4' | '4:2:0'): Transformation =>
  image(`JPEG ${quality}, ${chromaSubsampling}`, 'jpeg', (one) => one.jpeg({ quality, chromaSubsampling }));

/** Level 1: the file is read at once and thrown away. */
const png = (one: Sharp): Sharp => one.png({ compressionLevel: 1 });

const resized = (factor: number): Transformation =>
  image(`resized × ${factor}`, 'png', (one, { width, height }) =>
    png(one.resize(Math.round(width * factor), Math.round(height * factor), { fit: 'fill' })),
  );

const cropped = (name: string, left: number, top: number, right = 0, bottom = 0): Transformation =>
  image(name, 'png', (one, { width, height }) =>
    png(one.extract({ left, top, width: width - left - right, height: height - top - bottom })),
  );

export const TRANSFORMATIONS: readonly Transformation[] = [
  image('none (PNG)', 'png', png),
  ...[95, 90, 85, 80, 75, 50].map((quality) => jpeg(quality, '4:4:4')),
  ...[95, 90, 85, 80, 75, 50].map((quality) => jpeg(quality, '4:2:0')),
  ...[90, 75].map((quality) => image(`WebP ${quality}`, 'webp', (one) => one.webp({ quality }))),
  resized(2),
  resized(0.75),
  resized(0.5),
  resized(0.35),
  image('resized × 0.75, JPEG 90, 4:2:0', 'jpeg', (one, { width, height }) =>
    one.resize(width * 0.75, height * 0.75).jpeg({ quality: 90, chromaSubsampling: '4:2:0' }),
  ),
  cropped('64 lines cut off the top', 0, 64),
  cropped('64 lines cut off the bottom', 0, 0, 0, 64),
  cropped('8 columns cut off the left', 8, 0),
  cropped('8 columns cut off the right', 0, 0, 8),
  cropped('1 line cut off the top', 0, 1),
  // On a display of 1.25 device pixels, amid a page.
  image('screenshot × 1.25', 'png', (one, { width, height }) =>
    png(
      one
        .resize(Math.round(width * 1.25), Math.round(height * 1.25), { kernel: 'linear' })
        .extend({ top: 83, left: 41, right: 41, bottom: 83, background: '#ffffff' }),
    ),
  ),
];
