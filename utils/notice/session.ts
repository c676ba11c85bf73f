/**
 * One person writing one notice: what is asked, when bytes and pictures are asked for, what is kept, and the ways out.
 * Nothing is read, drawn or kept before the kind is chosen; a kind that may concern minors ends it without a trace.
 */
import type { LabelReport } from '../engine/report';
import type { Evidence } from '../messages/pages';
import type { KeepResult } from './database';
import { type Edit, edited, wantsBytes, withEvidence, withReason } from './draft';
import { createKeeper, type KeepState } from './keeper';
import { mayConcernMinor } from './minor-words';
import { TEXT_LIMITS } from './plain-text';
import { isIntimate, type NoticeRecord } from './record';
import type { Reason } from './schema';

export const STEPS = ['kind', 'describe', 'route', 'preview'] as const;
export type Step = (typeof STEPS)[number];

/** Fields that must be filled, in the order of the steps. */
export type RequiredField = 'kind' | 'explanation' | 'bonaFide';

export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'exported'; readonly name: string }
  | { readonly kind: 'not-exported' };

export interface NoticeState {
  /** `question`: typed words may concern a minor, and the person is asked; `minor`: stopped for good. */
  readonly phase: 'form' | 'question' | 'minor';
  readonly step: Step;
  /** `null` once stopped. */
  readonly record: NoticeRecord | null;
  /** The kind was confirmed: from here on bytes, picture and words are kept. */
  readonly isBegun: boolean;
  readonly chosen: Reason | null;
  /** Goes into an export, into no database. */
  readonly contact: string;
  readonly isReading: boolean;
  /** The page that shows the medium is still there. */
  readonly canRead: boolean;
  readonly keeping: KeepState;
  readonly errors: readonly RequiredField[];
  readonly outcome: Outcome;
}

export interface SessionDeps {
  readonly save: (record: NoticeRecord) => Promise<KeepResult>;
  readonly remove: (key: string) => Promise<void>;
  readonly readBytes: (source: NoticeRecord['subject']['source'], signal: AbortSignal) => Promise<Evidence>;
  readonly drawThumbnail: (source: NoticeRecord['subject']['source']) => Promise<string | null>;
  /** Makes the package and hands it to the browser; answers its name. */
  readonly exportPackage: (record: NoticeRecord, contact: string) => Promise<string>;
  /** The page's address names the draft from now on, or nothing any more. */
  readonly nameInAddress: (key: string | null) => void;
  readonly now: () => Date;
}

export interface SessionStart {
  readonly record: NoticeRecord;
  /** An earlier draft or notice, opened again. */
  readonly isKept: boolean;
  readonly canRead: boolean;
  /** Preselected for a labelled medium. */
  readonly chosen: Reason | null;
}

export interface NoticeSession {
  readonly state: () => NoticeState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly choose: (kind: Reason | 'minor') => void;
  readonly edit: (edit: Edit) => void;
  readonly setContact: (contact: string) => void;
  readonly setBonaFide: (bonaFide: boolean) => void;
  readonly answerMinor: (isMinor: boolean) => void;
  readonly next: () => void;
  readonly goTo: (step: Step) => void;
  readonly readAgain: () => void;
  readonly reportArrived: (report: LabelReport) => void;
  readonly keep: () => Promise<void>;
  readonly keepAndExport: () => Promise<void>;
  readonly leave: () => void;
  readonly hasUnkeptWords: () => boolean;
}

const NOT_READ = { state: 'not-read' } as const;

export const startSession = (start: SessionStart, deps: SessionDeps): NoticeSession => {
  let state: NoticeState = {
    phase: 'form',
    step: !start.isKept ? 'kind' : start.record.state === 'draft' ? 'describe' : 'preview',
    record: start.record,
    isBegun: start.isKept,
    chosen: start.chosen,
    contact: '',
    isReading: false,
    canRead: start.canRead,
    keeping: { state: 'idle' },
    errors: [],
    outcome: { kind: 'none' },
  };
  const listeners = new Set<() => void>();
  const set = (patch: Partial<NoticeState>): void => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };
  const keeper = createKeeper({ ...deps, onState: (keeping) => set({ keeping }) });
  let reading: AbortController | null = null;

  const put = (record: NoticeRecord, when: 'later' | 'now' = 'later'): void => {
    const stamped = { ...record, updatedAt: deps.now().toISOString() };
    set({ record: stamped });
    if (!state.isBegun || state.phase !== 'form') return;
    if (when === 'later') keeper.later(stamped);
    else void keeper.now(stamped);
  };

  const stop = (): void => {
    reading?.abort();
    const key = state.isBegun ? state.record?.key : undefined;
    set({
      phase: 'minor',
      record: null,
      chosen: null,
      contact: '',
      errors: [],
      outcome: { kind: 'none' },
      isReading: false,
    });
    deps.nameInAddress(null);
    // Nothing was ever stored where this fails: it is the database that refuses.
    if (key !== undefined) keeper.forget(key).catch(() => undefined);
  };

  const readBytes = async (): Promise<void> => {
    const { record, canRead, isReading } = state;
    if (record === null || !canRead || isReading || !wantsBytes(record)) return;
    const own = new AbortController();
    reading = own;
    set({ isReading: true });
    const evidence = await deps.readBytes(record.subject.source, own.signal);
    if (reading === own) {
      reading = null;
      set({ isReading: false });
    }
    if (own.signal.aborted || state.record === null) return;
    put(withEvidence(state.record, evidence, deps.now()), 'now');
  };

  const drawThumbnail = async (): Promise<void> => {
    const { record, canRead } = state;
    if (record === null || !canRead || isIntimate(record) || record.thumbnail !== null) return;
    const thumbnail = await deps.drawThumbnail(record.subject.source);
    if (thumbnail === null || state.record === null || isIntimate(state.record)) return;
    put({ ...state.record, thumbnail }, 'now');
  };

  const gather = (): void => {
    void readBytes();
    void drawThumbnail();
  };

  const begin = (reason: Reason): void => {
    if (state.record === null) return;
    const isFirst = !state.isBegun;
    // Of intimate content no bytes were kept; another kind may have use for them.
    const isFreed = isIntimate(state.record) && reason !== state.record.reason && state.canRead;
    const record = withReason(isFreed ? { ...state.record, bytes: NOT_READ } : state.record, reason);
    if (isIntimate(record) && !record.hashAgreed) reading?.abort();
    set({ isBegun: true, step: 'describe', errors: [] });
    if (isFirst) deps.nameInAddress(record.key);
    if (isFirst || record !== state.record) put(record, 'now');
    gather();
  };

  const missing = (fields: readonly RequiredField[]): readonly RequiredField[] => {
    const { record, chosen, isBegun } = state;
    const isFilled: Record<RequiredField, boolean> = {
      kind: isBegun || chosen !== null,
      explanation: (record?.explanation ?? '').trim() !== '',
      bonaFide: record?.bonaFide === true,
    };
    return fields.filter((field) => !isFilled[field]);
  };

  /** @returns the record to be kept, or `null` where something is missing. */
  const finished = (): NoticeRecord | null => {
    const errors = missing(['kind', 'explanation', 'bonaFide']);
    set({ errors, outcome: { kind: 'none' } });
    return errors.length > 0 || state.phase !== 'form' ? null : state.record;
  };

  const keepAs = async (record: NoticeRecord, as: 'kept' | 'exported'): Promise<boolean> => {
    const kept = { ...record, state: as, updatedAt: deps.now().toISOString() };
    const result = await keeper.now(kept);
    if (result.ok && state.record?.bonaFide) set({ record: { ...state.record, state: as } });
    return result.ok;
  };

  if (start.isKept) gather();

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    choose: (kind) => {
      if (kind === 'minor') stop();
      else set({ chosen: kind, errors: [] });
    },
    edit: (edit) => {
      if (state.record === null) return;
      const cut = edit.explanation?.slice(0, TEXT_LIMITS.explanation);
      const record = edited(state.record, cut === undefined ? edit : { ...edit, explanation: cut });
      const typed = [edit.explanation, edit.where, edit.account].filter((text) => text !== undefined).join('\n');
      set({ outcome: { kind: 'none' }, errors: state.errors.filter((field) => field !== 'explanation') });
      if (
        typed !== '' &&
        !record.notAboutMinors &&
        mayConcernMinor(`${record.explanation}\n${record.where}\n${record.account}`)
      ) {
        reading?.abort();
        set({ phase: 'question', record });
        keeper.forget(record.key).catch(() => undefined);
        return;
      }
      if (edit.hashAgreed === false) reading?.abort();
      const isWanted = edit.includeFile === true && record.file === null && state.canRead;
      put(isWanted ? { ...record, bytes: NOT_READ } : record);
      if (edit.hashAgreed === true || isWanted) void readBytes();
    },
    setContact: (contact) => set({ contact: contact.slice(0, TEXT_LIMITS.line) }),
    setBonaFide: (bonaFide) => {
      if (state.record === null) return;
      set({ errors: state.errors.filter((field) => field !== 'bonaFide') });
      put({ ...state.record, bonaFide });
    },
    answerMinor: (isMinor) => {
      if (isMinor) {
        stop();
        return;
      }
      if (state.record === null) return;
      keeper.resume();
      set({ phase: 'form' });
      put({ ...state.record, notAboutMinors: true }, 'now');
      gather();
    },
    next: () => {
      const required: Record<Step, readonly RequiredField[]> = {
        kind: ['kind'],
        describe: ['explanation'],
        route: [],
        preview: [],
      };
      const errors = missing(required[state.step]);
      set({ errors });
      if (errors.length > 0) return;
      if (state.step === 'kind' && state.chosen !== null) begin(state.chosen);
      else set({ step: STEPS[Math.min(STEPS.indexOf(state.step) + 1, STEPS.length - 1)] ?? state.step });
    },
    goTo: (step) => set({ step, errors: [], ...(step === 'kind' && state.record && { chosen: state.record.reason }) }),
    readAgain: () => {
      if (state.record === null) return;
      set({ record: { ...state.record, bytes: NOT_READ } });
      void readBytes();
    },
    reportArrived: (report) => {
      if (state.record === null || state.record.subject.report !== null) return;
      put({ ...state.record, subject: { ...state.record.subject, report } });
    },
    keep: async () => {
      const record = finished();
      if (record !== null && (await keepAs(record, 'kept'))) set({ outcome: { kind: 'kept' } });
    },
    keepAndExport: async () => {
      const record = finished();
      if (record === null) return;
      await keepAs(record, 'kept');
      try {
        const name = await deps.exportPackage(record, state.contact);
        // A failure to keep stays said; the package is out all the same.
        await keepAs(record, 'exported');
        set({ outcome: { kind: 'exported', name } });
      } catch {
        set({ outcome: { kind: 'not-exported' } });
      }
    },
    leave: () => keeper.flush(),
    hasUnkeptWords: () => state.isBegun && (state.keeping.state === 'pending' || state.keeping.state === 'failed'),
  };
};
