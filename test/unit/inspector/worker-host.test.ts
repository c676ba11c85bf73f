import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkTimeMs } from '@/utils/credentials/checkable';
import { unreadableReport } from '@/utils/engine/make-report';
import { INSPECTION_LIMITS } from '@/utils/inspector/inspection-limits';
import type { LaneWorker } from '@/utils/inspector/lane';
import { CHECK_PRIORITY, createWorkerHost, type Spawners } from '@/utils/inspector/worker-host';
import type {
  CheckJob,
  CheckResult,
  InspectionJob,
  InspectionResult,
  InspectorOrder,
  LookJob,
} from '@/utils/messages/inspector';

interface FakeWorker extends LaneWorker<InspectorOrder, InspectionResult & CheckResult> {
  readonly orders: InspectorOrder[];
  isTerminated: boolean;
}

let workers: FakeWorker[];
let checkers: FakeWorker[];
let lookers: FakeWorker[];
let spawnFails: boolean;

const spawnInto = (list: () => FakeWorker[]) => (): FakeWorker => {
  if (spawnFails) throw new Error('no workers here');
  const worker: FakeWorker = {
    orders: [],
    isTerminated: false,
    onmessage: null,
    onerror: null,
    postMessage: (order) => worker.orders.push(order),
    terminate: () => {
      worker.isTerminated = true;
    },
  };
  list().push(worker);
  return worker;
};

const spawn = {
  inspector: spawnInto(() => workers),
  credentials: spawnInto(() => checkers),
  pixels: spawnInto(() => lookers),
} as unknown as Spawners;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  checkers = [];
  lookers = [];
  spawnFails = false;
});
afterEach(() => {
  vi.useRealTimers();
});

const local = (jobId: string): InspectionJob => ({
  jobId,
  input: jobId,
  source: { kind: 'blob', bytes: new Blob() },
  timeLimitMs: 1_000,
});

const network = (jobId: string, host = `${jobId}.example`): InspectionJob => ({
  ...local(jobId),
  source: {
    kind: 'http',
    address: `https://${host}/${jobId}.jpg`,
    budgetBytes: 1,
    home: null,
    accept: '*/*',
    validators: null,
  },
});

const running = (worker: FakeWorker | undefined) =>
  worker?.orders.flatMap((order) => (order.type === 'abort' ? [] : [order.job.jobId])) ?? [];

const finish = (worker: FakeWorker | undefined, jobId: string) =>
  worker?.onmessage?.({
    data: {
      jobId,
      outcome: 'report',
      report: { ...unreadableReport(jobId, 'empty', ''), bytesRead: 7 },
      canBeChecked: false,
      validators: {},
    },
  } as MessageEvent<InspectionResult & CheckResult>);

const codeOf = (result: InspectionResult) => (result.outcome === 'report' ? result.report.error?.code : 'unchanged');

describe('the worker host', () => {
  it('gives a worker one job at a time, and the next when it has answered', async () => {
    const host = createWorkerHost(spawn);
    const results = [host.run(local('a'), 0), host.run(local('b'), 0)];
    expect(running(workers[0])).toEqual(['a']);
    finish(workers[0], 'a');
    expect(running(workers[0])).toEqual(['a', 'b']);
    finish(workers[0], 'b');
    expect((await Promise.all(results)).map(({ jobId }) => jobId)).toEqual(['a', 'b']);
    expect(workers).toHaveLength(1);
  });

  it('takes higher priorities first and equal ones in the order of asking', () => {
    const host = createWorkerHost(spawn);
    for (const [jobId, priority] of [
      ['running', 0],
      ['low', 0],
      ['low 2', 0],
      ['high', 2],
      ['mid', 1],
      ['high 2', 2],
    ] as const) {
      void host.run(local(jobId), priority);
    }
    for (const jobId of ['running', 'high', 'high 2', 'mid', 'low']) finish(workers[0], jobId);
    expect(running(workers[0])).toEqual(['running', 'high', 'high 2', 'mid', 'low', 'low 2']);
  });

  it('ends a job that takes too long with its worker, and runs the next in a new one', async () => {
    const host = createWorkerHost(spawn);
    const [hung, next] = [host.run(local('hung'), 0), host.run(local('next'), 0)];
    await vi.advanceTimersByTimeAsync(1_000);
    expect(codeOf(await hung)).toBe('timeout');
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    finish(workers[1], 'next');
    expect(codeOf(await next)).toBe('empty');
  });

  it('reports a worker that died, and the others go on', async () => {
    const host = createWorkerHost(spawn);
    const [trapped, other] = [host.run(network('trapped'), 0), host.run(network('other'), 0)];
    workers[0]?.onerror?.({} as ErrorEvent);
    expect(codeOf(await trapped)).toBe('crashed');
    finish(workers[1], 'other');
    expect(codeOf(await other)).toBe('empty');
  });

  it('reports every job where no worker can be started', async () => {
    spawnFails = true;
    const host = createWorkerHost(spawn);
    const results = await Promise.all(Array.from({ length: 2_000 }, (_, index) => host.run(local(`${index}`), 0)));
    expect(new Set(results.map(codeOf))).toEqual(new Set(['crashed']));
  });

  it('never lets memory wait for the network', () => {
    const host = createWorkerHost(spawn);
    for (let index = 0; index < 20; index++) void host.run(network(`n${index}`), 9);
    void host.run(local('bytes at hand'), 0);
    expect(running(workers.at(-1))).toEqual(['bytes at hand']);
    expect(workers).toHaveLength(INSPECTION_LIMITS.networkWorkers + 1);
  });

  it('leaves a way to other hosts when one of them hangs', () => {
    const host = createWorkerHost(spawn);
    for (let index = 0; index < 20; index++) void host.run(network(`slow ${index}`, 'slow.example'), 5);
    expect(workers).toHaveLength(INSPECTION_LIMITS.networkWorkersPerHost);
    void host.run(network('quick'), 0);
    expect(running(workers.at(-1))).toEqual(['quick']);
  });

  it('drops a waiting job that is aborted, and tells a worker whose job is', async () => {
    const host = createWorkerHost(spawn);
    void host.run(local('running'), 0);
    const waiting = host.run(local('waiting'), 0);
    host.abort('waiting');
    expect(codeOf(await waiting)).toBe('timeout');
    host.abort('running');
    expect(workers[0]?.orders.at(-1)).toEqual({ type: 'abort', jobId: 'running' });
    finish(workers[0], 'running');
    expect(running(workers[0])).toEqual(['running']);
  });

  it('believes a worker only about the job that it was given', async () => {
    const host = createWorkerHost(spawn);
    const result = host.run(local('mine'), 0);
    finish(workers[0], 'another');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(codeOf(await result)).toBe('timeout');
  });

  it('lets a worker go that has nothing to do', async () => {
    const host = createWorkerHost(spawn);
    void host.run(local('only'), 0);
    finish(workers[0], 'only');
    await vi.advanceTimersByTimeAsync(INSPECTION_LIMITS.workerIdleMs);
    expect(workers[0]?.isTerminated).toBe(true);
    void host.run(local('later'), 0);
    expect(running(workers[1])).toEqual(['later']);
  });

  it('holds no more jobs than its limit', async () => {
    const host = createWorkerHost(spawn);
    for (let index = 0; index <= INSPECTION_LIMITS.queuedJobs; index++) void host.run(local(`${index}`), 0);
    expect(codeOf(await host.run(local('one too many'), 9))).toBe('over-budget');
  });
});

const check = (jobId: string, bytes = 1_000): CheckJob => ({
  jobId,
  input: jobId,
  bytes: Object.defineProperty(new Blob(), 'size', { value: bytes }),
  stated: unreadableReport(jobId, 'empty', ''),
  lists: 'none',
  timeLimitMs: checkTimeMs(bytes),
});

const answer = (worker: FakeWorker | undefined, result: CheckResult) =>
  worker?.onmessage?.({ data: result } as MessageEvent<InspectionResult & CheckResult>);

const checked = (jobId: string): CheckResult => ({
  jobId,
  outcome: 'checked',
  report: unreadableReport(jobId, 'empty', ''),
  lists: 'none',
});

const outcomeOf = (result: CheckResult) => (result.outcome === 'checked' ? 'checked' : result.reason);

describe('checks of what is signed', () => {
  it('have a worker of their own, which is not started before there is one', async () => {
    const host = createWorkerHost(spawn);
    void host.run(local('a'), 0);
    expect(checkers).toEqual([]);
    finish(workers[0], 'a');
    const results = [host.check(check('one'), 0), host.check(check('two'), 0)];
    expect(running(checkers[0])).toEqual(['one']);
    answer(checkers[0], checked('one'));
    expect(running(checkers[0])).toEqual(['one', 'two']);
    answer(checkers[0], checked('two'));
    expect((await Promise.all(results)).map(outcomeOf)).toEqual(['checked', 'checked']);
    expect([workers.length, checkers.length]).toEqual([1, 1]);
  });

  it('go on in a new worker after the library broke down', async () => {
    const host = createWorkerHost(spawn);
    const [trapped, next] = [host.check(check('trapped'), 0), host.check(check('next'), 0)];
    answer(checkers[0], { jobId: 'trapped', outcome: 'unchecked', reason: 'broke-down' });
    expect(outcomeOf(await trapped)).toBe('broke-down');
    expect(checkers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    answer(checkers[1], checked('next'));
    expect(outcomeOf(await next)).toBe('checked');
  });

  it('keep their worker where nothing was wrong with it', async () => {
    const host = createWorkerHost(spawn);
    const other = host.check(check('other'), 0);
    answer(checkers[0], { jobId: 'other', outcome: 'unchecked', reason: 'other-medium' });
    expect(outcomeOf(await other)).toBe('other-medium');
    expect(checkers[0]?.isTerminated).toBe(false);
  });

  it('go on in a new worker after the old one died', async () => {
    const host = createWorkerHost(spawn);
    const [lost, next] = [host.check(check('lost'), 0), host.check(check('next'), 0)];
    checkers[0]?.onerror?.({} as ErrorEvent);
    expect(outcomeOf(await lost)).toBe('broke-down');
    answer(checkers[1], checked('next'));
    expect(outcomeOf(await next)).toBe('checked');
  });

  it('that hang are ended after their time, while labels of others are read', async () => {
    const host = createWorkerHost(spawn);
    const outcomes: string[] = [];
    void host.check(check('hung'), 0).then((result) => outcomes.push(outcomeOf(result)));
    void host.check(check('next'), 0).then((result) => outcomes.push(outcomeOf(result)));
    await vi.advanceTimersByTimeAsync(checkTimeMs(1_000) - 1);
    const read = host.run(local('read meanwhile'), 0);
    finish(workers[0], 'read meanwhile');
    expect(codeOf(await read)).toBe('empty');
    expect(outcomes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(outcomes).toEqual(['too-long']);
    expect(checkers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    answer(checkers[0], checked('hung'));
    answer(checkers[1], checked('next'));
    await vi.advanceTimersByTimeAsync(0);
    expect(outcomes).toEqual(['too-long', 'checked']);
  });

  it.each([
    [INSPECTION_LIMITS.spentByBytes - 1, false],
    [INSPECTION_LIMITS.spentByBytes, true],
  ])('of %i bytes let their worker go: %s', async (bytes, isSpent) => {
    const host = createWorkerHost(spawn);
    const result = host.check(check('large', bytes), 0);
    answer(checkers[0], checked('large'));
    expect(outcomeOf(await result)).toBe('checked');
    expect(checkers[0]?.isTerminated).toBe(isSpent);
    void host.check(check('next'), 0);
    expect(checkers).toHaveLength(isSpent ? 2 : 1);
  });

  it('wait until the labels of all media at hand were read, unless a person points or asks', () => {
    const host = createWorkerHost(spawn);
    void host.run(local('a'), 0);
    void host.run(local('b'), 0);
    void host.check(check('unasked'), CHECK_PRIORITY.unasked);
    expect(checkers).toEqual([]);
    finish(workers[0], 'a');
    expect(checkers).toEqual([]);
    finish(workers[0], 'b');
    expect(running(checkers[0])).toEqual(['unasked']);
    answer(checkers[0], checked('unasked'));
    void host.run(local('c'), 0);
    void host.check(check('still unasked'), CHECK_PRIORITY.unasked);
    void host.check(check('pointed at'), CHECK_PRIORITY.pointedAt);
    void host.check(check('asked for'), CHECK_PRIORITY.askedFor);
    for (const jobId of ['pointed at', 'asked for']) answer(checkers[0], checked(jobId));
    finish(workers[0], 'c');
    expect(running(checkers[0])).toEqual(['unasked', 'pointed at', 'asked for', 'still unasked']);
  });

  it('that nobody waits for are dropped, and end with their worker where they run: it cannot be told', async () => {
    const host = createWorkerHost(spawn);
    const results = [host.check(check('running'), 0), host.check(check('waiting'), 0), host.check(check('next'), 0)];
    host.abort('waiting');
    host.abort('running');
    await vi.advanceTimersByTimeAsync(0);
    expect(checkers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    answer(checkers[1], checked('next'));
    expect((await Promise.all(results)).map(outcomeOf)).toEqual(['stopped', 'stopped', 'checked']);
  });

  it('are given up where no worker can be started', async () => {
    spawnFails = true;
    const host = createWorkerHost(spawn);
    const results = await Promise.all(Array.from({ length: 500 }, (_, index) => host.check(check(`${index}`), 0)));
    expect(new Set(results.map(outcomeOf))).toEqual(new Set(['broke-down']));
  });
});

describe('looks at pixels', () => {
  const lookJob = (jobId: string, bytes = new Blob(['abc'])): LookJob => ({
    jobId,
    bytes,
    stated: { kind: 'image', container: 'png', bytes: bytes.size },
    isThorough: false,
    timeLimitMs: 1_000,
  });
  const answerLook = (worker: FakeWorker | undefined, jobId: string, pixels = 1) =>
    worker?.onmessage?.({
      data: { jobId, outcome: 'looked', reading: { findings: [] }, pixels },
    } as unknown as MessageEvent<InspectionResult & CheckResult>);

  it('wait for labels, unless a person asks', () => {
    const host = createWorkerHost(spawn);
    void host.run(local('labels'), 0);
    void host.look(lookJob('unasked'), CHECK_PRIORITY.unasked);
    expect(lookers).toEqual([]);
    void host.look(lookJob('asked'), CHECK_PRIORITY.askedFor);
    expect(running(lookers[0])).toEqual(['asked']);
    answerLook(lookers[0], 'asked');
    expect(running(lookers[0])).toEqual(['asked']);
    finish(workers[0], 'labels');
    expect(running(lookers[0])).toEqual(['asked', 'unasked']);
  });

  it('are made one at a time; one that takes too long costs its worker', async () => {
    const host = createWorkerHost(spawn);
    const first = host.look(lookJob('hangs'), 0);
    const second = host.look(lookJob('next'), 0);
    expect(running(lookers[0])).toEqual(['hangs']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await first).toEqual({ jobId: 'hangs', outcome: 'unlooked', reason: 'too-long' });
    expect(lookers[0]?.isTerminated).toBe(true);
    expect(running(lookers[1])).toEqual(['next']);
    answerLook(lookers[1], 'next');
    expect(await second).toMatchObject({ outcome: 'looked' });
  });

  it('that nobody waits for any more are stopped with their worker', async () => {
    const host = createWorkerHost(spawn);
    const look = host.look(lookJob('left'), 0);
    host.abort('left');
    expect(await look).toEqual({ jobId: 'left', outcome: 'unlooked', reason: 'stopped' });
    expect(lookers[0]?.isTerminated).toBe(true);
  });

  it('of a large file are the last that their worker makes', async () => {
    const host = createWorkerHost(spawn);
    const large = Object.defineProperty(new Blob(), 'size', { value: INSPECTION_LIMITS.spentByBytes });
    void host.look(lookJob('large', large), 0);
    answerLook(lookers[0], 'large');
    expect(lookers[0]?.isTerminated).toBe(true);
  });

  it.each([
    ['of many pixels are the last that their worker makes', INSPECTION_LIMITS.spentByPixels, true],
    ['of fewer are not', INSPECTION_LIMITS.spentByPixels - 1, false],
  ])('%s', (_, pixels, isLast) => {
    const host = createWorkerHost(spawn);
    void host.look(lookJob('first'), 0);
    answerLook(lookers[0], 'first', pixels);
    expect(lookers[0]?.isTerminated).toBe(isLast);
    void host.look(lookJob('second'), 0);
    expect(running(lookers.at(-1)).at(-1)).toBe('second');
  });
});
