/** Pictures that were written elsewhere, where the folder that holds them lies beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeOpeners } from '@/cli/pixels/node-openers';
import { centred } from '@/utils/pixels/dwtdct/centred';
import { type Coefficients, coefficientsOf } from '@/utils/pixels/dwtdct/coefficients';
import { pearson, readBits, votesOf } from '@/utils/pixels/dwtdct/correlation';
import { detect } from '@/utils/pixels/dwtdct/detect';
import { type Domain, MESSAGES, type Message, type MessageId } from '@/utils/pixels/dwtdct/messages';
import { isProblem } from '@/utils/pixels/problem';
import type { Pixels } from '../synthetic';
import { marked } from './encoder';

const folder = join(import.meta.dirname, '../../../../../shared/reference/watermark-vectors');
const isThere = existsSync(folder);
const skipped = isThere ? '' : ' (skipped: there is no folder ../shared)';

const { image: OPENERS } = nodeOpeners();

async function picture(file: string): Promise<Pixels> {
  const opened = await OPENERS[file.endsWith('.jpg') ? 'jpeg' : 'png']?.(
    new Uint8Array(readFileSync(join(folder, file))),
  );
  const pixels = opened === undefined || isProblem(opened) ? opened : opened.whole();
  if (pixels === undefined || isProblem(pixels)) throw new Error(`${file}: ${pixels?.message}`);
  return pixels;
}

const message = (id: MessageId): Message => {
  const found = MESSAGES.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const coefficients = (pixels: Pixels, domain: Domain): Coefficients =>
  coefficientsOf(pixels, new Set([domain])).get(domain) ?? new Float64Array();

/** With sines, and around one mean for all bits: what the folder's list of expected values states. */
const plainRho = (pixels: Pixels, id: MessageId, domain: Domain): number => {
  const { bits, ...rest } = message(id);
  const plain: Message = { ...rest, bits, period: 1, pattern: centred(bits, 1) };
  return pearson(readBits(votesOf(coefficients(pixels, domain)), plain).soft, plain, 0);
};

/**
 * The rule of the package: a bit is 1 where more than 127 in 255 of its blocks lie above half a step. In bytes many lie on
 * it, and there the package goes by the last digits of its wavelet: between counting all of them and none.
 */
const matchingByTheirRule = (pixels: Pixels, id: MessageId, domain: Domain): readonly number[] => {
  const { bits } = message(id);
  const values = coefficients(pixels, domain);
  const matching = (isAbove: (remainder: number) => boolean): number =>
    bits.filter((bit, at) => {
      const own = values.filter((_, block) => block % bits.length === at);
      const share = own.filter((value) => isAbove(value % 36)).length / own.length;
      return bit === (share > 127 / 255 ? 1 : 0);
    }).length;
  return [matching((remainder) => remainder > 18), matching((remainder) => remainder >= 18)];
};

const VECTORS = [
  ['dwtdct-sdv1-u8-512.png', 'sdv1', 'u8', 0.9846, 111],
  ['dwtdct-sdv2-u8-512x384.png', 'sdv2', 'u8', 0.9872, 26],
  ['dwtdct-invoke-u8-410x326.png', 'invoke', 'u8', 0.9814, 51],
  ['dwtdct-sdxl-f32-512.png', 'sdxl', 'f32', 0.993, 43],
  ['dwtdct-sdxl-f32swap-512.png', 'sdxl', 'f32-swapped', 0.9957, 45],
  ['dwtdct-flux-f32-448x512.png', 'flux', 'f32', 0.9945, 45],
  ['dwtdct-flux-f32-448x512-q95-444.jpg', 'flux', 'f32', 0.994, 46],
] as const;

describe.skipIf(!isThere)(`pictures with a message${skipped}`, () => {
  it.each(VECTORS)('%s: %s in %s', async (file, id, domain, rho, matching) => {
    const pixels = await picture(file);
    expect(detect(pixels).map((found) => [found.message.id, found.domain])).toEqual([[id, domain]]);
    const tolerance = file.endsWith('.jpg') ? 0.01 : 0.0001;
    expect(Math.abs(plainRho(pixels, id, domain) - rho)).toBeLessThanOrEqual(tolerance);
    const slack = file.endsWith('.jpg') ? 1 : 0;
    const theirs = matchingByTheirRule(pixels, id, domain);
    expect(matching).toBeGreaterThanOrEqual(Math.min(...theirs) - slack);
    expect(matching).toBeLessThanOrEqual(Math.max(...theirs) + slack);
  });

  it.each([
    ['dwtdct-sdxl-f32-512.png', 'f32', [29.0892, 25.0676, 26.8844, 26.9102, 9.1384, 12.9827, 26.9621, 27.1914]],
    ['dwtdct-sdv1-u8-512.png', 'u8', [249.5, 245.5, 247.5, 279, 261.5, 261.5, 278, 277.5]],
  ] as const)('%s in %s: the first blocks', async (file, domain, first) => {
    const values = coefficients(await picture(file), domain).subarray(0, 8);
    for (const [at, value] of first.entries()) expect(Math.abs((values[at] ?? 0) - value)).toBeLessThan(2e-4);
  });

  it('without one has none, however hard one looks', async () => {
    const pixels = await picture('dwtdct-none-512.png');
    expect(detect(pixels, { isThorough: true })).toEqual([]);
    const all = MESSAGES.flatMap(({ id }) =>
      (['u8', 'f32', 'f32-swapped'] as const).map((domain) => plainRho(pixels, id, domain)),
    );
    expect(Math.max(...all)).toBeCloseTo(0.2142, 3);
  });
});

/** The pictures that messages were put into are not at hand: the writer of these tests is held to what it leaves behind. */
describe.skipIf(!isThere)(`the writer of these tests${skipped}`, () => {
  it.each(VECTORS.filter(([file]) => file.endsWith('.png')))(
    'puts a message in as %s has it',
    async (file, id, domain, rho) => {
      const theirs = await picture(file);
      const ours = marked(await picture('dwtdct-none-512.png'), message(id).bits, domain, 'cut');
      expect(Math.abs(plainRho(ours, id, domain) - rho)).toBeLessThan(0.02);
      const [there, here] = [theirs, ours].map((pixels) =>
        sharesOfSteps(coefficients(pixels, domain), message(id).bits),
      );
      for (const [at, share] of (there ?? []).entries()) expect(Math.abs((here?.[at] ?? 0) - share)).toBeLessThan(0.04);
    },
  );

  /** Of the blocks, how many lie within so far of where their bit belongs: 9 or 27 above a whole number of steps. */
  const sharesOfSteps = (values: Coefficients, bits: readonly number[]): readonly number[] => {
    const distances = [...values].map((value, block) =>
      Math.abs((value % 36) - (bits[block % bits.length] === 1 ? 27 : 9)),
    );
    return [1, 2, 4, 8].map((most) => distances.filter((distance) => distance < most).length / distances.length);
  };
});
