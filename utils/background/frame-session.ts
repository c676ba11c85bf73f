/** One frame's port: what it told, and the reports on their way to it. */
import type { LabelReport } from '@/utils/engine/report';
import type { FrameReply, MediumOnPage } from '@/utils/messages/frame';
import type { PixelState } from '@/utils/messages/pixel-state';
import { withPixelsOf } from '@/utils/pixels/reading';
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

/** What is known of looking at a medium's pixels. */
export interface Look {
  readonly state: PixelState;
  /** The report that tells what they say; `null` where nobody has looked. */
  readonly from: LabelReport | null;
}

export interface FrameSession {
  readonly sender: FrameSender;
  /** What the frame told and did not take back. */
  readonly media: Map<number, MediumOnPage>;
  /** Of which a check is under way, by id. */
  readonly checks: Map<number, CheckUnderWay>;
  /** What is known of looking at its pixels, whichever medium of that address was looked at. */
  readonly lookOf: (medium: Pick<MediumOnPage, 'id' | 'address'>) => Look | undefined;
  /** Aborted when the port is closed, by either side. */
  readonly left: AbortSignal;
  /** Known once `hello` was handled. */
  facts: FrameFacts | null;
  readonly post: (reply: FrameReply) => void;
  /**
   * Reports that arrive in one tick, or while a batch is being stored, go together. What is known of the medium's pixels
   * goes with them, whoever tells: a check makes the report anew.
   */
  readonly deliver: (report: ReportOf) => void;
  /** Tells again what was told last; what is given, where nothing was. */
  readonly retell: (known: ReportOf) => void;
  /** Tells it of all media of that address, with the reports that were told of them last, or will be. */
  readonly look: (medium: Pick<MediumOnPage, 'id' | 'address'>, look: Look) => void;
  /** It is asked about anew: what was told holds no more. */
  readonly forget: (medium: Pick<MediumOnPage, 'id' | 'address'>) => void;
  /** It left the page. */
  readonly leave: (id: number) => void;
  /** Closes the port from this side. */
  readonly end: () => void;
}

/** Of media that the page shows no more, so many are remembered: it may show them again. */
const LOOKS_OF_GONE = 1_000;

export const createFrameSession = (
  port: FramePort,
  sender: FrameSender,
  /** Reports are stored before they are answered. */
  store: (session: FrameSession, reports: readonly ReportOf[]) => Promise<void>,
): FrameSession => {
  const leave = new AbortController();
  const ready: ReportOf[] = [];
  /** As they were told last, without what the pixels say. */
  const told = new Map<number, ReportOf>();
  const looks = new Map<string, Look>();
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

  const forgetGone = (): void => {
    const shown = new Set([...session.media.values()].map(lookKey));
    for (const key of looks.keys()) if (!shown.has(key)) looks.delete(key);
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
      told.set(report.id, report);
      ready.push(withLook(report, looks.get(lookKey(report))));
      if (!isDelivering) void deliverAll();
    },
    retell: ({ id, address, report, check }) => {
      const last = told.get(id);
      session.deliver(last?.address === address ? last : { id, address, report, ...(check && { check }) });
    },
    lookOf: (medium) => looks.get(lookKey(medium)),
    look: (medium, look) => {
      const key = lookKey(medium);
      looks.set(key, look);
      if (looks.size > session.media.size + LOOKS_OF_GONE) forgetGone();
      for (const report of told.values()) if (lookKey(report) === key) session.deliver(report);
    },
    forget: (medium) => {
      told.delete(medium.id);
      looks.delete(lookKey(medium));
    },
    leave: (id) => {
      session.media.delete(id);
      told.delete(id);
    },
    end: () => {
      leave.abort();
      port.disconnect();
    },
  };
  port.onDisconnect.addListener(() => leave.abort());
  return session;
};

/** `data:` addresses are shortened, so two of them may be spelled alike and differ. */
const lookKey = ({ id, address }: Pick<MediumOnPage, 'id' | 'address'>): string =>
  address.startsWith('data:') ? `${id}` : address;

const withLook = (told: ReportOf, look: Look | undefined): ReportOf => {
  if (look === undefined) return told;
  const { state, from } = look;
  return { ...told, pixels: state, ...(from && { report: withPixelsOf(told.report, from) }) };
};
