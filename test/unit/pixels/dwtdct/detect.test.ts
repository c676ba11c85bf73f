import { describe, expect, it } from 'vitest';
import { freedomOf, TESTS } from '@/utils/pixels/dwtdct/correlation';
import { couldBeCopy, detect } from '@/utils/pixels/dwtdct/detect';
import { type Domain, MESSAGES, type Message, type MessageId } from '@/utils/pixels/dwtdct/messages';
import { logTail } from '@/utils/pixels/dwtdct/student-t';
import { resampled } from '@/utils/pixels/resample';
import { randomFrom } from '../../../fuzz/random';
import { KINDS, type Pixels, painted, photographLike } from '../synthetic';
import { marked, type Saving } from './encoder';

const message = (id: MessageId): Message => {
  const found = MESSAGES.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const bitsOf = (text: string): readonly number[] =>
  [...text].flatMap((letter) => [...letter.charCodeAt(0).toString(2).padStart(8, '0')].map(Number));
const carrying = (id: MessageId, domain: Domain, width = 512, height = 512): Pixels =>
  marked(photographLike(width, height, id, domain), message(id).bits, domain);

/** The part of it that begins there. */
function cut({ width, height, rgba }: Pixels, left: number, top: number, wide = width - left): Pixels {
  const lines = Array.from({ length: height - top }, (_, y) => {
    const start = 4 * ((y + top) * width + left);
    return rgba.subarray(start, start + 4 * wide);
  });
  const part = new Uint8Array(4 * wide * lines.length);
  for (const [y, line] of lines.entries()) part.set(line, 4 * wide * y);
  return { width: wide, height: lines.length, rgba: part };
}

const said = (pixels: Pixels, isThorough = false) =>
  detect(pixels, { isThorough }).map((found) => `${found.message.id} ${found.domain}`);

const CODES = MESSAGES.flatMap(({ id, codes }) => codes.map(({ domain }) => ({ id, domain })));

describe('a message is found once, in its own domain', () => {
  const savings: readonly Saving[] = ['rounded', 'cut'];
  it.each(CODES.flatMap((code) => savings.map((saving) => ({ ...code, saving }))))(
    '$id in $domain, $saving',
    ({ id, domain, saving }) => {
      const plain = photographLike(512, 512, id, domain);
      expect(said(plain)).toEqual([]);
      expect(said(marked(plain, message(id).bits, domain, saving))).toEqual([`${id} ${domain}`]);
    },
  );

  it.each([
    ['sides that are no whole blocks', 519, 413],
    ['sides that are odd', 401, 301],
    ['very wide', 1600, 64],
    ['very high', 256, 600],
  ])('in a picture of %s', (_, width, height) => {
    expect(said(carrying('sdxl', 'f32-swapped', width, height))).toEqual(['sdxl f32-swapped']);
  });

  it('with what speaks for it', () => {
    const [found] = detect(carrying('sdxl', 'f32'));
    expect(found).toMatchObject({ matching: 48, telling: 48, blocks: 4096, shift: 0 });
    expect(found?.rho).toBeGreaterThan(0.98);
    expect(found?.probability).toBeGreaterThan(0);
    expect(found?.probability).toBeLessThan(1e-30);
    expect(found).not.toHaveProperty('size');
  });

  it('of an ASCII text only the bits count that differ from letter to letter', () => {
    const [found] = detect(carrying('sdv2', 'u8'));
    expect(found).toMatchObject({ matching: 24, telling: 24 });
  });
});

describe('how likely chance is', () => {
  it('is never said to be nothing, however well a message fits', () => {
    const [found] = detect(carrying('flux', 'f32', 520, 512));
    expect(found?.rho).toBe(1);
    expect(found?.probability).toBe(1e-100);
  });
});

describe('nothing is found', () => {
  it.each(
    ['watermark', 'stable', 'qingquan', 'test', 'SDV1', 'SDXL', 'hello world', 'Stable Diffusion!'].flatMap((text) =>
      (['u8', 'f32'] as const).map((domain) => ({ text, domain })),
    ),
  )('where another text was put in: $text, $domain', ({ text, domain }) => {
    for (let seed = 0; seed < 2; seed++) {
      expect(said(marked(photographLike(512, 512, text, seed), bitsOf(text), domain))).toEqual([]);
    }
  });

  it.each([
    ['with the digits of its constant that the package drops', [0, 0, ...message('flux').bits]],
    ['the other way round', message('sdxl').bits.map((bit) => 1 - bit)],
    ['backwards', [...message('sdxl').bits].reverse()],
    ['a bit short', message('sdxl').bits.slice(0, 47)],
  ])('where a message was put in %s', (_, bits) => {
    expect(said(marked(photographLike(512, 512, 'nearest'), bits, 'f32'), true)).toEqual([]);
  });

  it.each(Object.entries(KINDS))('in pictures by chance: %s', (kind, make) => {
    for (let seed = 0; seed < 6; seed++) {
      const random = randomFrom('nothing', kind, seed);
      expect([seed, said(make(256 + random.below(256), 256 + random.below(256), random))]).toEqual([seed, []]);
    }
  });

  it.each([
    ['of one colour', painted(512, 512, (_, __, put) => put(200, 40, 90))],
    ['without colour', painted(512, 512, (x, y, put) => put((x * y) & 255, (x * y) & 255, (x * y) & 255))],
    ['of one pixel', painted(1, 1, (_, __, put) => put(1, 2, 3))],
    ['without pixels', { width: 0, height: 0, rgba: new Uint8Array() }],
    ['thinner than a block', painted(7, 20_000, (x, y, put) => put(x, y, x * y))],
  ])('in a picture %s', (_, pixels) => {
    expect(said(pixels, true)).toEqual([]);
  });

  it('in a picture with a message of which the colours are gone', () => {
    const { width, height, rgba } = carrying('sdxl', 'f32');
    const grey = painted(width, height, (x, y, put) => {
      const value = rgba[4 * (y * width + x) + 1] ?? 0;
      put(value, value, value);
    });
    expect(said(grey)).toEqual([]);
  });

  it('is found beside a grey border, also where as many lines are looked at as there are', () => {
    const { width, height, rgba } = carrying('sdxl', 'f32', 513, 1000);
    const bordered = Uint8Array.from(rgba);
    for (let y = 0; y < height; y++) bordered.fill(128, 4 * y * width, 4 * y * width + 3);
    expect(said({ width, height, rgba: bordered })).toEqual(['sdxl f32']);
  });
});

describe('how small a picture may be', () => {
  it.each([
    ['as many pixels as the package asks for', 'sdxl', 'f32', 256, 256, true],
    ['a line less', 'sdxl', 'f32', 256, 255, false],
    ['as many, and narrower', 'sdxl', 'f32', 248, 272, true],
    ['as many, and narrower than diffusers marks', 'sdxl', 'f32-swapped', 248, 272, false],
    ['eight blocks for each bit', 'sdv1', 'u8', 272, 256, true],
    ['fewer', 'sdv1', 'u8', 264, 256, false],
  ] as const)('%s', (_, id, domain, width, height, isFound) => {
    expect(said(carrying(id, domain, width, height))).toEqual(isFound ? [`${id} ${domain}`] : []);
  });
});

describe('a picture that was cut', () => {
  it.each([8, 64, 128, 200])('by %i lines at its top is found, with the bit that it begins with', (lines) => {
    const whole = carrying('sdxl', 'f32', 1024, 512);
    const [found] = detect(cut(whole, 0, lines));
    // 128 blocks a line: each line of blocks goes on 128 bits further.
    expect(found?.shift).toBe((128 * (lines / 8)) % 48);
    expect(found?.message.id).toBe('sdxl');
  });

  it('needs more tries, which leave more to chance', () => {
    const whole = carrying('invoke', 'u8', 520, 512);
    const [asItIs] = detect(whole);
    const [shifted] = detect(cut(whole, 0, 16));
    expect(asItIs).toMatchObject({ shift: 0 });
    expect(shifted).toMatchObject({ shift: 130 % 64 });
    const chance = (rho = 0): number => Math.exp(logTail(rho, freedomOf(message('invoke'))));
    expect((asItIs?.probability ?? 0) / (TESTS * 6 * chance(asItIs?.rho))).toBeCloseTo(1, 9);
    // 65 blocks a line have no divisor in common with any message's length: it may begin at each of its bits.
    const tries = 136 + 32 + 64 + 2 * 48 + 46;
    expect((shifted?.probability ?? 0) / (TESTS * tries * chance(shifted?.rho))).toBeCloseTo(1, 9);
  });

  it('of lines that hold the message a whole number of times is as if it were not', () => {
    const [found] = detect(cut(carrying('invoke', 'u8', 512, 512), 0, 72));
    expect(found).toMatchObject({ shift: 0, blocks: 64 * 55 });
  });

  it.each([
    ['at its right by whole blocks', 0, 0, 480],
    ['at its left by a block', 8, 0, 504],
  ])('%s is not found', (_, left, top, wide) => {
    expect(said(cut(carrying('sdv1', 'u8'), left, top, wide), true)).toEqual([]);
  });
});

describe('a picture that was resized', () => {
  it.each([
    ['sdxl', 'f32', 1024, 768],
    ['sdxl', 'f32-swapped', 1024, 1536],
    ['flux', 'f32', 1024, 640],
    ['sdv2', 'u8', 768, 1152],
    ['sdv1', 'u8', 512, 768],
    ['invoke', 'u8', 512, 768],
  ] as const)('%s, %s: from %i to %i is found where somebody asks for it', (id, domain, from, to) => {
    const copy = resampled(carrying(id, domain, from, from), to, to);
    expect(said(copy)).toEqual([]);
    const [found] = detect(copy, { isThorough: true });
    expect(`${found?.message.id} ${found?.domain}`).toBe(`${id} ${domain}`);
    expect(found?.size).toEqual([from, from]);
  });

  it.each([
    ['the proportions that generators make', 700, 700, undefined, true],
    ['a size that generators make, for it may be a copy of another', 512, 512, undefined, true],
    ['other proportions', 800, 600, undefined, false],
    ['too few pixels across', 399, 399, undefined, false],
    ['no codes that its JPEG has kept', 700, 700, { quality: 50, isSubsampled: true }, false],
  ])('may be a copy that a closer look finds, or not: %s', (_, width, height, chroma, couldBe) => {
    expect(couldBeCopy(photographLike(width, height, 'may be a copy'), chroma)).toBe(couldBe);
  });

  it('of other proportions is brought back by its own, sides rounded', () => {
    const copy = resampled(carrying('sdxl', 'f32', 1216, 832), 1000, 684);
    expect(detect(copy, { isThorough: true })[0]?.size).toEqual([1216, 832]);
  });

  it.each([
    ['too narrow', 1024, 1024, 399, 399],
    ['of proportions that its generator does not make', 1000, 700, 800, 560],
  ])('%s is not', (_, width, height, toWidth, toHeight) => {
    const copy = resampled(carrying('sdxl', 'f32', width, height), toWidth, toHeight);
    expect(said(copy, true)).toEqual([]);
  });
});
