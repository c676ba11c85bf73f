/** False alarms: marks that are found in pictures that nobody put one into. */
import sharp from 'sharp';
import { nodeOpeners } from '../../../cli/pixels/node-openers';
import { findWatermarks } from '../../../utils/pixels/find-watermarks';
import { decodedWhole } from '../../../utils/pixels/picture';
import { isProblem } from '../../../utils/pixels/problem';
import { resampled } from '../../../utils/pixels/resample';
import { type Random, randomFrom } from '../../fuzz/random';
import { KINDS, type Pixels } from '../../unit/pixels/synthetic';
import { BENCH_MARKS } from './marks';
import { NullLaw } from './null-law';
import { corpusFiles, imageOf, pixelsOf, realPictures } from './photographs';
import { withProgress } from './progress';

const OPENERS = nodeOpeners();
const DECODERS = [...new Set(BENCH_MARKS.map(({ decoder }) => decoder))];

/** Files as they are, by the whole way that a file goes. */
async function alarmsInFiles(): Promise<string> {
  const files = corpusFiles(['unlabelled', 'captured', 'other']);
  const alarms: string[] = [];
  let unread = 0;
  for (const { name, bytes } of files) {
    const container = containerOf(bytes);
    const { findings, problem } = await findWatermarks({ kind: 'image', container, bytes }, OPENERS, {
      decoders: DECODERS,
      isThorough: true,
    });
    if (problem !== undefined) unread += 1;
    alarms.push(...findings.map(({ place }) => `${name}: ${place}`));
  }
  return `${files.length} files of ../shared/corpus without a mark in the pixels, ${unread} of them not to be decoded: ${told(alarms)}\n`;
}

const containerOf = ([first]: Uint8Array) =>
  first === 0xff ? 'jpeg' : first === 0x89 ? 'png' : first === 0x52 ? 'webp' : 'tiff';

const told = (alarms: readonly string[]): string =>
  `${alarms.length} ${alarms.length === 1 ? 'alarm' : 'alarms'}${alarms.map((alarm) => `\n  ${alarm}`).join('')}`;

/** A part of it, turned over, brighter or darker, more or less colourful, larger or smaller. */
function transformed(pixels: Pixels, width: number, height: number, random: Random): Pixels {
  const factor = Math.min(0.5 + random.below(100) / 100, pixels.width / width, pixels.height / height);
  const [across, down] = [Math.floor(width * factor), Math.floor(height * factor)];
  const [left, top] = [random.below(pixels.width - across + 1), random.below(pixels.height - down + 1)];
  const isMirrored = random.once(2);
  const [gain, offset, saturation] = [0.6 + random.below(80) / 100, random.below(60) - 30, random.below(180) / 100];
  const part = new Uint8ClampedArray(4 * across * down);
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const from = 4 * ((top + y) * pixels.width + left + (isMirrored ? across - 1 - x : x));
      const to = 4 * (y * across + x);
      const [red = 0, green = 0, blue = 0] = pixels.rgba.subarray(from, from + 3);
      const grey = (red + green + blue) / 3;
      part[to] = gain * (grey + saturation * (red - grey)) + offset;
      part[to + 1] = gain * (grey + saturation * (green - grey)) + offset;
      part[to + 2] = gain * (grey + saturation * (blue - grey)) + offset;
      part[to + 3] = 0xff;
    }
  }
  const cut = { width: across, height: down, rgba: new Uint8Array(part.buffer) };
  return random.once(3) ? cut : resampled(cut, width, height);
}

/** As a file of loss would have it. */
async function coded(pixels: Pixels, random: Random): Promise<Pixels> {
  const quality = 50 + random.below(50);
  const chromaSubsampling = random.once(2) ? '4:2:0' : '4:4:4';
  return pixelsOf(sharp(await imageOf(pixels).jpeg({ quality, chromaSubsampling }).toBuffer()));
}

const SIDES = [256, 320, 384, 448, 512];
const side = (random: Random): number => (random.once(2) ? random.pick(SIDES) : 256 + random.below(257));

interface Picture {
  readonly kind: string;
  readonly pixels: Pixels;
}

/** @param series Others have other pictures. @param real What some of them are made of. */
export async function pictureByChance(series: string, seed: number, real: readonly Pixels[]): Promise<Picture> {
  const random = randomFrom(series, seed);
  const [width, height] = [side(random), side(random)];
  const kinds = Object.entries(KINDS);
  const isReal = real.length > 0 && random.below(10) < 4;
  const [kind, make] = random.pick(kinds);
  const made = isReal ? transformed(random.pick(real), width, height, random) : make(width, height, random);
  const isCoded = random.once(3);
  return {
    kind: `${isReal ? 'real, transformed' : kind}${isCoded ? ', JPEG' : ''}`,
    pixels: isCoded ? await coded(made, random) : made,
  };
}

/** Other sizes take most of the time. */
const THOROUGH_ONCE_IN = 8;

/** @param count Pictures by chance, beside the files that lie beside the project. */
export async function measureAlarms(count: number): Promise<string> {
  const inFiles = await alarmsInFiles();
  const real = await realPictures(256, 1024);
  const law = new NullLaw();
  const alarms: string[] = [];
  await withProgress('looking for marks in vain', count, async (advance) => {
    for (let seed = 0; seed < count; seed++) {
      const { kind, pixels } = await pictureByChance('alarms', seed, real);
      law.add(kind, pixels);
      // No file, no tables of a JPEG: whatever its quality, everything is looked for.
      const medium = { kind: 'image', container: 'png', bytes: new Uint8Array() } as const;
      for (const { decode } of DECODERS) {
        const isThorough = seed % THOROUGH_ONCE_IN === 0;
        const result = await decode({ ...medium, picture: decodedWhole(pixels, 'every-value') }, { isThorough });
        if (!isProblem(result)) alarms.push(...result.map(({ place }) => `seed ${seed}, ${kind}: ${place}`));
      }
      advance();
    }
  });
  const pictures = `${count} pictures by chance, ${real.length} real ones among what they are made of, one in ${THOROUGH_ONCE_IN} at other sizes, too: ${told(alarms)}\n`;
  return `${inFiles}${pictures}\n${law.table()}\n${law.kinds()}`;
}
