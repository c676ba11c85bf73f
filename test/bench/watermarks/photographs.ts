/** Pictures to put marks into, and to look for marks in vain: real ones where they lie beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { type Pixels, photographLike } from '../../unit/pixels/synthetic';

interface Row {
  readonly file: string;
  readonly container: string;
  readonly split: string;
  readonly marks?: readonly { readonly mark: string }[];
}

const folder = join(import.meta.dirname, '../../../../shared/corpus');

const FORMATS = ['jpeg', 'png', 'webp', 'tiff'];

/** The list of the folder does not say so: there is a star in one, and Doubao's text in the other. */
const SEEN_WITH_A_MARK: readonly string[] = [
  'gemini-watermark-remover/large2.png',
  'remove-ai-watermarks/doubao_gray_1x1_1.png',
];

/** No file of these is known to hold a mark in its pixels. @param splits Kinds of files, as the list of the folder has them. */
export function corpusFiles(
  splits: readonly string[],
): readonly { readonly name: string; readonly bytes: Uint8Array }[] {
  const list = join(folder, 'expected.json');
  if (!existsSync(list)) return [];
  const rows: readonly Row[] = JSON.parse(readFileSync(list, 'utf8'));
  return rows
    .filter(({ file, container, split, marks = [] }) => {
      const isMarked = SEEN_WITH_A_MARK.includes(file) || marks.some(({ mark }) => mark.startsWith('watermark-'));
      return FORMATS.includes(container) && splits.includes(split) && !isMarked;
    })
    .map(({ file }) => ({ name: file, bytes: new Uint8Array(readFileSync(join(folder, file))) }));
}

/** No profile applied, nothing turned. */
const opened = (bytes: Uint8Array) => sharp(bytes, { ignoreIcc: true }).toColourspace('srgb');

export async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.ensureAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: new Uint8Array(data) };
}

/** Every different picture of at least these sides, at its own size or smaller. @param most Pixels of the longer side. */
export async function realPictures(side: number, most: number): Promise<readonly Pixels[]> {
  const seen = new Set<string>();
  const pictures: Pixels[] = [];
  for (const { bytes } of corpusFiles(['unlabelled', 'captured', 'other', 'ai', 'edited'])) {
    try {
      const { width = 0, height = 0 } = await opened(bytes).metadata();
      if (Math.min(width, height) < side || width * height > 5e7) continue;
      // The corpus has one photograph with many labels.
      const look = await opened(bytes).greyscale().resize(8, 8, { fit: 'fill' }).raw().toBuffer();
      const key = look.map((value) => value >> 4).join();
      if (seen.has(key)) continue;
      seen.add(key);
      pictures.push(await pixelsOf(opened(bytes).resize(most, most, { fit: 'inside', withoutEnlargement: true })));
    } catch {
      // The corpus has damaged files, too.
    }
  }
  return pictures;
}

/** Half of them real where there are any, at exactly this size. */
export async function carriers(count: number, width: number, height: number): Promise<readonly Pixels[]> {
  const real = (await realPictures(Math.min(width, height) * 0.6, 2048)).slice(0, Math.ceil(count / 2));
  const fitted = await Promise.all(
    real.map((pixels) => pixelsOf(imageOf(pixels).resize(width, height, { fit: 'cover' }))),
  );
  return [
    ...fitted,
    ...Array.from({ length: count - fitted.length }, (_, seed) => photographLike(width, height, 'carrier', seed)),
  ];
}

/** Without alpha: all of these are opaque. */
export const imageOf = ({ width, height, rgba }: Pixels): Sharp =>
  sharp(rgba, { raw: { width, height, channels: 4 } }).removeAlpha();
