import { fakeBrowser } from 'wxt/testing';
import type { MediumId } from '@/utils/background/frame-handlers';
import type { FramePort } from '@/utils/background/frame-session';
import { createFrames, type Frames } from '@/utils/background/frames';
import type { Sender } from '@/utils/background/sender';
import { unreadableReport } from '@/utils/engine/make-report';
import type { Finding, LabelReport } from '@/utils/engine/report';
import type { Checked, CheckRequest } from '@/utils/inspector/checks';
import type { Inspected, InspectionRequest } from '@/utils/inspector/inspections';
import type { Looked, LookRequest } from '@/utils/inspector/pixel-looks';
import type { FrameReply, MediumOnPage } from '@/utils/messages/frame';
import { withPixelsNote } from '@/utils/pixels/reading';
import { DEFAULT_SETTINGS, type Settings } from '@/utils/settings';
import { createInventoryWriter, type InventoryWriter } from '@/utils/store/inventory-writer';
import { mediumOnPage } from '../medium-on-page';

export const TAB = 5;
export const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

export const sender = (patch: Partial<Sender> = {}): Sender => ({
  id: fakeBrowser.runtime.id,
  url: 'https://a.example/page',
  origin: 'https://a.example',
  frameId: 0,
  documentId: 'document 1',
  tab: { id: TAB, url: 'https://a.example/page', title: 'Tab', incognito: false },
  ...patch,
});

export const openPort = (from: Sender | undefined, name = 'frame') => {
  const received: ((message: unknown) => void)[] = [];
  const closed: (() => void)[] = [];
  const replies: FrameReply[] = [];
  const state = { isClosed: false };
  const port: FramePort = {
    name,
    sender: from,
    postMessage: (reply) => {
      if (state.isClosed) throw new Error('Attempting to use a disconnected port object');
      replies.push(reply);
    },
    disconnect: () => {
      state.isClosed = true;
    },
    onMessage: { addListener: (listener) => received.push(listener) },
    onDisconnect: { addListener: (listener) => closed.push(listener) },
  };
  return {
    port,
    replies,
    state,
    say: (message: unknown) => {
      for (const listener of received) if (!state.isClosed) listener(message);
    },
    leave: () => {
      state.isClosed = true;
      for (const listener of closed) listener();
    },
    reports: () => replies.flatMap((reply) => (reply.type === 'reports' ? reply.reports : [])),
  };
};

export const hello = { type: 'hello', title: 'Page', overlayRefused: false } as const;

export const media = (...told: MediumOnPage[]) => ({ type: 'media', media: told, gone: [] });
export const inspect = (...ids: number[]) => ({ type: 'inspect', requests: ids.map((id) => ({ id })) });

export const unlabelled = (input: string): LabelReport => ({
  ...unreadableReport(input, 'empty', ''),
  verdict: { status: 'unlabelled', assurance: null, disagreement: false },
  error: null,
});

/** A picture whose pixels could say something. */
export const picture = (id: number, patch: Partial<MediumOnPage> = {}): MediumOnPage =>
  mediumOnPage(id, { width: 640, height: 480, ...patch });

/** What it states. */
export const open: LabelReport = withPixelsNote({
  ...unlabelled('stated'),
  kind: 'image',
  container: 'png',
  bytes: 90_000,
});

export const HIDDEN: Finding = {
  mark: 'watermark-stealth',
  status: 'ai-generated',
  assurance: 'declared',
  place: 'pixels alpha LSB',
  fields: {},
  deviations: [],
};

export const found = { state: 'looked', reading: { findings: [HIDDEN] } } as const;

interface Asked {
  readonly request: InspectionRequest;
  readonly signal: AbortSignal;
  readonly answer: (report: LabelReport, more?: Omit<Inspected, 'report'>) => void;
}

interface Check {
  readonly request: CheckRequest;
  readonly answer: (checked: Checked) => void;
}

interface Look {
  readonly request: LookRequest;
  readonly answer: (looked: Looked) => void;
}

interface World {
  settings: Settings;
  isActive: boolean;
  pageCopies: Map<number, Blob>;
  asked: Asked[];
  checks: Check[];
  looks: Look[];
  injected: number[];
  opened: (MediumId & { readonly page: 'notice' | 'report' })[];
  newDocuments: number[];
  inventory: InventoryWriter;
  frames: Frames;
}

/** What the frames under test stand on, and what they did there; a test sets and reads it. */
export const world = {} as World;

/** The background starts (again): what it held in memory is gone, what it stored is not. */
export const startFrames = () => {
  world.inventory = createInventoryWriter();
  world.frames = createFrames({
    settings: async () => world.settings,
    inventory: world.inventory,
    inspections: {
      inspect: (request, signal) =>
        new Promise((resolve) =>
          world.asked.push({ request, signal, answer: (report, more = {}) => resolve({ report, ...more }) }),
        ),
    },
    checks: {
      check: (request) => new Promise((answer) => world.checks.push({ request, answer })),
    },
    looks: {
      look: (request) => new Promise((answer) => world.looks.push({ request, answer })),
    },
    pageBytes: async ({ id }) => world.pageCopies.get(id) ?? null,
    prepare: () => undefined,
    isActive: async () => world.isActive,
    openBytes: async () => null,
    injectOverlay: (_, frameId) => world.injected.push(frameId),
    openNotice: (which) => world.opened.push({ page: 'notice', ...which }),
    openReport: (which) => world.opened.push({ page: 'report', ...which }),
    onNewDocument: (tabId) => world.newDocuments.push(tabId),
  });
};

export const startAfresh = () => {
  fakeBrowser.reset();
  Object.assign(world, {
    settings: DEFAULT_SETTINGS,
    isActive: true,
    pageCopies: new Map(),
    asked: [],
    checks: [],
    looks: [],
    injected: [],
    opened: [],
    newDocuments: [],
  } satisfies Omit<World, 'inventory' | 'frames'>);
  startFrames();
};

export const connect = async (from = sender(), messages: unknown[] = [hello]) => {
  const frame = openPort(from);
  world.frames.accept(frame.port);
  for (const message of messages) frame.say(message);
  await turn();
  return frame;
};

export const listed = async () => (await world.inventory.read(TAB))?.media ?? null;
