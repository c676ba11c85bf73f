/**
 * The frames' ports. A message is a page's word: its shape is checked, its sender is what the browser states, and what
 * it can make the background hold or do is bounded.
 */
import * as v from 'valibot';
import { FRAME_PORT, type FrameMessage, FrameMessageSchema } from '@/utils/messages/frame';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import { withoutFrame } from '@/utils/store/inventory-changes';
import { createFrameHandlers, type FrameTools, type MediumId, storeReports } from './frame-handlers';
import { createFrameSession, type FramePort, type FrameSession } from './frame-session';
import { frameSender } from './sender';

export interface Frames {
  /** Takes a port that names itself a frame's: serves it, or closes it where its sender is none. */
  readonly accept: (port: FramePort) => boolean;
  readonly ofTab: (tabId: number) => readonly FrameSession[];
  /** Closes ports whose documents the tab does not show: Firefox keeps those of its back/forward cache open. */
  readonly keepDocuments: (tabId: number, present: ReadonlyMap<number, string>) => void;
  /** The next reports of these media are made without the verdict cache. */
  readonly askAnew: (media: Iterable<MediumId>) => void;
}

export const createFrames = (tools: Omit<FrameTools, 'takeAnew'>): Frames => {
  const sessions = new Map<string, FrameSession>();
  const anew = new Set<string>();
  const handlers = createFrameHandlers({ ...tools, takeAnew: (medium) => anew.delete(mediumKey(medium)) });
  const store = storeReports(tools.inventory);

  const serve = (port: FramePort, session: FrameSession): void => {
    let waiting = 0;
    let isGreeted = false;
    let last: Promise<unknown> = Promise.resolve();
    port.onMessage.addListener((received) => {
      const parsed = v.safeParse(FrameMessageSchema, received);
      const isInOrder = parsed.success && (isGreeted || parsed.output.type === 'hello');
      if (!isInOrder || waiting >= MESSAGE_LIMITS.messagesPerFrame) {
        leave(session);
        session.end();
        return;
      }
      isGreeted = true;
      waiting += 1;
      last = last
        .then(() => handle(session, parsed.output))
        .catch(surface)
        .finally(() => {
          waiting -= 1;
        });
    });
  };

  const handle = async (session: FrameSession, message: FrameMessage): Promise<void> => {
    if (session.left.aborted) return;
    // The map's types tie each handler to its message; indexing by the union loses that tie.
    const handler = handlers[message.type] as (session: FrameSession, message: FrameMessage) => Promise<void> | void;
    await handler(session, message);
  };

  const leave = (session: FrameSession): void => {
    const { tabId, frameId, documentId } = session.sender;
    const key = frameKey(tabId, frameId);
    if (sessions.get(key) !== session) return;
    sessions.delete(key);
    void tools.inventory.update(tabId, (before) =>
      before?.frames?.[frameId]?.documentId === documentId ? withoutFrame(before, frameId) : before,
    );
  };

  return {
    accept: (port) => {
      if (port.name !== FRAME_PORT) return false;
      const sender = frameSender(port.sender);
      if (!sender) {
        port.disconnect();
        return true;
      }
      const session = createFrameSession(port, sender, store);
      const key = frameKey(sender.tabId, sender.frameId);
      const earlier = sessions.get(key);
      sessions.set(key, session);
      earlier?.end();
      port.onDisconnect.addListener(() => leave(session));
      serve(port, session);
      return true;
    },
    ofTab: (tabId) => [...sessions.values()].filter(({ sender }) => sender.tabId === tabId),
    keepDocuments: (tabId, present) => {
      for (const session of sessions.values()) {
        const { sender } = session;
        if (sender.tabId !== tabId || present.get(sender.frameId) === sender.documentId) continue;
        leave(session);
        session.end();
      }
    },
    askAnew: (media) => {
      for (const medium of media) anew.add(mediumKey(medium));
    },
  };
};

/** A mistake of ours is seen as one, and the frame's next message is handled all the same. */
const surface = (error: unknown): void =>
  queueMicrotask(() => {
    throw error;
  });

const frameKey = (tabId: number, frameId: number): string => `${tabId}:${frameId}`;
const mediumKey = ({ tabId, frameId, id }: MediumId): string => `${tabId}:${frameId}:${id}`;
