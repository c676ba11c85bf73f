import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unreadableReport } from '@/utils/engine/make-report';
import { INSPECTION_LIMITS } from '@/utils/inspector/inspection-limits';
import { createWorkerHost, type InspectorWorker } from '@/utils/inspector/worker-host';
import type { InspectionJob, InspectionResult, InspectorOrder } from '@/utils/messages/inspector';

interface FakeWorker extends InspectorWorker {
  readonly orders: InspectorOrder[];
  isTerminated: boolean;
}

let workers: FakeWorker[];
let spawnFails: boolean;

const spawn = (): InspectorWorker => {
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
  workers.push(worker);
  return worker;
};

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
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
  worker?.orders.flatMap((order) => (order.type === 'run' ? [order.job.jobId] : [])) ?? [];

const finish = (worker: FakeWorker | undefined, jobId: string) =>
  worker?.onmessage?.({
    data: {
      jobId,
      outcome: 'report',
      report: { ...unreadableReport(jobId, 'empty', ''), bytesRead: 7 },
      validators: {},
    },
  } as MessageEvent<InspectionResult>);

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
