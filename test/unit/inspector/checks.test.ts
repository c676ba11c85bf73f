import { beforeEach, describe, expect, it, vi } from 'vitest';
import { unreadableReport } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import { type CheckRequest, type ChecksTools, createChecks } from '@/utils/inspector/checks';
import { INSPECTION_LIMITS } from '@/utils/inspector/inspection-limits';
import type { CheckJob, CheckResult, Validators } from '@/utils/messages/inspector';
import type { VerdictCache } from '@/utils/store/verdict-cache';
import { createTurns } from '@/utils/turns';

const ADDRESS = 'https://media.example/a.mp4';
const signal = new AbortController().signal;
const stated: LabelReport = { ...unreadableReport(ADDRESS, 'empty', ''), error: null, bytes: 3 };
const judged: LabelReport = { ...stated, bytesRead: 3 };

let jobs: CheckJob[];
let aborted: string[];
let kept: { readonly address: string; readonly lists: string; readonly validators: Validators }[];
let requests: string[];
let lists: string;
let respond: (address: string) => Response | Promise<Response>;
let answer: (job: CheckJob) => Promise<CheckResult>;

const checked =
  (report: LabelReport) =>
  async (job: CheckJob): Promise<CheckResult> => ({
    jobId: job.jobId,
    outcome: 'checked',
    report,
    lists: job.lists,
  });

beforeEach(() => {
  jobs = [];
  aborted = [];
  kept = [];
  requests = [];
  lists = 'of today';
  respond = () => new Response('abc', { headers: { etag: '"1"' } });
  answer = checked(judged);
});

const tools: ChecksTools = {
  cache: {
    putChecked: async (address, { lists: name }, validators) => void kept.push({ address, lists: name, validators }),
  } satisfies Pick<VerdictCache, 'putChecked'>,
  host: {
    check: (job) => {
      jobs.push(job);
      return answer(job);
    },
    abort: (jobId) => aborted.push(jobId),
  },
  lists: async () => lists,
  fetch: async (address) => {
    requests.push(address);
    return respond(address);
  },
  wall: { behind: (read) => read(), withPassageTo: (_, read) => read() },
  redirects: { watch: () => ({ refusal: async () => null, end: () => undefined }) },
};

const request = (patch: Partial<CheckRequest> = {}): CheckRequest => ({
  medium: { address: ADDRESS, kind: 'video', loaded: true },
  stated,
  whole: null,
  mostBytes: 1_000,
  home: null,
  incognito: false,
  priority: 1,
  ...patch,
});

const check = (patch: Partial<CheckRequest> = {}) => createChecks(tools).check(request(patch), signal);

describe('a check', () => {
  it('reads the whole medium once, against the lists in use, and keeps what comes of it', async () => {
    expect(await check()).toEqual({ report: judged, check: 'made' });
    expect(requests).toEqual([ADDRESS]);
    expect(jobs).toMatchObject([{ input: ADDRESS, stated, lists: 'of today' }]);
    expect(jobs[0]?.bytes.size).toBe(3);
    expect(kept).toEqual([{ address: ADDRESS, lists: 'of today', validators: { etag: '"1"' } }]);
  });

  it('of bytes at hand asks nobody', async () => {
    const whole = { bytes: new Blob(['abc']), validators: { etag: '"2"' } };
    expect(await check({ whole, mostBytes: 0 })).toEqual({ report: judged, check: 'made' });
    expect(requests).toEqual([]);
    expect(kept).toMatchObject([{ validators: { etag: '"2"' } }]);
  });

  it.each([
    ['of the page’s own copy', { whole: { bytes: new Blob(['abc']), validators: null } }],
    ['in a private window', { incognito: true }],
  ] as const)('%s is not kept', async (_, patch) => {
    expect(await check(patch)).toEqual({ report: judged, check: 'made' });
    expect(kept).toEqual([]);
  });

  it('says where no list was in use', async () => {
    lists = 'none';
    expect((await check()).check).toBe('made-without-lists');
  });

  it('that leaves something signed unchecked is none', async () => {
    answer = checked({ ...judged, notes: ['credentials-not-checked'] });
    expect((await check()).check).toBe('not-made');
  });

  it.each(['broke-down', 'too-long', 'stopped', 'too-many', 'other-medium'] as const)(
    'that is not made (%s) leaves the report as stated',
    async (reason) => {
      answer = async ({ jobId }) => ({ jobId, outcome: 'unchecked', reason });
      expect(await check()).toEqual({ report: stated, check: 'not-made' });
      expect(kept).toEqual([]);
    },
  );

  it.each<[string, () => Response | Promise<Response>]>([
    ['refuses', () => new Response('No.', { status: 403 })],
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['sends nothing', () => new Response('')],
  ])('whose server %s leaves the report as stated', async (_, response) => {
    respond = response;
    expect(await check()).toEqual({ report: stated, check: 'not-made' });
    expect(jobs).toEqual([]);
  });

  it.each([
    ['a private network', { address: 'http://192.168.0.1/a.mp4', loaded: true }],
    ['what the page has not loaded', { address: ADDRESS, loaded: false }],
  ] as const)('never asks for %s', async (_, medium) => {
    expect(await check({ medium: { kind: 'video', ...medium } })).toEqual({ report: stated, check: 'not-made' });
    expect(requests).toEqual([]);
  });

  it('of a medium larger than is read on pointing waits to be asked for', async () => {
    expect(await check({ mostBytes: 2 })).toEqual({ report: stated, check: 'on-asking' });
    expect(jobs).toEqual([]);
  });

  it('that nobody asked for waits to be pointed at while others hold as many bytes as are held', async () => {
    const { check: start } = createChecks(tools);
    const held = (): CheckRequest => {
      // Its bytes need not be there for them to be counted.
      const bytes = Object.defineProperty(new Blob(['abc']), 'size', { value: INSPECTION_LIMITS.heldBytes / 2 });
      return request({ whole: { bytes, validators: null }, priority: 0 });
    };
    const ends: (() => void)[] = [];
    answer = (job) => new Promise((resolve) => ends.push(() => resolve(checked(judged)(job))));
    const first = [start(held(), signal), start(held(), signal)];
    expect(await start(held(), signal)).toEqual({ report: stated, check: 'on-pointing' });
    const pointedAt = start({ ...held(), priority: 1 }, signal);
    await vi.waitFor(() => expect(jobs).toHaveLength(3));
    for (const end of ends) end();
    expect((await Promise.all([...first, pointedAt])).map((one) => one.check)).toEqual(['made', 'made', 'made']);
    answer = checked(judged);
    expect((await start(held(), signal)).check).toBe('made');
  });

  it('reads no third medium over the network before one of two was checked', async () => {
    const { check: start } = createChecks(tools);
    const ends: (() => void)[] = [];
    answer = (job) => new Promise((resolve) => ends.push(() => resolve(checked(judged)(job))));
    const all = [1, 2, 3].map(() => start(request(), signal));
    await vi.waitFor(() => expect(jobs).toHaveLength(2));
    expect(requests).toHaveLength(2);
    ends[0]?.();
    await vi.waitFor(() => expect(jobs).toHaveLength(3));
    for (const end of ends) end();
    await Promise.all(all);
  });

  it('that nobody waits for is stopped', async () => {
    const left = new AbortController();
    answer = ({ jobId }) =>
      new Promise((resolve) => {
        left.signal.addEventListener('abort', () => resolve({ jobId, outcome: 'unchecked', reason: 'stopped' }));
        left.abort();
      });
    expect((await createChecks(tools).check(request(), left.signal)).check).toBe('not-made');
    expect(aborted).toEqual([jobs[0]?.jobId]);
  });
});

it('turns let so many run at once, the others in the order of asking, whatever becomes of one', async () => {
  const inTurn = createTurns(2);
  const began: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const start = (name: string) =>
    inTurn(
      () =>
        new Promise<void>((resolve, reject) => {
          began.push(name);
          ends.set(name, (error) => (error ? reject(error) : resolve()));
        }),
    );
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(start);
  await Promise.resolve();
  expect(began).toEqual(['a', 'b']);
  ends.get('a')?.(new Error('failed'));
  await expect(a).rejects.toThrow('failed');
  expect(began).toEqual(['a', 'b', 'c']);
  ends.get('b')?.();
  ends.get('c')?.();
  await Promise.all([b, c]);
  expect(began).toEqual(['a', 'b', 'c', 'd']);
  ends.get('d')?.();
  await d;
});
