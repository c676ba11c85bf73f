/** How what pixels say comes into a report, and when a report says that nobody looked. */
import { Unzlib } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inspect } from '@/utils/engine/inspect';
import { unreadableReport } from '@/utils/engine/make-report';
import { declaredFinding } from '@/utils/engine/marks/mark';
import type { ContainerName, LabelReport } from '@/utils/engine/report';
import { bufferSource } from '@/utils/engine/source/buffer-source';
import {
  canLookForWatermarks,
  findWatermarks,
  WATERMARK_DECODERS,
  withoutPixels,
} from '@/utils/pixels/find-watermarks';
import { PIXEL_LIMITS } from '@/utils/pixels/limits';
import { type Openers, OWN_OPENERS } from '@/utils/pixels/openers';
import { decodedWhole, type Exactness } from '@/utils/pixels/picture';
import { truncatedPicture, unsupportedPicture } from '@/utils/pixels/problem';
import { withPixels } from '@/utils/pixels/reading';
import { stealth } from '@/utils/pixels/stealth';
import {
  type ImageMedium,
  WATERMARK_COSTS,
  type WatermarkDecoder,
  type WatermarkDecoderOf,
} from '@/utils/pixels/watermark-decoder';
import { ascii, concat } from '../../fixtures/write/bytes';
import { chunk } from '../../fixtures/write/png';
import { randomFrom } from '../../fuzz/random';
import { hidden, rgbaPng, scene, textMessage } from './stealth/writer';

const CLEAN = rgbaPng(scene(60, 60));
const MARKED = rgbaPng(hidden(scene(60, 60), 'alpha', textMessage('alpha', true)));
const NOTE = 'pixels-not-checked';

const reportOf = (bytes: Uint8Array): Promise<LabelReport> => inspect(bufferSource(bytes), { input: 'a.png' });
const lookIn = (container: ContainerName, bytes: Uint8Array) =>
  findWatermarks({ kind: 'image', container, bytes }, OWN_OPENERS, { faults: 'throw' });
const looked = async (bytes: Uint8Array): Promise<LabelReport> =>
  withPixels(await reportOf(bytes), await lookIn('png', bytes));

/** A PNG text behind the header. */
const withText = (png: Uint8Array, keyword: string, text: string): Uint8Array =>
  concat(png.subarray(0, 33), chunk('tEXt', concat(ascii(keyword), Uint8Array.of(0), ascii(text))), png.subarray(33));

afterEach(() => vi.restoreAllMocks());

describe('the table of decoders', () => {
  const openers: Openers = { ...OWN_OPENERS, video: { mp4: () => truncatedPicture('No film is here.') } };

  it.each(WATERMARK_DECODERS)('$name of $media can be looked for somewhere', ({ media, containers, cost }) => {
    const report = (container: ContainerName) => ({
      ...unreadableReport('a', 'network', ''),
      kind: media,
      container,
    });
    expect(containers.some((container) => canLookForWatermarks(report(container), openers))).toBe(true);
    expect(WATERMARK_COSTS).toContain(cost);
  });

  it('has each mark once for each kind of media', () => {
    const marks = WATERMARK_DECODERS.map(({ name, media }) => `${name} of ${media}`);
    expect(new Set(marks).size).toBe(WATERMARK_DECODERS.length);
  });
});

describe('pixels that were looked at', () => {
  it('make a verdict', async () => {
    const before = await reportOf(MARKED);
    expect(before.verdict.status).toBe('unlabelled');
    const { verdict, findings, notes } = await looked(MARKED);
    expect(verdict).toEqual({ status: 'ai-generated', assurance: 'declared', disagreement: false });
    expect(findings.map(({ mark }) => mark)).toEqual(['watermark-stealth']);
    expect(notes).toBeUndefined();
  });

  it('change nothing where they hold nothing', async () => {
    expect(await looked(CLEAN)).toEqual({ ...(await reportOf(CLEAN)), elapsedMs: expect.any(Number) });
  });

  it('stand beside other labels, and may contradict them', async () => {
    const capture = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" e:DigitalSourceType="${capture}"/></rdf:RDF></x:xmpmeta>`;
    const { verdict, findings } = await looked(withText(MARKED, 'XML:com.adobe.xmp', xmp));
    expect(findings.map(({ mark }) => mark)).toEqual(['watermark-stealth', 'iptc']);
    expect(verdict).toEqual({ status: 'ai-generated', assurance: 'declared', disagreement: true });
  });

  it('say so beside the damage of a file that is cut behind them', async () => {
    const { verdict, error } = await looked(MARKED.subarray(0, -20));
    expect(verdict.status).toBe('ai-generated');
    expect(error?.code).toBe('truncated');
  });

  it('are decoded no further than the first lines decide', async () => {
    const push = vi.spyOn(Unzlib.prototype, 'push');
    const large = rgbaPng({ width: 200, height: 200, rgba: randomFrom('large').bytes(4 * 200 * 200) });
    await findWatermarks({ kind: 'image', container: 'png', bytes: large }, OWN_OPENERS, { decoders: [stealth] });
    const inflated = push.mock.calls.reduce((sum, [bytes]) => sum + bytes.length, 0);
    expect(inflated).toBeGreaterThan(0);
    expect(inflated).toBeLessThan(large.length / 4);
  });
});

describe('that pixels were not looked at is noted', () => {
  it.each([
    ['cut before them', MARKED.subarray(0, 60), 'truncated'],
    ['damaged', MARKED.map((byte, at) => (at === 45 ? byte ^ 0xff : byte)), 'malformed'],
    [
      'of a chunk that nobody knows',
      concat(CLEAN.subarray(0, 33), chunk('ABCD', ascii('')), CLEAN.subarray(33)),
      'unsupported',
    ],
  ] as const)('of a PNG that is %s', async (_, bytes, code) => {
    const reading = await lookIn('png', bytes);
    expect(reading).toMatchObject({ findings: [], problem: { code } });
    expect((await looked(bytes)).notes).toContain(NOTE);
  });

  it('of too many of them, and nothing is allocated', async () => {
    const header = concat(
      CLEAN.subarray(0, 8),
      chunk('IHDR', Uint8Array.of(0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 8, 6, 0, 0, 0)),
      CLEAN.subarray(33),
    );
    const { problem } = await lookIn('png', header);
    expect(problem?.code).toBe('over-budget');
  });

  it('of a format that is not decoded exactly', async () => {
    expect(await lookIn('webp', MARKED)).toMatchObject({ findings: [], problem: { code: 'unsupported' } });
  });

  const of = (more: Partial<LabelReport>): LabelReport => ({
    ...unreadableReport('a', 'network', ''),
    kind: 'image',
    ...more,
  });
  const verdict = (status: LabelReport['verdict']['status'], assurance: 'declared' | null) =>
    ({ verdict: { status, assurance, disagreement: false }, error: null }) as const;
  const SAID = { mark: 'iptc', assurance: 'declared', place: 'PNG iTXt XMP', fields: {}, deviations: [] } as const;
  const NONE = verdict('unlabelled', null);
  const AI = { ...verdict('ai-generated', 'declared'), findings: [{ ...SAID, status: 'ai-generated' }] } as const;
  const CAPTURED = { ...verdict('captured', 'declared'), findings: [{ ...SAID, status: 'captured' }] } as const;

  it.each([
    ['a PNG without a label', of({ container: 'png', ...NONE }), false, true],
    ['a PNG of a camera', of({ container: 'png', ...CAPTURED }), false, true],
    ['a PNG that is AI already', of({ container: 'png', ...AI }), false, false],
    ['a PNG that is AI already, where it was asked for', of({ container: 'png', ...AI }), true, true],
    ['a WebP', of({ container: 'webp', ...NONE }), false, true],
    ['a JPEG', of({ container: 'jpeg', ...NONE }), false, true],
    ['a GIF', of({ container: 'gif', ...NONE }), false, true],
    ['a video without a label', of({ kind: 'video', container: 'mp4', ...NONE }), false, true],
    ['a video that is AI already', of({ kind: 'video', container: 'mp4', ...AI }), false, false],
    ['a video that is AI already, where it was asked for', of({ kind: 'video', container: 'mp4', ...AI }), true, true],
    ['a video in an AVI', of({ kind: 'video', container: 'avi', ...NONE }), false, true],
    ['sound in an MP4', of({ kind: 'audio', container: 'mp4', ...NONE }), true, false],
    ['an SVG, which has no pixels', of({ container: 'svg', ...NONE }), true, false],
    ['what is no medium', of({}), true, false],
  ])('of %s', (_, report, isAskedFor, isNoted) => {
    const after = withoutPixels(report, isAskedFor);
    expect(after.notes?.includes(NOTE) ?? false).toBe(isNoted);
    expect(after.verdict).toEqual(report.verdict);
    expect(after.findings).toEqual(report.findings);
  });

  it('of a file that is too large to be held', () => {
    const png = of({ container: 'png', bytes: PIXEL_LIMITS.fileBytes });
    expect(canLookForWatermarks(png, OWN_OPENERS)).toBe(true);
    expect(canLookForWatermarks({ ...png, bytes: PIXEL_LIMITS.fileBytes + 1 }, OWN_OPENERS)).toBe(false);
  });
});

describe('a decoder is shown', () => {
  const seen = (more: Partial<WatermarkDecoderOf<ImageMedium>>): WatermarkDecoderOf<ImageMedium> => ({
    name: 'watermark-visible',
    media: 'image',
    containers: ['png', 'jpeg'],
    cost: 'few-places',
    needs: 'decoded-pixels',
    decode: vi.fn(() => []),
    ...more,
  });
  const DRAWN = declaredFinding('watermark-visible', { status: 'ai-generated', place: 'pixels', fields: {} });
  const PICTURE = { width: 60, height: 60, rgba: new Uint8Array(4 * 60 * 60) };
  const look = (exactness: Exactness, ...decoders: readonly WatermarkDecoder[]) => {
    const jpeg = vi.fn(() => decodedWhole(PICTURE, exactness));
    const medium = { kind: 'image', container: 'jpeg', bytes: MARKED } as const;
    return {
      jpeg,
      medium,
      reading: findWatermarks(medium, { image: { jpeg }, video: {} }, { decoders, faults: 'throw' }),
    };
  };

  it.each([
    ['nothing was found', () => [], {}, true],
    ['something was found', () => [DRAWN], {}, undefined],
    ['it cannot be looked at', () => unsupportedPicture('No.'), {}, undefined],
    ['everything was tried', () => [], { isThorough: true }, undefined],
  ] as const)('again by who asks, where it would try more and %s', async (_, decode, effort, hasUntried) => {
    const decoders = [seen({}), seen({ decode, triesMore: ({ picture }) => picture.width === PICTURE.width })];
    const { medium, jpeg } = look('lossy');
    expect((await findWatermarks(medium, { image: { jpeg }, video: {} }, { decoders, ...effort })).hasUntried).toBe(
      hasUntried,
    );
    const withoutMore = decoders.map((decoder) => ({ ...decoder, triesMore: () => false }));
    expect(
      (await findWatermarks(medium, { image: { jpeg }, video: {} }, { decoders: withoutMore, ...effort })).hasUntried,
    ).toBeUndefined();
  });

  it('the medium with one picture for all, cheapest first', async () => {
    const order: string[] = [];
    const decoders = (['every-pixel', 'first-lines', 'few-places'] as const).map((cost) =>
      seen({
        cost,
        decode: ({ picture, ...medium }) => {
          order.push(cost);
          expect(medium).toEqual({ kind: 'image', container: 'jpeg', bytes: MARKED });
          expect(picture.whole()).toBe(PICTURE);
          return [];
        },
      }),
    );
    const { jpeg, reading } = look('lossy', ...decoders);
    expect(await reading).toEqual({ findings: [] });
    expect(order).toEqual(['first-lines', 'few-places', 'every-pixel']);
    expect(jpeg).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['every-value', 'exact-pixels', true, undefined],
    ['alpha', 'exact-pixels', true, undefined],
    ['lossy', 'exact-pixels', false, undefined],
    ['disturbed', 'exact-pixels', false, 'unsupported'],
    ['lossy', 'decoded-pixels', true, undefined],
    ['disturbed', 'decoded-pixels', true, 'unsupported'],
  ] as const)('values that are %s, where it needs %s: %s', async (exactness, needs, isShown, code) => {
    const decoder = seen({ needs });
    const { problem } = await look(exactness, decoder).reading;
    expect(vi.mocked(decoder.decode).mock.calls.length).toBe(isShown ? 1 : 0);
    expect(problem?.code).toBe(code);
  });

  it('disturbed values in which something is found: then it is there', async () => {
    const findings = [
      declaredFinding('watermark-visible', { status: 'ai-generated', place: 'pixels of a test', fields: {} }),
    ];
    expect(await look('disturbed', seen({ decode: () => findings })).reading).toEqual({ findings });
  });

  it('no medium of another kind or format, and then nothing is decoded', async () => {
    const { name, containers, cost, needs } = seen({});
    const ofVideos: WatermarkDecoder = { name, containers, cost, needs, media: 'video', decode: vi.fn(() => []) };
    const decoders = [ofVideos, seen({ containers: ['png'] })];
    const { jpeg, reading } = look('lossy', ...decoders);
    expect(await reading).toEqual({ findings: [] });
    expect(jpeg).not.toHaveBeenCalled();
    for (const { decode } of decoders) expect(decode).not.toHaveBeenCalled();
  });
});

describe('a decoder that breaks down', () => {
  it('costs its own mark, and is told of', async () => {
    const [decoder] = WATERMARK_DECODERS;
    if (decoder === undefined) throw new Error('There is no decoder.');
    vi.spyOn(decoder, 'decode').mockImplementation(() => {
      throw new TypeError('no such thing');
    });
    const { findings, problem } = await findWatermarks({ kind: 'image', container: 'png', bytes: MARKED }, OWN_OPENERS);
    expect(findings).toEqual([]);
    expect(problem).toEqual({
      code: 'crashed',
      message: 'The engine failed while looking for watermark-stealth (TypeError: no such thing).',
    });
    await expect(lookIn('png', MARKED)).rejects.toThrow('no such thing');
  });
});
