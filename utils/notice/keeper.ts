/** Keeps a draft while it is typed: after a pause, at once when asked, and never again once it must be forgotten. */
import type { KeepFailure, KeepResult } from './database';
import type { NoticeRecord } from './record';

/** Pause after the last key. */
export const KEEP_AFTER_MS = 500;

export type KeepState =
  | { readonly state: 'idle' }
  /** Words are not kept yet. */
  | { readonly state: 'pending' }
  | { readonly state: 'kept'; readonly at: Date }
  | { readonly state: 'failed'; readonly reason: KeepFailure };

export interface KeeperDeps {
  readonly save: (record: NoticeRecord) => Promise<KeepResult>;
  readonly remove: (key: string) => Promise<void>;
  readonly now: () => Date;
  readonly onState: (state: KeepState) => void;
}

export interface Keeper {
  readonly later: (record: NoticeRecord) => void;
  readonly now: (record: NoticeRecord) => Promise<KeepResult>;
  /** What waits is kept at once: the page is being left. */
  readonly flush: () => void;
  /** What waits is dropped, what is stored is deleted, and nothing is kept until `resume`. */
  readonly forget: (key: string) => Promise<void>;
  readonly resume: () => void;
}

export const createKeeper = ({ save, remove, now, onState }: KeeperDeps): Keeper => {
  let waiting: { readonly record: NoticeRecord; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  let isClosed = false;
  // Saves and deletions follow each other: one that began earlier must not end later.
  let last: Promise<unknown> = Promise.resolve();

  const drop = (): NoticeRecord | null => {
    if (waiting === null) return null;
    clearTimeout(waiting.timer);
    const { record } = waiting;
    waiting = null;
    return record;
  };

  const keep = (record: NoticeRecord): Promise<KeepResult> => {
    const result = last.then(() => (isClosed ? CLOSED : save(record)));
    last = result;
    return result.then((kept) => {
      if (waiting === null && !isClosed) {
        onState(kept.ok ? { state: 'kept', at: now() } : { state: 'failed', reason: kept.reason });
      }
      return kept;
    });
  };

  return {
    later: (record) => {
      if (isClosed) return;
      drop();
      waiting = { record, timer: setTimeout(() => waiting && keep(drop() ?? record), KEEP_AFTER_MS) };
      onState({ state: 'pending' });
    },
    now: (record) => {
      drop();
      return keep(record);
    },
    flush: () => {
      const record = drop();
      if (record !== null) void keep(record);
    },
    forget: (key) => {
      isClosed = true;
      drop();
      onState({ state: 'idle' });
      const deletion = last.then(() => remove(key));
      last = deletion.catch(() => undefined);
      return deletion;
    },
    resume: () => {
      isClosed = false;
    },
  };
};

const CLOSED: KeepResult = { ok: false, reason: 'refused' };
