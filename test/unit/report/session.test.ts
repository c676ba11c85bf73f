/** What the report page does with what is put before it. */
import { describe, expect, it } from 'vitest';
import type { LabelReport } from '../../../utils/engine/report';
import { REPORT_LIMITS } from '../../../utils/report/limits';
import { type Checked, createReportSession, type Inspected, type ReportTools } from '../../../utils/report/session';
import { finding, medium, report } from '../components/reports';

const STATED = report([finding({ mark: 'c2pa', codes: ['not-checked'] })]);
const CHECKED: Checked = {
  report: report([finding({ mark: 'c2pa', assurance: 'verified' })]),
  check: 'made',
  lists: [{ id: 'official', fetchedAt: 1 }],
  history: { steps: [], thumbnails: new Map() },
};

interface Latch<Value> {
  readonly promise: Promise<Value>;
  readonly open: (value: Value) => void;
}
const latch = <Value>(): Latch<Value> => {
  let open: Latch<Value>['open'] = () => undefined;
  const promise = new Promise<Value>((resolve) => {
    open = resolve;
  });
  return { promise, open };
};

const NOW = new Date('2026-11-26T10:00:00Z');

const open = (patch: Partial<ReportTools> = {}) => {
  const session = createReportSession({
    inspect: async () => ({ report: STATED, canBeChecked: true }),
    check: async () => CHECKED,
    look: async ({ stated }) => stated,
    bytesOfPage: async () => null,
    readWhole: async () => ({ ok: false, code: 'network', message: 'No.' }),
    fetchRecord: async () => ({ ok: false, code: 'network', message: 'No.' }),
    checkRecord: async () => null,
    now: () => NOW,
    ...patch,
  });
  const item = (index = 0) => {
    const found = session.state().items[index];
    if (found === undefined) throw new Error(`There is no item ${index}.`);
    return found;
  };
  return { session, item };
};

const file = (name: string): File => new File([`bytes of ${name}`], name);
const subject = (given: LabelReport | null = STATED, gone = false) =>
  ({
    kind: 'medium',
    tabId: 4,
    medium: medium(7, { report: given, gone }),
    page: { address: 'https://news.example.com/', title: 'News' },
  }) as const;

describe('files', () => {
  it('are read, checked and hashed, and the first one is shown', async () => {
    const { session, item } = open();
    await session.addFiles([file('a.jpg'), file('b.jpg')]);
    expect(session.state().items).toHaveLength(2);
    expect(session.state().chosen).toBe(item().key);
    expect(item()).toMatchObject({
      report: CHECKED.report,
      history: CHECKED.history,
      checkedAt: NOW,
      work: { kind: 'none' },
    });
    await expect.poll(() => item().sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('show what they say while what is signed is checked', async () => {
    const checking = latch<Checked | null>();
    const { session, item } = open({ check: () => checking.promise });
    const added = session.addFiles([file('a.jpg')]);
    await expect.poll(() => item().work.kind).toBe('checking');
    expect(item()).toMatchObject({ report: STATED, history: null });
    checking.open(CHECKED);
    await added;
    expect(item().report).toBe(CHECKED.report);
  });

  it.each([
    ['there is nothing to check', { inspect: async () => ({ report: report([]), canBeChecked: false }) }, 'none', []],
    ['a check that could not be made says so', { check: async () => null }, 'not-made', STATED.findings],
  ] as const)('%s', async (_, tools, work, findings) => {
    const { session, item } = open(tools);
    await session.addFiles([file('a.jpg')]);
    expect(item().work.kind).toBe(work);
    expect(item().report?.findings).toEqual(findings);
    expect(item().history).toBeNull();
  });

  it('have their pixels looked at once what is signed is checked, beside what that found', async () => {
    const inPixels = report([...CHECKED.report.findings, finding({ mark: 'watermark-stealth' })]);
    const looking = latch<LabelReport | null>();
    const asked: LabelReport[] = [];
    const { session, item } = open({
      look: ({ stated }) => {
        asked.push(stated);
        return looking.promise;
      },
    });
    const added = session.addFiles([file('a.jpg')]);
    await expect.poll(() => item().work.kind).toBe('looking');
    expect(item()).toMatchObject({ report: CHECKED.report, pixels: 'running' });
    expect(asked).toEqual([CHECKED.report]);
    looking.open(inPixels);
    await added;
    expect(item()).toMatchObject({
      report: inPixels,
      pixels: 'looked',
      history: CHECKED.history,
      work: { kind: 'none' },
    });
  });

  it.each([
    ['sound has no pixels to look at', report([], { kind: 'audio' }), null, 0],
    ['pixels that nobody could look at say so', report([]), 'not-made', 1],
    ['and so do those of a video', report([], { kind: 'video' }), 'not-made', 1],
  ] as const)('%s', async (_, given, pixels, looks) => {
    let looked = 0;
    const { session, item } = open({
      inspect: async () => ({ report: given, canBeChecked: false }),
      look: async () => {
        looked += 1;
        return null;
      },
    });
    await session.addFiles([file('a.jpg')]);
    expect(item()).toMatchObject({ report: given, pixels, work: { kind: 'none' } });
    expect(looked).toBe(looks);
  });

  it('are not looked at any more once they are stopped', async () => {
    const looking = latch<LabelReport | null>();
    const { session, item } = open({ look: () => looking.promise });
    const added = session.addFiles([file('a.jpg')]);
    await expect.poll(() => item().work.kind).toBe('looking');
    session.stop(item().key);
    looking.open(report([finding({ mark: 'watermark-stealth' })]));
    await added;
    expect(item()).toMatchObject({ report: CHECKED.report, pixels: 'not-made', work: { kind: 'stopped' } });
  });

  it('can be stopped, and what comes afterwards is not listened to', async () => {
    const checking = latch<Checked | null>();
    const signals: AbortSignal[] = [];
    const { session, item } = open({
      check: (_, signal) => {
        signals.push(signal);
        return checking.promise;
      },
    });
    const added = session.addFiles([file('a.jpg')]);
    await expect.poll(() => item().work.kind).toBe('checking');
    session.stop(item().key);
    expect(item().work.kind).toBe('stopped');
    expect(signals[0]?.aborted).toBe(true);
    checking.open(CHECKED);
    await added;
    expect(item()).toMatchObject({ report: STATED, history: null, work: { kind: 'stopped' } });
  });

  it('are worked on so many at a time, and one that waits can be stopped before it begins', async () => {
    const begun: string[] = [];
    const reading = latch<Inspected>();
    const { session, item } = open({
      inspect: (_, input) => {
        begun.push(input);
        return reading.promise;
      },
    });
    const added = session.addFiles(['a', 'b', 'c', 'd'].map(file));
    await expect.poll(() => begun).toEqual(['a', 'b']);
    expect(item(2).work.kind).toBe('waiting');
    session.stop(item(2).key);
    reading.open({ report: STATED, canBeChecked: false });
    await added;
    expect(begun).toEqual(['a', 'b', 'd']);
    expect(item(2).work.kind).toBe('stopped');
  });

  it('are checked again from the same bytes', async () => {
    const seen: Blob[] = [];
    const { session, item } = open({
      inspect: async (bytes) => {
        seen.push(bytes);
        return { report: STATED, canBeChecked: false };
      },
    });
    await session.addFiles([file('a.jpg')]);
    await session.checkAgain(item().key);
    expect(seen).toHaveLength(2);
    expect(seen[0]).toBe(seen[1]);
  });

  it('beyond their number are refused, and folders are named', async () => {
    const { session } = open();
    await session.addFiles(Array.from({ length: REPORT_LIMITS.files + 1 }, (_, index) => file(`${index}`)));
    expect(session.state().items).toHaveLength(REPORT_LIMITS.files);
    expect(session.state().refused).toEqual({ folders: false, tooMany: true });
    await session.addFiles([], 2);
    expect(session.state().refused).toEqual({ folders: true, tooMany: false });
    expect(session.state().items).toHaveLength(REPORT_LIMITS.files);
  });
});

describe('a medium of a page', () => {
  it('is reported from the inventory at once, and checked where the page has its bytes', async () => {
    const bytes = latch<Blob | null>();
    const { session, item } = open({ bytesOfPage: () => bytes.promise });
    const added = session.addMedium(subject());
    expect(item()).toMatchObject({ report: STATED, bytes: null, work: { kind: 'none' } });
    bytes.open(new Blob(['bytes']));
    await added;
    expect(item()).toMatchObject({ report: CHECKED.report, work: { kind: 'none' } });
  });

  it('is read whole only when that is asked for', async () => {
    const asked: number[] = [];
    const progress = latch<void>();
    const { session, item } = open({
      readWhole: async ({ medium: { id } }, _, onProgress) => {
        asked.push(id);
        onProgress(512);
        await progress.promise;
        return { ok: true, sha256: '', bytes: new Blob(['bytes']), finalAddress: '', headers: {}, origin: 'network' };
      },
    });
    await session.addMedium(subject());
    expect(asked).toEqual([]);
    const reading = session.readWhole(item().key);
    await expect.poll(() => item().work).toEqual({ kind: 'reading', bytesRead: 512 });
    progress.open();
    await reading;
    expect(asked).toEqual([7]);
    expect(item().report).toBe(CHECKED.report);
  });

  it('that cannot be read keeps its report, and says why', async () => {
    const { session, item } = open();
    await session.addMedium(subject());
    await session.checkAgain(item().key);
    expect(item()).toMatchObject({ report: STATED, work: { kind: 'failed', code: 'network' } });
  });

  it('that has gone is not asked for', async () => {
    let asked = 0;
    const { session, item } = open({
      bytesOfPage: async () => {
        asked += 1;
        return null;
      },
    });
    await session.addMedium(subject(STATED, true));
    expect(asked).toBe(0);
    expect(item().report).toBe(STATED);
  });

  it("follows the page's own inspection until its file was read here, and outlives its page", async () => {
    const { session, item } = open();
    await session.addMedium(subject(null));
    expect(item().report).toBeNull();
    session.mediumChanged(item().key, medium(7, { report: STATED }));
    expect(item().report).toBe(STATED);
    session.mediumGone(item().key);
    expect(item()).toMatchObject({ report: STATED, subject: { medium: { gone: true } } });

    const read = open({ bytesOfPage: async () => new Blob(['bytes']) });
    await read.session.addMedium(subject());
    read.session.mediumChanged(read.item().key, medium(7, { report: STATED }));
    expect(read.item().report).toBe(CHECKED.report);
  });

  it('keeps what its page says beside what its file says', async () => {
    const ofPage = finding({ mark: 'page', place: 'page text' });
    const stated = report([...STATED.findings, ofPage], { labelCheck: 'agrees' });
    const { session, item } = open({ bytesOfPage: async () => new Blob(['bytes']) });
    await session.addMedium(subject(stated));
    expect(item().report?.findings).toEqual([...CHECKED.report.findings, ofPage]);
    expect(item().report?.labelCheck).toBe('agrees');
  });
});

describe('a record that lies elsewhere', () => {
  const ADDRESS = 'https://records.example/m';
  const EVIDENCE = { ok: true, sha256: '', finalAddress: ADDRESS, headers: {}, origin: 'network' } as const;
  const got = (text: string) => async () => ({ ...EVIDENCE, bytes: new Blob([text]) });
  const naming = finding({ mark: 'c2pa', codes: ['remote-manifest'], fields: { Provenance: ADDRESS } });
  const stated = report([naming, finding({ mark: 'page', place: 'page text' })]);
  const start = async (tools: Partial<ReportTools>) => {
    const opened = open({ inspect: async () => ({ report: stated, canBeChecked: false }), ...tools });
    await opened.session.addFiles([file('a.jpg')]);
    return opened;
  };

  it('is asked for only when that is wanted, and told in the place of its address', async () => {
    const asked: string[] = [];
    const requests: unknown[] = [];
    const { session, item } = await start({
      fetchRecord: async (address) => {
        asked.push(address);
        return got('store')();
      },
      checkRecord: async ({ bytes, stated: given, address }) => {
        requests.push([await bytes.text(), given, address]);
        return CHECKED;
      },
    });
    expect(asked).toEqual([]);
    await session.fetchRecord(item().key, ADDRESS);
    expect(asked).toEqual([ADDRESS]);
    expect(requests).toEqual([['store', stated, ADDRESS]]);
    expect(item()).toMatchObject({ ...CHECKED, checkedAt: NOW, work: { kind: 'none' } });
    // What the page says stands in the report that was handed on.
    expect(item().report).toBe(CHECKED.report);
  });

  it.each([
    ['cannot be had', {}, { kind: 'failed', of: 'record', code: 'network' }],
    ['is none', { fetchRecord: got('page'), checkRecord: async () => 'no-record' as const }, { kind: 'no-record' }],
    ['cannot be read', { fetchRecord: got('store') }, { kind: 'failed', of: 'record', code: 'crashed' }],
  ] as const)('that %s leaves the report as it was, and says so', async (_, tools, work) => {
    const { session, item } = await start(tools);
    await session.fetchRecord(item().key, ADDRESS);
    expect(item()).toMatchObject({ report: stated, history: null, work });
  });

  it('can be stopped while its server hangs', async () => {
    const signals: AbortSignal[] = [];
    const hanging = latch<Awaited<ReturnType<ReportTools['fetchRecord']>>>();
    const { session, item } = await start({
      fetchRecord: (_, signal) => {
        signals.push(signal);
        return hanging.promise;
      },
      checkRecord: async () => CHECKED,
    });
    const fetching = session.fetchRecord(item().key, ADDRESS);
    await expect.poll(() => item().work).toEqual({ kind: 'fetching', address: ADDRESS });
    session.stop(item().key);
    expect(signals[0]?.aborted).toBe(true);
    hanging.open({ ...EVIDENCE, bytes: new Blob(['store']) });
    await fetching;
    expect(item()).toMatchObject({ report: stated, work: { kind: 'stopped' } });
  });
});

describe('how far the check has come', () => {
  it('is told of a file while and after it is checked', async () => {
    const checking = latch<Checked | null>();
    const { session, item } = open({ check: () => checking.promise });
    const added = session.addFiles([file('a.jpg')]);
    await expect.poll(() => item().check).toBe('running');
    checking.open(CHECKED);
    await added;
    expect(item()).toMatchObject({ check: 'made', lists: CHECKED.lists });
  });

  it.each([
    [
      'could not be made',
      'not-made',
      (session: ReturnType<typeof open>['session'], key: string) => session.checkAgain(key),
    ],
    ['was stopped', 'not-made', async (session: ReturnType<typeof open>['session'], key: string) => session.stop(key)],
  ] as const)('is %s', async (_, check, end) => {
    const checking = latch<Checked | null>();
    let checks = 0;
    const { session, item } = open({ check: async () => (++checks > 1 ? null : checking.promise) });
    const added = session.addFiles([file('a.jpg')]);
    await expect.poll(() => item().check).toBe('running');
    await end(session, item().key);
    checking.open(null);
    await added;
    expect(item()).toMatchObject({ check, lists: [] });
  });

  it.each([
    ['on-pointing', 'on-asking'],
    ['on-asking', 'on-asking'],
    ['running', 'running'],
    ['made-without-lists', 'made-without-lists'],
    [undefined, null],
  ] as const)('of a medium of a page is %s there and %s here', async (there, here) => {
    const { session, item } = open();
    const told = there === undefined ? {} : { check: there };
    await session.addMedium({ ...subject(), medium: medium(7, { report: STATED, ...told }) });
    expect(item().check).toBe(here);
    session.mediumChanged(item().key, medium(7, { report: STATED, check: 'made' }));
    expect(item().check).toBe('made');
  });
});
