import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { PIXEL_LIMITS } from '@/utils/pixels/limits';
import type { DecodedPicture } from '@/utils/pixels/picture';
import { openPng } from '@/utils/pixels/png';
import { isProblem, truncatedPicture } from '@/utils/pixels/problem';
import { stealth } from '@/utils/pixels/stealth';
import { randomFrom } from '../../../fuzz/random';
import { type Drawing, writePng } from '../png/writer';
import {
  bitsOf,
  type CarrierName,
  hidden,
  message,
  type Pixels,
  rgbaPng,
  scene,
  signatureOf,
  TEXT,
  textMessage,
} from './writer';

/** With another byte there. */
const changedAt = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, index) => (index === at ? ~byte : byte));

const decode = (picture: DecodedPicture) =>
  stealth.decode({ kind: 'image', container: 'png', bytes: new Uint8Array(), picture }, { isThorough: false });
const look = (png: Uint8Array) => {
  const picture = openPng(png);
  return isProblem(picture) ? picture : decode(picture);
};
const lookAt = (pixels: Pixels) => look(rgbaPng(pixels));

const finding = (more: object) => [
  { mark: 'watermark-stealth', status: 'ai-generated', assurance: 'declared', deviations: [], ...more },
];
const FOX = {
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
const PLACES = { alpha: 'pixels alpha LSB', rgb: 'pixels RGB LSB' } as const;
const fox = (carrier: CarrierName) => finding({ place: PLACES[carrier], ...FOX });
const damaged = (carrier: CarrierName = 'alpha') =>
  finding({ place: PLACES[carrier], codes: ['payload-damaged'], fields: {} });

describe('a message is read', () => {
  const sizes: Readonly<Record<CarrierName, readonly (readonly [string, number, number])[]>> = {
    alpha: [
      ['its head in one column', 40, 200],
      ['its head in several columns', 100, 40],
      ['one column', 1, 1_400],
      ['one line', 1_400, 1],
    ],
    rgb: [
      ['its head in one column', 20, 80],
      ['its head in several columns', 50, 13],
      ['one column', 1, 500],
      ['one line', 500, 1],
    ],
  };
  const cases = (['alpha', 'rgb'] as const).flatMap((carrier) =>
    [false, true].flatMap((isPacked) =>
      sizes[carrier].map(([what, width, height]) => ({ carrier, isPacked, what, width, height })),
    ),
  );
  it.each(cases)('$carrier, packed: $isPacked, $what', ({ carrier, isPacked, width, height }) => {
    const pixels = scene(width, height);
    expect(lookAt(pixels)).toEqual([]);
    expect(lookAt(hidden(pixels, carrier, textMessage(carrier, isPacked)))).toEqual(fox(carrier));
  });

  it.each([
    ['alpha', 8 * (15 + 4 + TEXT.length), 1],
    ['alpha', 13, (8 * (15 + 4 + TEXT.length)) / 13],
    ['rgb', (8 * (15 + 4 + TEXT.length)) / 3, 1],
  ] as const)('%s, as long as there is room (%i × %i)', (carrier, width, height) => {
    const bytes = textMessage(carrier, false);
    expect(lookAt(hidden(scene(width, height), carrier, bytes))).toEqual(fox(carrier));
    expect(lookAt(hidden(scene(width - 1, height), carrier, bytes))).toEqual(damaged(carrier));
  });

  it('in alpha where there is one in RGB, too', () => {
    const both = hidden(hidden(scene(60, 60), 'rgb', textMessage('rgb', false)), 'alpha', textMessage('alpha', true));
    expect(lookAt(both)).toEqual(fox('alpha'));
  });

  const valueAt = ({ width, rgba }: Pixels, x: number, y: number, channel: number): number =>
    rgba[4 * (y * width + x) + channel] ?? 0;
  const carrying = {
    alpha: hidden(scene(30, 50), 'alpha', textMessage('alpha', false)),
    rgb: hidden(scene(30, 50), 'rgb', textMessage('rgb', false)),
  };
  /** Alpha 254 and 255 under one of two greys: index 0 … 3. */
  const palette = Uint8Array.of(10, 10, 10, 10, 10, 10, 200, 200, 200, 200, 200, 200);
  const forms: readonly (readonly [string, CarrierName, Omit<Drawing, 'width' | 'height'>])[] = [
    [
      'RGBA, 16 bits',
      'alpha',
      { depth: 16, colourType: 6, sample: (x, y, c) => 257 * valueAt(carrying.alpha, x, y, c) },
    ],
    ['RGB', 'rgb', { depth: 8, colourType: 2, sample: (x, y, c) => valueAt(carrying.rgb, x, y, c) }],
    ['RGB, 16 bits', 'rgb', { depth: 16, colourType: 2, sample: (x, y, c) => 257 * valueAt(carrying.rgb, x, y, c) }],
    [
      'RGBA, interlaced',
      'alpha',
      { depth: 8, colourType: 6, isInterlaced: true, sample: (x, y, c) => valueAt(carrying.alpha, x, y, c) },
    ],
    [
      'RGB, interlaced',
      'rgb',
      { depth: 8, colourType: 2, isInterlaced: true, sample: (x, y, c) => valueAt(carrying.rgb, x, y, c) },
    ],
    [
      'grey with alpha',
      'alpha',
      { depth: 8, colourType: 4, sample: (x, y, c) => (c === 0 ? 77 : valueAt(carrying.alpha, x, y, 3)) },
    ],
    [
      'a palette with alpha',
      'alpha',
      {
        depth: 2,
        colourType: 3,
        palette,
        transparency: Uint8Array.of(254, 255, 254, 255),
        sample: (x, y) => 2 * ((x ^ y) & 1) + (valueAt(carrying.alpha, x, y, 3) & 1),
      },
    ],
  ];
  it.each(forms)('in a PNG of another form: %s', (_, carrier, drawing) => {
    expect(look(writePng({ width: 30, height: 50, ...drawing }))).toEqual(fox(carrier));
  });
});

describe('what a message says', () => {
  const said = (text: string) => lookAt(hidden(scene(80, 120), 'alpha', textMessage('alpha', true, text)));
  const comment = { prompt: 'a fox', steps: 28, sampler: 'k_euler', seed: 42, scale: 5, width: 64, height: 96 };
  const novelai = (more: object): string =>
    JSON.stringify({
      Description: 'a fox',
      Software: 'NovelAI',
      Source: 'NovelAI Diffusion V4.5 4BDE2A90',
      Comment: JSON.stringify({ ...comment, ...more }),
    });

  it.each([
    [
      'NovelAI',
      novelai({}),
      {
        tool: 'NovelAI',
        model: 'NovelAI Diffusion V4.5 4BDE2A90',
        fields: { Prompt: 'a fox', Steps: '28', Sampler: 'k_euler', 'CFG scale': '5', Seed: '42', Size: '64x96' },
      },
    ],
    ['NovelAI, a part redrawn', novelai({ request_type: 'NativeInfillingRequest' }), { status: 'ai-edited' }],
    [
      'a ComfyUI graph',
      '{"prompt":{"1":{"class_type":"KSampler","inputs":{"seed":5,"steps":9}}}}',
      { tool: 'ComfyUI' },
    ],
    ['settings of no known tool', '{"prompt":"a fox","seed":5,"steps":9}', { tool: 'unknown diffusion tool' }],
  ])('is read by the rules for generators: %s', (_, text, more) => {
    expect(said(text)).toMatchObject(finding({ place: PLACES.alpha, ...more }));
  });

  it.each([
    ['a text of no known form', 'a fox in the snow'],
    ['JSON of no known form', '{"a":[1,2]}'],
    ['JSON nested beyond the limit', '['.repeat(5_000)],
    ['JSON that is none', '{"prompt":"a fox","seed":5,'],
  ])('is AI for its signature alone: %s', (_, text) => {
    expect(said(text)).toEqual(finding({ place: PLACES.alpha, fields: {} }));
  });
});

describe('a picture without a signature has nothing', () => {
  it.each([
    ['opaque', scene(64, 64)],
    ['clear', { ...scene(64, 64), rgba: new Uint8Array(4 * 64 * 64) }],
    ['white', { ...scene(64, 64), rgba: new Uint8Array(4 * 64 * 64).fill(0xff) }],
    ['too small for one', scene(7, 17)],
    ['a single pixel', scene(1, 1)],
  ])('%s', (_, pixels) => {
    expect(lookAt(pixels)).toEqual([]);
  });

  it('noise in every channel', () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = randomFrom('stealth', seed);
      expect(lookAt({ width: 24, height: 200, rgba: random.bytes(4 * 24 * 200) })).toEqual([]);
    }
  });

  const NEAREST: readonly (readonly [string, CarrierName, Uint8Array])[] = [
    ['the signature of the other carrier in alpha', 'alpha', textMessage('rgb', false)],
    ['the signature of the other carrier in RGB', 'rgb', textMessage('alpha', false)],
    ['in capitals', 'alpha', message('STEALTH_PNGINFO', Uint8Array.of(65))],
    ['a name that begins alike', 'alpha', message('stealth_pngdata', Uint8Array.of(65))],
    ['one bit late', 'alpha', Uint8Array.from([...textMessage('alpha', false)], (byte) => byte >> 1)],
    ['the text alone', 'alpha', new TextEncoder().encode(TEXT)],
  ];
  it.each(NEAREST)('%s', (_, carrier, bytes) => {
    expect(lookAt(hidden(scene(60, 60), carrier, bytes))).toEqual([]);
  });

  it('line by line instead of column by column', () => {
    const { rgba } = hidden(scene(60, 60), 'alpha', textMessage('alpha', false));
    const turned = rgba.map((_, at) => rgba[4 * (((at >> 2) % 60) * 60 + Math.floor((at >> 2) / 60)) + (at & 3)] ?? 0);
    expect(lookAt({ width: 60, height: 60, rgba: turned })).toEqual([]);
  });

  it.each(['alpha', 'rgb'] as const)('any bit of the signature changed, in %s', (carrier) => {
    const bytes = textMessage(carrier, false);
    for (let bit = 0; bit < 8 * 15; bit++) {
      const changed = bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (0x80 >> (bit & 7)) : byte));
      expect([bit, lookAt(hidden(scene(40, 40), carrier, changed))]).toEqual([bit, []]);
    }
  });
});

describe('a message that cannot be read is still one', () => {
  const SIGNATURE = signatureOf('alpha', true);
  const packed = new Uint8Array(gzipSync(TEXT));
  const alpha = (bytes: Uint8Array, width = 60, height = 60) => lookAt(hidden(scene(width, height), 'alpha', bytes));
  const plain = (text: Uint8Array, lengthBits?: number) =>
    alpha(message(signatureOf('alpha', false), text, lengthBits), 40, 40);

  it.each([
    ['no room behind the signature', 12, 10],
    ['no room for its length', 151, 1],
    ['no room behind its length', 152, 1],
  ])('%s', (_, width, height) => {
    expect(alpha(textMessage('alpha', false), width, height)).toEqual(damaged());
  });

  it.each([
    ['of no length', message(SIGNATURE, packed, 0)],
    ['of less than a byte', message(SIGNATURE, packed, 7)],
    ['longer than the picture', message(SIGNATURE, packed, 160 * 160 - 152 + 1)],
    ['of a length of all ones', message(SIGNATURE, packed, 0xffffffff)],
    ['no gzip', message(SIGNATURE, Uint8Array.of(1, 2, 3, 4))],
    ['gzip cut short', message(SIGNATURE, packed.subarray(0, -9))],
    ['gzip without its trailer', message(SIGNATURE, packed.subarray(0, -8))],
    ['gzip with another checksum', message(SIGNATURE, changedAt(packed, packed.length - 8))],
    ['gzip that states another size', message(SIGNATURE, changedAt(packed, packed.length - 1))],
    [
      'more than it may unpack to',
      message(SIGNATURE, new Uint8Array(gzipSync(new Uint8Array(2 * 1024 * 1024), { level: 9 }))),
    ],
  ])('%s', (_, bytes) => {
    expect(alpha(bytes, 160, 160)).toEqual(damaged());
  });

  it('a length in bits that is no whole number of bytes is cut to one', () => {
    const text = new TextEncoder().encode(`${TEXT}.`);
    expect(plain(text, 8 * text.length - 1)).toEqual(fox('alpha'));
  });

  it('text that is no UTF-8 is said to be damaged, and what can be read is told', () => {
    const text = new TextEncoder().encode(TEXT);
    const result = plain(text.map((byte, at) => (at === 0 ? 0xff : byte)));
    const fields = { ...FOX.fields, Prompt: '�asterpiece, a red fox in snow' };
    expect(result).toEqual(finding({ place: PLACES.alpha, ...FOX, fields, codes: ['payload-damaged'] }));
  });

  it('whatever bit is changed: it is read as it was, or said to be damaged', () => {
    const bytes = message(SIGNATURE, packed);
    fc.assert(
      fc.property(fc.integer({ min: 8 * 15, max: 8 * bytes.length - 1 }), (bit) => {
        const result = alpha(bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (0x80 >> (bit & 7)) : byte)));
        // The time and the system in the head of a gzip member say nothing.
        expect([fox('alpha'), damaged()]).toContainEqual(result);
      }),
      { numRuns: 300 },
    );
  });

  it('beyond the limit nothing is asked for', () => {
    const bits = bitsOf(message(SIGNATURE, packed, 8 * (PIXEL_LIMITS.stealthBytes + 1)));
    const whole = vi.fn();
    const line = (y: number) => new Uint8Array(40_000).fill(0xfe | Number(bits[y] ?? 0), 3, 4);
    const huge: DecodedPicture = { width: 10_000, height: 9_000, exactness: 'every-value', line, whole };
    expect(decode(huge)).toEqual(damaged());
    expect(whole).not.toHaveBeenCalled();
  });

  it('nor where the rest of the picture cannot be had', () => {
    const bits = bitsOf(message(SIGNATURE, packed));
    const line = (y: number) => Uint8Array.of(0, 0, 0, 0xfe | Number(bits[y] ?? 0));
    const broken: DecodedPicture = {
      width: 1,
      height: 9_000,
      exactness: 'every-value',
      line,
      whole: () => truncatedPicture('cut'),
    };
    expect(decode(broken)).toEqual(damaged());
  });
});

describe('a file that ends early', () => {
  const file = rgbaPng(
    hidden({ ...scene(40, 60), rgba: new Uint8Array(4 * 40 * 60).fill(0xff) }, 'alpha', textMessage('alpha', true)),
  );

  it('is never said to have nothing, at whatever byte it ends', () => {
    const seen = new Set<string>();
    for (let length = 0; length <= file.length; length++) {
      const result = look(file.subarray(0, length));
      if ('code' in result) seen.add(result.code);
      else {
        expect(result).toHaveLength(1);
        expect([fox('alpha'), damaged()]).toContainEqual(result);
        seen.add('found');
      }
    }
    expect(look(file)).toEqual(fox('alpha'));
    expect([...seen].sort()).toEqual(['found', 'malformed', 'truncated']);
  });
});
