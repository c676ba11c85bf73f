/** What Node decodes with the optional package: whose values these are, what is refused, and what is said without it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { type LoadSharp, MISSING_SHARP, nodeOpeners } from '../../../cli/pixels/node-openers';
import { createPixelLooker } from '../../../cli/pixels/pixel-looker';
import type { ContainerName, LabelReport } from '../../../utils/engine/report';
import { findWatermarks } from '../../../utils/pixels/find-watermarks';
import { type DecodedPicture, decodedWhole } from '../../../utils/pixels/picture';
import { isProblem, type PixelProblem } from '../../../utils/pixels/problem';
import { concat } from '../../fixtures/write/bytes';
import { randomFrom } from '../../fuzz/random';
import { hidden, type Pixels, rgbaPng, scene, textMessage } from '../pixels/stealth/writer';

const OPENERS = nodeOpeners();
const open = async (container: ContainerName, bytes: Uint8Array): Promise<DecodedPicture | PixelProblem> => {
  const opener = OPENERS.image[container];
  if (opener === undefined) throw new Error(`There is no opener of ${container}.`);
  return opener(bytes);
};
const wholeOf = async (container: ContainerName, bytes: Uint8Array) => {
  const picture = await open(container, bytes);
  const whole = isProblem(picture) ? picture : picture.whole();
  if (isProblem(whole)) throw new Error(whole.message);
  return whole;
};

const image = ({ width, height, rgba }: Pixels) => sharp(rgba, { raw: { width, height, channels: 4 } });
const bytesOf = async (written: Sharp) => new Uint8Array(await written.toBuffer());
const lossless = (pixels: Pixels) => bytesOf(image(pixels).webp({ lossless: true, exact: true }));

/** Any colour under any alpha. */
const NOISE: Pixels = { width: 40, height: 200, rgba: randomFrom('noise').bytes(4 * 40 * 200) };
const SCENE = scene(60, 60);
const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/media', name)));

describe('the file’s own values come from', () => {
  it('a PNG', async () => {
    expect(await wholeOf('png', rgbaPng(NOISE))).toEqual(NOISE);
  });

  it('a lossless WebP, whatever its alpha', async () => {
    const bytes = await lossless(NOISE);
    expect(await open('webp', bytes)).toMatchObject({ exactness: 'every-value' });
    const whole = await wholeOf('webp', bytes);
    expect(whole.rgba).toEqual(Buffer.from(NOISE.rgba));
  });

  it('the alpha of a lossy WebP, and nothing else of it', async () => {
    const bytes = await bytesOf(image(NOISE).webp({ quality: 80 }));
    expect(await open('webp', bytes)).toMatchObject({ exactness: 'alpha' });
    const { rgba } = await wholeOf('webp', bytes);
    const alphaOf = (values: Uint8Array) => values.filter((_, at) => at % 4 === 3);
    expect([...alphaOf(rgba)]).toEqual([...alphaOf(NOISE.rgba)]);
    expect([...rgba]).not.toEqual([...NOISE.rgba]);
  });
});

describe('nothing is said to be exact of', () => {
  it.each([
    ['jpeg', (pixels: Pixels) => image(pixels).jpeg()],
    ['webp', (pixels: Pixels) => image(pixels).removeAlpha().webp()],
    ['avif', (pixels: Pixels) => image(pixels).avif({ effort: 0 })],
    ['tiff', (pixels: Pixels) => image(pixels).tiff({ compression: 'jpeg' })],
  ] as const)('%s', async (container, write) => {
    const picture = await open(container, await bytesOf(write(SCENE)));
    expect(picture).toMatchObject({ width: 60, height: 60, exactness: 'lossy' });
    expect(isProblem(picture) || isProblem(picture.whole())).toBe(false);
  });
});

describe('a picture is taken as it is stored', () => {
  const jpeg = image(scene(60, 40)).jpeg({ chromaSubsampling: '4:4:4' });

  it('not turned by EXIF', async () => {
    const turned = await bytesOf(jpeg.clone().withMetadata({ orientation: 6 }));
    expect(await wholeOf('jpeg', turned)).toEqual(await wholeOf('jpeg', await bytesOf(jpeg)));
  });

  it('without its colour profile', async () => {
    const profiled = await bytesOf(jpeg.clone().withIccProfile('p3', { attach: true }));
    const { data } = await sharp(profiled, { ignoreIcc: true })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect((await sharp(profiled).metadata()).icc).toBeDefined();
    expect((await wholeOf('jpeg', profiled)).rgba).toEqual(data);
    expect((await sharp(profiled).ensureAlpha().raw().toBuffer()).equals(data)).toBe(false);
  });

  it.each([
    ['of grey', jpeg.clone().greyscale()],
    ['of four inks', jpeg.clone().toColourspace('cmyk')],
  ])('%s, in four values a pixel', async (_, written) => {
    const { width, height, rgba } = await wholeOf('jpeg', await bytesOf(written));
    expect([width, height, rgba.length]).toEqual([60, 40, 4 * 60 * 40]);
  });

  it('of an animation its first picture', async () => {
    const frames = [0, 200].map((value) => ({ ...SCENE, rgba: new Uint8Array(SCENE.rgba.length).fill(value) }));
    const strip = concat(...frames.map(({ rgba }) => rgba));
    const raw = { width: 60, height: 120, channels: 4, pageHeight: 60 } as const;
    const bytes = await bytesOf(sharp(strip, { raw }).webp({ lossless: true, exact: true }));
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    expect(await open('webp', bytes)).toMatchObject({ width: 60, height: 60, exactness: 'every-value' });
  });
});

describe('is refused, with the reason:', () => {
  /** A JPEG that states so many pixels (ITU-T T.81 B.2.2). */
  const enlarged = async (side: number): Promise<Uint8Array> => {
    const bytes = await bytesOf(image(SCENE).jpeg());
    const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
    return bytes.map((byte, at) =>
      at >= frame + 5 && at < frame + 9 ? ((at - frame) % 2 === 1 ? side >> 8 : side & 255) : byte,
    );
  };

  it('a picture of too many pixels', async () => {
    expect(await open('jpeg', await enlarged(10_000))).toEqual({
      code: 'over-budget',
      message: 'The picture has 10000 × 10000 pixels, and fewer than 100000000 are read.',
    });
  });

  it.each([
    ['a JPEG that is cut', 'jpeg', async () => (await bytesOf(image(SCENE).jpeg())).subarray(0, 900), 'malformed'],
    ['a WebP that is cut', 'webp', async () => (await lossless(NOISE)).subarray(0, 9_000), 'malformed'],
    ['a WebP without a picture', 'webp', async () => (await lossless(SCENE)).subarray(0, 16), 'truncated'],
    ['a HEIC', 'heic', async () => fixture('c2pa.heic'), expect.stringMatching(/^(?:unsupported|malformed)$/)],
    ['noise', 'avif', async () => randomFrom('avif').bytes(500), 'unsupported'],
    ['nothing', 'gif', async () => new Uint8Array(), 'malformed'],
  ] as const)('%s', async (_, container, bytes, code) => {
    expect(await open(container, await bytes())).toEqual({ code, message: expect.stringMatching(/\.$/) });
  });
});

describe('a picture that takes too long to decode', () => {
  it('is given up, and that is said', async () => {
    const asked: unknown[] = [];
    // Every other step gives the same image back, as in libvips: a decode without a limit never ends.
    const slow: object = new Proxy(
      {},
      {
        get: (_, step) => {
          if (step === 'metadata') return async () => ({ width: 60, height: 40 });
          if (step === 'timeout') return (limit: unknown) => (asked.push(limit) > 0 ? slow : undefined);
          if (step !== 'toBuffer') return () => slow;
          return async () => {
            throw new Error(
              asked.length > 0 ? 'timeout: 5% complete\nVipsImage: killed for image "temp-33"' : 'no limit',
            );
          };
        },
      },
    );
    const openers = nodeOpeners(async () => (() => slow) as unknown as typeof sharp);
    expect(await openers.image.jpeg?.(new Uint8Array())).toEqual({
      code: 'over-budget',
      message: 'The picture is not decoded within 60 seconds.',
    });
    expect(asked).toEqual([{ seconds: 60 }]);
  });
});

describe('marks are found', () => {
  const look = (bytes: Uint8Array) =>
    findWatermarks({ kind: 'image', container: 'webp', bytes }, OPENERS, { faults: 'throw' });
  const marked = (carrier: 'alpha' | 'rgb') => hidden(scene(40, 200), carrier, textMessage(carrier, true));

  it.each([
    ['alpha', 'alpha'],
    ['RGB', 'rgb'],
  ] as const)('in the %s of a lossless WebP', async (name, carrier) => {
    const { findings, problem } = await look(await lossless(marked(carrier)));
    expect(findings).toMatchObject([
      { mark: 'watermark-stealth', place: `pixels ${name} LSB`, tool: 'A1111-compatible' },
    ]);
    expect(problem).toBeUndefined();
  });

  it('in the alpha of a lossy WebP', async () => {
    const { findings } = await look(await bytesOf(image(marked('alpha')).webp({ quality: 80 })));
    expect(findings).toMatchObject([{ place: 'pixels alpha LSB', tool: 'A1111-compatible' }]);
  });

  it('not in its colours, nor where there is none', async () => {
    expect(await look(await bytesOf(image(marked('rgb')).webp({ quality: 80 })))).toEqual({ findings: [] });
    expect(await look(await lossless(scene(40, 200)))).toEqual({ findings: [] });
  });
});

describe('without the package', () => {
  const missing = () => vi.fn<LoadSharp>(() => Promise.reject(new Error('Cannot find package')));

  it('it is said what to install, of each file once asked', async () => {
    const load = missing();
    const openers = nodeOpeners(load);
    const looker = createPixelLooker(openers);
    const bytes = await lossless(SCENE);
    const report = { kind: 'image', container: 'webp' } as LabelReport;
    for (let count = 0; count < 2; count++) {
      expect(await looker.look(report, bytes)).toEqual({
        findings: [],
        problem: { code: 'unsupported', message: MISSING_SHARP },
      });
    }
    expect(looker.missedForSharp()).toBe(2);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('PNG is read all the same, and the package not asked for', async () => {
    const load = missing();
    const picture = await nodeOpeners(load).image.png?.(rgbaPng(SCENE));
    expect(picture).toMatchObject({ width: 60, exactness: 'every-value' });
    expect(load).not.toHaveBeenCalled();
  });
});

it('a picture that was decoded at once has its lines', () => {
  const picture = decodedWhole(SCENE, 'lossy');
  expect(picture.line(59)).toEqual(SCENE.rgba.subarray(4 * 60 * 59));
  expect(picture.whole()).toBe(SCENE);
});
