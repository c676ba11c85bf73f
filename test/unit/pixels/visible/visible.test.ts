/** What is said of a picture with a mark that people can see, in whatever orientation, and of files that were made elsewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeOpeners } from '@/cli/pixels/node-openers';
import type { ContainerName } from '@/utils/engine/report';
import { findWatermarks } from '@/utils/pixels/find-watermarks';
import type { OpenFrames } from '@/utils/pixels/openers';
import { decodedWhole } from '@/utils/pixels/picture';
import { truncatedPicture } from '@/utils/pixels/problem';
import { visible } from '@/utils/pixels/visible';
import type { Orientation } from '@/utils/pixels/visible/orientation';
import { viewOf } from '@/utils/pixels/visible/view';
import { ascii, concat } from '../../../fixtures/write/bytes';
import type { Pixels } from '../stealth/writer';
import { backdrop, laid, STAR, withBar } from './draw';

const decode = (pixels: Pixels, bytes: Uint8Array = new Uint8Array(0)) =>
  visible.decode(
    { kind: 'image', container: 'jpeg', bytes, picture: decodedWhole(pixels, 'lossy') },
    { isThorough: false },
  );

const STARRED = laid(backdrop(600, 400), { figure: STAR, width: 48, right: 32, bottom: 32, opacity: 0.504 });
const SAID = {
  mark: 'watermark-visible',
  status: 'ai-generated',
  assurance: 'declared',
  place: 'pixels Gemini sparkle 48 at 32,32',
  tool: 'Google AI',
  fields: {
    Fit: expect.stringMatching(/^0\.9\d\d$/),
    Opacity: '0.504',
    EdgesLeft: expect.stringMatching(/^0\.0\d\d$/),
    Darkest: expect.stringMatching(/^1\d\d$/),
  },
  deviations: [],
};

describe('a picture', () => {
  it('with the star says that Google AI made or edited it, and nothing is known of chance', () => {
    expect(decode(STARRED)).toEqual([SAID]);
  });

  it('with several marks says each', () => {
    const bar = { tool: 'DALL·E 2', place: 'pixels DALL·E 2 bar 80×16 at 0,0', fields: {} };
    expect(decode(withBar(STARRED))).toEqual([SAID, { ...SAID, ...bar }]);
  });

  it('without any says nothing', () => {
    expect(decode(backdrop(600, 400))).toEqual([]);
  });

  it('that cannot be had is told of', async () => {
    const problem = truncatedPicture('It ends early.');
    const picture = { ...decodedWhole(STARRED, 'lossy'), whole: () => problem };
    const medium = { kind: 'image', container: 'jpeg', bytes: new Uint8Array(0), picture } as const;
    expect(await visible.decode(medium, { isThorough: false })).toBe(problem);
  });
});

describe('a video', () => {
  const BARE = [90, 130, 60].map((light) => backdrop(1280, 720, light));
  const STANDING = BARE.map((frame) => laid(frame, { figure: STAR, width: 48, right: 72, bottom: 72, opacity: 0.504 }));
  const look = (...pictures: readonly (Pixels | undefined)[]) => {
    const frames = pictures.flatMap((picture, index) => (picture ? [{ ...picture, seconds: 0.5 + 1.25 * index }] : []));
    const video: OpenFrames = () => ({ exactness: 'lossy', frames });
    const medium = { kind: 'video', container: 'webm', bytes: new Uint8Array(0) } as const;
    return findWatermarks(medium, { image: {}, video: { webm: video } }, { faults: 'throw' });
  };

  it('with the star in one place says so, with the frames that have it', async () => {
    const { findings, problem } = await look(STANDING[0], BARE[1], STANDING[2]);
    const fields = { ...SAID.fields, Frames: '2 / 3', FrameTimes: '0.5, 3.0' };
    expect(findings).toEqual([{ ...SAID, place: 'pixels Veo sparkle 48 at 72,72', fields }]);
    expect(problem).toBeUndefined();
  });

  it.each([
    ['in one frame of three', [STANDING[0], BARE[1], BARE[2]]],
    ['in none', BARE],
  ])('with the star %s says nothing', async (_, frames) => {
    expect(await look(...frames)).toEqual({ findings: [] });
  });

  it('of which there is one frame is not taken for looked at', async () => {
    expect(await look(STANDING[0])).toMatchObject({ findings: [], problem: { code: 'unsupported' } });
    expect(await look()).toMatchObject({ findings: [], problem: { code: 'unsupported' } });
  });

  it('that cannot be had is told of', async () => {
    const problem = truncatedPicture('It ends early.');
    const medium = { kind: 'video', container: 'webm', bytes: new Uint8Array(0) } as const;
    const reading = await findWatermarks(medium, { image: {}, video: { webm: () => problem } }, { faults: 'throw' });
    expect(reading).toEqual({ findings: [], problem });
  });
});

/** A JPEG's head that says how to turn its lines. */
const turning = (orientation: Orientation): Uint8Array =>
  concat(
    Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, 34),
    ascii('Exif\0\0MM\0'),
    Uint8Array.of(42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0),
  );

/** The lines that are stored where a picture shall be shown as this one is. */
function storedFor(pixels: Pixels, orientation: Orientation): Pixels {
  // Turning back is the same as turning, but for a quarter of a turn.
  const back = ({ 6: 8, 8: 6 } as const)[orientation as 6 | 8] ?? orientation;
  const { width, height, rgba, origin, stepX, stepY } = viewOf(pixels, back);
  const stored = Uint8Array.from({ length: rgba.length }, (_, at) => {
    const pixel = at >> 2;
    return rgba[origin + (pixel % width) * stepX + Math.floor(pixel / width) * stepY + (at & 3)] ?? 0;
  });
  return { width, height, rgba: stored };
}

describe.each([2, 3, 4, 5, 6, 7, 8] as const)('of orientation %i', (orientation) => {
  it('the star is found where it is shown', () => {
    const stored = storedFor(STARRED, orientation);
    // Lines and columns changed for each other leave the lower right corner where it is.
    expect(decode(stored)).toEqual(orientation === 5 ? [SAID] : []);
    expect(decode(stored, turning(orientation))).toEqual([SAID]);
  });

  it('and where it is stored: who turns a picture by its head alone turns the star with it', () => {
    expect(decode(STARRED, turning(orientation))).toEqual([SAID]);
  });
});

const shared = join(import.meta.dirname, '../../../../../shared');
const isThere = existsSync(join(shared, 'reference/watermark-vectors'));
const skipped = isThere ? '' : ' (skipped: there is no folder ../shared)';

describe.skipIf(!isThere)(`files that were made elsewhere${skipped}`, () => {
  const found = async (container: ContainerName, ...path: readonly string[]) => {
    const bytes = new Uint8Array(readFileSync(join(shared, ...path)));
    const { findings, problem } = await findWatermarks({ kind: 'image', container, bytes }, nodeOpeners(), {
      decoders: [visible],
      faults: 'throw',
    });
    expect(problem).toBeUndefined();
    return findings;
  };

  it.each([
    ['gemini-v1-48-640x448', 'Gemini sparkle 48 at 32,32', 0.983, 143.1, 0.015],
    ['gemini-v1-96-1100x1100', 'Gemini sparkle 96 at 64,64', 0.988, 138, 0.011],
    ['gemini-v2-96-1376x1100', 'Gemini sparkle 96 at 192,192', 0.907, 92, 0.15],
    ['gemini-v2-36-1024x560', 'Gemini sparkle 36 at 70,70', 0.957, 105, 0.064],
  ])('%s: %s, with the figures that are known of it', async (name, place, fit, darkest, edgesLeft) => {
    const [mark, ...others] = await found('jpeg', 'reference/watermark-vectors', `${name}.jpg`);
    expect(others).toEqual([]);
    expect(mark?.place).toBe(`pixels ${place}`);
    expect(Math.abs(Number(mark?.fields.Fit) - fit)).toBeLessThanOrEqual(0.005);
    expect(Math.abs(Number(mark?.fields.Darkest) - darkest)).toBeLessThanOrEqual(1);
    expect(Math.abs(Number(mark?.fields.EdgesLeft) - edgesLeft)).toBeLessThanOrEqual(0.01);
  });

  it.each([
    ['jpeg', 'reference/watermark-vectors/dalle2-bar-512.jpg', ['pixels DALL·E 2 bar 80×16 at 0,0']],
    ['jpeg', 'reference/watermark-vectors/gemini-none-1100x1100.jpg', []],
    ['png', 'reference/watermark-vectors/stealth-alpha-info.png', []],
    ['png', 'reference/watermark-vectors/dwtdct-sdxl-f32-512.png', []],
    ['png', 'corpus/gemini-watermark-remover/large2.png', ['pixels Gemini sparkle 96 at 64,64']],
    ['png', 'corpus/remove-ai-watermarks/doubao_gray_1x1_1.png', ['pixels Doubao text 328 at 32,44']],
  ] as const)('%s %s: %j', async (container, path, places) => {
    expect((await found(container, ...path.split('/'))).map(({ place }) => place)).toEqual(places);
  });
});
