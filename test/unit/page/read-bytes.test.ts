import { describe, expect, it } from 'vitest';
import {
  decodeDataAddress,
  isWorthReading,
  type ReadContext,
  type ReadTarget,
  readBytes,
} from '@/utils/page/read-bytes';

interface Asked {
  readonly address: string;
  readonly cache: string | undefined;
  readonly mode: string | undefined;
  readonly credentials: string | undefined;
}

const start = (
  engine: ReadContext['engine'],
  answer: (address: string) => Response | Error = () => new Response('x'),
) => {
  const asked: Asked[] = [];
  const context: ReadContext = {
    engine,
    origin: 'https://page.example',
    fetch: async (address, { cache, mode, credentials }) => {
      asked.push({ address, cache, mode, credentials });
      const answered = answer(address);
      if (answered instanceof Error) throw answered;
      return answered;
    },
  };
  return { asked, context };
};

const target = (address: string, over: Partial<ReadTarget> = {}): ReadTarget => ({
  address,
  kind: 'image',
  loaded: true,
  isOpen: false,
  ...over,
});

const SAME = 'https://page.example/a.png';
const OTHER = 'https://cdn.example/a.png';
const BLOB = 'blob:https://page.example/1234';

describe('each address has its one way per browser', () => {
  const CACHED = { cache: 'only-if-cached', mode: 'same-origin' };
  const UNDER_CORS = { cache: 'force-cache', mode: 'cors', credentials: 'omit' };
  it.each([
    ['chromium', SAME, {}, CACHED],
    ['firefox', SAME, {}, CACHED],
    ['chromium', BLOB, {}, {}],
    ['firefox', BLOB, {}, {}],
    ['chromium', OTHER, { isOpen: true }, UNDER_CORS],
    ['chromium', OTHER, {}, null],
    ['firefox', OTHER, { isOpen: true }, null],
    ['chromium', OTHER, { isOpen: true, loaded: false }, null],
    ['chromium', OTHER, { isOpen: true, kind: 'video' }, null],
    ['chromium', 'data:image/png;base64,AAAA', {}, null],
  ] as const)('%s, %s %o', async (engine, address, over, init) => {
    const { asked, context } = start(engine);
    const bytes = await readBytes(target(address, over), context);
    expect(asked).toEqual(init ? [expect.objectContaining({ address, ...init })] : []);
    expect(bytes !== null).toBe(init !== null || address.startsWith('data:'));
  });

  it('never asks the network for a same-origin image that is not cached', async () => {
    const { asked, context } = start('chromium', () => new TypeError('not cached'));
    expect(await readBytes(target(SAME), context)).toBeNull();
    expect(asked).toHaveLength(1);
  });
});

describe('an answer', () => {
  it.each([
    ['of any status counts when the browser shows the picture', 404, true, true],
    ['with an error does not when it shows none', 404, false, false],
    ['that is a part does not', 206, true, false],
  ])('%s', async (_, status, loaded, isRead) => {
    const { context } = start('chromium', () => new Response('x', { status }));
    expect((await readBytes(target(SAME, { loaded }), context)) !== null).toBe(isRead);
  });

  it('that says it is too long is not read', async () => {
    const { context } = start('chromium', () => new Response('x', { headers: { 'content-length': '300000000' } }));
    expect(await readBytes(target(SAME), context)).toBeNull();
  });
});

describe('data: addresses are decoded here', () => {
  it.each([
    ['data:image/png;base64,AAEC/w==', [0, 1, 2, 255]],
    ['data:;base64,AAEC', [0, 1, 2]],
    ['data:image/png;BASE64, AA EC', [0, 1, 2]],
    ['data:image/png;base64,AAEC%2Fw%3D%3D', [0, 1, 2, 255]],
    ['data:text/plain,a%00%zz%2', [97, 0, 37, 122, 122, 37, 50]],
    ['data:,a#fragment', [97]],
    ['data:,', []],
  ])('%s', async (address, bytes) => {
    const blob = decodeDataAddress(address);
    expect(blob && [...new Uint8Array(await blob.arrayBuffer())]).toEqual(bytes);
  });

  it.each(['data:image/png;base64', 'data:image/png;base64,*'])('%s has no bytes', (address) => {
    expect(decodeDataAddress(address)).toBeNull();
  });
});

it.each([
  [SAME, 'image', true],
  [SAME, 'video', false],
  [SAME, 'audio', false],
  [BLOB, 'video', true],
] as const)('%s as %s is worth reading whole: %s', (address, kind, expected) => {
  expect(isWorthReading(target(address, { kind }))).toBe(expected);
});
