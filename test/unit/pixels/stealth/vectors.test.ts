/** Pictures that were written elsewhere, where the folder that holds them lies beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findWatermarks } from '@/utils/pixels/find-watermarks';
import { OWN_OPENERS } from '@/utils/pixels/openers';
import { decodePng } from '@/utils/pixels/png';
import { isProblem } from '@/utils/pixels/problem';
import { stealth } from '@/utils/pixels/stealth';
import { hidden, message, type Pixels, signatureOf, textMessage } from './writer';

const shared = join(import.meta.dirname, '../../../../../shared');
const isThere = existsSync(join(shared, 'reference/watermark-vectors'));
const skipped = isThere ? '' : ' (skipped: there is no folder ../shared)';

const bytesOf = (...path: readonly string[]): Uint8Array => new Uint8Array(readFileSync(join(shared, ...path)));
const vector = (name: string): Uint8Array => bytesOf('reference/watermark-vectors', `${name}.png`);
const picture = (name: string): Pixels => {
  const decoded = decodePng(vector(name));
  if (isProblem(decoded)) throw new Error(decoded.message);
  return decoded;
};

const INFOTEXT = {
  tool: 'A1111-compatible',
  model: 'test',
  fields: {
    Prompt: 'masterpiece, a red fox in snow',
    'Negative prompt': 'blurry',
    Steps: '28',
    Sampler: 'Euler a',
    'CFG scale': '7',
    Seed: '12345',
    Size: '160x168',
  },
};
const DAMAGED = { codes: ['payload-damaged'], fields: {} };
const NOVELAI = { tool: 'NovelAI', model: 'NovelAI Diffusion V4.5 4BDE2A90' };

const lookInPng = (bytes: Uint8Array) =>
  findWatermarks({ kind: 'image', container: 'png', bytes }, OWN_OPENERS, { decoders: [stealth], faults: 'throw' });

describe.skipIf(!isThere)(`vectors${skipped}`, () => {
  it.each([
    ['stealth-alpha-info', 'alpha', INFOTEXT],
    ['stealth-alpha-comp', 'alpha', INFOTEXT],
    ['stealth-alpha-comp-short', 'alpha', INFOTEXT],
    ['stealth-rgb-info', 'RGB', INFOTEXT],
    ['stealth-rgb-comp', 'RGB', INFOTEXT],
    ['stealth-nai-signed', 'alpha', NOVELAI],
    ['stealth-alpha-badgzip', 'alpha', DAMAGED],
    ['stealth-alpha-hugelen', 'alpha', DAMAGED],
  ] as const)('%s: %s', async (name, carrier, said) => {
    const { findings, problem } = await lookInPng(vector(name));
    expect(problem).toBeUndefined();
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      mark: 'watermark-stealth',
      status: 'ai-generated',
      assurance: 'declared',
      place: `pixels ${carrier} LSB`,
      ...said,
    });
  });

  it.each(['dwtdct-none-512', 'dwtdct-sdv1-u8-512', 'dwtdct-sdxl-f32-512', 'dwtdct-invoke-u8-410x326'])(
    '%s: nothing',
    async (name) => {
      expect(await lookInPng(vector(name))).toEqual({ findings: [] });
    },
  );

  it.each([
    ['stealth-alpha-info', 'alpha', textMessage('alpha', false)],
    ['stealth-rgb-info', 'rgb', textMessage('rgb', false)],
    [
      'stealth-alpha-badgzip',
      'alpha',
      message(signatureOf('alpha', true), Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 4)),
    ],
    ['stealth-alpha-hugelen', 'alpha', message(signatureOf('alpha', false), Uint8Array.of(), 0xffffffff)],
  ] as const)('%s is what the writer of these tests writes', (name, carrier, bytes) => {
    const there = picture(name);
    // Every bit that the message takes, the other way round first.
    const cleared = hidden(
      there,
      carrier,
      bytes.map((byte) => ~byte),
    );
    expect(cleared.rgba).not.toEqual(there.rgba);
    expect(hidden(cleared, carrier, bytes).rgba).toEqual(there.rgba);
  });
});

describe.skipIf(!isThere)(`known media${skipped}`, () => {
  interface Row {
    readonly file: string;
    readonly container: string;
    readonly marks: readonly { readonly mark: string }[];
  }
  const rows: readonly Row[] = isThere ? JSON.parse(readFileSync(join(shared, 'corpus/expected.json'), 'utf8')) : [];

  it('have it where they are known to, and no other PNG has', { timeout: 60_000 }, async () => {
    const pngs = rows.filter(({ container }) => container === 'png');
    const found: string[] = [];
    for (const { file } of pngs) {
      const { findings } = await lookInPng(bytesOf('corpus', file));
      if (findings.length > 0) found.push(file);
    }
    const known = pngs.filter(({ marks }) => marks.some(({ mark }) => mark === 'watermark-stealth'));
    expect(known.length).toBeGreaterThan(0);
    expect(found).toEqual(known.map(({ file }) => file));
  });
});
