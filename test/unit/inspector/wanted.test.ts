/** Jobs that nobody waits for any more. */
import { describe, expect, it, vi } from 'vitest';
import { unreadableReport } from '@/utils/engine/make-report';
import { unreadResult } from '@/utils/inspector/unread-result';
import { checkWhileWanted, runWhileWanted } from '@/utils/inspector/wanted';
import type { CheckJob, CheckResult, InspectionJob, InspectionResult } from '@/utils/messages/inspector';

const read: InspectionJob = {
  jobId: 'job',
  input: 'a.jpg',
  source: { kind: 'blob', bytes: new Blob() },
  timeLimitMs: 1_000,
};
const check: CheckJob = {
  jobId: 'job',
  input: 'a.jpg',
  bytes: new Blob(),
  stated: unreadableReport('a.jpg', 'empty', 'Nothing.'),
  lists: 'none',
  timeLimitMs: 1_000,
};
const DONE: InspectionResult = unreadResult(read, 'empty', 'Nothing.');
const CHECKED: CheckResult = { jobId: 'job', outcome: 'checked', report: check.stated, lists: 'none' };

const hostThat = (answers: boolean) => ({
  run: vi.fn(() => (answers ? Promise.resolve(DONE) : new Promise<InspectionResult>(() => undefined))),
  check: vi.fn(() => (answers ? Promise.resolve(CHECKED) : new Promise<CheckResult>(() => undefined))),
  abort: vi.fn(),
});

describe.each([
  ['run', (host: ReturnType<typeof hostThat>, signal: AbortSignal) => runWhileWanted(host, read, 2, signal), DONE],
  [
    'check',
    (host: ReturnType<typeof hostThat>, signal: AbortSignal) => checkWhileWanted(host, check, 2, signal),
    CHECKED,
  ],
] as const)('a job to %s', (kind, start, result) => {
  it('gives what the host gives, and is left alone afterwards', async () => {
    const host = hostThat(true);
    const controller = new AbortController();
    expect(await start(host, controller.signal)).toBe(result);
    expect(host[kind]).toHaveBeenCalledWith(expect.objectContaining({ jobId: 'job' }), 2);
    controller.abort();
    expect(host.abort).not.toHaveBeenCalled();
  });

  it('is stopped once when nobody waits any more', () => {
    const host = hostThat(false);
    const controller = new AbortController();
    void start(host, controller.signal);
    expect(host.abort).not.toHaveBeenCalled();
    controller.abort();
    expect(host.abort.mock.calls).toEqual([['job']]);
  });

  it('is not begun where nobody waits already', async () => {
    const host = hostThat(true);
    const answer = await start(host, AbortSignal.abort());
    expect(host[kind]).not.toHaveBeenCalled();
    expect(answer).toMatchObject(
      kind === 'run' ? { report: { error: { code: 'timeout' } } } : { outcome: 'unchecked', reason: 'stopped' },
    );
  });
});
