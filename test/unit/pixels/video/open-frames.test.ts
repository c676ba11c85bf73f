/** From a video's bytes to pictures: how many pixels are taken, how frames are turned, and what they are worth. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openFrames } from '@/utils/pixels/browser/video/open-frames';
import { isProblem } from '@/utils/pixels/problem';

const read = (name: string): Uint8Array =>
  Uint8Array.from(readFileSync(join(import.meta.dirname, '../../../fixtures/frames/media', name)));

/** Of the frames that are decoded, one after the other; the last one's stays. Without any no frame comes. */
let sizes: (readonly [width: number, height: number])[];
let drawn: { readonly canvas: readonly number[]; readonly matrix: readonly number[]; readonly at: readonly number[] }[];

class FakeDecoder extends EventTarget {
  static isConfigSupported = async () => ({ supported: true });
  state = 'configured';
  decodeQueueSize = 0;
  constructor(private readonly init: { output: (frame: object) => void }) {
    super();
  }
  configure(): void {}
  decode({ timestamp }: { readonly timestamp: number }): void {
    if (sizes.length === 0) return;
    const [displayWidth, displayHeight] = (sizes.length > 1 ? sizes.shift() : sizes[0]) ?? [0, 0];
    this.init.output({ timestamp, displayWidth, displayHeight, close: () => undefined });
  }
  async flush(): Promise<void> {}
  close(): void {
    this.state = 'closed';
  }
}

class FakeCanvas {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}
  getContext() {
    let matrix: readonly number[] = [];
    return {
      setTransform: (...values: readonly number[]) => {
        matrix = values;
      },
      drawImage: (_: object, ...at: readonly number[]) => {
        drawn.push({ canvas: [this.width, this.height], matrix, at });
      },
      getImageData: () => ({ data: new Uint8ClampedArray(0) }),
    };
  }
}

beforeEach(() => {
  [sizes, drawn] = [[[1280, 720]], []];
  vi.stubGlobal('VideoDecoder', FakeDecoder);
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
  vi.stubGlobal(
    'EncodedVideoChunk',
    class {
      readonly timestamp: number;
      constructor({ timestamp }: { readonly timestamp: number }) {
        this.timestamp = timestamp;
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const open = (name = 'star.mp4', exactness: 'lossy' | 'disturbed' = 'lossy') =>
  openFrames(async () => exactness)(read(name));
const framesOf = async (name?: string) => {
  const film = await open(name);
  if (isProblem(film)) throw new Error(film.message);
  return film.frames.map(({ width, height, seconds }) => [width, height, seconds]);
};

describe('frames', () => {
  it('have their size and time', async () => {
    expect(await framesOf()).toEqual([0, 1, 2, 3, 4].map((seconds) => [1280, 720, seconds]));
    expect(drawn[0]).toEqual({ canvas: [1280, 720], matrix: [1, 0, -0, 1, 640, 360], at: [-640, -360, 1280, 720] });
  });

  it('are turned as they are shown', async () => {
    expect((await framesOf('star-turned.mp4'))[0]).toEqual([720, 1280, 0]);
    expect(drawn[0]).toEqual({ canvas: [720, 1280], matrix: [0, 1, -1, 0, 360, 640], at: [-640, -360, 1280, 720] });
  });

  it('may change their size on the way', async () => {
    sizes = [
      [640, 360],
      [1280, 720],
    ];
    expect((await framesOf()).map(([width]) => width)).toEqual([640, 1280, 1280, 1280, 1280]);
  });

  it('of 8K are as many as one picture has pixels', async () => {
    sizes = [[7680, 4320]];
    expect(await framesOf()).toHaveLength(3);
  });

  it('that turn out to be too large are not drawn, and told of', async () => {
    sizes = [
      [1280, 720],
      [65_535, 65_535],
    ];
    expect(await open()).toMatchObject({ code: 'over-budget' });
    expect(drawn).toHaveLength(1);
  });

  it('of which the decoder gives none are not taken for looked at', async () => {
    sizes = [];
    expect(await open()).toMatchObject({ code: 'malformed' });
  });

  it('say where a canvas gives others than were drawn', async () => {
    expect(await open('star.mp4', 'disturbed')).toMatchObject({ exactness: 'disturbed' });
  });
});
