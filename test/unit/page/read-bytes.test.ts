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
    origins: new Map(),
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
  cors: false,
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
    ['chromium', OTHER, {}, UNDER_CORS],
    ['firefox', OTHER, {}, null],
    ['firefox', OTHER, { cors: true }, null],
    ['chromium', OTHER, { loaded: false }, null],
    ['chromium', OTHER, { kind: 'video' }, null],
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

describe('images of another origin', () => {
  it('the first that is refused speaks for all of its origin', async () => {
    const { asked, context } = start('chromium', () => new TypeError('no CORS'));
    const names = ['a', 'b', 'c'].map((name) => `https://cdn.example/${name}.png`);
    const all = await Promise.all(names.map((address) => readBytes(target(address), context)));
    expect(all).toEqual([null, null, null]);
    expect(asked).toHaveLength(1);
  });

  it('of other origins are not judged by it', async () => {
    const { asked, context } = start('chromium', (address) =>
      address.startsWith('https://cdn.') ? new TypeError('no CORS') : new Response('x'),
    );
    await readBytes(target(OTHER), context);
    expect(await readBytes(target('https://open.example/a.png'), context)).not.toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('of an origin whose answers are never cached are not read twice', async () => {
    const { asked, context } = start(
      'chromium',
      () => new Response('x', { headers: { 'cache-control': 'private, no-store' } }),
    );
    expect(await readBytes(target(OTHER), context)).not.toBeNull();
    expect(await readBytes(target('https://cdn.example/b.png'), context)).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it('that the page loaded under CORS are read whatever the origin did before', async () => {
    const { context } = start('chromium', (address) =>
      address.endsWith('open.png') ? new Response('x') : new TypeError('no CORS'),
    );
    await readBytes(target(OTHER), context);
    expect(await readBytes(target('https://cdn.example/open.png', { cors: true }), context)).not.toBeNull();
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
