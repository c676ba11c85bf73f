/** What each message of a frame makes the background do. */
import { depthInUse } from '@/utils/depth';
import type { LabelReport } from '@/utils/engine/report';
import type { Checks } from '@/utils/inspector/checks';
import type { Inspections } from '@/utils/inspector/inspections';
import type { PixelLooks } from '@/utils/inspector/pixel-looks';
import type { FrameMessage, FrameState, MediumOnPage } from '@/utils/messages/frame';
import { MESSAGE_LIMITS } from '@/utils/messages/limits';
import type { Settings } from '@/utils/settings';
import { isSiteOn } from '@/utils/settings-store';
import { withChecking, withFrame, withMedia, withReports } from '@/utils/store/inventory-changes';
import type { InventoryMedium, TabInventory } from '@/utils/store/inventory-types';
import type { InventoryWriter } from '@/utils/store/inventory-writer';
import { createFrameChecks } from './frame-checks';
import { createFrameLooks } from './frame-looks';
import type { FrameSession } from './frame-session';
import type { FrameSender } from './sender';

export interface MediumId {
  readonly tabId: number;
  readonly frameId: number;
  readonly id: number;
}

export interface FrameTools {
  readonly settings: () => Promise<Settings>;
  readonly inventory: InventoryWriter;
  readonly inspections: Inspections;
  readonly checks: Checks;
  readonly looks: PixelLooks;
  /** A frame has its first medium: there will be something to inspect. */
  readonly prepare: () => void;
  /** Whether its window shows the tab. */
  readonly isActive: (tabId: number) => Promise<boolean>;
  /** The bytes of an image that its page may read from the cache, where they are known to be there. */
  readonly openBytes: (medium: MediumId, address: string, origin: string) => Promise<Blob | null>;
  /** The bytes of any medium that its page has itself, as far as they cost no request. */
  readonly pageBytes: (medium: MediumId, address: string, origin: string) => Promise<Blob | null>;
  readonly injectOverlay: (tabId: number, frameId: number) => void;
  readonly openNotice: (medium: MediumId) => void;
  readonly openReport: (medium: MediumId) => void;
  /** The frame's document is another than the listed one: its tab may have navigated. */
  readonly onNewDocument: (tabId: number) => void;
  /** Whether this medium's next report was asked for anew; asking clears it. */
  readonly takeAnew: (medium: MediumId) => boolean;
}

type KnownMedium = InventoryMedium & { readonly report: LabelReport };

export type FrameHandlers = {
  readonly [Type in FrameMessage['type']]: (
    session: FrameSession,
    message: Extract<FrameMessage, { type: Type }>,
  ) => Promise<void> | void;
};

export const frameState = (settings: Settings, site: string, overlayRefused: boolean): FrameState => ({
  on: isSiteOn(settings, site),
  overlay: settings.overlay && !overlayRefused,
  badges: settings.badges,
  cardDelayMs: settings.cardDelayMs,
  theme: settings.theme,
});

/** Changes the session's part of its tab's list, which is begun (again) where it is not there. */
const updateFrame = (
  inventory: InventoryWriter,
  { sender, facts, left }: FrameSession,
  change: (before: TabInventory) => TabInventory,
): Promise<void> =>
  inventory.update(sender.tabId, (before) => {
    if (facts === null || left.aborted) return before;
    const isListed = before?.frames?.[sender.frameId]?.documentId === sender.documentId;
    return change(isListed ? before : withFrame(before, facts));
  });

/** Whether the frame tells of the medium what is listed. */
const isTold = ({ media }: FrameSession, { id, address }: InventoryMedium): boolean =>
  media.get(id)?.address === address;

export const createFrameHandlers = (tools: FrameTools): FrameHandlers => {
  const isOn = async ({ sender, facts }: FrameSession): Promise<boolean> =>
    facts !== null && isSiteOn(await tools.settings(), sender.site);

  /** A person can only have asked for it in a tab that is seen. */
  const openAbout = async (open: (medium: MediumId) => void, session: FrameSession, id: number): Promise<void> => {
    const { tabId, frameId } = session.sender;
    if (session.media.has(id) && (await tools.isActive(tabId))) open({ tabId, frameId, id });
  };

  const checks = createFrameChecks(tools.checks, async () => depthInUse(await tools.settings()));
  const looks = createFrameLooks({
    looks: tools.looks,
    depth: async () => (await tools.settings()).depth,
    isActive: tools.isActive,
  });

  const pageCopyOf = ({ sender }: FrameSession, { id, address }: MediumOnPage): Promise<Blob | null> => {
    const { tabId, frameId, origin } = sender;
    return tools.pageBytes({ tabId, frameId, id }, address, origin);
  };

  const listedOf = async ({ tabId, frameId }: FrameSender): Promise<ReadonlyMap<number, InventoryMedium>> => {
    const inventory = await tools.inventory.read(tabId);
    return new Map(inventory?.media.filter((one) => one.frameId === frameId).map((one) => [one.id, one]));
  };

  /** What a person points at or asks about, which needs a tab that is seen; a medium that is not known yet is read first. */
  const listedAs = async (session: FrameSession, id: number): Promise<KnownMedium | null> => {
    const medium = session.media.get(id);
    if (!medium || !(await isOn(session))) return null;
    const listed = (await listedOf(session.sender)).get(id);
    if (listed?.report && isTold(session, listed)) return { ...listed, report: listed.report };
    await handlers.inspect(session, { type: 'inspect', requests: [{ id }] });
    return null;
  };

  const handlers: FrameHandlers = {
    hello: async (session, { title, overlayRefused }) => {
      const { sender } = session;
      session.facts = { ...sender, title, overlayRefused };
      const settings = await tools.settings();
      session.post({ type: 'state', state: frameState(settings, sender.site, overlayRefused) });
      if (!isSiteOn(settings, sender.site)) return;
      tools.prepare();
      const listed = (await tools.inventory.read(sender.tabId))?.frames?.[sender.frameId]?.documentId;
      await updateFrame(tools.inventory, session, (before) => before);
      if (listed !== undefined && listed !== sender.documentId) tools.onNewDocument(sender.tabId);
    },

    media: async (session, { media, gone }) => {
      if (!(await isOn(session))) return;
      for (const id of gone) session.leave(id);
      const told = media.filter((medium) => {
        const isTaken = session.media.has(medium.id) || session.media.size < MESSAGE_LIMITS.mediaPerFrame;
        if (isTaken) session.media.set(medium.id, medium);
        return isTaken;
      });
      // Nobody waits for it: a list of many media is written slowly, and what follows is written with the next.
      void updateFrame(tools.inventory, session, (before) => withMedia(before, session.sender, told, gone));
    },

    inspect: async (session, { requests }) => {
      if (!(await isOn(session))) return;
      const { tabId, frameId, home, incognito, origin } = session.sender;
      const listed = await listedOf(session.sender);
      const copyOf = async (medium: MediumOnPage, bytes: Blob | undefined): Promise<Blob | null> =>
        bytes ?? (await tools.openBytes({ tabId, frameId, id: medium.id }, medium.address, origin));
      const open = requests.flatMap(({ id, bytes }) => {
        const medium = session.media.get(id);
        if (!medium) return [];
        const isAnew = tools.takeAnew({ tabId, frameId, id });
        const known = listed.get(id);
        // A frame that came back after the background died asks again for what it has not heard.
        if (!isAnew && known?.report && known.report.error === null && known.address === medium.address) {
          void looks.resume(session, known, () => pageCopyOf(session, medium));
          void checks.resume(session, known, known.report, () => copyOf(medium, bytes));
          return [];
        }
        session.forget(medium);
        return [{ medium, bytes, isAnew }];
      });
      if (open.length === 0) return;
      const ids = new Set(open.map(({ medium }) => medium.id));
      void updateFrame(tools.inventory, session, (before) => withChecking(before, frameId, ids));
      const priority = (await tools.isActive(tabId)) ? 1 : 0;
      const check = async ({ medium, bytes, isAnew }: (typeof open)[number]): Promise<void> => {
        const here = await copyOf(medium, bytes);
        const request = { medium, home, incognito, anew: isAnew, priority, ...(here ? { bytes: here } : {}) };
        const inspected = await tools.inspections.inspect(request, session.left);
        void looks.begin(session, medium, inspected, () => pageCopyOf(session, medium));
        await checks.begin(session, medium, inspected);
      };
      for (const one of open) void check(one);
    },

    check: async (session, { id, asked }) => {
      const listed = await listedAs(session, id);
      if (!listed) return;
      const { address, report } = listed;
      if (!(await tools.isActive(session.sender.tabId))) {
        session.deliver({ id, address, report, check: 'not-made' });
        return;
      }
      void checks.wish(session, listed, asked ? 'asked-for' : 'pointed-at', () => pageCopyOf(session, listed));
    },

    look: async (session, { id, asked }) => {
      const listed = await listedAs(session, id);
      if (!listed) return;
      if (await tools.isActive(session.sender.tabId)) {
        void looks.wish(session, listed, asked, () => pageCopyOf(session, listed));
      }
      // The frame waits to hear how things stand, whatever comes of its wish.
      session.retell(listed);
    },

    seen: async (session) => {
      if (!(await isOn(session)) || !(await tools.isActive(session.sender.tabId))) return;
      for (const listed of (await listedOf(session.sender)).values()) {
        if (listed.pixels !== 'not-seen' || !listed.report || !isTold(session, listed)) continue;
        void looks.wish(session, listed, false, () => pageCopyOf(session, listed));
        session.retell({ ...listed, report: listed.report });
      }
    },

    'need-overlay': async (session) => {
      const settings = await tools.settings();
      const { site, tabId, frameId } = session.sender;
      const state = frameState(settings, site, session.facts?.overlayRefused ?? true);
      if (state.on && state.overlay) tools.injectOverlay(tabId, frameId);
    },

    'open-notice': (session, { id }) => openAbout(tools.openNotice, session, id),

    'open-report': (session, { id }) => openAbout(tools.openReport, session, id),

    heartbeat: () => undefined,
  };
  return handlers;
};

/** For the sessions: how reports reach the list. */
export const storeReports =
  (inventory: InventoryWriter) =>
  (session: FrameSession, reports: Parameters<typeof withReports>[2]): Promise<void> =>
    updateFrame(inventory, session, (before) => withReports(before, session.sender.frameId, reports));
