/** The browser's decoder as it may behave: what it gives is closed, and whatever it does ends. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeFilm } from '@/utils/pixels/browser/video/decode-film';
import type { Film } from '@/utils/pixels/browser/video/film';

const LIMIT_MS = 1_000;

interface FakeFrame {
  readonly timestamp: number;
  readonly close: () => void;
}

type Behaviour = 'decodes' | 'hangs' | 'fails' | 'refuses' | 'does not flush';

let behaviour: Behaviour;
let isSupported: boolean;
let given: FakeFrame[];
let open: number;
let longest: number;
let decoders: FakeDecoder[];

class FakeDecoder extends EventTarget {
  static isConfigSupported = async () => ({ supported: isSupported });
  state = 'unconfigured';
  decodeQueueSize = 0;
  constructor(private readonly init: { output: (frame: FakeFrame) => void; error: (error: Error) => void }) {
    super();
    decoders.push(this);
  }
  configure(): void {
    if (behaviour === 'refuses') throw new TypeError('no such configuration');
    this.state = 'configured';
  }
  decode({ timestamp }: { readonly timestamp: number }): void {
    this.decodeQueueSize += 1;
    longest = Math.max(longest, this.decodeQueueSize);
    if (behaviour === 'hangs') return;
    setTimeout(() => this.give(timestamp));
  }
  private give(timestamp: number): void {
    if (this.state === 'closed') return;
    this.decodeQueueSize -= 1;
    if (behaviour === 'fails') {
      this.state = 'closed';
      this.init.error(new Error('bad data'));
      return;
    }
    const frame = { timestamp, close: vi.fn() };
    open += 1;
    frame.close.mockImplementation(() => {
      open -= 1;
    });
    given.push(frame);
    this.init.output(frame);
    this.dispatchEvent(new Event('dequeue'));
  }
  flush(): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (behaviour === 'does not flush') return;
        if (this.decodeQueueSize === 0) resolve();
        else this.addEventListener('dequeue', check, { once: true });
      };
      check();
    });
  }
  close(): void {
    this.state = 'closed';
  }
}

const film = (count: number, wanted: readonly number[]): Film =>
  ({
    config: { codec: 'vp8' },
    turn: { degrees: 0, isMirrored: false },
    packets: Array.from({ length: count }, (_, timestamp) => ({ toEncodedVideoChunk: () => ({ timestamp }) })),
    wanted: new Set(wanted),
  }) as unknown as Film;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('VideoDecoder', FakeDecoder);
  [behaviour, isSupported, given, open, longest, decoders] = ['decodes', true, [], 0, 0, []];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const decode = async (one: Film, take: (frame: VideoFrame) => void = () => undefined) => {
  const problem = decodeFilm(one, LIMIT_MS, take);
  await vi.runAllTimersAsync();
  return problem;
};
const isAllClosed = (): boolean => open === 0 && decoders.every(({ state }) => state === 'closed');

describe('the frames of a video', () => {
  it('that are wanted are handed out while they are open, and all are closed', async () => {
    const taken: [number, number][] = [];
    expect(await decode(film(40, [3, 17, 39]), ({ timestamp }) => void taken.push([timestamp, open]))).toBeUndefined();
    expect(taken).toEqual([
      [3, 1],
      [17, 1],
      [39, 1],
    ]);
    expect(given).toHaveLength(40);
    expect(isAllClosed()).toBe(true);
  });

  it('that have the same time are handed out once', async () => {
    const same = film(40, [7]);
    const packets = Array.from({ length: 40 }, () => ({ toEncodedVideoChunk: () => ({ timestamp: 7 }) }));
    let taken = 0;
    expect(await decode({ ...same, packets } as unknown as Film, () => void taken++)).toBeUndefined();
    expect([taken, given.length, isAllClosed()]).toEqual([1, 40, true]);
  });

  it('are not handed to the decoder all at once', async () => {
    await decode(film(100, []));
    expect(longest).toBe(8);
  });
});

describe('a decoder that', () => {
  it.each([
    ['never answers', 'hangs', 'timeout'],
    ['does not say that it is done', 'does not flush', 'timeout'],
    ['fails', 'fails', 'malformed'],
    ['does not take the configuration after all', 'refuses', 'malformed'],
  ] as const)('%s ends with a reason, and is closed', async (_, how, code) => {
    behaviour = how;
    expect(await decode(film(20, [1]))).toMatchObject({ code });
    expect(isAllClosed()).toBe(true);
  });

  it('does not know the coding says so, and is given nothing', async () => {
    isSupported = false;
    expect(await decode(film(2, [1]))).toMatchObject({
      code: 'unsupported',
      message: 'This browser does not decode video of the coding vp8.',
    });
    expect(given).toEqual([]);
    expect(isAllClosed()).toBe(true);
  });

  it('does not exist is told of', async () => {
    vi.stubGlobal('VideoDecoder', undefined);
    expect(await decode(film(2, [1]))).toMatchObject({ code: 'unsupported' });
  });

  it('gives a frame that cannot be drawn costs the look, and leaves nothing open', async () => {
    const take = (): never => {
      throw new Error('no memory');
    };
    expect(await decode(film(2, [1]), take)).toMatchObject({ code: 'crashed' });
    expect(isAllClosed()).toBe(true);
  });
});
