/**
 * The frame's one port to the background: opened with the first thing to say, gathered per tick, opened again when it
 * was lost. The background may die at any moment; what was asked and not answered is asked again.
 */

import type { FrameMessage, FrameReply, MediumOnPage } from '@/utils/messages/frame';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import type { ContentPort } from './content-api';
import { PAGE_LIMITS } from './page-limits';

export interface FramePortDeps {
  /** Null when the extension is gone. */
  readonly connect: () => ContentPort | null;
  readonly hello: () => FrameMessage;
  /** All media of the frame, told again on every new port. */
  readonly allMedia: () => readonly MediumOnPage[];
  /** Last chance to change what the coming flush tells. */
  readonly beforeFlush: () => void;
  readonly onReply: (reply: FrameReply) => void;
  /** These were asked and not answered: ask again. */
  readonly onLost: (ids: readonly number[]) => void;
  /** These were asked again and again without an answer. */
  readonly onGivenUp: (ids: readonly number[]) => void;
  /** False until the background has said what is wanted on this site: till then only `hello` is sent. */
  readonly maySpeak: () => boolean;
}

export interface FramePort {
  /** Tells a medium, at the end of the tick. */
  readonly tell: (medium: MediumOnPage) => void;
  readonly gone: (id: number) => void;
  readonly inspect: (id: number, bytes: Blob | null) => void;
  /** Answered by a report, like `inspect`. */
  readonly check: (id: number, asked: boolean) => void;
  readonly look: (id: number, asked: boolean) => void;
  readonly send: (
    message: Extract<FrameMessage, { type: 'seen' | 'need-overlay' | 'open-notice' | 'open-report' }>,
  ) => void;
  /** Something may have to be said now that `maySpeak` changed. */
  readonly flushSoon: () => void;
  readonly close: () => void;
}

export const createFramePort = (deps: FramePortDeps): FramePort => {
  const media = new Map<number, MediumOnPage>();
  const gone = new Set<number>();
  const requests = new Map<number, Blob | null>();
  const checks = new Map<number, boolean>();
  const looks = new Map<number, boolean>();
  const others: FrameMessage[] = [];
  const unanswered = new Set<number>();
  let port: ContentPort | null = null;
  let tick: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let losses = 0;
  /** Asked of ports that were lost, and not asked again yet. */
  const owed = new Set<number>();

  const flushSoon = () => {
    tick ??= setTimeout(flush, PAGE_LIMITS.tickMs);
  };

  const open = (): ContentPort | null => {
    const opened = deps.connect();
    if (!opened) return null;
    opened.onMessage.addListener((message) => {
      const reply = message as FrameReply;
      if (reply.type === 'reports') {
        losses = 0;
        for (const { id, check, pixels } of reply.reports) {
          // The background has to live until the check is made, and its pixels have been looked at.
          if (check === 'running' || pixels === 'running' || pixels === 'waiting') unanswered.add(id);
          else unanswered.delete(id);
        }
        beat();
      }
      deps.onReply(reply);
    });
    opened.onDisconnect.addListener(() => {
      if (port === opened) lost();
    });
    opened.postMessage(deps.hello());
    for (const medium of deps.allMedia()) media.set(medium.id, medium);
    return opened;
  };

  const flush = () => {
    deps.beforeFlush();
    tick = undefined;
    if (media.size + gone.size + requests.size + checks.size + looks.size + others.length === 0) return;
    try {
      port ??= open();
      if (port && deps.maySpeak()) sendAll(port);
    } catch {
      // The port died between two statements; its listener may not be told.
      lost();
    }
  };

  const sendAll = (to: ContentPort) => {
    const chunks = chunked([...media.values()]);
    if (chunks.length === 0 && gone.size > 0) chunks.push([]);
    chunks.forEach((chunk, index) => {
      to.postMessage({ type: 'media', media: chunk, gone: index === 0 ? [...gone] : [] } satisfies FrameMessage);
    });
    media.clear();
    gone.clear();
    const asked = [...requests].map(([id, bytes]) => (bytes ? { id, bytes } : { id }));
    requests.clear();
    for (const { id } of asked) unanswered.add(id);
    for (const chunk of chunked(asked)) to.postMessage({ type: 'inspect', requests: chunk } satisfies FrameMessage);
    for (const [type, wishes] of [
      ['check', checks],
      ['look', looks],
    ] as const) {
      for (const [id, isAsked] of wishes) {
        unanswered.add(id);
        to.postMessage({ type, id, asked: isAsked } satisfies FrameMessage);
      }
      wishes.clear();
    }
    for (const message of others.splice(0)) to.postMessage(message);
    beat();
  };

  /** Beats only while an answer is awaited: a silent frame lets the background sleep. */
  const beat = () => {
    if (unanswered.size > 0 && port) {
      heartbeat ??= setInterval(() => {
        try {
          port?.postMessage({ type: 'heartbeat' } satisfies FrameMessage);
        } catch {
          lost();
        }
      }, PAGE_LIMITS.heartbeatMs);
      return;
    }
    clearInterval(heartbeat);
    heartbeat = undefined;
  };

  const lost = () => {
    port = null;
    beat();
    for (const id of unanswered) owed.add(id);
    unanswered.clear();
    // What waits to be told has waited for the answer to `hello`, which will not come either.
    if (owed.size + media.size + requests.size + checks.size + looks.size + others.length === 0) return;
    losses += 1;
    clearTimeout(retry);
    if (losses > PAGE_LIMITS.reconnectAttempts) {
      losses = 0;
      deps.onGivenUp(takeOwed());
      return;
    }
    const wait = Math.min(PAGE_LIMITS.reconnectFirstMs * 2 ** (losses - 1), PAGE_LIMITS.reconnectMostMs);
    retry = setTimeout(() => {
      deps.onLost(takeOwed());
      flushSoon();
    }, wait);
  };

  const takeOwed = (): number[] => {
    const ids = [...owed];
    owed.clear();
    return ids;
  };

  return {
    tell: (medium) => {
      gone.delete(medium.id);
      media.set(medium.id, medium);
      flushSoon();
    },
    gone: (id) => {
      media.delete(id);
      requests.delete(id);
      checks.delete(id);
      looks.delete(id);
      unanswered.delete(id);
      owed.delete(id);
      if (!port) return;
      gone.add(id);
      flushSoon();
    },
    inspect: (id, bytes) => {
      requests.set(id, bytes);
      flushSoon();
    },
    check: (id, asked) => {
      checks.set(id, asked);
      flushSoon();
    },
    look: (id, asked) => {
      looks.set(id, asked);
      flushSoon();
    },
    send: (message) => {
      others.push(message);
      flushSoon();
    },
    flushSoon,
    close: () => {
      clearTimeout(tick);
      clearTimeout(retry);
      unanswered.clear();
      owed.clear();
      media.clear();
      gone.clear();
      requests.clear();
      checks.clear();
      looks.clear();
      others.length = 0;
      const closing = port;
      port = null;
      beat();
      tick = undefined;
      try {
        closing?.disconnect();
      } catch {
        // Already gone with the extension.
      }
    },
  };
};

const chunked = <T>(items: readonly T[]): T[][] => {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += MESSAGE_LIMITS.mediaPerMessage) {
    chunks.push(items.slice(start, start + MESSAGE_LIMITS.mediaPerMessage));
  }
  return chunks;
};
