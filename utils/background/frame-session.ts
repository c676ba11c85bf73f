/** One frame's port: what it told, and the reports on their way to it. */
import type { FrameReply, MediumOnPage } from '@/utils/messages/frame';
import type { FrameFacts, ReportOf } from '@/utils/store/inventory-changes';
import type { FrameSender, Sender } from './sender';

/** The part of `runtime.Port` that is used. */
export interface FramePort {
  readonly name: string;
  readonly sender?: Sender | undefined;
  readonly postMessage: (reply: FrameReply) => void;
  readonly disconnect: () => void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export interface CheckUnderWay {
  readonly address: string;
  /** What it finds is told of every medium of that address: the bytes are the server's, not the page's own copy. */
  isOfAddress: boolean;
}

export interface FrameSession {
  readonly sender: FrameSender;
  /** What the frame told and did not take back. */
  readonly media: Map<number, MediumOnPage>;
  /** Of which a check is under way, by id. */
  readonly checks: Map<number, CheckUnderWay>;
  /** Aborted when the port is closed, by either side. */
  readonly left: AbortSignal;
  /** Known once `hello` was handled. */
  facts: FrameFacts | null;
  readonly post: (reply: FrameReply) => void;
  /** Reports that arrive in one tick, or while a batch is being stored, go together. */
  readonly deliver: (report: ReportOf) => void;
  /** Closes the port from this side. */
  readonly end: () => void;
}

export const createFrameSession = (
  port: FramePort,
  sender: FrameSender,
  /** Reports are stored before they are answered. */
  store: (session: FrameSession, reports: readonly ReportOf[]) => Promise<void>,
): FrameSession => {
  const leave = new AbortController();
  const ready: ReportOf[] = [];
  let isDelivering = false;

  const deliverAll = async (): Promise<void> => {
    isDelivering = true;
    await Promise.resolve();
    while (ready.length > 0 && !leave.signal.aborted) {
      const batch = ready.splice(0);
      await store(session, batch);
      session.post({ type: 'reports', reports: batch.map(({ address: _, ...told }) => told) });
    }
    isDelivering = false;
  };

  const session: FrameSession = {
    sender,
    media: new Map(),
    checks: new Map(),
    left: leave.signal,
    facts: null,
    post: (reply) => {
      try {
        if (!leave.signal.aborted) port.postMessage(reply);
      } catch {
        // The frame went between two statements; `onDisconnect` follows.
      }
    },
    deliver: (report) => {
      ready.push(report);
      if (!isDelivering) void deliverAll();
    },
    end: () => {
      leave.abort();
      port.disconnect();
    },
  };
  port.onDisconnect.addListener(() => leave.abort());
  return session;
};
