import { beforeEach, describe, expect, it } from 'vitest';
import { unreadableReport } from '@/utils/engine/make-report';
import type { LabelReport } from '@/utils/engine/report';
import { createInspections, type InspectionRequest, type InspectionTools } from '@/utils/inspector/inspections';
import type { InspectionJob, InspectionResult } from '@/utils/messages/inspector';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import type { CachedVerdict } from '@/utils/store/verdict-cache';

const ADDRESS = 'https://media.example/a.jpg';
const signal = new AbortController().signal;
const turn = () => new Promise((resolve) => setTimeout(resolve));

const unlabelled = (input: string): LabelReport => ({
  ...unreadableReport(input, 'empty', ''),
  verdict: { status: 'unlabelled', assurance: null, disagreement: false },
  error: null,
});

const kept = (report: LabelReport, patch: Partial<CachedVerdict> = {}): CachedVerdict => ({
  report,
  canBeChecked: false,
  checked: null,
  pixels: null,
  validators: {},
  isFresh: true,
  ...patch,
});

interface Started {
  readonly job: InspectionJob;
  readonly priority: number;
  readonly answer: (result: Record<string, unknown>) => void;
}

let started: Started[];
let aborted: string[];
let stored: Map<string, CachedVerdict>;
let log: string[];
let refuseRedirect: (reason: string) => void;
let isWallUp: boolean;
let lists: string;

const tools: InspectionTools = {
  cache: {
    get: async (address) => {
      log.push(`get ${address}`);
      return stored.get(address) ?? null;
    },
    put: async (address) => {
      log.push(`put ${address}`);
    },
    putChecked: async () => undefined,
    putPixels: async () => undefined,
    confirm: async (address) => {
      log.push(`confirm ${address}`);
    },
  },
  host: {
    run: (job, priority) =>
      new Promise((resolve) => {
        started.push({
          job,
          priority,
          answer: (result) => resolve({ ...result, jobId: job.jobId } as InspectionResult),
        });
      }),
    check: () => Promise.reject(new Error('The first stage checks nothing.')),
    look: () => Promise.reject(new Error('The first stage looks at no pixels.')),
    abort: (jobId) => aborted.push(jobId),
  },
  wall: {
    behind: (read) => (isWallUp ? read() : Promise.reject(new Error('no wall'))),
    withPassageTo: (origin, read) => {
      log.push(`passage ${origin}`);
      return read();
    },
  },
  redirects: {
    watch: (_address, _home, onRefused) => {
      let refused: string | null = null;
      refuseRedirect = (reason) => {
        refused = reason;
        onRefused(reason);
      };
      return { refusal: async () => refused, end: () => log.push('redirects unwatched') };
    },
  },
  lists: async () => lists,
};

beforeEach(() => {
  started = [];
  aborted = [];
  stored = new Map();
  log = [];
  refuseRedirect = () => undefined;
  isWallUp = true;
  lists = 'of today';
});

const request = (patch: Partial<InspectionRequest> = {}): InspectionRequest => ({
  medium: { address: ADDRESS, kind: 'image', loaded: true },
  home: null,
  incognito: false,
  anew: false,
  priority: 0,
  ...patch,
});

const report = (answerOf = ADDRESS) =>
  ({ outcome: 'report', report: unlabelled(answerOf), canBeChecked: false, validators: { etag: '"1"' } }) as const;

describe('inspections', () => {
  it('read an address once for all who ask for it at the same time', async () => {
    const { inspect } = createInspections(tools);
    const asked = [inspect(request(), signal), inspect(request({ priority: 1 }), signal), inspect(request(), signal)];
    await turn();
    expect(started).toHaveLength(1);
    started[0]?.answer(report());
    expect(new Set(await Promise.all(asked))).toEqual(new Set([{ report: unlabelled(ADDRESS) }]));
    void inspect(request(), signal);
    await turn();
    expect(started).toHaveLength(2);
  });

  it.each([
    ['another address', { medium: { address: `${ADDRESS}?2`, kind: 'image', loaded: true } }],
    ['a private window', { incognito: true }],
    ['a request made anew', { anew: true }],
    ['a page with a home of its own', { home: 'http://localhost' }],
  ] as const)('are not shared with %s', async (_, patch) => {
    const { inspect } = createInspections(tools);
    void inspect(request(), signal);
    void inspect(request(patch), signal);
    await turn();
    expect(started).toHaveLength(2);
  });

  it('stop a read when the last who asked has left, and not before', async () => {
    const { inspect } = createInspections(tools);
    const [one, two] = [new AbortController(), new AbortController()];
    void inspect(request(), one.signal);
    void inspect(request(), two.signal);
    await turn();
    one.abort();
    expect(aborted).toEqual([]);
    two.abort();
    expect(aborted).toEqual([started[0]?.job.jobId]);
  });

  it('use a fresh verdict of the cache without a job', async () => {
    stored.set(ADDRESS, kept(unlabelled(ADDRESS)));
    expect(await createInspections(tools).inspect(request(), signal)).toEqual({ report: unlabelled(ADDRESS) });
    expect(started).toHaveLength(0);
  });

  it('ask the server about an older verdict, and confirm it when it still holds', async () => {
    stored.set(ADDRESS, kept(unlabelled(ADDRESS), { validators: { etag: '"1"' }, isFresh: false }));
    const asked = createInspections(tools).inspect(request(), signal);
    await turn();
    expect(started[0]?.job.source).toMatchObject({ validators: { etag: '"1"' } });
    started[0]?.answer({
      outcome: 'unchanged',
      network: { requests: 1, wasRedirected: false, hasFailed: false },
    });
    expect(await asked).toEqual({ report: unlabelled(ADDRESS) });
    expect(log).toContain(`confirm ${ADDRESS}`);
  });

  it('keep what was read over the network', async () => {
    const asked = createInspections(tools).inspect(request(), signal);
    await turn();
    started[0]?.answer(report());
    await asked;
    expect(log).toEqual([`get ${ADDRESS}`, 'redirects unwatched', `put ${ADDRESS}`]);
  });

  it('neither read nor write the cache for private windows', async () => {
    stored.set(ADDRESS, kept(unlabelled('cached')));
    const asked = createInspections(tools).inspect(request({ incognito: true }), signal);
    await turn();
    started[0]?.answer(report());
    expect((await asked).report.input).toBe(ADDRESS);
    expect(log).toEqual(['redirects unwatched']);
  });

  it('leave the cache aside when asked anew, and write it', async () => {
    stored.set(ADDRESS, kept(unlabelled('cached')));
    const asked = createInspections(tools).inspect(request({ anew: true }), signal);
    await turn();
    expect(started[0]?.job.source).toMatchObject({ validators: null });
    started[0]?.answer(report());
    await asked;
    expect(log).toEqual(['redirects unwatched', `put ${ADDRESS}`]);
  });

  it('read bytes at hand with neither cache nor network, whatever the address', async () => {
    const bytes = new Blob(['x']);
    for (const address of [
      ADDRESS,
      'data:image/png (10 bytes)',
      'http://127.0.0.1/a.png',
      'blob:https://a.example/1',
    ]) {
      const asked = createInspections(tools).inspect(
        request({ bytes, medium: { address, kind: 'image', loaded: false } }),
        signal,
      );
      await turn();
      const last = started.at(-1);
      expect(last?.job.source).toEqual({ kind: 'blob', bytes });
      last?.answer(report(address));
      expect((await asked).report.input).toBe(address);
    }
    expect(log).toEqual([]);
  });

  it('refuse bytes larger than the limit', async () => {
    const bytes = Object.defineProperty(new Blob(['x']), 'size', { value: MESSAGE_LIMITS.blobBytes + 1 });
    const refused = await createInspections(tools).inspect(request({ bytes }), signal);
    expect(refused.report.error?.code).toBe('over-budget');
    expect(started).toHaveLength(0);
  });

  it.each([
    ['not loaded', { address: ADDRESS, loaded: false }, 'blocked'],
    ['private', { address: 'http://192.168.0.1/a.png', loaded: true }, 'blocked'],
    ['another scheme', { address: 'ftp://media.example/a.png', loaded: true }, 'blocked'],
    ['a data address without bytes', { address: 'data:image/png (10 bytes)', loaded: true }, 'unsupported'],
    ['a blob address without bytes', { address: 'blob:https://a.example/1', loaded: true }, 'unsupported'],
  ] as const)('never ask the network for what is %s', async (_, patch, code) => {
    const refused = await createInspections(tools).inspect(request({ medium: { kind: 'image', ...patch } }), signal);
    expect(refused.report.error?.code).toBe(code);
    expect(started).toHaveLength(0);
    expect(log).toEqual([]);
  });

  it('read nothing where the wall cannot be raised', async () => {
    isWallUp = false;
    const refused = await createInspections(tools).inspect(request(), signal);
    expect(refused.report.error?.code).toBe('blocked');
    expect(started).toHaveLength(0);
  });

  it('go through the wall only to the page’s own private home', async () => {
    const home = 'http://127.0.0.1:8080';
    const { inspect } = createInspections(tools);
    void inspect(request({ home, medium: { address: `${home}/a.png`, kind: 'image', loaded: true } }), signal);
    await turn();
    expect(log).toContain(`passage ${home}`);
    log = [];
    void inspect(request({ home }), signal);
    await turn();
    expect(log).not.toContain(`passage ${home}`);
  });

  it('do not look at what came from behind a refused redirect', async () => {
    const asked = createInspections(tools).inspect(request(), signal);
    await turn();
    refuseRedirect('A redirect leads to an address that is not read.');
    expect(aborted).toEqual([started[0]?.job.jobId]);
    started[0]?.answer(report());
    expect((await asked).report.error).toEqual({
      code: 'blocked',
      message: 'A redirect leads to an address that is not read.',
    });
  });
});

describe('what is signed', () => {
  const MIB = 1024 * 1024;
  const signed = (bytes: number | null): LabelReport => ({ ...unlabelled(ADDRESS), bytes });
  const ask = async (patch: Partial<InspectionRequest>, answer: Record<string, unknown>) => {
    const asked = createInspections(tools).inspect(request(patch), signal);
    await turn();
    started[0]?.answer({ ...report(), canBeChecked: true, ...answer });
    return asked;
  };

  it('is checked at once where the page gave the bytes', async () => {
    const bytes = new Blob(['x']);
    const inspected = await ask({ bytes }, { report: signed(1) });
    expect(inspected).toEqual({ report: signed(1), check: 'running', whole: { bytes, validators: null } });
  });

  it('is checked at once where reading the labels has read all', async () => {
    const whole = new Blob(['x']);
    const inspected = await ask({}, { report: signed(1), whole });
    expect(inspected).toEqual({
      report: signed(1),
      check: 'running',
      whole: { bytes: whole, validators: { etag: '"1"' } },
    });
  });

  it.each([
    [1, 'on-pointing'],
    [8 * MIB, 'on-pointing'],
    [8 * MIB + 1, 'on-asking'],
    [null, 'on-asking'],
  ] as const)('of %s bytes that were read in part is checked %s', async (bytes, check) => {
    expect(await ask({}, { report: signed(bytes) })).toEqual({ report: signed(bytes), check });
  });

  it('is no matter where a check could say nothing', async () => {
    const whole = { bytes: new Blob(['x']) };
    expect(await ask(whole, { report: signed(1), canBeChecked: false })).toEqual({ report: signed(1) });
  });

  it.each([
    ['of today', 'of today', { report: unlabelled('checked'), check: 'made' }],
    ['none', 'none', { report: unlabelled('checked'), check: 'made-without-lists' }],
    ['of yesterday', 'of today', { report: signed(1), check: 'on-pointing' }],
    ['none', 'of today', { report: signed(1), check: 'on-pointing' }],
  ] as const)('that was checked against lists %s while those in use are %s', async (name, inUse, expected) => {
    lists = inUse;
    const checked = { report: unlabelled('checked'), lists: name };
    stored.set(ADDRESS, kept(signed(1), { canBeChecked: true, checked }));
    expect(await createInspections(tools).inspect(request(), signal)).toEqual(expected);
  });

  it('stays known where the server says that the medium is unchanged', async () => {
    const checked = { report: unlabelled('checked'), lists };
    stored.set(ADDRESS, kept(signed(1), { canBeChecked: true, checked, isFresh: false }));
    const inspected = await ask({}, { outcome: 'unchanged', network: { requests: 1 } });
    expect(inspected).toEqual({ report: unlabelled('checked'), check: 'made' });
  });
});
