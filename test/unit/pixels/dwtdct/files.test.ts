/** Files with and without messages, by the whole way that a file goes. */
import sharp, { type Sharp } from 'sharp';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { nodeOpeners } from '@/cli/pixels/node-openers';
import type { ContainerName } from '@/utils/engine/report';
import { FindingSchema } from '@/utils/messages/report-schema';
import { dwtDct } from '@/utils/pixels/dwtdct';
import { type Domain, MESSAGES, type MessageId } from '@/utils/pixels/dwtdct/messages';
import { findWatermarks } from '@/utils/pixels/find-watermarks';
import { decodedWhole } from '@/utils/pixels/picture';
import { malformedPicture } from '@/utils/pixels/problem';
import { type Pixels, photographLike } from '../synthetic';
import { marked } from './encoder';

const OPENERS = nodeOpeners();
const bitsOf = (id: MessageId): readonly number[] => MESSAGES.find((message) => message.id === id)?.bits ?? [];
const carrying = (id: MessageId, domain: Domain, width = 512, height = 512): Pixels =>
  marked(photographLike(width, height, id, domain), bitsOf(id), domain);
const image = ({ width, height, rgba }: Pixels) => sharp(rgba, { raw: { width, height, channels: 4 } }).removeAlpha();
const bytesOf = async (written: Sharp): Promise<Uint8Array> => new Uint8Array(await written.toBuffer());

const look = (container: ContainerName, bytes: Uint8Array, isThorough = false) =>
  findWatermarks({ kind: 'image', container, bytes }, OPENERS, { decoders: [dwtDct], faults: 'throw', isThorough });
const placesIn = async (container: ContainerName, written: Sharp): Promise<readonly string[]> =>
  (await look(container, await bytesOf(written))).findings.map(({ place }) => place);

describe('what is said of a message', () => {
  it('is declared, with its tool, its place, what speaks for it, and how likely chance is', async () => {
    const { findings } = await look('png', await bytesOf(image(carrying('sdxl', 'f32')).png()));
    expect(findings).toEqual([
      {
        mark: 'watermark-dwtdct',
        status: 'ai-generated',
        assurance: 'declared',
        place: 'pixels dwtDct sdxl f32',
        tool: 'Stable Diffusion XL',
        fields: {
          Correlation: expect.stringMatching(/^(0\.9\d{3}|1\.0000)$/),
          MessageBits: '48',
          MatchingBits: '48 / 48',
          Blocks: '4096',
        },
        deviations: [],
        probability: expect.any(Number),
      },
    ]);
    expect(v.is(FindingSchema, findings[0])).toBe(true);
  });

  it('of a resized copy names the size at which it was found, and is asked for', async () => {
    const bytes = await bytesOf(image(carrying('sdv1', 'u8')).resize(700, 700, { kernel: 'cubic' }).png());
    expect(await look('png', bytes)).toEqual({ findings: [], hasUntried: true });
    const { findings, hasUntried } = await look('png', bytes, true);
    expect(findings[0]).toMatchObject({ tool: 'Stable Diffusion 1', fields: { FoundAtSize: '512x512' } });
    expect(hasUntried).toBeUndefined();
  });

  it('of a copy that was cut at its top names the bit that it begins with', async () => {
    const picture = image(carrying('flux', 'f32', 520, 512)).extract({ left: 0, top: 80, width: 520, height: 432 });
    const { findings } = await look('png', await bytesOf(picture.png()));
    expect(findings[0]).toMatchObject({ tool: 'FLUX', fields: { FirstBit: `${(65 * 10) % 46}` } });
  });
});

describe('a message endures', () => {
  const JPEG_444 = (quality: number) => (one: Sharp) => one.jpeg({ quality, chromaSubsampling: '4:4:4' });
  it.each([
    ['JPEG 95, 4:4:4', 'jpeg', JPEG_444(95)],
    ['JPEG 90, 4:4:4', 'jpeg', JPEG_444(90)],
    ['WebP without loss', 'webp', (one: Sharp) => one.webp({ lossless: true })],
    ['WebP 95', 'webp', (one: Sharp) => one.webp({ quality: 95 })],
    ['TIFF', 'tiff', (one: Sharp) => one.tiff({ compression: 'lzw' })],
  ] as const)('%s', async (_, container, write) => {
    expect(await placesIn(container, write(image(carrying('sdxl', 'f32'))))).toEqual(['pixels dwtDct sdxl f32']);
    expect(await placesIn(container, write(image(photographLike(512, 512, 'none'))))).toEqual([]);
  });

  it.each([
    ['JPEG 60, 4:4:4', 'jpeg', JPEG_444(60)],
    ['JPEG 75, 4:2:0', 'jpeg', (one: Sharp) => one.jpeg({ quality: 75 })],
  ] as const)('not %s, where nobody looks', async (_, container, write) => {
    expect(await placesIn(container, write(image(carrying('sdv2', 'u8'))))).toEqual([]);
  });
});

describe('pixels are asked for', () => {
  const decode = (picture: ReturnType<typeof decodedWhole>) =>
    dwtDct.decode({ kind: 'image', container: 'png', bytes: new Uint8Array(), picture }, { isThorough: false });

  it('not at all where there are too few', () => {
    const picture = decodedWhole(photographLike(255, 256, 'few'), 'every-value');
    const whole = vi.fn(picture.whole);
    expect(decode({ ...picture, whole })).toEqual([]);
    expect(whole).not.toHaveBeenCalled();
  });

  it('and where they cannot be had that is said', () => {
    const picture = decodedWhole(photographLike(256, 256, 'damaged'), 'every-value');
    const damage = malformedPicture('damaged');
    expect(decode({ ...picture, whole: () => damage })).toBe(damage);
  });
});
