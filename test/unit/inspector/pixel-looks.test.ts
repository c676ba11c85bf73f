/** The third stage: where its bytes come from, what is counted, and what becomes of everything that can go wrong. */
import { beforeEach, describe, expect, it } from 'vitest';
import { unreadableReport } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import { createPixelLooks, type LookRequest, type LooksTools } from '@/utils/inspector/pixel-looks';
import { CHECK_PRIORITY } from '@/utils/inspector/worker-host';
import type { LookJob, LookResult, Validators } from '@/utils/messages/inspector';
import type { PixelReading } from '@/utils/pixels/reading';

const ADDRESS = 'https://media.example/a.png';
const READING: PixelReading = { findings: [] };
const stated: LabelReport = {
  ...unreadableReport(ADDRESS, 'empty', ''),
  error: null,
  kind: 'image',
  container: 'png',
  bytes: 3,
};

let jobs: LookJob[];
let priorities: number[];
let aborted: string[];
let kept: { readonly address: string; readonly validators: Validators }[];
let requests: string[];
let reserved: { readonly most: number; used: number | null }[];
let left: number | null;
let turns: number;
let respond: () => Response | Promise<Response>;
let answer: (job: LookJob) => Promise<LookResult>;

const looked =
  (reading: PixelReading) =>
  async ({ jobId }: LookJob): Promise<LookResult> => ({ jobId, outcome: 'looked', reading, pixels: 1 });

beforeEach(() => {
  [jobs, priorities, aborted, kept, requests, reserved, turns] = [[], [], [], [], [], [], 0];
  left = 1_000;
  respond = () => new Response('abc', { headers: { etag: '"1"' } });
  answer = looked(READING);
});

const tools: LooksTools = {
  cache: { putPixels: async (address, _reading, validators) => void kept.push({ address, validators }) },
  host: {
    look: (job, priority) => {
      jobs.push(job);
      priorities.push(priority);
      return answer(job);
    },
    abort: (jobId) => aborted.push(jobId),
  },
  budget: {
    reserve: async (_tabId, most) => {
      if (left === null) return null;
      const entry: (typeof reserved)[number] = { most, used: null };
      reserved.push(entry);
      return {
        bytes: Math.min(most, left),
        settle: async (used) => {
          entry.used = used;
        },
      };
    },
  },
  fetch: async (address) => {
    requests.push(address);
    return respond();
  },
  wall: { behind: (read) => read(), withPassageTo: (_, read) => read() },
  redirects: { watch: () => ({ refusal: async () => null, end: () => undefined }) },
};

const request = (patch: Partial<LookRequest> = {}): LookRequest => ({
  medium: { address: ADDRESS, kind: 'image', loaded: true },
  tabId: 3,
  stated,
  whole: null,
  copy: async () => null,
  refusal: async () => null,
  onTurn: () => {
    turns += 1;
  },
  isAskedFor: false,
  home: null,
  incognito: false,
  ...patch,
});

const look = (patch: Partial<LookRequest> = {}, signal = new AbortController().signal) =>
  createPixelLooks(tools).look(request(patch), signal);

const LOOKED = { state: 'looked', reading: READING };

describe('the bytes are', () => {
  it('those that were read whole for the labels', async () => {
    expect(await look({ whole: { bytes: new Blob(['xyz']), validators: { etag: '"2"' } } })).toEqual(LOOKED);
    expect([requests, reserved]).toEqual([[], []]);
    expect(kept).toEqual([{ address: ADDRESS, validators: { etag: '"2"' } }]);
  });

  it('else the page’s own copy, which costs nothing and is not kept', async () => {
    expect(await look({ copy: async () => new Blob(['xyz']) })).toEqual(LOOKED);
    expect([requests, reserved, kept]).toEqual([[], [], []]);
    expect(await jobs[0]?.bytes.text()).toBe('xyz');
  });

  it('else read over the network, counted as they are read', async () => {
    expect(await look()).toEqual(LOOKED);
    expect(requests).toEqual([ADDRESS]);
    expect(reserved).toEqual([{ most: 3, used: 3 }]);
    expect(jobs).toMatchObject([{ stated: { kind: 'image', container: 'png', bytes: 3 }, isThorough: false }]);
    expect(kept).toEqual([{ address: ADDRESS, validators: { etag: '"1"' } }]);
  });

  it('as many as are left, where nobody has said how many there are', async () => {
    await look({ stated: { ...stated, bytes: null } });
    expect(reserved).toEqual([{ most: Number.POSITIVE_INFINITY, used: 3 }]);
  });
});

describe('nothing is read where', () => {
  it.each([
    ['nothing is left', null, 'over-budget', []],
    ['less is left than there is', 2, 'over-budget', [{ most: 3, used: 0 }]],
  ] as const)('%s', async (_, bytes, state, counted) => {
    left = bytes;
    expect(await look()).toEqual({ state });
    expect([requests, jobs]).toEqual([[], []]);
    expect(reserved).toEqual(counted);
  });

  it('a reason against it has come up before its turn', async () => {
    expect(await look({ refusal: async () => 'not-seen', copy: () => Promise.reject(new Error('asked')) })).toEqual({
      state: 'not-seen',
    });
    expect(turns).toBe(0);
  });

  it('it is a video that is not at hand, unless a person asks', async () => {
    const video: LabelReport = { ...stated, kind: 'video', container: 'mp4' };
    expect(await look({ stated: video })).toEqual({ state: 'when-asked' });
    expect([requests, jobs, reserved]).toEqual([[], [], []]);
    expect(await look({ stated: video, isAskedFor: true })).toEqual(LOOKED);
    expect(await look({ stated: video, copy: async () => new Blob(['xyz']) })).toEqual(LOOKED);
    expect(requests).toEqual([ADDRESS]);
  });

  it('nobody waits for it any more', async () => {
    expect((await look({}, AbortSignal.abort())).state).not.toBe('looked');
    expect([requests, jobs]).toEqual([[], []]);
  });
});

it('no more is read than was set aside, and that is counted', async () => {
  left = 5;
  respond = () => new Response('abcdefgh');
  expect(await look({ stated: { ...stated, bytes: null } })).toEqual({ state: 'over-budget' });
  expect(jobs).toEqual([]);
  expect(reserved).toHaveLength(1);
});

it('who asks is asked no budget, goes first and has it looked at thoroughly', async () => {
  left = null;
  expect(await look({ isAskedFor: true })).toEqual(LOOKED);
  expect(jobs).toMatchObject([{ isThorough: true }]);
  expect(priorities).toEqual([CHECK_PRIORITY.askedFor]);
});

it('that more can be tried is told, and kept', async () => {
  answer = looked({ findings: [], hasUntried: true });
  expect(await look()).toEqual({ state: 'looked-quickly', reading: { findings: [], hasUntried: true } });
  expect(kept).toHaveLength(1);
});

describe('it is not made where', () => {
  it.each<[string, () => Response | Promise<Response>]>([
    ['the server refuses', () => new Response('No.', { status: 403 })],
    ['it cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['it sends nothing', () => new Response('')],
  ])('%s', async (_, response) => {
    respond = response;
    expect(await look()).toEqual({ state: 'not-made' });
    expect(reserved).toEqual([{ most: 3, used: 0 }]);
  });

  it.each(['broke-down', 'too-long', 'stopped', 'too-many', 'other-medium'] as const)('%s', async (reason) => {
    answer = async ({ jobId }) => ({ jobId, outcome: 'unlooked', reason });
    expect(await look()).toEqual({ state: 'not-made' });
    expect(kept).toEqual([]);
  });

  it('the page’s copy cannot be asked for', async () => {
    expect(await look({ copy: () => Promise.reject(new Error('gone')) })).toEqual({ state: 'not-made' });
  });
});

describe('what was found is not kept', () => {
  it('in a private window', async () => {
    await look({ incognito: true });
    expect(kept).toEqual([]);
  });

  it.each(['crashed', 'timeout'] as const)('where the look ended with %s', async (code) => {
    answer = looked({ findings: [], problem: { code, message: 'It did not end.' } });
    expect((await look()).state).toBe('looked');
    expect(kept).toEqual([]);
  });
});

it('media are looked at one after the other', async () => {
  const open: (() => void)[] = [];
  answer = (job) =>
    new Promise((resolve) =>
      open.push(() => resolve({ jobId: job.jobId, outcome: 'looked', reading: READING, pixels: 1 })),
    );
  const looks = createPixelLooks(tools);
  const { signal } = new AbortController();
  const whole = { bytes: new Blob(['xyz']), validators: null };
  const both = [1, 2].map(() => looks.look(request({ whole }), signal));
  await new Promise((resolve) => setTimeout(resolve));
  expect(jobs).toHaveLength(1);
  open[0]?.();
  await both[0];
  await new Promise((resolve) => setTimeout(resolve));
  expect(jobs).toHaveLength(2);
  open[1]?.();
  expect(await Promise.all(both)).toEqual([LOOKED, LOOKED]);
});

it('a frame that goes stops what is done for it', async () => {
  const leave = new AbortController();
  answer = ({ jobId }) => {
    queueMicrotask(() => leave.abort());
    return new Promise((resolve) =>
      leave.signal.addEventListener('abort', () => resolve({ jobId, outcome: 'unlooked', reason: 'stopped' })),
    );
  };
  expect(await look({}, leave.signal)).toEqual({ state: 'not-made' });
  expect(aborted).toEqual(jobs.map(({ jobId }) => jobId));
  expect(aborted).toHaveLength(1);
});
