/**
 * What the report page holds, and what it does with it: files are read and checked one after the other, a medium of a
 * page as far as its bytes are at hand or a person asks for them; so is a C2PA store that a medium names by its address.
 * Nothing is kept beyond the page.
 */
import type { LabelReport, ReportError } from '@/utils/engine/report';
import type { CheckState } from '@/utils/messages/check-state';
import type { Evidence } from '@/utils/messages/pages';
import { sha256Hex } from '@/utils/sha256';
import { createTurns } from '@/utils/turns';
import { REPORT_LIMITS } from './limits';
import type { ReportItem, Subject, Work } from './report-item';
import { type FileGroup, groupFiles } from './segments';

export interface ReportTools {
  /** Never rejects. */
  readonly inspect: (bytes: Blob, input: string, signal: AbortSignal) => Promise<Inspected>;
  /** `null` where the check could not be made. */
  readonly check: (request: CheckRequest, signal: AbortSignal) => Promise<Checked | null>;
  /** The medium's report with what its pixels say; `null` where nobody could look. */
  readonly look: (request: LookRequest, signal: AbortSignal) => Promise<LabelReport | null>;
  /** The page's own copy, as far as it costs no request. */
  readonly bytesOfPage: (medium: MediumSubject) => Promise<Blob | null>;
  /** The whole file, by a request where the page has no copy. */
  readonly readWhole: (
    medium: MediumSubject,
    signal: AbortSignal,
    onProgress: (bytesRead: number) => void,
  ) => Promise<Evidence>;
  /** What lies at an address that a medium names, by a request. */
  readonly fetchRecord: (address: string, signal: AbortSignal) => Promise<Evidence>;
  /** The medium's report with what its C2PA store says; `null` where it could not be read. */
  readonly checkRecord: (request: RecordRequest, signal: AbortSignal) => Promise<Checked | 'no-record' | null>;
  readonly now: () => Date;
}

export type MediumSubject = Extract<Subject, { kind: 'medium' }>;

export interface Inspected {
  readonly report: LabelReport;
  /** Whether a check over all bytes could say more. */
  readonly canBeChecked: boolean;
}

export interface CheckRequest {
  readonly bytes: Blob;
  readonly stated: LabelReport;
  readonly fragments: readonly Blob[];
}

export type LookRequest = Pick<CheckRequest, 'bytes' | 'stated'>;

export interface RecordRequest extends Pick<CheckRequest, 'bytes' | 'stated'> {
  /** From where `bytes` came. */
  readonly address: string;
}

export interface Checked extends Pick<ReportItem, 'check' | 'lists' | 'history'> {
  readonly report: LabelReport;
}

export interface ReportState {
  readonly items: readonly ReportItem[];
  /** Of the item whose report is shown. */
  readonly chosen: string | null;
  /** What was said of the last drop: folders that were not read, files that were too many. */
  readonly refused: { readonly folders: boolean; readonly tooMany: boolean };
}

export interface ReportSession {
  readonly state: () => ReportState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly addFiles: (files: readonly File[], folders?: number) => Promise<void>;
  readonly addMedium: (medium: MediumSubject) => Promise<void>;
  readonly choose: (key: string) => void;
  /** Reads the whole medium of a page, over the network where it has to be. */
  readonly readWhole: (key: string) => Promise<void>;
  readonly checkAgain: (key: string) => Promise<void>;
  /** Fetches the C2PA store that the medium names, and shows what it says. */
  readonly fetchRecord: (key: string, address: string) => Promise<void>;
  readonly stop: (key: string) => void;
  /** The page's own inspection went on while the report was looked at. */
  readonly mediumChanged: (key: string, medium: MediumSubject['medium']) => void;
  /** Its page was closed or left: what is known of it stays. */
  readonly mediumGone: (key: string) => void;
}

export const createReportSession = (tools: ReportTools): ReportSession => {
  let state: ReportState = { items: [], chosen: null, refused: { folders: false, tooMany: false } };
  const listeners = new Set<() => void>();
  const running = new Map<string, AbortController>();
  const inTurn = createTurns(REPORT_LIMITS.atOnce);
  let nextKey = 1;

  const set = (patch: Partial<ReportState>): void => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };
  const itemOf = (key: string): ReportItem | undefined => state.items.find((item) => item.key === key);
  const change = (key: string, patch: Partial<ReportItem>): void =>
    set({ items: state.items.map((item) => (item.key === key ? { ...item, ...patch } : item)) });

  const add = (
    subjects: readonly Pick<ReportItem, 'subject' | 'report' | 'bytes' | 'check' | 'pixels' | 'work'>[],
  ): readonly ReportItem[] => {
    const added = subjects.map((one): ReportItem => {
      const key = `${nextKey++}`;
      return { ...one, key, lists: [], history: null, sha256: null, checkedAt: null };
    });
    set({ items: [...state.items, ...added], chosen: added[0]?.key ?? state.chosen });
    return added;
  };

  /** One piece of work on an item at a time; a new one ends the one before. */
  const work = async (key: string, run: (signal: AbortSignal, step: (work: Work) => void) => Promise<Work>) => {
    running.get(key)?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    running.set(key, controller);
    const step = (now: Work): void => {
      if (!signal.aborted) change(key, { work: now });
    };
    step({ kind: 'waiting' });
    const last = await inTurn(() => (signal.aborted ? Promise.resolve<Work>({ kind: 'stopped' }) : run(signal, step)));
    step(last);
    if (running.get(key) === controller) running.delete(key);
  };

  /** Labels first, so that they are shown while what is signed is checked; then the pixels, which may take longest. */
  const examine = async (key: string, bytes: Blob, signal: AbortSignal, step: (work: Work) => void): Promise<Work> => {
    const subject = itemOf(key)?.subject;
    if (subject === undefined) return { kind: 'none' };
    const fragments = subject.kind === 'file' ? subject.fragments : [];
    const input = subject.kind === 'file' ? subject.name : subject.medium.address;
    step({ kind: 'inspecting' });
    const { report: stated, canBeChecked } = await tools.inspect(bytes, input, signal);
    if (signal.aborted) return { kind: 'stopped' };
    const check = canBeChecked ? 'running' : null;
    // Of a video in parts this is the beginning, which has no frames.
    const hasPixels = stated.kind === 'image' || (stated.kind === 'video' && fragments.length === 0);
    const pixels = hasPixels ? 'waiting' : null;
    change(key, { ...shown(key, stated), bytes, check, pixels, lists: [], history: null, checkedAt: tools.now() });
    void hash(key, bytes);
    if (canBeChecked) step({ kind: 'checking' });
    const checked = canBeChecked ? await tools.check({ bytes, stated, fragments }, signal) : null;
    if (signal.aborted) return { kind: 'stopped' };
    if (checked !== null) change(key, { ...checked, ...shown(key, checked.report), checkedAt: tools.now() });
    else if (canBeChecked) change(key, { check: 'not-made' });
    if (pixels !== null) await lookAtPixels(key, { bytes, stated: checked?.report ?? stated }, signal, step);
    if (signal.aborted) return { kind: 'stopped' };
    return { kind: canBeChecked && checked === null ? 'not-made' : 'none' };
  };

  const lookAtPixels = async (
    key: string,
    request: LookRequest,
    signal: AbortSignal,
    step: (work: Work) => void,
  ): Promise<void> => {
    step({ kind: 'looking' });
    change(key, { pixels: 'running' });
    const report = await tools.look(request, signal);
    if (signal.aborted) return;
    if (report === null) change(key, { pixels: 'not-made' });
    else change(key, { ...shown(key, report), pixels: 'looked', checkedAt: tools.now() });
  };

  /** What the page says of a medium is not in its bytes: it stays beside what they say. */
  const shown = (key: string, report: LabelReport): Pick<ReportItem, 'report'> => {
    const before = itemOf(key)?.report;
    const ofPage = before?.findings.filter(({ mark }) => mark === 'page') ?? [];
    if (ofPage.length === 0) return { report };
    const { labelCheck } = before ?? {};
    const ofFile = report.findings.filter(({ mark }) => mark !== 'page');
    return {
      report: { ...report, findings: [...ofFile, ...ofPage], ...(labelCheck !== undefined && { labelCheck }) },
    };
  };

  const hash = async (key: string, bytes: Blob): Promise<void> => {
    if (bytes.size > REPORT_LIMITS.hashBytes || (itemOf(key)?.sha256 ?? null) !== null) return;
    try {
      const sha256 = await sha256Hex(new Uint8Array(await bytes.arrayBuffer()));
      if (itemOf(key)?.bytes === bytes) change(key, { sha256 });
    } catch {
      // The file was moved or changed meanwhile: its reading says so.
    }
  };

  const addFile = ({ file, fragments, isFragment }: FileGroup) => ({
    subject: { kind: 'file', name: file.name, fragments, isFragment } as const,
    report: null,
    bytes: file,
    check: null,
    pixels: null,
    work: { kind: 'waiting' } as const,
  });

  const readWhole = (key: string): Promise<void> =>
    work(key, async (signal, step) => {
      const item = itemOf(key);
      if (item?.subject.kind !== 'medium') return { kind: 'none' };
      step({ kind: 'reading', bytesRead: 0 });
      const evidence = await tools.readWhole(item.subject, signal, (bytesRead) => step({ kind: 'reading', bytesRead }));
      if (!evidence.ok) return failed('file', evidence);
      return examine(key, evidence.bytes, signal, step);
    });

  const fetchRecord = (key: string, address: string): Promise<void> =>
    work(key, async (signal, step) => {
      step({ kind: 'fetching', address });
      const evidence = await tools.fetchRecord(address, signal);
      if (!evidence.ok) return failed('record', evidence);
      const stated = itemOf(key)?.report ?? null;
      if (stated === null || signal.aborted) return { kind: 'stopped' };
      step({ kind: 'checking' });
      const checked = await tools.checkRecord({ bytes: evidence.bytes, stated, address }, signal);
      if (signal.aborted) return { kind: 'stopped' };
      if (checked === 'no-record') return { kind: 'no-record' };
      if (checked === null) return failed('record', { code: 'crashed', message: 'The record could not be read.' });
      change(key, { ...checked, checkedAt: tools.now() });
      return { kind: 'none' };
    });

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    addFiles: async (files, folders = 0) => {
      const groups = await groupFiles(files.slice(0, REPORT_LIMITS.files + REPORT_LIMITS.fragments));
      const taken = groups.slice(0, REPORT_LIMITS.files);
      set({ refused: { folders: folders > 0, tooMany: taken.length < groups.length } });
      const added = add(taken.map(addFile));
      await Promise.all(
        added.map(({ key, bytes }) =>
          work(key, (signal, step) =>
            bytes === null ? Promise.resolve<Work>({ kind: 'none' }) : examine(key, bytes, signal, step),
          ),
        ),
      );
    },
    addMedium: async (subject) => {
      const check = checkOnPage(subject.medium);
      const { report, pixels = null } = subject.medium;
      const [item] = add([{ subject, report, bytes: null, check, pixels, work: { kind: 'none' } }]);
      if (item === undefined || subject.medium.gone) return;
      const bytes = await tools.bytesOfPage(subject);
      if (bytes !== null) await work(item.key, (signal, step) => examine(item.key, bytes, signal, step));
    },
    choose: (chosen) => set({ chosen }),
    readWhole,
    fetchRecord,
    checkAgain: async (key) => {
      const bytes = itemOf(key)?.bytes ?? null;
      if (bytes === null) return readWhole(key);
      return work(key, (signal, step) => examine(key, bytes, signal, step));
    },
    stop: (key) => {
      running.get(key)?.abort();
      running.delete(key);
      const { check = null, pixels = null } = itemOf(key) ?? {};
      change(key, {
        work: { kind: 'stopped' },
        check: check === 'running' ? 'not-made' : check,
        pixels: pixels === 'running' || pixels === 'waiting' ? 'not-made' : pixels,
      });
    },
    mediumChanged: (key, medium) => {
      const item = itemOf(key);
      if (item?.subject.kind !== 'medium') return;
      const subject = { ...item.subject, medium };
      // What was made of the whole file here says more than what the page's own inspection does.
      const ofPage = { report: medium.report, check: checkOnPage(medium), pixels: medium.pixels ?? null };
      change(key, { subject, ...(item.checkedAt === null && ofPage) });
    },
    mediumGone: (key) => {
      const item = itemOf(key);
      if (item?.subject.kind !== 'medium') return;
      change(key, { subject: { ...item.subject, medium: { ...item.subject.medium, gone: true } } });
    },
  };
};

const failed = (of: 'file' | 'record', { code, message }: Pick<ReportError, 'code' | 'message'>): Work => ({
  kind: 'failed',
  of,
  code,
  message,
});

/** A person who looks at the report points at nothing: here the check is asked for. */
const checkOnPage = ({ check }: MediumSubject['medium']): CheckState | null =>
  check === 'on-pointing' ? 'on-asking' : (check ?? null);
